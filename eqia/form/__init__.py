"""The council's words: sections, questions, labels, guidance, order and conditions, as data."""
