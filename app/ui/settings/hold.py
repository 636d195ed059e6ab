"""The hold: nothing is removed while a request, claim, review or inquiry may touch the journal."""

from app.domain.removing import Held
from app.domain.written_dates import written
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section
from app.ui.widgets import Body, Muted, QuietButton


class HoldSection(Section):
    """Puts the whole journal on hold and ends it; keeps the dates of both, and nothing else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Put the journal on hold when there is a request, claim, review or inquiry that may touch it. "
                "While it is on hold the bin is not emptied, no backup is thinned out and nothing is redacted, distilled "
                "or erased as a matter of course. Deleting something to keep it from a request, "
                "claim, review or inquiry may be an offence. Please take advice first."
            )
        )
        self.add(
            Muted(
                "Deleting as a settled routine, before there is any request, is different from deleting in "
                "answer to one. A single entry can be put on hold on its own page."
            )
        )
        self._told = Body()
        self._button = QuietButton("Put the whole journal on hold")
        self._button.clicked.connect(self._turn)
        self._rows = Rows()
        self.add(self._told)
        self.add_row(self._button)
        self.add(self._rows)
        self._shown: Held | None = None

    def refresh(self) -> None:
        """Ask whether there is a hold."""
        self.desk.read(lambda journal: journal.removal.holding.now(), self._show, self, key="hold")

    def _show(self, hold: Held) -> None:
        self._shown = hold
        self._told.setText("The journal is on hold." if hold.journal else "The journal is not on hold.")
        self._button.setText("End the hold" if hold.journal else "Put the whole journal on hold")
        self._rows.clear()
        for day, what in hold.dates:
            self._rows.add(Muted(f"The hold {what} on {written(day)}."))

    def _turn(self) -> None:
        on = self._shown is None or not self._shown.journal
        self.desk.act(
            lambda journal: journal.removal.holding.turn(on=on),
            self,
            failed=self.tell,
            said="The journal is on hold." if on else "The hold has ended.",
        )
