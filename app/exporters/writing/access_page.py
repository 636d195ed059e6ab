"""“If I lost access tomorrow” as one web page to print: where things lie and what opens them, no word of an entry."""

from collections.abc import Iterator
from html import escape

from app.domain.leaving import ACCESS_LABELS, AccessFacts, AccessFields
from app.domain.web_page import web_page
from app.domain.written_dates import written

TITLE = "If I lost access tomorrow"
OPENS = (
    "The passphrase opens the journal and its backups. It is nowhere on the computer, and nobody can look it up.",
    "The recovery code opens them too, and lets a new passphrase be chosen. It stands on the recovery sheet.",
    "Without both, the journal cannot be opened by anybody.",
)
AGAIN = (
    "Install Balcony on another computer, or ask IT to.",
    "Choose “I have one: find it or restore it” at the door, and the newest file of the backups.",
    "Type the passphrase, or choose the way with the recovery code.",
)


def facts_of(facts: AccessFacts) -> Iterator[tuple[str, str]]:
    """Each fact with what it is called."""
    yield "The journal lies in", str(facts.folder)
    yield "Its backups lie in", str(facts.backups)
    last = written(facts.last_backup_on) if facts.last_backup_on else "none was made yet"
    yield "The last backup", last
    yield "A second place for backups", str(facts.second_place) if facts.second_place else "none is chosen"
    yield "The recovery sheet", "was made" if facts.sheet_made else "was not made yet"


def html_of(facts: AccessFacts, typed: AccessFields, made_on: str) -> bytes:
    """The whole page in UTF-8."""
    said = [(label, getattr(typed, name)) for name, label in ACCESS_LABELS.items()]
    parts = [
        f"<h1>{TITLE}</h1>",
        f"<p>Made on {escape(made_on)}. It holds nothing of what was written in the journal, and neither the "
        "passphrase nor the code. Keep it with the recovery sheet, away from the computer.</p>",
        f"<section><h2>Where things lie</h2><dl>{_pairs(list(facts_of(facts)))}</dl></section>",
        f"<section><h2>What opens them</h2><ul>{_lines(OPENS)}</ul></section>",
        f"<section><h2>To have it again</h2><ol>{_lines(AGAIN)}</ol></section>",
    ]
    if any(text.strip() for _, text in said):
        parts.append(f"<section><h2>My own notes</h2><dl>{_pairs(said)}</dl></section>")
    return web_page(TITLE, "\n".join(parts))


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return "".join(
        f'<dt>{escape(label)}</dt><dd class="words">{escape(text)}</dd>'
        for label, text in pairs
        if text.strip()
    )


def _lines(lines: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
