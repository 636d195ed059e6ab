"""What the privacy check noticed in words that leave as they are, to be read before they do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.privacy import GROUP_WORDS, Alike, Group
from app.ui.coach.words import short
from app.ui.decision.steady import laid_out_once
from app.ui.share.stop_card import UNLAWFUL
from app.ui.share.warnings_card import WE_MISS
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Body, Disclosure, Heading, Muted, column_of

_NAMED = 40


class NoticedFold(Disclosure):
    """Warnings by their kind, each word once. Nothing is held back: it is the person's own file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What the privacy check noticed", parent, unfolded=True)
        self._shown: QWidget | None = None
        self._found: Sequence[Alike] | None = None

    def show_noticed(self, found: Sequence[Alike]) -> None:
        """Show these instead."""
        if found == self._found:
            return
        self._found = found
        with laid_out_once(self):
            if self._shown is not None:
                self.body.removeWidget(self._shown)
                self._shown.hide()
                self._shown.deleteLater()
            self._shown = _told(found)
            self.add(self._shown)


def _told(found: Sequence[Alike]) -> QWidget:
    part = QWidget()
    column = column_of(part, spacing=GRID)
    if any(one.stops for one in found):
        column.addWidget(Banner(UNLAWFUL, BannerKind.CAUTION, title="Check with legal first"))
    for group in Group:
        words = list(dict.fromkeys(one.words for one in found if one.group is group))
        if words:
            told = ", ".join(f"“{short(one)}”" for one in words[:_NAMED])
            more = len(words) - _NAMED
            column.addWidget(Heading(f"{GROUP_WORDS[group]} ({len(words)})", 3))
            column.addWidget(Body(f"{told}{f' and {more} more' if more > 0 else ''}"))
    if not found:
        column.addWidget(Body("Nothing was noticed."))
    column.addWidget(Muted(WE_MISS))
    return part
