"""The last step: what comes next, the record of the searches, and how the hold ends."""

from app.domain.request import NOT_SEARCHED, SearchNote
from app.domain.written_dates import written
from app.ui.desk import Desk
from app.ui.request.alone import notes
from app.ui.request.ground import places
from app.ui.settings.section import Rows
from app.ui.walks.part import Part
from app.ui.widgets import Body, Card, LinkButton, Muted

_NEXT = (
    "Give the copy to your information governance officer or legal adviser. They decide with you what has to be "
    "sent, what may be held back and in what form. Balcony does not.",
    "Tell them what Balcony cannot see: the coaches and pairs who hold words of yours, and the exports, printouts "
    "and backups elsewhere. What left this journal stands in “What you shared”.",
    "Leave the hold as it is until your adviser says in writing that the matter is closed. Then end it under "
    "Settings, “Hold”. Until then nothing is removed as a matter of course.",
)
_MOST = 12


class AfterPart(Part):
    """Shows the searches that were noted, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("What comes next")
        self._desk = desk
        card = Card("What comes next")
        for line in _NEXT:
            card.add(Body(line))
        card.add(Muted(NOT_SEARCHED))
        self.log = LinkButton("What you shared")
        self.log.clicked.connect(self._go_log)
        self.settings = LinkButton("The hold, in Settings")
        self.settings.clicked.connect(self._go_settings)
        card.add_row(self.log, self.settings)
        self._rows = Rows()
        record = Card("Your record of the searches")
        record.add(Muted("Kept in this journal as your own record, and put into each copy."))
        record.add(self._rows)
        self.column.addWidget(card)
        self.column.addWidget(record)

    def arrive(self) -> None:
        self._desk.read(notes, self._show, self, key="request-notes")

    def _show(self, found: tuple[SearchNote, ...]) -> None:
        self._rows.clear()
        for note in list(reversed(found))[:_MOST]:
            self._rows.add(Body(said_of(note)))
        if not found:
            self._rows.add(Body("No search is shown here yet."))

    def _go_log(self) -> None:
        self._desk.go("sharing-log")

    def _go_settings(self) -> None:
        self._desk.go("settings", section="hold")


def said_of(note: SearchNote) -> str:
    """A search in one paragraph: when, for what, how many places, and the copies made of it."""
    each = "; ".join(f"“{word}” {places(count)}" for word, count in note.each)
    how = ", also inside longer words" if note.inside else ""
    copies = "".join(
        f" A copy of {places(count)} was written on {written(day)}." for day, count in note.copies
    )
    return f"{written(note.at.date())}, {note.at:%H:%M}{how}: {each}; {places(note.places)} in all.{copies}"
