"""Whether the coach's desk has its place in the window before anybody shared anything."""

from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, CheckChoice, Muted

COACHING_ON = "coaching_on"


class CoachingSection(Section):
    """Turns the coach's desk on and off."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "If you coach or mentor somebody who keeps a Balcony journal, what they share with you is read "
                "and commented on at the coach's desk."
            )
        )
        self._on = CheckChoice("Show the coach's desk")
        self._on.clicked.connect(self._turn)
        self.add_row(self._on)
        self.add(
            Muted("It is there without this tick too while something that was shared with you lies on it.")
        )

    def refresh(self) -> None:
        """Ask whether it is on."""
        self.desk.read(_is_on, self._show, self, key="coaching-on")

    def _show(self, on: bool) -> None:  # noqa: FBT001  what was asked for
        self._on.setChecked(on)

    def _turn(self) -> None:
        on = self._on.isChecked()
        self.desk.act(
            lambda journal: journal.lists.choose(COACHING_ON, on, "Show or put away the coach's desk"),
            self,
            failed=self.tell,
        )


def _is_on(journal: Journal) -> bool:
    return journal.lists.choice(COACHING_ON) is True
