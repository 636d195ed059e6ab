"""The third step of sharing: the recipient's view read back from the locked bytes, with what was noticed in it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.services.sharing.sealing import READ_FIRST
from app.ui.share.putting import PutTogether
from app.ui.share.read_first import ReadFirst
from app.ui.share.words_view import SharedWords


class ReadingStep(ReadFirst):
    """The words of one share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.words = SharedWords()
        super().__init__(self.words, READ_FIRST, "Choose again", parent)

    def show_put(self, put: PutTogether, titles: Mapping[int, str], *, may_keep: bool) -> None:
        """Show a share, or the stop before it. Other words than those read have to be read again."""
        self.show_noticed(put.composed, titles, stopped=put.sealed is None, may_keep=may_keep)
        if put.sealed is not None:
            self.words.show_view(put.sealed.view, put.marks)
            self.focus_first()
