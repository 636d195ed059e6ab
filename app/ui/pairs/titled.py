"""Words under their title, with what was noticed in them marked."""

from collections.abc import Sequence

from app.domain.privacy import Notice
from app.ui.share.words_view import text_of
from app.ui.widgets import Heading, column_of
from app.ui.widgets.accessible import Group


def titled(title: str, words: str, notices: Sequence[Notice] = ()) -> Group:
    """A group of one text. What stops is shown before words are, and lies over whole texts: it is not marked."""
    part = Group(title)
    column = column_of(part, spacing=2)
    column.addWidget(Heading(title, 3))
    column.addWidget(text_of(words, title, [one for one in notices if not one.stops]))
    return part
