"""The page of what stood in an entry before: choose a text and a day, read what changed, put it back."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.differing import Row, difference
from app.domain.entries import EntryId, Version
from app.domain.errors import JournalError
from app.services.versions import Kept, Versions
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.versions.beside import Beside
from app.ui.versions.choosing import ChooseCard
from app.ui.versions.words import NONE, label_of, until, what_can_be_done
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    ChoiceChips,
    Columns,
    EmptyState,
    Page,
    PrimaryButton,
    QuietButton,
)
from app.ui.widgets.reading_order import ReadingOrder

_AFTER, _NOW = "after", "now"
_AGAINST = ((_AFTER, "What took its place"), (_NOW, "What stands there now"))


class VersionsPage(QObject):
    """`arrive` takes entry=ID, and text=KEY for the text to begin with."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Earlier versions")
        super().__init__(self.page)
        self._desk = desk
        self._entry: EntryId | None = None
        self._text = ""
        self._version: Version | None = None
        self._found: Versions | None = None
        self._lands = False
        self.back = QuietButton("Back")
        self.back.clicked.connect(desk.went_back)
        self.page.add_action(self.back)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.nothing = EmptyState(NONE, "Back")
        self.nothing.acted.connect(desk.went_back)
        self.choose = ChooseCard()
        self.choose.text_chosen.connect(self._text_chosen)
        self.choose.version_chosen.connect(self._version_chosen)
        self._make_sheet()
        self._both = Columns(self.choose, self._sheet, stack_below_em=64, weights=(2, 5))
        for part in (self.trouble, self.nothing, self._both):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)
        desk.forgotten.connect(self._forget)

    def _make_sheet(self) -> None:
        self._sheet = Card("Text")
        self.against = ChoiceChips("Beside it", _AGAINST, clearable=False)
        self.against.set_value(_AFTER)
        self.against.changed.connect(self._compare)
        self.told = Body("")
        self.put_back, self.add = (
            PrimaryButton("Put this text back"),
            QuietButton("Add it as a later thought"),
        )
        self.put_back.clicked.connect(self._put_back)
        self.add.clicked.connect(self._add)
        self.beside = Beside()
        self._sheet.add(self.told)
        self._acts = self._sheet.add_row(self.put_back, self.add)
        self._sheet.add(self.against)
        self._sheet.add(self.beside)

    # ---- the page as the window sees it

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for the earlier texts of an entry."""
        self.trouble.hide()
        entry, text = where.get("entry"), where.get("text")
        if isinstance(entry, int):
            if entry != self._entry:
                self._forget()
            self._entry = EntryId(entry)
        if isinstance(text, str):
            self._text, self._version = text, None
        self._lands = True
        self._ask()

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        entry = self._entry
        if entry is not None:
            self._desk.read(
                lambda journal: journal.earlier.of(entry), self._show, self, failed=self._lost, key="versions"
            )

    def _forget(self) -> None:
        """Hold no word of what was removed or of another entry."""
        self._found, self._version, self._text = None, None, ""
        self.page.set_title("Earlier versions")
        self.choose.clear()
        self.beside.clear()
        self._both.hide()

    # ---- showing

    def _show(self, found: Versions) -> None:
        self._found = found
        self.page.set_title("Earlier versions", found.entry.title)
        self.nothing.setVisible(not found.texts)
        self._both.setVisible(bool(found.texts))
        if not found.texts:
            self.beside.clear()
            self.choose.clear()
        else:
            self._show_text(
                found, next((one for one in found.texts if one.key == self._text), found.texts[0])
            )
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _show_text(self, found: Versions, kept: Kept) -> None:
        version = self._version if self._version in kept.earlier else kept.earlier[0]
        assert version is not None
        self._text, self._version = kept.key, version
        self.choose.show_texts(found.texts, kept, version, found.entry.kind)
        self._sheet.set_title(label_of(kept, found.entry.kind))
        self.told.setText(what_can_be_done(found, kept, version))
        here, focused = found.entry.deleted_at is None, self.put_back.hasFocus() or self.add.hasFocus()
        differs = version.text != kept.now
        self.put_back.setVisible(here and kept.may_put_back(version))
        self.add.setVisible(here and differs and not kept.may_put_back(version))
        self._acts.setVisible(here and differs)
        if focused and not differs:
            self.choose.focus()
        self.against.setVisible(version is not kept.earlier[0])
        self._compare()

    def _compare(self, *_: object) -> None:
        kept, version = self._kept, self._version
        if kept is None or version is None:
            return
        is_now = self.against.value() == _NOW or version == kept.earlier[0]
        new = kept.now if is_now else kept.after(version)
        at = kept.earlier.index(version)
        head = "Now" if is_now else until(kept.earlier[at - 1])
        old, stood = version.text, until(version)

        def differ(_job: Job) -> tuple[Row, ...]:
            return difference(old, new)

        self._desk.jobs.run(
            differ,
            partial(self._show_rows, self._found, stood, head),
            owner=self,
            key="versions-difference",
            beside=True,
        )

    def _show_rows(self, found: Versions | None, old: str, new: str, rows: Sequence[Row]) -> None:
        # What was compared before a removal, or before another entry was gone to, is shown no more.
        if found is not None and found is self._found:
            self.beside.show_rows(rows, old, new)

    @property
    def _kept(self) -> Kept | None:
        texts = self._found.texts if self._found is not None else ()
        return next((one for one in texts if one.key == self._text), None)

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        if self._found is None or not self._found.texts:
            self.nothing.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choose.focus()

    def _lost(self, error: JournalError) -> None:
        self._forget()
        self._tell(error)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: JournalError) -> None:
        """What is shown may be out of date: a text was removed meanwhile, or its week went by."""
        self._tell(error)
        self._ask()

    def _tell(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- acts

    def _text_chosen(self, key: str) -> None:
        self._text, self._version = key, None
        if self._found is not None:
            self._show(self._found)

    def _version_chosen(self, version: object) -> None:
        if self._found is not None and isinstance(version, Version):
            self._version = version
            self._show(self._found)

    def _put_back(self) -> None:
        entry, version = self._entry, self._version
        if entry is not None and version is not None:
            self.trouble.hide()
            self._desk.act(
                lambda journal: journal.earlier.put_back(entry, version),
                self,
                failed=self._refused,
                said="The earlier text is back. Undo takes that back.",
            )

    def _add(self) -> None:
        entry, version = self._entry, self._version
        if entry is not None and version is not None:
            self.trouble.hide()
            self._desk.act(
                lambda journal: journal.earlier.add_as_thought(entry, version),
                self,
                failed=self._refused,
                said="Added as a later thought.",
            )
