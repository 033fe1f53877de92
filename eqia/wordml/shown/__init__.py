"""What a Word file shows and how: every piece of text with its look, told from styles and properties alike."""
