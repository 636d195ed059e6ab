"""Balcony: an offline journal for senior leaders."""

__version__ = "0.1.0"
