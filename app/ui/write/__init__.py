"""The write page: quick, standard and deep, a decision still open, and looking back on a week or quarter."""

from app.ui.pages import PageKind
from app.ui.write.page import WritePage

PAGE = PageKind("write", "Write", WritePage)

__all__ = ["PAGE", "WritePage"]
