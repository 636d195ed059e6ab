"""How an entry is spoken of: its kind, its days, its state, its marks; no widgets."""

from datetime import date, datetime

from app.domain.entries import Entry, EntryKind, Happened, Origin, Sensitivity, Status
from app.domain.written_dates import written

KINDS = {
    EntryKind.DECISION: "Decision",
    EntryKind.WEEKLY: "Weekly reflection",
    EntryKind.REFLECTION: "Reflection",
}
HAPPENED = {
    Happened.YES: "Yes",
    Happened.NO: "No",
    Happened.PART: "In part",
    Happened.OPEN: "Too early to say",
    Happened.VOID: "Overtaken by events",
}
MARKS = {
    Sensitivity.PRIVATE_ONLY: "Never share",
    Sensitivity.NO_RESURFACE: "Do not bring back",
    Sensitivity.COURT_RELATED: "Court-related",
    Sensitivity.HOLD: "Hold",
}
MARKS_MEAN = {
    Sensitivity.PRIVATE_ONLY: "Balcony will not offer it when you choose what to share.",
    Sensitivity.NO_RESURFACE: "Balcony will not offer it to you again as something from the past.",
    Sensitivity.COURT_RELATED: (
        "It touches family proceedings. Passing it on may be unlawful, even without names: ask legal first."
    ),
    Sensitivity.HOLD: "There is a request, claim, review or inquiry that may touch this.",
}
HOLD_WARNING = (
    "You marked this as possibly needed for a request, claim, review or inquiry. "
    "Deleting it to keep it from them may be an offence. Please take advice first."
)
HOLD_NOTE = (
    "While something is on hold, clearing the bin leaves it out. Deleting as a settled routine, before any "
    "request, is different from deleting because of one."
)
LET_GO_MEANS = (
    "You will not be asked to look at it again. It leaves Patterns: neither the charts nor the counts of "
    "decisions looked at again hold it. Its words stay in the journal, and you can take it up again."
)
FORMATS = {"day-one": "Day One", "jrnl": "jrnl", "markdown": "Markdown files", "balcony": "Balcony"}


def kind_of(entry: Entry) -> str:
    """The kind of an entry."""
    return "Decision still open" if entry.undecided else KINDS[entry.kind]


def day_and_month(when: date, beside: date) -> str:
    """A date without its year where it is the year of another one."""
    whole = written(when)
    return whole.rsplit(" ", 1)[0] if when.year == beside.year else whole


def when_of(entry: Entry) -> str:
    """The day of an entry, and when it was written where that was another day."""
    if entry.kind is EntryKind.WEEKLY:
        return f"written on {written(entry.written_on)}"
    if entry.undecided:
        return f"begun on {written(entry.written_on)}"
    if entry.written_on > entry.decided_on:
        first = day_and_month(entry.written_on, entry.decided_on)
        return f"written on {first} about {written(entry.decided_on)}"
    if entry.written_on < entry.decided_on:
        begun = day_and_month(entry.written_on, entry.decided_on)
        return f"begun on {begun}, decided on {written(entry.decided_on)}"
    return written(entry.decided_on)


def ahead(today: date, when: date) -> str:
    """How far away a day is: in 3 weeks, 5 days ago."""
    days = (when - today).days
    if days in {0, 1, -1}:
        return ("today", "tomorrow", "yesterday")[days]
    far = abs(days)
    count, unit = (far, "day") if far < 14 else (far // 7, "week") if far < 92 else (far // 30, "month")
    many = f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return f"in {many}" if days > 0 else f"{many} ago"


def plan_of(entry: Entry, today: date) -> str:
    """Where a decision stands with looking again, as one sentence."""
    status, due = entry.status(today), entry.review_due
    if status is Status.WITHDRAWN:
        return "You let this one go."
    if status is Status.UNDECIDED:
        return "Still to decide. It counts from the day you decide."
    final = entry.final_review
    if final is not None:
        return f"You looked at it again on {written(final.reviewed_on)}."
    if due is None:
        return "No look back is planned." if entry.no_review else "No day is chosen to look again."
    if status is Status.DUE:
        return "Ready to look at again: today is the day you chose."
    if status is Status.WAITING:
        return f"Ready to look at again: it has been waiting since {written(due)}."
    return f"To look at again on {written(due)}, {ahead(today, due)}."


def snoozed_of(entry: Entry, today: date) -> str:
    """Until when a decision is left out of the lists, or nothing."""
    until = entry.snoozed_until
    return f"Left for later, until {written(until)}." if until is not None and until > today else ""


def origin_of(origin: Origin) -> str:
    """Where an imported entry came from."""
    tags = f" Its tags there: {', '.join(origin.tags)}." if origin.tags else ""
    starred = " It was starred there." if origin.starred else ""
    return f"Brought in from {FORMATS.get(origin.format, origin.format)}.{tags}{starred}"


def day_of(at: datetime) -> date:
    """The local day of an instant."""
    return at.astimezone().date()


def listed_words(words: tuple[str, ...]) -> str:
    """Several words as a person would read them out."""
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)
