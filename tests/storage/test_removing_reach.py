"""What is removed goes from the places it was carried to: copies that left, typing about it, a restored file."""

from app.domain.entries import Happened, ReviewDraft
from app.services.journal import Journal
from tests.fixtures.cheap import assert_whole, log
from tests.fixtures.pairs import stored
from tests.fixtures.shares import everything, shared_with


def test_distilling_takes_the_story_out_of_the_kept_copies_of_what_was_shared(journal: Journal) -> None:
    entry = log(
        journal, "The hub", context="A long story.", decision="We opened it.",
        answers={"rw-load": "My deputy carries it.", "ll-assumption": "Buses run"},
    )  # fmt: skip
    journal.reviews.save(entry, ReviewDraft(Happened.NO, "A storm came.", learned="Ask earlier."))
    journal.writing.add_thought(entry, "Nothing more.")
    journal.writing.add_thought(entry, "And another story.")
    shared_with(journal, "Rowan", everything(journal))
    preview = journal.removal.distilling.look(entry)
    assert all(one.text in stored(journal) for one in preview.goes)
    journal.removal.distilling.distil(preview, confirmed="distil")
    left = [one.text for one in preview.goes if one.text in stored(journal)]
    assert left == []
    assert all(one.text in stored(journal) for one in preview.keeps)
    assert_whole(journal)
