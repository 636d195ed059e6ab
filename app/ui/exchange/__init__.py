"""The page that brings entries in from other journals and writes the journal out."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.exchange.page import ExchangePage

    return ExchangePage(desk)


PAGE = PageKind("exchange", "Import and export", _make)
