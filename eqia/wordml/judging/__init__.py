"""What a machine can find in a file: what shuts people out of it, and what it holds unseen."""
