"""The copy of a request for review: the note of the search first, then every ticked place whole, as text."""

from collections.abc import Iterator

from app.domain.plain import PLAIN
from app.domain.request import (
    ASK,
    KIND_WORDS,
    NOT_SEARCHED,
    WHERE_SEARCHED,
    Collected,
    DatedText,
    ReviewCopy,
    SearchNote,
)
from app.domain.written_dates import with_weekday
from app.exporters.writing.prose import one_line, prose

TITLE = "Copy for review"


def text_of(copy: ReviewCopy) -> bytes:
    """The whole copy in UTF-8; a person's words cannot pass for its headings."""
    parts = [
        f"# {TITLE}",
        f"Made by Balcony on {with_weekday(copy.made_on)}, to be read by an adviser before anything is sent on. "
        f"{PLAIN}",
        ASK,
        "## How it was searched",
        *note_of(copy.note),
        copy.held,
        f"## What was collected: {_many(len(copy.parts))}",
        *(_part(number, one) for number, one in enumerate(copy.parts, 1)),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def note_of(note: SearchNote) -> Iterator[str]:
    """The dated note of a search, paragraph by paragraph."""
    local = note.at
    how = "also inside longer words" if note.inside else "as words on their own"
    yield f"Searched on {with_weekday(local.date())} at {local:%H:%M}, {how}, in any case and spacing."
    found = "\n".join(f"- {one_line(word)}: in {_many(count)}" for word, count in note.each)
    yield f"{found}\n- All words together: in {_many(note.places)}"
    yield f"Where: {WHERE_SEARCHED}"
    yield NOT_SEARCHED


def _many(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"


def _part(number: int, one: Collected) -> str:
    place = one.place
    facts = [KIND_WORDS[place.kind]]
    if place.day is not None:
        facts.append(with_weekday(place.day))
    facts.append("on hold" if place.held else "not on hold")
    if place.in_bin:
        facts.append("in the bin")
    words = ", ".join(one_line(word) for word in place.words)
    title = one_line(place.title) or "Without a title"
    lines = [
        f"### {number}. {title}",
        f"- {'; '.join(facts)}\n- Found for: {words}",
        one.written,
        *map(_text, one.texts),
    ]
    return "\n\n".join(line for line in lines if line)


def _text(one: DatedText) -> str:
    day = f", {with_weekday(one.on)}" if one.on is not None else ""
    return f"##### {one_line(one.label)}{day}\n\n{prose(one.text)}"
