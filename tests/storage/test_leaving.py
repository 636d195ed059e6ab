"""Leaving the job: who holds what is told from the log, and what is taken along is learning in roles alone."""

from datetime import date

from app.domain.entries import AnswerDraft, Happened, ReviewDraft, Sensitivity
from app.domain.leaving import AccessFields
from app.exporters.writing.brief import html_of, markdown_of
from app.services.journal import Journal
from app.services.leaving import access_facts, access_page, learning, still_to_do
from tests.fixtures.cheap import log
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import learned_together
from tests.fixtures.shares import a_coach, everything, shared_with

STORY = "Zyzzyva storycanary"


def looked_at(journal: Journal, clock: MovedClock, learned: str, title: str = STORY) -> int:
    entry = log(journal, title, context=STORY, decision=STORY, expected=STORY)
    clock.pass_by(days=2)
    answers = {"ll-assumption-changed": AnswerDraft("Zoë Ash decides by listening.")}
    journal.reviews.save(entry, ReviewDraft(Happened.YES, STORY, learned=learned, answers=answers))
    return entry


def taken(journal: Journal, *, titles: bool = False) -> str:
    brief = learning(journal, titles=titles)
    assert html_of(brief).count(b"<h1>What I learned</h1>") == 1
    return markdown_of(brief).decode()


def test_the_learning_is_taken_without_the_story(journal: Journal, clock: MovedClock) -> None:
    looked_at(journal, clock, "Ask early.")
    learned_together(journal, "We both ask too late.")
    text = taken(journal)
    assert "Ask early." in text
    assert "Zoë Ash decides by listening." in text
    assert "storycanary" not in text
    assert STORY in taken(journal, titles=True)


def test_names_of_the_list_are_replaced_by_roles(journal: Journal, clock: MovedClock) -> None:
    uid, _ = a_coach(journal, "Rowan")
    journal.sharing.other_words.set(uid, "Ash", "a colleague")
    journal.sharing.other_words.set(uid, "Zoë Ash", "the head of a service")
    looked_at(journal, clock, "Ask Zoë Ash, then Ash.", title="With Zoë Ash")
    text = taken(journal, titles=True)
    assert "Ash" not in text
    assert "Ask the head of a service, then a colleague." in text
    assert "The head of a service decides by listening." in text


def test_what_is_never_to_be_shared_stays(journal: Journal, clock: MovedClock) -> None:
    entry = looked_at(journal, clock, "Ask early.")
    journal.writing.set_marks(journal.entry(entry).id, {Sensitivity.PRIVATE_ONLY})  # type: ignore[arg-type]
    assert "Ask early." not in taken(journal)


def test_an_entry_without_learning_is_left_out(journal: Journal, clock: MovedClock) -> None:
    entry = log(journal, STORY)
    clock.pass_by(days=2)
    journal.reviews.save(entry, ReviewDraft(Happened.YES, STORY))
    assert learning(journal).is_empty


def test_everybody_who_holds_something_is_told_with_what_was_not_asked_back(
    journal: Journal, clock: MovedClock
) -> None:
    looked_at(journal, clock, "Ask early.")
    shared_with(journal, "Rowan", everything(journal))
    (one,) = [one for one in still_to_do(journal).holders if one.shares]
    assert (one.shares, one.not_asked, one.ended_on) == (1, 1, None)
    (share,) = journal.sharing.log.all()
    journal.sharing.log.asked_to_delete(share.uid)
    journal.sharing.people.end(one.uid)
    (one,) = [one for one in still_to_do(journal).holders if one.shares]
    assert (one.not_asked, one.ended_on) == (0, clock.today())


def test_old_entries_holds_and_entries_are_counted(journal: Journal, clock: MovedClock) -> None:
    entry = log(journal, "Long ago", context=STORY, decided_on=date(2020, 1, 2))
    log(journal, "Today")
    found = still_to_do(journal)
    assert (found.entries, found.old, found.is_held) == (2, 1, False)
    journal.removal.holding.put(entry, on=True)
    found = still_to_do(journal)
    assert (found.old, found.entries_held, found.is_held) == (0, 1, True)


def test_the_page_against_losing_access_says_where_and_holds_no_word_of_the_journal(
    journal: Journal, clock: MovedClock
) -> None:
    looked_at(journal, clock, "Ask early.")
    journal.care.back_up()
    facts = access_facts(journal)
    page = access_page(facts, AccessFields(who_to_ask="The <service> desk"), clock.today()).decode()
    assert str(journal.file.path.parent) in page
    assert facts.last_backup_on == clock.today()
    assert "The &lt;service&gt; desk" in page
    for gone in (STORY, "Ask early.", "Zoë"):
        assert gone not in page
    assert "was not made yet" in page
    journal.lists.note("recovery_sheet_made", value=True)
    assert access_facts(journal).sheet_made
