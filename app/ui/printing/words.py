"""What is said before an entry goes on paper, and the name its file is offered; no widgets."""

from app.domain.entries import Entry, Sensitivity
from app.domain.written_dates import written
from app.ui.decision.reading import Reading
from app.ui.decision.sheet import Sheet
from app.ui.entry_words import MARKS, listed_words, origin_of
from app.ui.printing.paper import Paper

_FILE = (
    "This makes a plain file of this entry, its reviews and its later thoughts. It is not locked: "
    "anyone who has the file can read it."
)
_PAGES = (
    "This prints this entry, its reviews and its later thoughts. Anyone who has the pages can read them, "
    "and a printer may keep a copy."
)
_COURT = (
    "You marked it “Court-related”. Information from family proceedings may be unlawful to pass on, even "
    "without names. Check with legal first."
)
_NEVER = "You marked the whole entry “Never share”."


def caution_of(entry: Entry, *, prints: bool) -> str:
    """What a person should know before the words leave the journal."""
    lines = [_PAGES if prints else _FILE]
    if Sensitivity.PRIVATE_ONLY in entry.marks:
        lines.append(_NEVER)
    if Sensitivity.COURT_RELATED in entry.marks:
        lines.append(_COURT)
    return " ".join(lines)


def has_marked_parts(sheet: Sheet) -> bool:
    """Whether a part, not only the whole, is marked never to be shared."""
    return any(
        Sensitivity.PRIVATE_ONLY in part.marks for section in sheet.sections() for part in section.parts
    )


def file_name_of(entry: Entry) -> str:
    """A name that holds no word of the entry."""
    return f"entry-{entry.decided_on.isoformat()}.pdf"


def paper_of(reading: Reading, sheet: Sheet, family: str) -> Paper:
    """What goes on paper."""
    entry = reading.entry
    facts = []
    if entry.themes:
        facts.append(f"Themes: {', '.join(theme.name for theme in entry.themes)}")
    if entry.marks:
        facts.append(f"Marked: {listed_words(tuple(MARKS[mark] for mark in sorted(entry.marks)))}")
    if entry.withdrawn:
        facts.append("Let go")
    if entry.origin is not None:
        facts.append(origin_of(entry.origin))
    if entry.is_demo:
        facts.append("A demo entry: nothing in it happened.")
    return Paper(sheet, family, f"From a Balcony journal, {written(reading.today)}.", tuple(facts))
