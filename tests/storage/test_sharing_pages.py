"""A page for a sponsor holds what was typed into it; a CPD draft holds learning only, and is off at first."""

from datetime import date

import pytest

from app.domain.cpd import DISCUSSED, with_learning
from app.domain.days import Span
from app.domain.entries import AnswerDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.errors import InvalidInput
from app.domain.sponsor import SponsorFields
from app.services.journal import Journal
from app.services.sharing.sharing import shared_chart
from app.storage import conversing
from tests.fixtures.cheap import log
from tests.fixtures.conversation import talk_about
from tests.fixtures.pairs import learned_together


@pytest.fixture
def looked(journal: Journal) -> EntryId:
    entry_id = log(journal, "Open the hub", context="Canarycontext", decision="Canarydecision")
    answers = {"ll-assumption-changed": AnswerDraft("I thought rain kept them away")}
    journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "Canaryhappened", 1, 1, "Ask sooner", answers))
    return entry_id


def test_a_sponsors_page_holds_what_was_typed_and_nothing_of_entries(
    journal: Journal, looked: EntryId
) -> None:
    typed = SponsorFields(coach="R. Rowan", meetings="Four of four", themes="Working with <partners>")
    page, notices = journal.sharing.pages.sponsor_page(typed)
    text = page.decode()
    assert "Four of four" in text
    assert "Working with &lt;partners&gt;" in text
    assert "Over what time" not in text
    for word in ("Canary", "hub", "Ask sooner"):
        assert word not in text
    assert journal.sharing.log.all() == ()
    assert isinstance(notices, tuple)


def test_what_was_typed_for_a_sponsor_is_looked_at_too(journal: Journal) -> None:
    _, notices = journal.sharing.pages.sponsor_page(SponsorFields(themes="Cllr Bramley and the budget"))
    assert notices
    with pytest.raises(InvalidInput):
        journal.sharing.pages.sponsor_page(SponsorFields(themes="  "))


def test_cpd_drafts_are_off_at_first(journal: Journal, looked: EntryId) -> None:
    assert not journal.sharing.pages.cpd_is_on()
    assert not journal.sharing.pages.cpd_reminder_is_due(date(2026, 10, 3))
    with pytest.raises(InvalidInput):
        journal.sharing.pages.cpd_draft(looked)
    journal.sharing.pages.set_cpd(on=True)
    assert journal.sharing.pages.cpd_reminder_is_due(date(2026, 10, 3))
    assert not journal.sharing.pages.cpd_reminder_is_due(date(2026, 11, 3))


def test_a_cpd_draft_holds_the_learning_of_a_review_only(journal: Journal, looked: EntryId) -> None:
    journal.sharing.pages.set_cpd(on=True)
    draft = journal.sharing.pages.cpd_draft(looked)
    assert "Open the hub" in draft.text
    assert "Ask sooner" in draft.text
    assert "I thought rain kept them away" in draft.text
    assert "Canary" not in draft.text
    assert not draft.with_peer
    assert "Standard 4" in draft.text
    assert [title for title, _ in journal.sharing.pages.cpd_notices(draft)] == [
        one.title for one in draft.parts
    ]


def test_a_coachs_reply_adds_what_was_learned_from_discussing_it(journal: Journal, looked: EntryId) -> None:
    journal.sharing.pages.set_cpd(on=True)
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(journal.entry(looked).uid))
    draft = journal.sharing.pages.cpd_draft(looked)
    assert draft.with_peer
    assert "Write the sign first." in draft.text


def test_an_attached_round_adds_what_was_learned_with_a_peer_once_both_ticked_it(
    journal: Journal, looked: EntryId
) -> None:
    journal.sharing.pages.set_cpd(on=True)
    uid = learned_together(journal, "We both ask too late.", theirs=False)
    assert journal.sharing.pages.cpd_draft(looked).rounds == ()
    journal.pairs.tick_onward(uid, on=True, side="theirs")
    learned_together(journal, "We both ask nobody.")
    draft = journal.sharing.pages.cpd_draft(looked)
    assert {one.words for one in draft.rounds} == {"We both ask too late.", "We both ask nobody."}
    assert "We both ask" not in draft.text
    for learning in (*draft.rounds, *draft.rounds):
        draft = with_learning(draft, learning)
    assert draft.text.count("We both ask too late.") == 1
    assert draft.parts[-1].title == DISCUSSED
    assert (draft.with_peer, draft.tags) == (True, ("4.2", "4.6", "4.7"))
    assert "Whose call it was" not in draft.text


def test_what_is_marked_not_for_sharing_is_in_no_draft(journal: Journal, looked: EntryId) -> None:
    journal.sharing.pages.set_cpd(on=True)
    journal.writing.set_marks(looked, [Sensitivity.PRIVATE_ONLY], "learned")
    assert "Ask sooner" not in journal.sharing.pages.cpd_draft(looked).text
    journal.writing.set_marks(looked, [Sensitivity.PRIVATE_ONLY])
    with pytest.raises(InvalidInput):
        journal.sharing.pages.cpd_draft(looked)


def test_a_draft_needs_a_review(journal: Journal) -> None:
    journal.sharing.pages.set_cpd(on=True)
    with pytest.raises(InvalidInput):
        journal.sharing.pages.cpd_draft(log(journal, "Not looked at yet"))


def test_a_shared_chart_has_its_table_and_none_of_the_texts_it_lists(
    journal: Journal, looked: EntryId
) -> None:
    (series,) = journal.patterns.charts(Span(), wanted=[journal.patterns.chart("C5")])
    assert any("rain" in line.text for line in series.lines)
    chart = shared_chart(series, "All time")
    assert "rain" not in repr(chart)
    assert chart.n == series.n
