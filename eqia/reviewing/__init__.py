"""The use cases of review: compare, issue for review, apply what came back, judge, sign, publish."""
