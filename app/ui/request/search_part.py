"""The second step: the names, roles and other words to look for, one a line, and the search."""

from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, InvalidInput, JournalError
from app.domain.request import NOT_SEARCHED, WHERE_SEARCHED, Searched, words_in
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.forms.filled import Fields, put, text_in
from app.ui.jobs import Job
from app.ui.request.alone import check_all_shown, offered
from app.ui.request.ground import Ground, places
from app.ui.walks.part import Part
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    CheckChoice,
    Flow,
    Muted,
    QuietButton,
    TextArea,
    announce,
    column_of,
)

_HOW = (
    "One name, role or other word a line: the full name, the surname alone, initials, the role, other words you "
    "use for the same person. Capital letters and spacing do not matter. Each search is noted with its day, its "
    "words and how much was found; the note stays in the journal as your own record."
)


class SearchPart(Part):
    """Searches, notes that, and says how much was found."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("Search")
        self._desk, self._ground = desk, ground
        self._offered: tuple[str, ...] = ()
        self.card = OneStep("Search for names, roles and other words")
        asking = column_of(self.card.asking)
        self.words = TextArea("What to look for, one a line", least_lines=4)
        self.words.changed.connect(self._typed)
        self.offer = QuietButton("")
        self.offer.clicked.connect(self._add_offered)
        self.inside = CheckChoice("Also inside longer words (“Ash” in “Ashby”)")
        self.inside.clicked.connect(self._typed)
        self.button = QuietButton("Search the journal")
        self.button.clicked.connect(self.search)
        self._offer_row = Flow(self.offer)
        for part in (Body(_HOW), self.words, self._offer_row, self.inside, Flow(self.button)):
            asking.addWidget(part)
        self._offer_row.hide()
        self.card.add(self.card.asking)
        self.result = Body()
        self.result.hide()
        self.card.add(self.result)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trouble.hide()
        where = Card("Where it looks")
        where.add(Muted(WHERE_SEARCHED))
        where.add(Muted(NOT_SEARCHED))
        for shown in (self.card, self.trouble, where):
            self.column.addWidget(shown)

    def start(self) -> QWidget:
        return self.words.field

    def arrive(self) -> None:
        self.trouble.hide()
        self._desk.read(offered, self._offer, self, key="request-offered")
        self._show_result()

    def may_go_on(self) -> bool:
        """Only with a search behind what stands there."""
        if not self._ground.is_fresh:
            self.words.set_problem("Search first; then choose from what was found.")
            self.button.setFocus()
        return self._ground.is_fresh

    def fields(self) -> Fields:
        kept: Fields = {}
        put(kept, "words", self.words.text())
        put(kept, "inside", self.inside.isChecked())
        return kept

    def put_back(self, fields: Fields) -> None:
        self.words.set_text(text_in(fields, "words"))
        self.inside.setChecked(fields.get("inside") is True)
        self._take()

    # ---- what to look for

    def _take(self) -> None:
        self._ground.words = words_in(self.words.text().splitlines())
        self._ground.inside = self.inside.isChecked()

    def _typed(self, _text: object = None) -> None:
        self.words.set_problem("")
        self._take()
        self._show_result()
        self._show_offer()
        self.touched.emit()

    def _offer(self, names: tuple[str, ...]) -> None:
        self._offered = names
        self._show_offer()

    def _show_offer(self) -> None:
        there = {word.casefold() for word in self._ground.words}
        missing = [one for one in self._offered if one.casefold() not in there]
        self.offer.setText(f"Add the {len(missing):,} names and roles of your list of names")
        self._offer_row.setVisible(bool(missing))

    def _add_offered(self) -> None:
        lines = [*self.words.text().splitlines(), *self._offered]
        self.words.set_text("\n".join(words_in(lines)))
        self._typed()
        self.words.field.setFocus()

    # ---- the search

    def search(self) -> None:
        """Look for what stands there; the search is noted."""
        self.trouble.hide()
        self._take()
        words, inside, jobs = self._ground.words, self._ground.inside, self._desk.jobs

        def search(journal: Journal, job: Job) -> Searched:
            check_all_shown(journal)
            found = journal.requests.search(
                words, inside=inside, progress=jobs.progress_of(job), cancelled=job.is_cancelled
            )
            journal.requests.keep_note(found)
            return found

        self.result.hide()
        self.card.show_progress("Searching the journal…")
        self.busy.emit(True)
        self.card.wait_for(
            self._desk.long(
                search, self, self._found, progressed=self.card.progressed, failed=self._not_found
            )
        )

    def _found(self, searched: Searched) -> None:
        self._ground.searched = searched
        here = {one.key for one in searched.places}
        self._ground.ticked &= here
        self._end()
        self.touched.emit()
        self._show_result()
        announce(self, self.result.accessibleName())
        self.button.setFocus()

    def _not_found(self, error: JournalError) -> None:
        self._end()
        if isinstance(error, InvalidInput):
            self.words.set_problem(f"{error.message} {error.advice}")
            self.words.field.setFocus()
        elif isinstance(error, Cancelled):
            self.words.set_problem("Stopped. Nothing was noted.")
            self.button.setFocus()
        else:
            self.trouble.tell(error)

    def _end(self) -> None:
        self.busy.emit(False)
        self.card.ask_again()

    def _show_result(self) -> None:
        searched = self._ground.searched
        self.result.setVisible(self._ground.is_fresh)
        if searched is None or not self._ground.is_fresh:
            return
        note = searched.note()
        lines = [f"“{word}”: {places(count)}." for word, count in note.each]
        total = f"All words together: {places(note.places)}. Go on to read what was found."
        self.result.setText("\n".join([*lines, total if note.places else "Nothing was found."]))
