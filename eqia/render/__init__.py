"""Documents from a view: Word, HTML and PDF. Each is read back after it is made, and compared with the answers."""
