"""What the write page is asked for: which form, which draft, and what it starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.days import Span, week_ending
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.errors import NoSuchEntry
from app.domain.forms import FormKind
from app.domain.listing import EntryFilter
from app.domain.sealing import week_offered
from app.services.journal import Journal
from app.ui.forms import Ground, ground_of

WEEKS_BACK = 6
DEPTHS = (FormKind.QUICK, FormKind.STANDARD, FormKind.DEEP)
TITLES = {
    FormKind.QUICK: "A decision",
    FormKind.STANDARD: "A decision",
    FormKind.DEEP: "A decision",
    FormKind.TO_DECIDE: "I have to decide",
    FormKind.REFLECTION: "Something that happened",
    FormKind.WEEKLY: "Looking back on the week",
    FormKind.QUARTERLY: "Looking back on the quarter",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A form to fill in; `entry` is the one to edit, `came_from` the reflection a decision is made from.

    `prompt` is a question to put on it and begin with.
    """

    kind: FormKind
    entry: EntryId | None = None
    came_from: EntryId | None = None
    week: date | None = None
    prompt: str = ""

    @property
    def key(self) -> str:
        """The name of its draft."""
        if self.entry is not None:
            return f"edit:{self.entry}"
        if self.came_from is not None:
            return f"decision:from-{self.came_from}"
        if self.kind in DEPTHS:
            return "decision:new"
        if self.kind is FormKind.WEEKLY and self.week is not None:
            return f"weekly:{self.week.isoformat()}"
        return f"{self.kind.value}:new"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read for a plan: the entry to edit, the note it comes from, the entry of that week."""

    plan: Plan
    ground: Ground
    now: datetime
    entry: Entry | None = None
    note: Entry | None = None
    this_week: EntryId | None = None


def plan_of(where: Mapping[str, object], today: date) -> Plan:
    """The plan for where the window was asked to go; anything unknown is an ordinary decision."""
    entry, came_from, week = where.get("entry"), where.get("came_from"), where.get("week")
    if isinstance(entry, int):
        return Plan(FormKind.STANDARD, entry=EntryId(entry))
    if isinstance(came_from, int):
        return Plan(FormKind.STANDARD, came_from=EntryId(came_from))
    known = {kind.value: kind for kind in TITLES}
    kind = known.get(str(where.get("form", "")), FormKind.STANDARD)
    prompt = str(where.get("prompt", ""))
    if kind is not FormKind.WEEKLY:
        return Plan(kind, prompt=prompt)
    last = week_ending(week) if isinstance(week, date) else usual_week(today)
    return Plan(kind, week=last, prompt=prompt)


def usual_week(today: date) -> date:
    """The last day of the week to look back on: the one offered, else the last that ended."""
    return week_offered(today) or week_ending(today) - timedelta(weeks=1)


def weeks_offered(today: date) -> tuple[date, ...]:
    """The weeks to choose from, the present one first."""
    return tuple(week_ending(today) - timedelta(weeks=back) for back in range(WEEKS_BACK))


def prepare(journal: Journal, plan: Plan) -> Prepared:
    """Read what a plan needs, on the thread of the journal; raises NoSuchEntry."""
    ground, now = ground_of(journal), journal.clock.now()
    if plan.entry is not None:
        entry = journal.entry(plan.entry)
        if entry.deleted_at is not None:
            raise NoSuchEntry
        return Prepared(Plan(_kind_of(entry), entry=entry.id, week=_week_of(entry)), ground, now, entry=entry)
    note = journal.entry(plan.came_from) if plan.came_from is not None else None
    this_week = None
    if plan.week is not None:
        span = Span(plan.week - timedelta(days=6), plan.week)
        wanted = EntryFilter(kinds=frozenset({EntryKind.WEEKLY}), span=span)
        this_week = next((listed.id for listed in journal.finding.page(wanted, limit=1)), None)
    return Prepared(plan, ground, now, note=note, this_week=this_week)


def _kind_of(entry: Entry) -> FormKind:
    if entry.kind is EntryKind.WEEKLY:
        return FormKind.WEEKLY
    if entry.kind is EntryKind.REFLECTION:
        return FormKind.REFLECTION
    return FormKind.TO_DECIDE if entry.undecided else FormKind.STANDARD


def _week_of(entry: Entry) -> date | None:
    return entry.decided_on if entry.kind is EntryKind.WEEKLY else None
