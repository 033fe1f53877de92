"""The kinds of questions: one module each, and the register. No other room of the form's knows a kind by its name."""
