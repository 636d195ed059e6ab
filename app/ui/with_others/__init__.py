"""With others: what a coach sent back, what was agreed to be done, and rounds with another leader."""

from app.ui.with_others.page import PAGE

__all__ = ["PAGE"]
