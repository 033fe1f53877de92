"""What happens between author, reviewer and approver: Word files that come back, changes, verdicts, sign-off."""
