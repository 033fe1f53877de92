"""Reading wording: words and sentences, terms in all their forms, negation, groups, figures and repeated text."""
