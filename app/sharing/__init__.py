"""Files between two people: sealed, opened and verified; bytes in, bytes out."""
