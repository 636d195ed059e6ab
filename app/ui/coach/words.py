"""Words the pages of the coach's desk share."""

from app.domain.choosing import count_words
from app.domain.coaching import Leader, Received
from app.domain.sharing import ShareBundle, SharedEntry
from app.domain.written_dates import written

SHORT = 60
_NAME = 300
MOST_SHOWN = 6_000
"""Characters of somebody else's text that are shown at once."""
KEPT_AS_TYPED = "It is kept as you type, and leaves only with a reply you have read."


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a text, on one line, for names of buttons."""
    flat = " ".join(text[: 8 * most].split())
    cut = len(flat) > most or len(text) > 8 * most
    return flat[: most - 1].rstrip() + "…" if cut else flat


def named(text: str) -> str:
    """A text as the name of what shows it: somebody else may have made it as long as they like."""
    return short(text, _NAME)


def holds_words(bundle: ShareBundle) -> str:
    """“7 fields from 3 entries”, and the charts."""
    fields = sum(len(entry.fields) for entry in bundle.entries)
    told = [count_words(fields, len(bundle.entries))] if bundle.entries else []
    if bundle.charts:
        told.append("1 chart" if len(bundle.charts) == 1 else f"{len(bundle.charts)} charts")
    if bundle.thread:
        told.append("1 answer" if len(bundle.thread) == 1 else f"{len(bundle.thread)} answers")
    return ", ".join(told) or "A note"


def state_words(kept: Received) -> str:
    """Whether a bundle was read and replied to, and by when it is to be deleted."""
    told = [f"Read on {written(kept.read_on)}" if kept.read_on else "Not read yet"]
    if kept.replied_on:
        told.append(f"reply sent on {written(kept.replied_on)}")
    if kept.bundle.delete_by:
        told.append(f"to be deleted by {written(kept.bundle.delete_by)}")
    return ", ".join(told) + "."


def waiting_words(leader: Leader) -> tuple[str, ...]:
    """What waits for one leader, a line each."""
    if leader.ended_on is not None:
        return (f"This coaching ended on {written(leader.ended_on)}.",)
    told = []
    if leader.next_meeting is not None:
        told.append(f"Next meeting: {written(leader.next_meeting)}")
    if leader.unread:
        told.append("1 not read yet" if leader.unread == 1 else f"{leader.unread} not read yet")
    if leader.reply_due:
        told.append("A reply is due" if leader.reply_due == 1 else f"{leader.reply_due} replies are due")
    if leader.drafts:
        told.append(
            "1 remark not sent yet" if leader.drafts == 1 else f"{leader.drafts} remarks not sent yet"
        )
    if leader.held:
        told.append("1 held back" if leader.held == 1 else f"{leader.held} held back")
    if leader.delete_by is not None:
        told.append(f"Delete by: {written(leader.delete_by)}")
    return tuple(told) or ("Nothing waits.",)


def entry_title(entry: SharedEntry, at: int, of: int) -> str:
    """What an entry is called on the desk: its own words stand below, where they can be commented on."""
    return f"Entry {at} of {of}: {entry.when}" if entry.when else f"Entry {at} of {of}"
