"""What Balcony is built from, and what can be told to someone who helps, without content."""

import platform
import re
from dataclasses import dataclass

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app import __version__
from app.paths import bundled
from app.services.care import Checked
from app.services.journal import Journal
from app.ui.clipboard import put
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, Disclosure, Muted, QuietButton

_RULE = re.compile(r"\|[-| ]+\|")
_MARKS = re.compile(r"^#+ |^> ?|\*\*|`")


@dataclass(frozen=True)
class _Facts:
    libraries: dict[str, str]
    revision: str
    synced: bool
    backups: int
    on_hold: bool


class AboutSection(Section):
    """Versions, licences, and diagnostics that hold no word, name, date or place of the journal."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(Body(f"Balcony {__version__}. A journal of decisions, on this computer only. MIT licence."))
        self._diagnostics = Disclosure("Diagnostics without content")
        self._text = Body(selectable=True)
        copy = QuietButton("Copy the diagnostics")
        copy.clicked.connect(self._copy)
        self._diagnostics.add(
            Muted("Versions and settings only: no word of an entry, no title, no name, no folder.")
        )
        self._diagnostics.add(self._text)
        self._diagnostics.body.addWidget(copy)
        self._notices = Disclosure("Licences and notices")
        self._notices.toggled.connect(self._read_notices)
        self._notice_text: Body | None = None
        self.add(self._diagnostics)
        self.add(self._notices)

    def refresh(self) -> None:
        """Ask what runs here."""
        self.desk.read(_facts, self._show, self, key="facts")

    def _show(self, facts: _Facts) -> None:
        self._text.setText("\n".join(self._lines(facts)))

    def _lines(self, facts: _Facts) -> list[str]:
        screen = QGuiApplication.primaryScreen()
        size, ratio = screen.size(), screen.devicePixelRatio()
        now = self.desk.preferences
        return [
            f"Balcony {__version__}",
            f"Python {platform.python_version()}, PySide6 {pyside_version}, Qt {qVersion()}",
            ", ".join(f"{name} {version}" for name, version in facts.libraries.items()),
            f"System: {platform.system()} {platform.release()} {platform.machine()}",
            f"Window: {QGuiApplication.platformName()}, screen {size.width()} × {size.height()} at {ratio:g}",
            f"Look: {now.theme}, text {now.text_size}%, high-legibility typeface {_yes(on=now.legible_font)}",
            f"Lock after {now.lock_after_minutes} minutes",
            f"Journal revision {facts.revision}, in a synced folder {_yes(on=facts.synced)}, "
            f"on hold {_yes(on=facts.on_hold)}, backups {facts.backups}",
        ]

    def _copy(self) -> None:
        put(self._text.text())
        self.desk.say("The diagnostics were copied.")

    def _read_notices(self, _open: object) -> None:
        if self._notice_text is None:
            words = (bundled("resources") / "NOTICES.md").read_text("utf-8")
            self._notice_text = Body(without_marks(words), selectable=True)
            self._notices.add(self._notice_text)


def without_marks(text: str) -> str:
    """Markdown as words: no signs of headings, tables, quotes or emphasis; no other word changes."""
    lines = (_without_marks(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line is not None)


def _without_marks(line: str) -> str | None:
    if _RULE.fullmatch(line):
        return None
    if line.startswith("|"):
        first, *rest = (cell.strip() for cell in line.strip("| ").split(" | "))
        line = f"{first}: {'; '.join(rest)}"
    return _MARKS.sub("", line)


def _facts(journal: Journal) -> _Facts:
    from app.storage.versions import versions  # its libraries are loaded with the journal

    return _Facts(
        versions(),
        Checked(()).revision,
        journal.care.synced_by() is not None,
        len(journal.care.backups()),
        journal.care.is_on_hold(),
    )


def _yes(*, on: bool) -> str:
    return "yes" if on else "no"
