"""What changed from one assessment to another."""
