"""Coming back to decisions."""

from app.ui.look_again.page import PAGE

__all__ = ["PAGE"]
