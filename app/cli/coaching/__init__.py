"""Sharing, the coach's desk and replies from the command line: a whole round between two data folders."""
