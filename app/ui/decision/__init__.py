"""Reading one entry of any kind."""

from app.ui.decision.page import PAGE

__all__ = ["PAGE"]
