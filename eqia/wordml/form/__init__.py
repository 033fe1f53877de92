"""Templates and the answers in them: where each stands, how it is printed, how it is read."""
