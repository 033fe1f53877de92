"""Where work is kept: the file, its name, its lock, and saving in time."""
