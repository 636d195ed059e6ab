"""Which text of an entry, and which of its earlier versions."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryKind, Version
from app.services.versions import Kept
from app.ui.versions.words import counted, label_of, until
from app.ui.widgets import Card, ChoiceChips, LinkButton
from app.ui.widgets.choice import RadioChoice

_AT_ONCE: Final = 20
"""Versions listed before a person asks for the ones before."""


class ChooseCard(Card):
    """`text_chosen` carries the key of a text, `version_chosen` one of its versions."""

    text_chosen = Signal(str)
    version_chosen = Signal(object)  # Version

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Versions", parent)
        self._texts: tuple[tuple[str, str], ...] = ()
        self._listed: tuple[Version, ...] = ()
        self._most = _AT_ONCE
        self._kept: Kept | None = None
        self.texts = ChoiceChips("Which words", clearable=False)
        self.days = ChoiceChips("Which version, the newest first", clearable=False)
        self.more = LinkButton("")
        self.more.clicked.connect(self._show_more)
        self.texts.changed.connect(self._text_pressed)
        self.days.changed.connect(self._day_pressed)
        self.add(self.texts)
        self.add(self.days)
        self._row = self.add_row(self.more)

    def show_texts(self, texts: Sequence[Kept], kept: Kept, version: Version, kind: EntryKind) -> None:
        """Offer the texts, where there are several, and the versions of one of them; both are chosen."""
        offered = tuple((one.key, f"{label_of(one, kind)} ({len(one.earlier)})") for one in texts)
        if offered != self._texts:
            self._texts = offered
            self.texts.set_options(offered)
        self.texts.setVisible(len(texts) > 1)
        self.texts.set_value(kept.key)
        if self._kept is None or self._kept.key != kept.key:
            self._most = _AT_ONCE
        self._kept = kept
        self._most = max(self._most, kept.earlier.index(version) + 1)
        self._show_days()
        self.days.set_value(str(kept.earlier.index(version)))

    def clear(self) -> None:
        """Hold nothing of an entry any more."""
        self._texts, self._listed, self._kept = (), (), None
        self.texts.set_options(())
        self.days.set_options(())

    def focus(self) -> None:
        """Put the focus on the version that is chosen."""
        stop = next((one for one in self.days.findChildren(RadioChoice) if one.isChecked()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_days(self) -> None:
        kept = self._kept
        if kept is None:
            return
        listed = kept.earlier[: self._most]
        if listed != self._listed:
            self._listed = listed
            self.days.set_options(
                [(str(at), f"{until(one)} ({counted(one.text)})") for at, one in enumerate(listed)]
            )
        left = len(kept.earlier) - len(listed)
        self.more.setText(f"Show the {left:,} before these" if left > 1 else "Show the one before these")
        self._row.setVisible(left > 0)

    def _show_more(self) -> None:
        chosen = self.days.value()
        self._most += _AT_ONCE
        self._show_days()
        self.days.set_value(chosen)

    def _text_pressed(self, key: object) -> None:
        if isinstance(key, str):
            self.text_chosen.emit(key)

    def _day_pressed(self, key: object) -> None:
        if isinstance(key, str) and self._kept is not None:
            self.version_chosen.emit(self._kept.earlier[int(key)])
