"""What paragraphs and cells show: prose, lists, ticks, tracked changes."""
