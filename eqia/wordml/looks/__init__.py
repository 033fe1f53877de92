"""How text and paragraphs look: properties, and what all styles make of them."""
