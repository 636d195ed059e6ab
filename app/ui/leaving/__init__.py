"""Leaving the job: hold, distil, the learning, the people, the rest; and a page against losing access."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.leaving.page import leaving_walk

    return leaving_walk(desk)


def _make_access(desk: Desk) -> PageView:
    from app.ui.leaving.access_page import AccessPage

    return AccessPage(desk)


PAGE = PageKind("leaving", "Leaving the job", _make)
ACCESS = PageKind("lost-access", "If I lost access tomorrow", _make_access)
