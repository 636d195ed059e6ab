"""The first step: put the whole journal on hold, so that nothing that may be asked for goes."""

from PySide6.QtWidgets import QWidget

from app.domain.removing import Held
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.walks.part import Part
from app.ui.widgets import Banner, BannerKind, Body, Card, Muted, QuietButton

_WHY = (
    "There is a request, claim, review or inquiry that may touch this journal. Put it on hold first: while it is "
    "on hold the bin is not emptied, no backup is thinned out, and nothing is redacted, distilled or erased as a "
    "matter of course."
)
_CARE = (
    "Deleting something to keep it from a request, claim, review or inquiry may be an offence. Deleting as a "
    "settled routine, before there is any request, is different from deleting in answer to one."
)
_ENTRIES = (
    "If only some entries are touched, leave this as it is and go on: after the search you can put the entries "
    "you tick on hold. Balcony notes the dates of a hold on the whole journal, and not what it is about."
)


class HoldPart(Part):
    """Says what is on hold, and puts the journal on hold."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Put it on hold")
        self._desk = desk
        self.column.addWidget(Banner(_CARE, BannerKind.CAUTION, title="Please take advice first"))
        card = Card("Put the journal on hold")
        card.add(Body(_WHY))
        self._told = Body()
        self.button = QuietButton("Put the whole journal on hold")
        self.button.clicked.connect(self._hold)
        card.add(self._told)
        card.add_row(self.button)
        card.add(Muted(_ENTRIES))
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trouble.hide()
        self.column.addWidget(card)
        self.column.addWidget(self.trouble)
        self._desk.changed.connect(self._changed)

    def start(self) -> QWidget:
        return self.button

    def arrive(self) -> None:
        self.trouble.hide()
        self._desk.read(_now, self._show, self, key="request-hold")

    def _changed(self, _change: object, _initiator: object) -> None:
        if self.isVisible():
            self.arrive()

    def _show(self, held: Held) -> None:
        self._told.setText(_said(held))
        self.button.setVisible(not held.journal)

    def _hold(self) -> None:
        self._desk.act(
            lambda journal: journal.removal.holding.turn(on=True),
            self,
            failed=self.trouble.tell,
            said="The journal is on hold.",
        )


def _now(journal: Journal) -> Held:
    return journal.removal.holding.now()


def _said(held: Held) -> str:
    if held.journal:
        begun = [day for day, what in held.dates if what == "began"]
        return f"The journal is on hold since {written(begun[-1])}." if begun else "The journal is on hold."
    if held.entries:
        many = "1 entry is" if len(held.entries) == 1 else f"{len(held.entries):,} entries are"
        return f"The journal is not on hold. {many} on hold."
    return "The journal is not on hold."
