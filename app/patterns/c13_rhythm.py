"""C13 When I write: what is my rhythm?

The days are those of writing on this computer, in local time, not of deciding;
what was imported is left out. In view are the weeks, Monday to Sunday, that touch
the window, the last 53 at most. Nothing is worked out from how weeks follow each
other, and no time of day is read.

Figures: `weeks` (weeks with something written), `of_weeks` (weeks in view),
`days` (how many entries and reviews, by "2026-06-30"). `n` is their sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.days import Span
from app.domain.readings import Behind, Days, Fact, Findings, ReadingValue
from app.domain.written_dates import WEEKDAYS, with_weekday, written, written_short
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.series import Grid, GridRow, Mark, Table
from app.patterns.small_numbers import plural

_WEEKS_AT_MOST = 53
_WROTE = Days(Fact.WROTE, _WEEKS_AT_MOST)
_SHORT = tuple(day[:3] for day in WEEKDAYS)
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(weeks=1)

_Written = Mapping[ReadingValue, int]


@dataclass(frozen=True)
class _View:
    """The days in view, and what was written on them."""

    span: Span
    first: date
    last: date
    days: Mapping[date, _Written]

    @property
    def mondays(self) -> tuple[date, ...]:
        """The weeks in view, newest first; none in a period still to come."""
        if self.first > self.last:
            return ()
        newest, oldest = _monday(self.last), _monday(self.first)
        weeks = (newest - oldest).days // 7 + 1
        return tuple(newest - back * _ONE_WEEK for back in range(weeks))

    def of(self, day: date) -> int:
        return sum(self.days.get(day, {}).values())

    def week(self, monday: date) -> tuple[int, ...]:
        return tuple(self.of(monday + n * _ONE_DAY) for n in range(7))

    def days_of(self, monday: date) -> Span:
        """The days of a week that lie in view."""
        return Span(max(monday, self.first), min(monday + 6 * _ONE_DAY, self.last))

    @property
    def filled(self) -> tuple[date, ...]:
        """The weeks with something written, newest first."""
        return tuple(monday for monday in self.mondays if any(self.week(monday)))


def _monday(day: date) -> date:
    return day - day.weekday() * _ONE_DAY


def _view(findings: Findings) -> _View:
    window, today = findings.window, findings.today
    last = min(window.last or today, today)
    earliest = _monday(last) - (_WEEKS_AT_MOST - 1) * _ONE_WEEK
    first = max(window.first, earliest) if window.first else earliest
    span = Span(first, last)
    found = findings.days.get(_WROTE, {})
    return _View(span, first, last, {day: written for day, written in found.items() if span.holds(day)})


def _count(findings: Findings) -> Counted:
    view = _view(findings)
    days = {day.isoformat(): view.of(day) for day in sorted(view.days) if view.of(day)}
    n = sum(days.values())
    written = plural(n, "entry or review", "entries and reviews")
    return Counted(
        n=n,
        of=None,
        caption=(
            f"{n} {written} written here on {len(days)} {plural(len(days), 'day', 'days')}. "
            "What was imported is not counted."
        ),
        everything=Behind(Fact.WROTE, span=view.span),
        figures={"weeks": len(view.filled), "of_weeks": len(view.mondays), "days": days},
    )


def _say(findings: Findings) -> Said:
    view = _view(findings)
    weeks, of = len(view.filled), len(view.mondays)
    which = f"the last {of}" if view.last == findings.today else f"the {of} in this period"
    return Said(
        sentence=f"Weeks with at least one entry: {weeks} of {which}. What made room for it?",
        table=_table(view),
        pictures=(
            Grid(
                "Days on which I wrote",
                _SHORT,
                tuple(_row(view, monday) for monday in view.mondays),
                down="Week from",
                across="Day",
                numbers=False,
            ),
        ),
    )


def _row(view: _View, monday: date) -> GridRow:
    days = (monday + n * _ONE_DAY for n in range(7))
    return GridRow(
        written_short(monday), tuple(_mark(view, day) if view.span.holds(day) else None for day in days)
    )


def _mark(view: _View, day: date) -> Mark:
    wrote = view.days.get(day, {})
    kinds = (("entry", "entry", "entries"), ("review", "review", "reviews"))
    said = [f"{k} {plural(k, one, many)}" for kind, one, many in kinds if (k := wrote.get(kind, 0))]
    label = f"{with_weekday(day)}: {', '.join(said) or 'nothing written'}"
    return Mark(label, view.of(day), behind=Behind(Fact.WROTE, span=Span(day, day)))


def _table(view: _View) -> Table:
    rows = tuple(
        (written(monday), *(str(k) if k else "" for k in view.week(monday)), str(sum(view.week(monday))))
        for monday in view.filled
    )
    behind = tuple(Behind(Fact.WROTE, span=view.days_of(monday)) for monday in view.filled)
    return Table(("Week from", *_SHORT, "Together"), rows, behind)


pattern = Pattern(
    chart="C13",
    title="When I write",
    question="What is my rhythm?",
    asks=(_WROTE,),
    count=_count,
    say=_say,
    empty="Write an entry, or look one again, on a few days and the weeks you wrote in will show here.",
    frameworks=("decision-quality",),
    about=(
        "Each row is a week from Monday to Sunday, the newest at the top; a darker square has more entries "
        "and reviews. The day is the one on which you wrote, which may be later than the day you decided. "
        "A blank day is only a day without writing: weeks are not counted in a row and there is no number to "
        "reach. There is no view by hour, here or in anything that leaves: the hours someone writes at can "
        "show how they work and how they are."
    ),
    source="Decision-journal practice (not from Scott, Harris & Florek): Farnam Street decision journal",
    hidden_at_first=True,
)
