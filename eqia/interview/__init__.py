"""The interview: a lead officer is asked one question at a time, and no word that was typed is lost."""
