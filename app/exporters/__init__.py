"""One file, one format that can be written."""
