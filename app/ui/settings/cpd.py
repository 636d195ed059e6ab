"""Whether drafts for a social worker's CPD account are offered; off until it is wanted."""

from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, CheckChoice, Muted


class CpdSection(Section):
    """For leaders who are registered social workers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "If you are a registered social worker, a reviewed decision can offer a draft for your CPD account: "
                "what you did, what you learned, what it did to your practice. Learning only, never the context."
            )
        )
        self.wanted = CheckChoice("Offer a CPD draft on decisions looked at again")
        self.wanted.clicked.connect(self._turn)
        self.add_row(self.wanted)
        self.add(Muted("You copy it by hand. Balcony sends nothing."))
        self.add(
            Muted("In October the page Today offers a draft too; one press puts that away for the year.")
        )

    def refresh(self) -> None:
        """Ask whether it is wanted."""
        self.desk.read(_wanted, self._show, self, key="cpd-wanted")

    def _show(self, wanted: bool) -> None:  # noqa: FBT001 - what the journal answered
        self.wanted.setChecked(wanted)

    def _turn(self) -> None:
        on = self.wanted.isChecked()

        def turn(journal: Journal) -> None:
            journal.sharing.pages.set_cpd(on=on)

        said = "CPD drafts are offered." if on else "No CPD draft is offered."
        self.desk.act(turn, self, failed=self.tell, said=said)


def _wanted(journal: Journal) -> bool:
    return journal.sharing.pages.cpd_is_on()
