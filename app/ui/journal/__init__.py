"""The journal page: every entry in a list, searched and narrowed, with what is chosen beside it."""

from app.ui.journal.page import JournalPage
from app.ui.pages import PageKind

PAGE = PageKind("journal", "Journal", JournalPage, "Ctrl+2")

__all__ = ["PAGE", "JournalPage"]
