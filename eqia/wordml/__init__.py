"""Word's file format: the only place that knows its tags. Knows nothing of forms and assessments."""
