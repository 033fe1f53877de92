"""A document that came back: what each field shows, what was said, what is not sure."""
