"""What an equality analysis says, typed: what rules speak of, whatever a form calls it."""
