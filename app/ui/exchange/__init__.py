"""The page that brings entries in from other journals and writes the journal out."""

from app.ui.exchange.page import ExchangePage
from app.ui.pages import PageKind

PAGE = PageKind("exchange", "Import and export", ExchangePage)

__all__ = ["PAGE", "ExchangePage"]
