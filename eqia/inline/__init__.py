"""What is inside a line of text: words in other languages, their direction, and addresses of the web and of people."""
