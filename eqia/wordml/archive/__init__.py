"""The file: a zip archive of parts, read with care, written canonically, cleaned."""
