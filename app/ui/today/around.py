"""What stands around the quick log: what is ready to look again, still open, and worth offering today."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.days import Span, last_day_of_month, month_of, week_ending
from app.domain.entries import EntryId, EntryKind, Listed, Status
from app.domain.forms import FORMS, FormKind
from app.domain.listing import EntryFilter, Found
from app.domain.sealing import week_offered
from app.domain.whole import JsonValue
from app.services.echoes import Echo
from app.services.journal import Journal

MOST_READY, MOST_OPEN = 3, 5
WEEKS_SKIPPED, QUARTERS_SKIPPED, REMINDER_OFFERED = "weeks_skipped", "quarters_skipped", "reminder_offered"
CPD_SKIPPED = "cpd_skipped"
_SKIPS_KEPT = 8
_AROUND_QUARTER = timedelta(days=10)
_SAVES_BEFORE_REMINDER = 3


@dataclass(frozen=True, slots=True)
class Around:
    """`week` and `quarter` are the last days of what is offered to look back on."""

    is_new: bool
    ready: Found
    still_open: tuple[Listed, ...]
    week: date | None = None
    quarter: date | None = None
    offers_reminder: bool = False
    paused_until: date | None = None
    echo: Echo | None = None
    cpd: EntryId | None = None
    """The decision looked at again that a CPD draft is offered from; in October, where drafts are on."""
    tidy: bool = False
    """Whether the yearly list of old entries is offered."""


def around(journal: Journal) -> Around:
    """Read it; for the thread of the journal. While paused nothing is offered (ruling 7)."""
    today = journal.clock.today()
    count = journal.finding.count(up_to=_SAVES_BEFORE_REMINDER)
    still_open = journal.finding.page(EntryFilter(statuses=frozenset({Status.UNDECIDED})), limit=MOST_OPEN)
    paused = journal.pauses.now()
    if paused is not None:
        return Around(count == 0, Found((), 0), still_open, paused_until=paused.last)
    return Around(
        count == 0,
        journal.reviews.ready(limit=MOST_READY).waiting,
        still_open,
        _week(journal, today),
        _quarter(journal, today),
        offers_reminder=_offers_reminder(journal, count),
        echo=journal.echoes.today(),
        cpd=_cpd(journal, today),
        tidy=journal.removal.distilling.is_offered(),
    )


def _week(journal: Journal, today: date) -> date | None:
    week = week_offered(today)
    if week is None or week.isoformat() in skipped(journal, WEEKS_SKIPPED):
        return None
    kinds, span = frozenset({EntryKind.WEEKLY}), Span(week - timedelta(days=6), week)
    return None if journal.finding.page(EntryFilter(kinds=kinds, span=span), limit=1) else week


def _quarter(journal: Journal, today: date) -> date | None:
    """The last day of a quarter, from ten days before it to ten days after."""
    quarter = next((day for day in _quarter_ends(today) if abs(day - today) <= _AROUND_QUARTER), None)
    if quarter is None or quarter.isoformat() in skipped(journal, QUARTERS_SKIPPED):
        return None
    prompts = frozenset(FORMS[FormKind.QUARTERLY].prompts)
    span = Span(quarter - 3 * _AROUND_QUARTER, today)
    wanted = EntryFilter(kinds=frozenset({EntryKind.REFLECTION}), prompts=prompts, span=span)
    return None if journal.finding.page(wanted, limit=1) else quarter


def _quarter_ends(today: date) -> tuple[date, date]:
    """The ends of the quarters before and of this day; a quarter of any usual year ends in the same months."""
    month = month_of(today)
    end = month + 2 - month % 3
    return last_day_of_month(end - 3), last_day_of_month(end)


def _cpd(journal: Journal, today: date) -> EntryId | None:
    put_away = str(today.year) in skipped(journal, CPD_SKIPPED)
    if put_away or not journal.sharing.pages.cpd_reminder_is_due(today):
        return None
    reviewed = journal.finding.page(EntryFilter(statuses=frozenset({Status.REVIEWED})), limit=1)
    return reviewed[0].id if reviewed else None


def _offers_reminder(journal: Journal, count: int) -> bool:
    if count < _SAVES_BEFORE_REMINDER or journal.is_demo:
        return False
    return journal.lists.choice(REMINDER_OFFERED) is not True


def skipped(journal: Journal, key: str) -> tuple[str, ...]:
    """The weeks or quarters that were skipped of late, by their last day; or years."""
    found = journal.lists.choice(key, [])
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def skip_week(journal: Journal, day: date) -> None:
    """Offer this week no more."""
    _skip(journal, WEEKS_SKIPPED, week_ending(day))


def skip_quarter(journal: Journal, day: date) -> None:
    """Offer this quarter no more."""
    _skip(journal, QUARTERS_SKIPPED, day)


def skip_cpd(journal: Journal, day: date) -> None:
    """Offer no CPD draft any more this year."""
    _note(journal, CPD_SKIPPED, str(day.year))


def _skip(journal: Journal, key: str, day: date) -> None:
    _note(journal, key, day.isoformat())


def _note(journal: Journal, key: str, one: str) -> None:
    kept: list[JsonValue] = list(dict.fromkeys((*skipped(journal, key), one)))
    journal.lists.note(key, kept[-_SKIPS_KEPT:])
