"""The sharing log: when, to whom, which fields or file of a round, the fingerprint; and the exact copy of a share."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.contacts import LoggedShare
from app.domain.errors import JournalError
from app.domain.rounds_held import RoundFileLeft, newest_first
from app.domain.sharing import ShareBundle
from app.domain.written_dates import written
from app.services.journal import Journal
from app.services.sharing.sealing import CANNOT_UNSEND
from app.ui.coach.alone import hidden
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.pairs.shown import rounds_shown
from app.ui.share.round_file_row import RoundFileRow
from app.ui.share.words_view import SharedWords
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Disclosure,
    EmptyState,
    Flow,
    LinkButton,
    Muted,
    Page,
    PickLine,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_AT_FIRST = 6
_MORE_AT_ONCE = 10
Line = LoggedShare | RoundFileLeft
"""One line of the log."""
_EMPTY = "Nothing was shared from this journal yet. Each share appears here with its date, its words and its fingerprint."


@dataclass(frozen=True)
class Copy:
    """One share of the log with the words that left."""

    uid: str
    view: ShareBundle


class LogRow(Card):
    """One share. `copy_wanted` asks for its words; `asked` notes that they were asked to delete it, or not."""

    copy_wanted = Signal(str)
    asked = Signal(str, bool)

    def __init__(self, one: LoggedShare) -> None:
        super().__init__(f"{written(one.made_on)}, for {one.label}")
        self.one = one
        self.add(Body(_much(one)))
        if one.erased:
            gone = "1 field was" if one.erased == 1 else f"{one.erased} fields were"
            self.add(
                Muted(f"The words of {gone} erased here since. They may still be in the file that left.")
            )
        if one.asked_to_delete_on is not None:
            self.add(Body(f"You asked them to delete it on {written(one.asked_to_delete_on)}."))
        self.fold = Disclosure("Read the exact copy")
        self.fold.button.setAccessibleName(f"Read the exact copy of {written(one.made_on)}, for {one.label}")
        self.fold.toggled.connect(self._unfolded)
        self.fold.add(Muted(f"Fingerprint of the file (SHA-256): {one.fingerprint}", selectable=True))
        self.words: SharedWords | None = None
        is_asked = one.asked_to_delete_on is not None
        self.ask = QuietButton("Take that note away" if is_asked else "I asked them to delete it")
        self.ask.setAccessibleName(f"{self.ask.text()}: {written(one.made_on)}, {one.label}")
        self.ask.clicked.connect(self._ask)
        self.add(self.fold)
        self.add_row(self.ask)

    def show_copy(self, view: ShareBundle) -> None:
        """Show the words that left."""
        if self.words is None:
            self.words = SharedWords("What they saw")
            self.fold.add(self.words)
        self.words.show_view(view)

    def take_focus(self) -> None:
        """Be where the keys go."""
        self.fold.button.setFocus()

    def _unfolded(self, unfolded: object) -> None:
        if unfolded and self.words is None:
            self.copy_wanted.emit(self.one.uid)

    def _ask(self) -> None:
        self.asked.emit(self.one.uid, self.one.asked_to_delete_on is None)


def _much(one: LoggedShare) -> str:
    return f"{one.words}{', as a page that is not locked' if one.is_plain else ''}."


class LogPage(QObject):
    """Every share and every file of a round that left, the newest first. `arrive` takes contact=uid to show those with one person."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("What you shared")
        super().__init__(self.page)
        self._desk = desk
        self.page.add(Banner(CANNOT_UNSEND, BannerKind.NOTE))
        self.who = PickLine("With whom", [("", "Everybody")])
        self.who.changed.connect(self._show_rows)
        self.nothing = EmptyState(_EMPTY, "Share something")
        self.nothing.acted.connect(self._go_share)
        self._rows = QWidget()
        self._column = column_of(self._rows, spacing=2 * GRID)
        self._more = LinkButton("Show more")
        self._more.clicked.connect(self._show_more)
        self._more_row = Flow(self._more)
        for part in (self.who, self.nothing, self._rows, self._more_row):
            self.page.add(part)
        self.rows: list[LogRow | RoundFileRow] = []
        self._all: tuple[Line, ...] = ()
        self._wanted = ""
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for the log."""
        self._wanted = str(where.get("contact", ""))
        self._ask()

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._desk.read(_log, self._show, self, key="sharing-log")

    def _show(self, found: tuple[Line, ...]) -> None:
        fresh = found != self._all or not self.rows
        self._all = found
        names = {one.contact: one.label for one in found if one.contact}
        self.who.set_options([("", "Everybody"), *((uid, name) for uid, name in names.items())])
        if self._wanted:
            self.who.set_value(self._wanted)
            self._wanted = ""
        self.nothing.setVisible(not found)
        self.who.setVisible(bool(found))
        if fresh:
            self._show_rows()

    def _chosen(self) -> list[Line]:
        return [one for one in self._all if self.who.value() in ("", one.contact)]

    def _show_rows(self, *_: object) -> None:
        with laid_out_once(self._rows):
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = []
            self._add(_AT_FIRST)

    def _add(self, many: int) -> None:
        chosen = self._chosen()
        for one in chosen[len(self.rows) : len(self.rows) + many]:
            row = self._row(one)
            self.rows.append(row)
            self._column.addWidget(row)
        left = len(chosen) - len(self.rows)
        self._more.setText(f"Show more ({left} left)")
        self._more.setAccessibleName(f"Show more shares ({left} left)")
        self._more_row.setVisible(left > 0)

    def _row(self, one: Line) -> LogRow | RoundFileRow:
        if isinstance(one, RoundFileLeft):
            left = RoundFileRow(one)
            left.round_wanted.connect(self._go_round)
            return left
        row = LogRow(one)
        row.copy_wanted.connect(self._ask_copy)
        row.asked.connect(self._note)
        return row

    def _shares(self) -> list[LogRow]:
        return [row for row in self.rows if isinstance(row, LogRow)]

    def _show_more(self) -> None:
        first = len(self.rows)
        with laid_out_once(self._rows):
            self._add(_MORE_AT_ONCE)
        self.rows[first].take_focus()

    def _ask_copy(self, uid: str) -> None:
        self._desk.read(lambda journal: Copy(uid, journal.sharing.log.copy(uid)), self._show_copy, self)

    def _show_copy(self, copy: Copy) -> None:
        for row in self._shares():
            if row.one.uid == copy.uid:
                row.show_copy(copy.view)

    def _note(self, uid: str, asked: bool) -> None:  # noqa: FBT001 - a signal's payload
        def note(journal: Journal) -> None:
            journal.sharing.log.asked_to_delete(uid, asked=asked)

        said = "Noted that you asked them to delete it." if asked else "The note was taken away."
        self._desk.act(note, self, lambda _none: self._land_on(uid), failed=self._failed, said=said)

    def _land_on(self, uid: str) -> None:
        def land(found: tuple[Line, ...]) -> None:
            self._show(found)
            for row in self._shares():
                if row.one.uid == uid:
                    row.ask.setFocus()

        self._desk.read(_log, land, self, key="sharing-log")

    def _failed(self, error: JournalError) -> None:
        self._desk.jobs.problem.emit(error, self)

    def _go_share(self) -> None:
        self._desk.go("share")

    def _go_round(self, uid: str) -> None:
        self._desk.go("round", round=uid)


def _log(journal: Journal) -> tuple[Line, ...]:
    gone = hidden(journal)
    shares = [one for one in journal.sharing.log.all() if one.contact not in gone]
    rounds = {one.uid for one in rounds_shown(journal)}
    return newest_first(shares, [one for one in journal.pairs.files_left() if one.round_uid in rounds])
