"""What is shared and sent back, as JSON and as plain lines."""

from collections.abc import Iterable, Iterator

from app.cli import shapes
from app.cli.shapes import Shape
from app.domain.contacts import Contact
from app.domain.conversation import KIND_WORDS, framework_words
from app.domain.outgoing import Outgoing
from app.domain.privacy import Alike, Choice
from app.domain.sharing import BundleComment, ProposedAction, SessionNote, ShareBundle, SharedEntry

NOTHING_NOTICED = "The privacy check noticed nothing. It looks for obvious patterns and will miss things."


def contact_shape(one: Contact) -> Shape:
    """Somebody one shares with; never their keys."""
    return {
        "contact": one.uid,
        "name": one.name,
        "kind": one.kind.value,
        "has_card": one.card is not None,
        "first_seen_on": shapes.day(one.first_seen_on),
        "confirmed_on": shapes.day(one.confirmed_on),
        "next_meeting": shapes.day(one.next_meeting_on),
        "ended_on": shapes.day(one.ended_on),
    }


def bundle_shape(bundle: ShareBundle) -> Shape:
    """A share, word for word as its recipient reads it."""
    agreed = bundle.agreement
    return {
        "from": bundle.from_name,
        "to": bundle.to_label,
        "made_on": shapes.day(bundle.made_on),
        "purpose": bundle.purpose,
        "note": bundle.note,
        "marking": bundle.marking,
        "delete_by": shapes.day(bundle.delete_by),
        "agreement": None
        if agreed is None
        else {
            "purpose": agreed.purpose,
            "who_else": agreed.who_else,
            "kept_where": agreed.kept_where,
            "how_long": agreed.how_long,
            "when_it_ends": agreed.when_it_ends,
            "at_the_end": agreed.at_the_end,
        },
        "entries": [_entry_shape(one, number) for number, one in enumerate(bundle.entries, 1)],
        "charts": [
            {
                "name": one.name,
                "words": one.words,
                "n": one.n,
                "over": one.range_words,
                "table": {"headers": list(one.headers), "rows": [list(row) for row in one.rows]},
            }
            for one in bundle.charts
        ],
        "thread": [{"comment": one.comment_id, "answer": one.answer} for one in bundle.thread],
    }


def _entry_shape(entry: SharedEntry, number: int) -> Shape:
    return {
        "number": number,
        "when": entry.when,
        "fields": [
            {
                "field": one.field_id,
                "label": one.label,
                "question": one.question,
                "kind": one.kind,
                "value": one.value,
                "ends": {"low": one.ends[0], "high": one.ends[1]} if one.ends else None,
                "step": one.step,
            }
            for one in entry.fields
        ],
    }


def bundle_lines(bundle: ShareBundle) -> Iterator[str]:
    """A share to read, each entry with its number and each field with its id."""
    yield f"From {bundle.from_name} to {bundle.to_label}, {bundle.made_on.isoformat()}"
    said = (bundle.marking, bundle.purpose, bundle.note)
    yield from (line for text in said if text for line in text.splitlines())
    if bundle.delete_by:
        yield f"Please delete by {bundle.delete_by.isoformat()}"
    if bundle.agreement:
        yield from _under("What is agreed", "\n".join(_agreed(bundle)))
    for number, entry in enumerate(bundle.entries, 1):
        yield f"\nEntry {number}, {entry.when}"
        for field in entry.fields:
            asked = field.question or field.label
            yield f"  [{field.field_id}] {asked}"
            yield from (f"    {line}" for line in field.value.splitlines())
    for chart in bundle.charts:
        yield from _under(f"{chart.name}, {chart.range_words}", chart.words)
        yield from (f"  {' · '.join(row)}" for row in (chart.headers, *chart.rows) if row)
        if chart.svg:
            yield "  With its picture."
    for one in bundle.thread:
        yield from _under("Answer to an earlier comment", one.answer)


def _agreed(bundle: ShareBundle) -> Iterator[str]:
    one = bundle.agreement
    if one is not None:
        told = (one.purpose, one.who_else, one.kept_where, one.how_long, one.when_it_ends, one.at_the_end)
        yield from filter(None, told)


def _under(title: str, text: str) -> Iterator[str]:
    yield f"\n{title}"
    yield from (f"  {line}" for line in text.splitlines())


# ---- the privacy check


def noticed_shapes(composed: Outgoing) -> list[Shape]:
    """Every warning, each once for the same words."""
    return [noticed_shape(one) for one in composed.notices]


def noticed_shape(one: Alike) -> Shape:
    """One warning."""
    return {
        "rule": one.rule_id,
        "group": one.group.value,
        "words": one.words,
        "times": len(one.places),
        "why": one.why,
        "instead": [each.words for each in one.suggestions if each.choice is Choice.CHANGE],
        "stops": one.stops,
    }


def notice_lines(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Warnings (the words, and why) to read; where there is none, what that means."""
    listed = list(found)
    if not listed:
        yield NOTHING_NOTICED
        return
    yield "The privacy check noticed:"
    yield from (f"  “{' '.join(words.split())}”: {why}" for words, why in listed)


# ---- what is sent back


def comment_shape(one: BundleComment) -> Shape:
    """A remark as it travels."""
    return {
        "id": one.comment_id,
        "kind": one.kind.value,
        "field": one.field_id,
        "quote": one.anchor.exact if one.anchor else None,
        "body": one.body,
        "framework": one.framework,
        "in_reply_to": one.in_reply_to,
    }


def comment_words(one: BundleComment) -> Iterator[str]:
    """A remark to read."""
    quote = f"“{one.anchor.exact}” " if one.anchor else ""
    framework = framework_words(one.framework, {})
    yield f"{KIND_WORDS[one.kind]} ({one.comment_id}): {quote}{'. '.join(filter(None, (framework, one.body)))}"


def action_shape(one: ProposedAction) -> Shape:
    """A proposed action."""
    return {"id": one.action_id, "text": one.text, "by": shapes.day(one.by), "owner": one.owner}


def action_words(one: ProposedAction) -> str:
    """A proposed action to read."""
    by = f", by {one.by.isoformat()}" if one.by else ""
    return f"Proposed for the {one.owner}{by} ({one.action_id}): {one.text}"


def session_shape(note: SessionNote | None) -> Shape | None:
    """The note of a session; null where there is none."""
    if note is None:
        return None
    return {"on": shapes.day(note.on), "summary": note.summary, "take_away": note.take_away}
