"""The words of a row: day, kind, how sure, and where it stands with looking again; no Qt."""

from app.domain.confidence import said
from app.domain.entries import EntryKind, Listed, Status
from app.domain.listing import Order
from app.domain.written_dates import written, written_short

KINDS = {
    EntryKind.DECISION: "Decisions",
    EntryKind.WEEKLY: "Weekly reflections",
    EntryKind.REFLECTION: "Reflections",
}
STATUSES = {
    Status.UNDECIDED: "Still to decide",
    Status.OPEN: "Not yet time to look again",
    Status.DUE: "To look at again today",
    Status.WAITING: "Waiting to be looked at again",
    Status.REVIEWED: "Looked at again",
    Status.WITHDRAWN: "Let go",
}
ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.REVIEW_DATE: "By the day to look again",
    Order.TITLE: "By title",
}
_BRIEF = {
    Status.UNDECIDED: "To decide",
    Status.DUE: "Today",
    Status.WAITING: "Waiting",
    Status.REVIEWED: "Done",
    Status.WITHDRAWN: "Let go",
}


def marks_of(row: Listed, *, demo_is_all: bool = False) -> str:
    """What stands behind a title: the kind where it is not a decision, and whether it is demo."""
    kind = {EntryKind.WEEKLY: "weekly", EntryKind.REFLECTION: "reflection"}.get(row.kind, "")
    demo = "demo" if row.is_demo and not demo_is_all else ""
    return ", ".join(word for word in (kind, demo) if word)


def sure_of(row: Listed) -> str:
    """How sure, for the column."""
    return "" if row.confidence is None else f"{row.confidence}%"


def sure_spoken(row: Listed) -> str:
    """How sure, in words too."""
    return said(row.confidence)


def again_of(row: Listed) -> str:
    """Where a decision stands with looking again, for the column."""
    if row.kind is not EntryKind.DECISION:
        return ""
    if row.status is Status.OPEN:
        return written_short(row.review_due) if row.review_due else ""
    return _BRIEF[row.status]


def again_spoken(row: Listed) -> str:
    """The same in full; never nothing, since an empty cell says nothing to an ear."""
    if row.kind is not EntryKind.DECISION:
        return "nothing to look at again"
    if row.status is Status.OPEN:
        return f"to look at again on {written(row.review_due)}" if row.review_due else "no day to look again"
    if row.status is Status.WAITING and row.review_due:
        return f"waiting since {written(row.review_due)}"
    return STATUSES[row.status].lower()


def themes_spoken(row: Listed) -> str:
    """The themes, or that there are none."""
    return ", ".join(row.themes) or "no themes"


def counted(total: int, *, found: bool, order: Order, in_bin: bool = False) -> str:
    """How many there are, in a sentence, and their order."""
    noun = "entry" if total == 1 else "entries"
    if in_bin:
        return f"{total:,} {noun}. What you delete stays here for 30 days, longer while it is on hold."
    ordered = f" {ORDERS[order]}." if total > 1 else ""
    return f"{total:,} {noun}{' found' if found else ''}.{ordered}"
