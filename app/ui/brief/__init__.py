"""Getting ready for a meeting: what is new since the last one, and the questions to ask."""

from app.ui.brief.page import BriefPage
from app.ui.pages import PageKind

PAGE = PageKind("brief", "Get ready for a meeting", BriefPage)

__all__ = ["PAGE", "BriefPage"]
