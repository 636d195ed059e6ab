"""The hold: nothing is removed while a request, claim, review or inquiry may touch the journal."""

from dataclasses import dataclass
from typing import Final

from app.domain.entries import EntryId
from app.domain.removing import Held
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section
from app.ui.widgets import Body, Flow, LinkButton, Muted, QuietButton

_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class _Found:
    """The hold of the journal, and the first of the entries that are on hold of their own."""

    held: Held
    entries: tuple[tuple[EntryId, str], ...]


class HoldSection(Section):
    """Puts the whole journal on hold and ends it; keeps the dates of both, and nothing else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Put the journal on hold when there is a request, claim, review or inquiry that may touch it. "
                "While it is on hold the bin is not emptied, no backup is thinned out and nothing is redacted, "
                "distilled or erased as a matter of course. Deleting something to keep it from a request, "
                "claim, review or inquiry may be an offence. Please take advice first."
            )
        )
        self.add(
            Muted(
                "Deleting as a settled routine, before there is any request, is different from deleting in "
                "answer to one. A single entry can be put on hold on its own page. Balcony notes the dates of "
                "a hold on the whole journal, and not what it is about."
            )
        )
        self._told = Body()
        self._button = QuietButton("Put the whole journal on hold")
        self._button.clicked.connect(self._turn)
        self._rows, self._entries = Rows(), Rows()
        self.add(self._told)
        self.add_row(self._button)
        self.add(self._rows)
        self.add(self._entries)
        self._shown: _Found | None = None

    def refresh(self) -> None:
        """Ask whether there is a hold, and on what."""
        self.desk.read(_found, self._show, self, key="hold")

    def _show(self, found: _Found) -> None:
        if found == self._shown:
            return
        self._shown, hold = found, found.held
        self._told.setText("The journal is on hold." if hold.journal else "The journal is not on hold.")
        self._button.setText("End the hold" if hold.journal else "Put the whole journal on hold")
        self._rows.clear()
        for day, what in hold.dates:
            self._rows.add(Muted(f"The hold {what} on {written(day)}."))
        self._entries.clear()
        if found.entries:
            self._entries.add(Body(_many(len(hold.entries))))
        for number, title in found.entries:
            link = LinkButton((title or "An entry without a title").replace("&", "&&"))
            link.setAccessibleName(f"Open: {title or 'an entry without a title'}")
            link.setProperty("entry", number)
            link.clicked.connect(self._open)
            self._entries.add(Flow(link))
        if len(hold.entries) > len(found.entries) > 0:
            self._entries.add(Muted(f"And {len(hold.entries) - len(found.entries):,} more."))

    def _open(self) -> None:
        self.desk.go("decision", entry=self.sender().property("entry"))

    def _turn(self) -> None:
        on = self._shown is None or not self._shown.held.journal
        self.desk.act(
            lambda journal: journal.removal.holding.turn(on=on),
            self,
            failed=self.tell,
            said="The journal is on hold." if on else "The hold has ended.",
        )


def _many(count: int) -> str:
    return "1 entry is on hold of its own:" if count == 1 else f"{count:,} entries are on hold of their own:"


def _found(journal: Journal) -> _Found:
    held = journal.removal.holding.now()
    first = [EntryId(number) for number in sorted(held.entries)[:_MOST]]
    return _Found(held, tuple((number, journal.entry(number).title) for number in first))
