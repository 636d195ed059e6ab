"""Sharing what the leader chose: people, choosing, the recipient's view, locking, and the log of what left."""
