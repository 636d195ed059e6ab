"""Words with what went struck through and what came underlined, and on another ground; read aloud by name."""

from collections.abc import Iterable
from html import escape
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.domain.differing import Fate, Run
from app.ui.theme import live, tokens
from app.ui.versions.pieces import spoken
from app.ui.widgets.painting import breakable

_SIGNS: Final = {Fate.REMOVED: "s", Fate.ADDED: "u"}
_LINE_END, _BLANK = "¶", "␣"
"""What is drawn where nothing but the end of a line or a blank went or came."""
_SWAP: Final = (Fate.REMOVED, Fate.ADDED)
_GAP: Final = "&#8201;"
"""Between what went and what came for it, where both stand in one text."""


class MarkedWords(QLabel):
    """Some runs in one label. What a person wrote is never taken for signs of its own."""

    def __init__(self, runs: Iterable[Run], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = tuple(runs)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(spoken(self.runs))
        self._mark()
        live().changed.connect(self._mark)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _mark(self) -> None:
        runs = self._without_last_end()
        before = (None, *(run.fate for run in runs))
        words = "".join(
            f"{_GAP if (fate, run.fate) == _SWAP else ''}{_marked(run)}"
            for fate, run in zip(before, runs, strict=False)
        )
        self.setText(f'<p style="white-space: pre-wrap; margin: 0">{words}</p>')

    def _without_last_end(self) -> tuple[Run, ...]:
        """The end of the last line is the end of the label."""
        if not self.runs or not self.runs[-1].text.strip():
            return self.runs
        last = self.runs[-1]
        return (*self.runs[:-1], Run(last.fate, last.text.rstrip("\n")))


def _marked(run: Run) -> str:
    if run.fate is Fate.KEPT:
        return _plain(run.text)
    sign, now = _SIGNS[run.fate], tokens()
    ground = f"background-color: {now.chosen}; color: {now.ink}"
    words = run.text
    if not words.strip():
        words = words.replace("\n", f"{_LINE_END}\n").replace(" ", _BLANK)
    return f'<{sign} style="{ground}">{_plain(words)}</{sign}>'


def _plain(text: str) -> str:
    return escape(breakable(text)).replace("\n", "<br>")
