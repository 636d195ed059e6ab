"""The page of settings: everything a leader can set, folded under its heading."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.about import AboutSection
from app.ui.settings.backups import BackupsSection
from app.ui.settings.coaching import CoachingSection
from app.ui.settings.cpd import CpdSection
from app.ui.settings.distilling import DistillingSection
from app.ui.settings.echo import EchoSection
from app.ui.settings.erase_journal import EraseJournalSection
from app.ui.settings.hold import HoldSection
from app.ui.settings.keys import PassphraseSection, SheetSection
from app.ui.settings.lock import LockSection
from app.ui.settings.look import LookSection
from app.ui.settings.pauses import PausesSection
from app.ui.settings.place import FilesSection
from app.ui.settings.prompts import PromptsSection
from app.ui.settings.reminders import RemindersSection
from app.ui.settings.searches import SearchesSection
from app.ui.settings.section import Section, SectionKind
from app.ui.settings.themes import ThemesSection
from app.ui.settings.try_restore import TryRestore
from app.ui.settings.ways import BinSection, DemoSection, ExchangeSection, has_demo_entries
from app.ui.widgets import Card, Disclosure, Page
from app.ui.widgets.reading_order import ReadingOrder


@dataclass(frozen=True, slots=True)
class Group:
    """Sections that belong together."""

    title: str
    kinds: tuple[SectionKind, ...]


GROUPS: Final = (
    Group(
        "This window",
        (SectionKind("look", "Look", LookSection), SectionKind("lock", "Lock", LockSection)),
    ),
    Group(
        "What is asked, and when",
        (
            SectionKind("prompts", "Prompts", PromptsSection),
            SectionKind("themes", "Themes", ThemesSection),
            SectionKind("reminders", "Reminders", RemindersSection),
            SectionKind("echo", "Something from before", EchoSection),
            SectionKind("pauses", "Pauses", PausesSection),
            SectionKind("searches", "Saved searches", SearchesSection),
        ),
    ),
    Group(
        "Keeping it safe",
        (
            SectionKind("passphrase", "Passphrase", PassphraseSection),
            SectionKind("recovery", "Recovery sheet", SheetSection),
            SectionKind("backups", "Backups", BackupsSection),
            SectionKind("try-restore", "Test a restore", TryRestore),
            SectionKind("files", "Files on this computer", FilesSection),
            SectionKind("hold", "Hold", HoldSection),
        ),
    ),
    Group(
        "In and out",
        (
            SectionKind("exchange", "Import and export", ExchangeSection),
            SectionKind("coaching", "Coaching others", CoachingSection),
            SectionKind("cpd", "CPD draft", CpdSection),
            SectionKind("bin", "Bin", BinSection),
            SectionKind("distilling", "Distilling old entries", DistillingSection),
            SectionKind("erase-journal", "Erase this journal", EraseJournalSection),
            SectionKind("demo", "Demo entries in this journal", DemoSection, has_demo_entries),
        ),
    ),
    Group("About", (SectionKind("about", "About Balcony", AboutSection),)),
)


_GROWS_MS = 400


class Fold(Disclosure):
    """A heading of Settings; what is under it is made when it is first opened."""

    def __init__(self, kind: SectionKind, desk: Desk) -> None:
        super().__init__(kind.title)
        self.kind = kind
        self._desk = desk
        self.section: Section | None = None
        self.toggled.connect(self.refresh)

    def refresh(self, *_open: object) -> None:
        """Show what is so now, if it can be seen."""
        if not self.is_unfolded:
            return
        if self.section is None:
            self.section = self.kind.make(self._desk)
            self.add(self.section)
        self.section.refresh()


class SettingsView(QObject):
    """Every section at a glance, one press away. `where` may name one: `section="backups"`."""

    def __init__(self, desk: Desk) -> None:
        self._page = Page("Settings")
        super().__init__(self._page)  # what comes from the journal after the page is gone is dropped
        self._desk = desk
        self.folds: dict[str, Fold] = {}
        for group in GROUPS:
            card = Card(group.title)
            for kind in group.kinds:
                fold = self.folds[kind.id] = Fold(kind, desk)
                fold.toggled.connect(self._unfolded)
                card.add(fold)
            self._page.add(card)
        for fold in self.folds.values():
            fold.setVisible(fold.kind.id != "demo")
        self._order = ReadingOrder(self._page)  # sections are made later than the headings below them
        self._wanted: Fold | None = None
        self._where: Mapping[str, object] | None = None
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.setInterval(_GROWS_MS)
        self._page.verticalScrollBar().rangeChanged.connect(self._grown)
        desk.changed.connect(self._journal_changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._page

    def arrive(self, where: Mapping[str, object]) -> None:
        """Unfold the section that was asked for; else go on where the focus was left."""
        self._ask_which()
        self._refresh()
        returning, self._where = where is self._where, where
        fold = self.folds.get(str(where.get("section", "")))
        last = self._page.focusWidget()
        if fold is not None and not (returning and last is not None and last.isVisible()):
            fold.set_unfolded(True)
            fold.refresh()
            self._wanted = fold
            self._growing.start()
            fold.button.setFocus()
            QTimer.singleShot(0, self, self._scroll_there)
        elif last is not None and last.isVisible():
            last.setFocus()
        else:
            next(iter(self.folds.values())).button.setFocus()

    def may_leave(self) -> bool:
        """A prompt being written is kept as a draft."""
        return True

    def _unfolded(self, is_open: object) -> None:
        """What came in sight below the window's edge would look like nothing at all."""
        fold = self.sender()
        if is_open and isinstance(fold, Fold):
            self._wanted = fold
            self._growing.start()
            QTimer.singleShot(0, self, self._scroll_there)

    def _grown(self, _least: int, _most: int) -> None:
        """A section takes its height in several steps; it has the last one once this turn is over."""
        if self._growing.isActive():
            QTimer.singleShot(0, self, self._scroll_there)

    def _scroll_there(self) -> None:
        if self._wanted is not None:
            self._page.scroll_to(self._wanted)

    # ---- what is so now

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self._page.isVisible():
            self._ask_which()
            self._refresh()

    def _refresh(self) -> None:
        for fold in self.folds.values():
            fold.refresh()

    def _ask_which(self) -> None:
        asking = [kind for group in GROUPS for kind in group.kinds if kind.id == "demo"]
        desk = self._desk

        def which(journal: Journal) -> frozenset[str]:
            return frozenset(kind.id for kind in asking if kind.there(desk, journal))

        self._desk.read(which, self._show_which, self, key="settings-sections")

    def _show_which(self, there: frozenset[str]) -> None:
        demo = self.folds["demo"]
        if demo.isAncestorOf(self._page.focusWidget()) and "demo" not in there:
            self.folds["bin"].button.setFocus()
        demo.setVisible("demo" in there)
