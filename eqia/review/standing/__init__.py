"""Where an assessment stands: steps, verdicts, sign-off."""
