"""Pair rounds: two people answer the same questions apart, seal, swap, reveal, and look together."""
