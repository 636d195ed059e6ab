"""The parts of a form that are days: when it was, and when to look again."""

from datetime import date

from app.domain.sealing import default_review_date, review_chips
from app.domain.written_dates import with_weekday, written
from app.ui.forms.filled import LOOK_AGAIN, Fields, day_in, part_in, put, text_in
from app.ui.forms.part import Part
from app.ui.widgets import ChoiceChips, DatePick, Flow, LinkButton, Muted, announce

_PICK, _NONE = "pick", "none"


class LookAgainPart(Part):
    """The day to look again: four dates, a day of one's own, or none; six weeks once something is expected."""

    def __init__(self, today: date) -> None:
        super().__init__("Look again")
        self._today = today
        self._days = {chip.label: chip.on for chip in review_chips(today)}
        options = [*((label, label) for label in self._days), (_PICK, "Pick a day"), (_NONE, "No review")]
        self.chips = ChoiceChips("Look again", options, quick=True, show_name=False)
        self.chips.changed.connect(self._chosen)
        self.day = DatePick("Look again on", today=today, least=today)
        self.day.hide()
        self.day.picked.connect(self._picked)
        self._words = Muted()
        for part in (self.chips, self.day, self._words):
            self.column.addWidget(part)
        self._due: date | None = None
        self._own = False
        self._say()

    def take(self, fields: Fields) -> None:
        kept = part_in(fields, LOOK_AGAIN)
        self._own = kept.get("own") is True
        self._due = (
            day_in(kept, "due")
            if self._own
            else default_review_date(self._today, text_in(fields, "expected"))
        )
        label = next((label for label, on in self._days.items() if on == self._due), None)
        if kept.get("none") is True:
            label = _NONE
        elif self._due is not None and label is None:
            label = _PICK
        if not (label is None and self.chips.value() == _PICK):
            self.chips.set_value(label)
        picks = self.chips.value() == _PICK
        if picks and self.day.value() != self._due:
            self.day.set_value(self._due)
        self.day.setVisible(picks)
        self._say()

    def give(self, fields: Fields) -> None:
        chosen = self.chips.value()
        kept: Fields = {}
        put(kept, "own", self._own)
        put(kept, "due", self._due.isoformat() if self._due is not None and chosen != _NONE else None)
        put(kept, "none", chosen == _NONE)
        put(fields, LOOK_AGAIN, kept)

    def _chosen(self, key: object) -> None:
        self._own = True
        picks = key == _PICK
        self._due = self.day.value() if picks else self._days.get(str(key))
        self.day.setVisible(picks)
        self._say()
        if picks:
            self.day.field.setFocus()
        else:
            announce(self, self._words.text())
        self.told()

    def _picked(self, when: object) -> None:
        self._due = when if isinstance(when, date) else None
        self._say()
        self.told()

    def _say(self) -> None:
        key = self.chips.value()
        words = ""
        if key == _NONE:
            words = "It will not come back to be looked at."
        elif self._due is not None and key != _PICK:
            words = f"On {with_weekday(self._due)}." + (
                "" if self._own else " Change it if another day is better."
            )
        self._words.setText(words)
        self._words.setVisible(bool(words))


class DayPart(Part):
    """The day it was: today, or an earlier one, which is marked in words."""

    def __init__(self, today: date, *, show_name: bool = True) -> None:
        super().__init__("When", show_name=show_name)
        self._today = today
        self._words = Muted()
        self.change = LinkButton("It was another day")
        self.change.clicked.connect(self._open)
        self.day = DatePick("Which day was it?", today=today, value=None, most=today)
        self.day.picked.connect(self._picked)
        self.day.hide()
        self.column.addWidget(Flow(self._words, self.change))
        self.column.addWidget(self.day)
        self._on: date | None = None
        self._say()

    def take(self, fields: Fields) -> None:
        self._on = day_in(fields, "decided-on")
        self.day.set_value(self._on)
        self._fold(opened=self._on is not None and self._on != self._today)
        self._say()

    def give(self, fields: Fields) -> None:
        put(fields, "decided-on", self._on.isoformat() if self._on is not None else None)

    def set_problem(self, problem: str) -> None:
        if problem:
            self._fold(opened=True)
        if problem or self.day.has_problem:
            self.day.set_problem(problem)

    def _open(self) -> None:
        self._fold(opened=True)
        self.day.field.setFocus()

    def _fold(self, *, opened: bool) -> None:
        self.day.setVisible(opened)
        self.change.setVisible(not opened)

    def _picked(self, when: object) -> None:
        self._on = when if isinstance(when, date) and when != self._today else None
        self._say()
        announce(self, self._words.text())
        self.told()

    def _say(self) -> None:
        if self._on is None or self._on == self._today:
            self._words.setText(f"Today, {with_weekday(self._today)}.")
        else:
            self._words.setText(f"Written on {written(self._today)} about {written(self._on)}.")
