"""Something from some weeks ago: at most one a day, off until wanted, and gone for the day with one word."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.entries import EntryId, Sensitivity
from app.services.ledger import Ledger
from app.services.writing_down import WritingDown
from app.storage import echoes, settings

_WANTED: Final = "echo"
_ANSWERED: Final = "echo_answered"
AGES: Final = (30, 90, 180, 365)
"""How many days ago, each give or take three (domain 4.2, C15)."""
_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Echo:
    """An entry to be met again. `when` says how long ago, without a word of it."""

    entry_id: EntryId
    on: date
    when: str


class Echoes:
    """What comes back on Today."""

    def __init__(self, ledger: Ledger, writing: WritingDown) -> None:
        self._ledger = ledger
        self._writing = writing

    @property
    def is_wanted(self) -> bool:
        """Whether anything is brought up at all; off at first."""
        with self._ledger.file.read() as connection:
            return settings.setting(connection, _WANTED) is True

    def want(self, *, wanted: bool) -> None:
        """Bring something up now and then, or nothing."""
        with self._ledger.act("Change what Today shows") as act:
            settings.set_setting(act.uow, _WANTED, wanted)

    def today(self) -> Echo | None:
        """One entry of about 30, 90, 180 or 365 days ago, the same all day; None once it was answered."""
        today = self._ledger.clock.today()
        with self._ledger.file.read() as connection:
            if settings.setting(connection, _WANTED) is not True:
                return None
            if settings.setting(connection, _ANSWERED) == today.isoformat():
                return None
            found = [
                (entry, day)
                for age in AGES
                for entry, day in echoes.candidates(
                    connection, *(_day(today, age + near) for near in (_NEAR, -_NEAR))
                )
            ]
        if not found:
            return None
        # The day picks, so that the same one stands all day and another on another.
        entry, day = found[today.toordinal() % len(found)]
        on = date.fromordinal(day)
        return Echo(EntryId(entry), on, ago((today - on).days))

    def answered(self) -> None:
        """Show no more today ("Not today", or a thought was added): outside undo."""
        today = self._ledger.clock.today()
        with self._ledger.file.untracked() as connection:
            settings.note(connection, _ANSWERED, today.isoformat())

    def never_again(self, entry_id: EntryId) -> None:
        """Never bring this one up again: the mark that can also be set and cleared on the decision."""
        marks = {*self._ledger.entry(entry_id).marks, Sensitivity.NO_RESURFACE}
        self._writing.set_marks(entry_id, marks)
        self.answered()


def ago(days: int) -> str:
    """How long ago, in words: a year from 360 days on, else weeks."""
    if days >= 360:
        return "a year ago"
    weeks = max(1, (days + 3) // 7)
    return "a week ago" if weeks == 1 else f"{weeks} weeks ago"


def _day(today: date, days: int) -> int:
    return (today - timedelta(days=days)).toordinal()
