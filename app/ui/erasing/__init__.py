"""Erasing for good: one entry, several, or the whole journal."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.erasing.page import ErasePage

    return ErasePage(desk)


def _make_journal(desk: Desk) -> PageView:
    from app.ui.erasing.journal_page import EraseJournalPage

    return EraseJournalPage(desk)


PAGE = PageKind("erase", "Erase for good", _make)
JOURNAL = PageKind("erase-journal", "Erase this journal", _make_journal)
