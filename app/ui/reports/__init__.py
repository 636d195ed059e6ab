"""Charts on their way out: as pictures, as a document on paper, and what a person ticks before."""

from app.ui.pages import PageKind
from app.ui.reports.page import ReportPage

PAGE = PageKind("report", "Take charts out", ReportPage)

__all__ = ["PAGE", "ReportPage"]
