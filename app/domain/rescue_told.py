"""A rescue in words: what was read, what was not, and what to do next."""

from collections.abc import Iterator
from typing import Final

from app.domain.rescue import Rescued, RescuedTable

_MOST_PAGES: Final = 12
NAMES: Final = {
    "entry": "entries", "review": "looks back", "answer": "answers", "answer_choice": "choices in answers",
    "addition": "later thoughts", "version": "earlier words", "review_date": "days to look again",
    "field_mark": "marks on fields", "import_key": "marks of imported entries", "import_batch": "imports",
    "entry_theme": "themes of entries", "theme": "themes", "prompt": "questions", "option": "options of questions",
    "wording": "wordings of questions", "own_prompt": "own questions", "journal": "settings", "draft": "drafts",
    "skipped": "questions passed over", "reply": "replies", "comment": "remarks", "thread_answer": "answers to remarks",
    "agreed_action": "agreed actions", "pair_round": "rounds", "round_prompt": "questions of rounds",
    "round_answer": "answers in rounds", "round_choice": "choices in rounds", "round_comment": "notes in rounds",
    "round_file": "files of rounds", "contact": "contacts", "identity": "own sharing keys", "agreement": "agreements",
    "alias": "roles for names", "share": "what was shared", "share_field": "places of what was shared",
    "received": "what was received", "remark": "own remarks", "proposal": "proposed actions",
    "session_note": "notes of conversations", "coach_note": "own notes", "sent_reply": "replies that were sent",
    "redaction": "notes of what was redacted",
}  # fmt: skip
"""What a person calls the tables of a journal."""
_MARKS: Final = {
    "field_mark": "Which fields were marked “Never share” or put on hold could not all be read. Set these marks again "
    "before you share or remove anything.",
    "journal": "Settings could not all be read, and whether the whole journal was on hold may be one of them. If it "
    "was, put it on hold again before anything else.",
}
"""What a person has to do where the rows of a table that keeps others safe are lost."""


def rescued_words(found: Rescued) -> Iterator[str]:
    """What became of the journal, a sentence or two at a time."""
    entries = "1 entry" if found.entries == 1 else f"{found.entries:,} entries"
    yield f"The rescued journal holds {entries}. It is in {found.folder} and opens with the same passphrase."
    yield _pages(found)
    if found.everything:
        yield "Everything that was written could be read."
    for table in found.tables:
        if not table.is_whole:
            yield _table(table)
    if found.unplaced:
        yield (
            f"{_counted(found.unplaced, 'part')} of the file could be read, but nothing says any more where they "
            "belong. They were left out."
        )
    yield _checked(found)


def next_words(found: Rescued) -> Iterator[str]:
    """What to do with it."""
    if not found.everything:
        yield (
            "If a backup is newer than the damage, restore that instead: it holds everything up to its day. Or open "
            "both and carry over what one of them lacks."
        )
    damaged = {table.name for table in found.tables if not table.is_whole}
    yield from (words for name, words in _MARKS.items() if name in damaged)
    yield "Make a backup of the rescued journal once it is open. The damaged file is where it was, unchanged."


def table_words(table: RescuedTable) -> str:
    """The name of a table as a person says it."""
    return NAMES.get(table.name, table.name)


def _pages(found: Rescued) -> str:
    missing = (
        f" It is cut short: {_counted(found.missing, 'page')} behind its end {'is' if found.missing == 1 else 'are'} gone."
        if found.missing
        else ""
    )
    if not found.damaged:
        return f"All {found.pages:,} pages of the file can be read.{missing}"
    named = ", ".join(f"{number:,}" for number in found.damaged[:_MOST_PAGES])
    more = f" and {len(found.damaged) - _MOST_PAGES:,} more" if len(found.damaged) > _MOST_PAGES else ""
    are = "is" if len(found.damaged) == 1 else "are"
    return f"{len(found.damaged):,} of the {found.pages:,} pages of the file {are} damaged: {named}{more}.{missing}"


def _table(table: RescuedTable) -> str:
    name = table_words(table)
    parts = []
    if table.lost:
        parts.append(f"{table.lost:,} of {table.found:,} could not be read")
    if table.pages:
        parts.append(f"what stood on {_counted(table.pages, 'page')} could not be read")
    if table.left_out:
        parts.append(f"{table.left_out:,} had to be left out, since what they belong to could not be read")
    if table.made_up:
        parts.append(f"{table.made_up:,} put together again from other parts of the file")
    return f"{name[0].upper()}{name[1:]}: {table.read:,} read; {'; '.join(parts)}."


def _checked(found: Rescued) -> str:
    if found.check_holds:
        return "The new journal was opened and checked: it is whole."
    return "The new journal was opened and checked, and something in it does not hold. “balcony check” says what."


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
