"""What a document shows, as plain text, lists and booleans: the only thing a renderer or a template ever sees."""
