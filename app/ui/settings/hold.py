"""The hold: nothing is removed while a request, claim, review or inquiry may touch the journal."""

from dataclasses import dataclass
from datetime import date

from app.domain.whole import JsonValue
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section
from app.ui.widgets import Body, Muted, QuietButton

_KEY, _DATES = "hold", "hold_dates"
_BEGAN, _ENDED = "began", "ended"


@dataclass(frozen=True)
class _Hold:
    on: bool
    dates: tuple[tuple[str, str], ...]


class HoldSection(Section):
    """Puts the whole journal on hold and ends it; keeps the dates of both, and nothing else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Put the journal on hold when there is a request, claim, review or inquiry that may touch it. "
                "While it is on hold the bin is not emptied. Deleting something to keep it from a request, "
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
        self._shown: _Hold | None = None

    def refresh(self) -> None:
        """Ask whether there is a hold."""
        self.desk.read(_hold, self._show, self, key="hold")

    def _show(self, hold: _Hold) -> None:
        self._shown = hold
        self._told.setText("The journal is on hold." if hold.on else "The journal is not on hold.")
        self._button.setText("End the hold" if hold.on else "Put the whole journal on hold")
        self._rows.clear()
        for day, what in hold.dates:
            self._rows.add(Muted(f"The hold {what} on {written(date.fromisoformat(day))}."))

    def _turn(self) -> None:
        on = self._shown is None or not self._shown.on
        self.desk.act(
            lambda journal: _turn(journal, on=on),
            self,
            failed=self.tell,
            said="The journal is on hold." if on else "The hold has ended.",
        )


def _hold(journal: Journal) -> _Hold:
    return _Hold(journal.care.is_on_hold(), _dates(journal))


def _dates(journal: Journal) -> tuple[tuple[str, str], ...]:
    kept = journal.lists.choice(_DATES, [])
    pairs = kept if isinstance(kept, list) else []
    return tuple((str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2)


def _turn(journal: Journal, *, on: bool) -> None:
    journal.lists.choose(_KEY, on, "Put the journal on hold" if on else "End the hold")
    turned = (journal.clock.today().isoformat(), _BEGAN if on else _ENDED)
    kept: list[JsonValue] = [list[JsonValue](pair) for pair in (*_dates(journal), turned)]
    journal.lists.note(_DATES, kept)
