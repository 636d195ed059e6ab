"""Contacts: whom one shares with, one's own card, and the six words that show that nobody stands between."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.contacts.page import ContactsPage

    return ContactsPage(desk)


PAGE = PageKind("contacts", "Contacts", _make)
