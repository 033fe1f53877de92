"""PDF files, drawn where WeasyPrint may be loaded: here if the process is eqia's own, else in one that is."""
