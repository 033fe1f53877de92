"""The questions: the form as an officer meets it, and which answers count."""
