"""A request has arrived: hold, search, choose, a copy for an adviser to read, and what comes next."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.request.page import request_walk

    return request_walk(desk)


PAGE = PageKind("request", "A request has arrived", _make)
