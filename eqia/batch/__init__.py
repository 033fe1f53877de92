"""Many assessments at once: found, checked, rendered in many processes, and listed in a manifest."""
