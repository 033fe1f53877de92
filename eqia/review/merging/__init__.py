"""Three ways to one: what was issued, what came back, what the file holds now."""
