"""Whether Today brings something from some weeks ago back."""

from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, CheckChoice, Muted


class EchoSection(Section):
    """Off until it is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Today can offer one decision of about one, three or six months or a year ago, once a day. "
                "Nothing of it is shown until you press."
            )
        )
        self.wanted = CheckChoice("Offer something from before on Today")
        self.wanted.clicked.connect(self._turn)
        self.add_row(self.wanted)
        self.add(
            Muted(
                "Never anything that is marked, on hold or let go, and nothing on safeguarding that was not "
                "looked at again or turned out badly."
            )
        )

    def refresh(self) -> None:
        """Ask whether it is wanted."""
        self.desk.read(_wanted, self._show, self, key="echo")

    def _show(self, wanted: bool) -> None:  # noqa: FBT001 - what the journal answered
        self.wanted.setChecked(wanted)

    def _turn(self) -> None:
        wanted = self.wanted.isChecked()

        def turn(journal: Journal) -> None:
            journal.echoes.want(wanted=wanted)

        said = "Today will offer something from before." if wanted else "Today offers nothing from before."
        self.desk.act(turn, self, failed=self.tell, said=said)


def _wanted(journal: Journal) -> bool:
    return journal.echoes.is_wanted
