"""The front ends: a page on a screen, or line by line, and the reply that was typed."""
