"""Makes WeasyPrint quicker: each part does what the part it replaces does, and a test compares the documents."""
