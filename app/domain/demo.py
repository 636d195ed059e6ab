"""The demo journal: fictional entries read from their file, their dates moved to today."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.domain.days import week_ending
from app.domain.entries import AnswerDraft, EntryDraft, EntryKind, Happened, ReviewDraft
from app.domain.errors import JournalError
from app.domain.forms import weekly_title

_WRITTEN = time(16, 40, tzinfo=UTC)


class DemoUnreadable(JournalError):  # noqa: N818  named for what happened, as all of them are
    code = "demo-unreadable"
    message = "The demo journal that comes with Balcony is damaged."
    advice = "Install Balcony again. Your own journal is not touched."


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One fictional entry under a fixed uid, with its reviews in order."""

    uid: str
    draft: EntryDraft
    reviews: tuple[ReviewDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoJournal:
    """Everything the demo journal holds, each in the order it was written."""

    entries: tuple[DemoEntry, ...]
    weeklies: tuple[DemoEntry, ...]


def whole_weeks(demo_today: date, today: date) -> timedelta:
    """The whole weeks from the demo's today to the real one, rounded down so that nothing lies ahead."""
    return timedelta(weeks=(today - demo_today).days // 7)


def read_demo(text: str, today: date, *, as_dated: bool = False, only_decisions: bool = False) -> DemoJournal:
    """Read the demo file; raises DemoUnreadable.

    Dates keep their weekday (moved by whole weeks) unless `as_dated`. `only_decisions` leaves out the
    light entries and keeps the weekly reflections.
    """
    try:
        raw = json.loads(text)
        shift = timedelta() if as_dated else whole_weeks(date.fromisoformat(raw["demo_today"]), today)
        entries = raw["decisions"] if only_decisions else raw["decisions"] + raw["light"]
        read = [_entry(one, shift) for one in entries]
        weeklies = [_weekly(one, shift) for one in raw["weekly"]]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise DemoUnreadable from None
    return DemoJournal(_by_day(read), _by_day(weeklies))


def _by_day(entries: list[DemoEntry]) -> tuple[DemoEntry, ...]:
    return tuple(sorted(entries, key=lambda one: (one.draft.written_on or date.min, one.uid)))


def _day(text: str | None, shift: timedelta) -> date | None:
    return date.fromisoformat(text) + shift if text else None


def _answers(raw: dict[str, Any]) -> dict[str, AnswerDraft]:
    return {
        name: AnswerDraft(tuple(value) if isinstance(value, list) else value) for name, value in raw.items()
    }


def _entry(raw: dict[str, Any], shift: timedelta) -> DemoEntry:
    logged = date.fromisoformat(raw["logged"]) + shift
    draft = EntryDraft(
        kind=EntryKind.DECISION,
        title=raw["title"],
        context=raw.get("context", ""),
        decision=raw.get("decision", ""),
        expected=raw.get("expected", ""),
        confidence=raw.get("confidence"),
        review_due=_day(raw.get("review_due"), shift),
        decided_on=logged,
        themes=tuple(raw["themes"]),
        answers=_answers(raw["answers"]),
        written_at=datetime.combine(logged, _WRITTEN),
        written_on=logged,
    )
    review = raw.get("review")
    return DemoEntry(raw["id"], draft, (_review(review, shift),) if review else ())


def _review(raw: dict[str, Any], shift: timedelta) -> ReviewDraft:
    return ReviewDraft(
        happened=Happened(raw["happened"]),
        what_happened=raw.get("what_happened", ""),
        outcome=raw.get("outcome"),
        process=raw.get("process"),
        learned=raw.get("learned", ""),
        answers=_answers(raw.get("answers", {})),
        reviewed_on=_day(raw["date"], shift),
    )


def _weekly(raw: dict[str, Any], shift: timedelta) -> DemoEntry:
    """A weekly reflection: written on the day the file names, counted at the Sunday of that week."""
    written = date.fromisoformat(raw["week_ending"]) + shift
    draft = EntryDraft(
        kind=EntryKind.WEEKLY,
        title=weekly_title(written),
        no_review=True,
        decided_on=week_ending(written),
        answers=_answers(raw["answers"]),
        written_at=datetime.combine(written, _WRITTEN),
        written_on=written,
    )
    return DemoEntry(raw["id"], draft)
