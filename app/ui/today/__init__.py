"""Today: the quick log, what is ready to look again, and what is offered."""

from app.ui.pages import PageKind
from app.ui.today.page import TodayPage

PAGE = PageKind("today", "Today", TodayPage, "Ctrl+1")

__all__ = ["PAGE", "TodayPage"]
