"""The third step: everything that was found, to read and to tick; ticked entries can be put on hold."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.domain.removing import PlaceKind
from app.domain.request import ASK, FoundPlace, Searched, words_in
from app.services.journal import Journal
from app.ui.coach.in_turns import InTurns
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.forms.filled import Fields, put, texts_in
from app.ui.jobs import Job
from app.ui.request.alone import check_all_shown
from app.ui.request.ground import Ground, places
from app.ui.request.place_row import PlaceRow
from app.ui.theme import GRID
from app.ui.walks.part import Part
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Flow,
    LinkButton,
    Muted,
    QuietButton,
    announce,
    column_of,
)

_AT_ONCE = 10
"""A page of places: more of them together would hold the window when they are laid out."""
_HOW = (
    "Tick what the copy for your adviser should hold. What is ticked comes whole, with its dates: an entry with "
    "its answers, reviews, later thoughts, earlier versions and the comments on it."
)


class ChoosePart(Part):
    """Searches again by itself where the walk was taken up another day; that is not noted a second time."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("Choose what to collect")
        self._desk, self._ground = desk, ground
        self._shown: Searched | None = None
        self._from, self._lands, self._is_stale = 0, False, False
        self.rows: list[PlaceRow] = []
        self.card = OneStep("What was found")
        asking = column_of(self.card.asking)
        self.count = Body()
        self.every, self.none = QuietButton("Tick all"), QuietButton("Tick none")
        self.hold = QuietButton("Put the ticked entries on hold")
        self.every.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)
        self.hold.clicked.connect(self._hold)
        self._list = QWidget()
        self._column = column_of(self._list)
        self.before, self.more = LinkButton("Those before"), LinkButton("More places")
        self.before.clicked.connect(self._show_before)
        self.more.clicked.connect(self._show_more)
        self._shown_now = Muted()
        self._more_row = Flow(self.before, self._shown_now, self.more, spacing=GRID)
        self._problem = Body()
        self._problem.hide()
        for part in (
            Body(_HOW), Muted(ASK), Flow(self.every, self.none, self.hold), self.count, self._problem,
            self._list, self._more_row,
        ):  # fmt: skip
            asking.addWidget(part)
        self.card.add(self.card.asking)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trouble.hide()
        self.column.addWidget(self.card)
        self.column.addWidget(self.trouble)
        self._turns = InTurns(self, self._made)
        desk.changed.connect(self._journal_changed)

    # ---- as the walk asks

    def start(self) -> QWidget:
        return self.every

    def arrive(self) -> None:
        self.trouble.hide()
        self._problem.hide()
        self._desk.read(check_all_shown, self._may_show, self, failed=self._not_found, key="request-alone")

    def may_go_on(self) -> bool:
        if not self._ground.chosen():
            self._problem.setText("Nothing is ticked yet. Tick what the copy should hold.")
            self._problem.show()
            announce(self, self._problem.accessibleName())
            self.every.setFocus()
        return bool(self._ground.chosen())

    def fields(self) -> Fields:
        ground, kept = self._ground, Fields()
        put(kept, "ticked", [*sorted(ground.ticked)])
        put(kept, "words", [*ground.words])
        put(kept, "inside", ground.inside)
        return kept

    def put_back(self, fields: Fields) -> None:
        ground = self._ground
        ground.ticked |= set(texts_in(fields, "ticked"))
        if not ground.words:
            ground.words, ground.inside = words_in(texts_in(fields, "words")), fields.get("inside") is True

    def _may_show(self, _nothing: None) -> None:
        if self._ground.is_fresh and not self._is_stale:
            self._show()
        else:
            self._search_again()

    def _journal_changed(self, _change: object, initiator: object) -> None:
        """What was done elsewhere since, to an entry that was read from here."""
        self._is_stale = self._is_stale or initiator is not self

    # ---- searched again

    def _search_again(self) -> None:
        words, inside, jobs = self._ground.words, self._ground.inside, self._desk.jobs

        def search(journal: Journal, job: Job) -> Searched:
            return journal.requests.search(
                words, inside=inside, progress=jobs.progress_of(job), cancelled=job.is_cancelled
            )

        self.card.show_progress("Searching the journal again…")
        self.busy.emit(True)
        self.card.wait_for(
            self._desk.long(
                search, self, self._found, progressed=self.card.progressed, failed=self._not_found
            )
        )

    def _found(self, searched: Searched) -> None:
        self._ground.searched, self._is_stale = searched, False
        self._end()
        self._show()
        self.every.setFocus()

    def _not_found(self, error: JournalError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.trouble.tell(error)
        self._shown = None
        self._rows_go()
        self._told((), 0)
        self.count.setText("Nothing is shown now.")

    def _end(self) -> None:
        self.busy.emit(False)
        self.card.ask_again()

    # ---- what was found

    def _show(self) -> None:
        searched = self._ground.searched
        if searched is None or searched is self._shown:
            self._tick_rows()
            return
        self._shown, self._from = searched, 0
        self._make_rows()

    def _rows_go(self) -> None:
        self._turns.stop()
        with laid_out_once(self._list):
            for row in self.rows:
                row.hide()
                self._column.removeWidget(row)
                row.deleteLater()
        self.rows = []

    def _make_rows(self) -> None:
        if self.rows:
            self._rows_go()
        found = self._shown.places if self._shown is not None else ()
        self._turns.begin(self._making(found[self._from : self._from + _AT_ONCE]))
        self._tick_rows()

    def _making(self, fresh: tuple[FoundPlace, ...]) -> Iterator[object]:
        for one in fresh:
            row = PlaceRow(one)
            row.changed.connect(self._ticked)
            row.opened.connect(self._open)
            row.show_tick(ticked=one.key in self._ground.ticked)
            self.rows.append(row)
            self._column.addWidget(row)
            yield row

    def _show_more(self) -> None:
        self._turn_to(self._from + _AT_ONCE)

    def _show_before(self) -> None:
        self._turn_to(max(0, self._from - _AT_ONCE))

    def _turn_to(self, first: int) -> None:
        self._from, self._lands = first, True
        self._rows_go()
        self._tick_rows()
        announce(self, self._shown_now.accessibleName())
        QTimer.singleShot(0, self, self._make_rows)  # the others have just gone

    def _made(self) -> None:
        if self._lands and self.rows:
            self._lands = False
            self.rows[0].tick.setFocus()

    def _tick_rows(self) -> None:
        for row in self.rows:
            row.show_tick(ticked=row.one.key in self._ground.ticked)
        found = self._shown.places if self._shown is not None else ()
        self._told(self._ground.chosen(), len(found))

    def _told(self, chosen: tuple[FoundPlace, ...], of: int) -> None:
        self.count.setText(f"{len(chosen):,} of {places(of)} ticked." if of else "Nothing was found.")
        last = min(self._from + _AT_ONCE, of)
        self._more_row.setVisible(of > _AT_ONCE)
        self._shown_now.setText(f"Places {self._from + 1:,} to {last:,} of {of:,}")
        self.before.setVisible(self._from > 0)
        self.more.setVisible(last < of)
        self.hold.setVisible(any(not one.held and one.kind is PlaceKind.ENTRY for one in chosen))

    # ---- ticking

    def _ticked(self, key: str, ticked: bool) -> None:  # noqa: FBT001 - a signal's payload
        (self._ground.ticked.add if ticked else self._ground.ticked.discard)(key)
        self._problem.hide()
        self._tick_rows()
        self.touched.emit()

    def _tick_all(self) -> None:
        self._ground.ticked = {one.key for one in (self._shown.places if self._shown else ())}
        self._after_all()

    def _tick_none(self) -> None:
        self._ground.ticked = set()
        self._after_all()

    def _after_all(self) -> None:
        self._problem.hide()
        self._tick_rows()
        announce(self, self.count.accessibleName())
        self.touched.emit()

    def _hold(self) -> None:
        chosen = self._ground.chosen()
        self.every.setFocus()
        self._desk.act(
            lambda journal: journal.requests.hold(chosen),
            self,
            self._held,
            failed=self.trouble.tell,
            said="The ticked entries are on hold.",
        )

    def _held(self, _count: int) -> None:
        self._search_again()

    def _open(self, number: int) -> None:
        self._desk.go("decision", entry=number)
