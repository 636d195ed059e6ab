"""Pair rounds from the command line."""
