"""What was typed about an entry and never saved goes for good with the entry, and nothing else does."""

from datetime import timedelta

from app.domain.entries import EntryId
from app.services.journal import Journal
from tests.fixtures.cheap import log
from tests.fixtures.clock import MovedClock

ABOUT = (
    "edit:{}",
    "thought:{}",
    "answer:{}",
    "typed:{}",
    "review:{}",
    "decision:from-{}",
    "cpd:{}:",
    "cpd:{}:abc",
)


def test_drafts_about_an_erased_entry_are_erased_with_it(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    other = log(journal, "Another")
    for entry_id in (written, other):
        for form in ABOUT:
            journal.drafts.keep(form.format(entry_id), {"text": "Canary"})
    journal.drafts.keep("share:new", {"note": "Please"})
    journal.writing.delete([written])
    journal.file.empty_bin(clock.now() + timedelta(days=31))
    assert set(journal.drafts.all()) == {"share:new", *(form.format(other) for form in ABOUT)}
