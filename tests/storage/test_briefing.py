"""A brief: what is new since a day, what is never offered, and what leaves of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.briefing import Brief, BriefPart, brief_of
from app.domain.entries import AnswerDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.errors import InvalidInput
from app.services.demo import fill
from app.services.journal import Journal
from app.storage import conversing
from tests.fixtures.cheap import TODAY, ZONE, a_journal, log, new_journal, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.pairs import learned_together

SINCE = TODAY - timedelta(days=40)


def titles(journal: Journal, part: BriefPart, since: date = SINCE) -> list[str]:
    return [item.title for item in journal.briefing.material(since).of(part)]


def look_again(journal: Journal, entry: EntryId, on: date, *, belief: str = "") -> None:
    answers = {"ll-assumption-changed": AnswerDraft(belief)} if belief else {}
    draft = ReviewDraft(Happened.NO, "It went another way.", 1, 1, "Ask sooner.", answers, on)
    journal.reviews.save(entry, draft)


def test_decisions_are_new_from_the_day_on_whether_taken_or_written() -> None:
    with a_journal() as journal:
        log(journal, "Before", decided_on=SINCE - timedelta(days=1), written_on=SINCE - timedelta(days=1),
            written_at=journal.clock.now() - timedelta(days=41))  # fmt: skip
        log(journal, "On the day", decided_on=SINCE)
        log(journal, "Written later", decided_on=SINCE - timedelta(days=90))
        assert titles(journal, BriefPart.DECISIONS) == ["On the day", "Written later"]


def test_reviews_and_beliefs_are_those_of_the_time_since() -> None:
    with a_journal() as journal:
        old = log(journal, "Long ago", decided_on=TODAY - timedelta(days=200))
        look_again(journal, old, SINCE - timedelta(days=1), belief="I used to think once.")
        new = log(journal, "Of late", decided_on=TODAY - timedelta(days=100))
        look_again(journal, new, SINCE, belief="I used to think so. Now I do not.")
        assert titles(journal, BriefPart.REVIEWS) == ["Of late"]
        assert titles(journal, BriefPart.BELIEFS) == ["I used to think so. Now I do not."]


def test_what_waits_stands_longest_first_and_leaves_out_what_is_snoozed_or_let_go() -> None:
    with a_journal() as journal:
        for days, name in ((10, "Ten days"), (60, "Sixty days"), (5, "Snoozed"), (6, "Let go"), (0, "Today")):
            due = TODAY - timedelta(days=days)
            made = log(journal, name, decided_on=TODAY - timedelta(days=90), review_due=due)
            if name == "Snoozed":
                journal.writing.snooze(made, 2)
            if name == "Let go":
                journal.writing.let_go(made)
        assert titles(journal, BriefPart.WAITING) == ["Sixty days", "Ten days"]


def test_what_is_marked_never_to_be_shared_is_not_offered() -> None:
    with a_journal() as journal:
        log(journal, "Whole", context="About it all", marks=frozenset({Sensitivity.PRIVATE_ONLY}))
        part = log(journal, "In part", context="Kept back", decision="Said freely")
        journal.writing.set_marks(part, {Sensitivity.PRIVATE_ONLY}, "context")
        material = journal.briefing.material(SINCE)
        assert [item.title for item in material.items] == ["In part"]
        assert [text.text for item in material.items for text in item.texts] == ["Said freely"]
        assert material.kept == 1


def test_learning_agreed_with_a_peer_is_offered_once_both_ticked_it_and_without_topic_or_name() -> None:
    with a_journal() as journal:
        learned_together(journal, "Only I ticked this.", theirs=False)
        learned_together(journal, "Only they ticked this.", mine=False)
        learned_together(journal, "Ask before you decide.")
        material = journal.briefing.material(SINCE)
        [item] = material.of(BriefPart.LEARNING)
        assert (item.title, item.on, item.texts) == ("Ask before you decide.", TODAY, ())
        assert material.one_sided == 2
        assert not any(word in repr(item) for word in ("Whose call it was", "Birch"))
        brief = brief_of(material, {item.key: ()})
        assert [section.title for section in brief.sections] == ["Learned together with a peer"]


def test_a_long_learning_leaves_by_its_own_tick_and_an_old_one_is_not_offered(tmp_path: Path) -> None:
    clock = MovedClock(SINCE - timedelta(days=10))
    journal = new_journal(tmp_path / "j", clock)
    words = "We both waited for the other. " * 8
    uid = learned_together(journal, words)
    clock.go_to(TODAY)
    assert titles(journal, BriefPart.LEARNING) == []
    assert journal.briefing.material(SINCE).one_sided == 0
    [item] = journal.briefing.material(SINCE - timedelta(days=10)).of(BriefPart.LEARNING)
    assert item.title.endswith("…")
    assert [text.text for text in item.texts] == [words.strip()]
    journal.pairs.set_learning(uid, words + "And then we asked.")
    assert journal.briefing.material(SINCE - timedelta(days=10)).one_sided == 1
    journal.close(back_up=False)


def test_learning_of_a_demo_stays_out_of_a_brief_of_ones_own(tmp_path: Path) -> None:
    demo, own = new_journal(tmp_path / "demo"), new_journal(tmp_path / "own")
    fill(demo, as_dated=True)
    assert len(demo.briefing.material(SINCE).of(BriefPart.LEARNING)) == 1
    log(own, "One of my own")
    demo.exchange.give_out("json", tmp_path / "demo.json")
    own.exchange.take_in("balcony", tmp_path / "demo.json", zone=ZONE)
    assert len(own.pairs.rounds()) == 2
    assert titles(own, BriefPart.LEARNING) == []
    for journal in (demo, own):
        journal.close(back_up=False)


def test_only_ticked_items_and_texts_leave() -> None:
    with a_journal() as journal:
        log(journal, "Ticked", context="Its context", decision="Its reasons")
        log(journal, "Left", context="Not this")
        material = journal.briefing.material(SINCE)
        item = next(one for one in material.items if one.title == "Ticked")
        brief = brief_of(material, {item.key: ("decision",)}, ["  What would you ask?  ", " "], " For June ")
        assert brief.front == "For June"
        assert brief.questions == ("What would you ask?",)
        [section] = brief.sections
        assert [(one.title, [text.text for text in one.texts]) for one in section.items] == [
            ("Ticked", ["Its reasons"])
        ]
        assert brief_of(material, {}).is_empty
        assert brief_of(material, {}) == Brief(SINCE, TODAY, ())


def test_the_last_meeting_is_remembered_and_can_be_taken_back(tmp_path: Path) -> None:
    journal = new_journal(tmp_path / "j")
    assert journal.briefing.material().since == TODAY - timedelta(weeks=6)
    journal.briefing.met(TODAY - timedelta(days=7))
    journal.briefing.met(TODAY)
    journal.undo()
    journal.close(back_up=False)
    journal = unlocked(tmp_path / "j")
    assert journal.briefing.material().since == TODAY - timedelta(days=7)
    with pytest.raises(InvalidInput):
        journal.briefing.met(TODAY + timedelta(days=1))
    journal.close(back_up=False)


def test_questions_keep_their_order_and_can_be_taken_off() -> None:
    with a_journal() as journal:
        journal.briefing.ask("What am I not seeing?")
        journal.briefing.ask("  Who else\n knows? ")
        journal.briefing.drop_question("What am I not seeing?")
        assert journal.briefing.questions() == ("Who else knows?",)
        journal.undo()
        assert journal.briefing.questions() == ("What am I not seeing?", "Who else knows?")
        for wrong in ("  ", "x" * 501):
            with pytest.raises(InvalidInput):
                journal.briefing.ask(wrong)


def test_what_came_back_since_is_offered_with_the_words_it_speaks_of(
    journal: Journal, written: EntryId
) -> None:
    said = talk_about(journal.entry(written).uid)
    with journal._ledger.act("Keep a reply") as act:
        conversing.keep(act.uow, journal.file.words, said)
    (reply,) = journal.conversation.replies()
    found = journal.briefing.material(reply.on).of(BriefPart.COMMENTS)
    assert len(found) == len(reply.comments) + len(reply.loose)
    by_key = {item.key: item for item in found}
    for comment in reply.comments:
        item = by_key[f"comment:{comment.uid}"]
        assert item.title == comment.body
        assert [text.text for text in item.texts if text.name == "quote"] == (
            [comment.quote] if comment.quote else []
        )
    assert journal.briefing.material(reply.on + timedelta(days=1)).of(BriefPart.COMMENTS) == ()


def test_a_comment_on_words_never_to_be_shared_is_not_offered(journal: Journal, written: EntryId) -> None:
    with journal._ledger.act("Keep a reply") as act:
        conversing.keep(act.uow, journal.file.words, talk_about(journal.entry(written).uid))
    (reply,) = journal.conversation.replies()
    journal.writing.set_marks(written, {Sensitivity.PRIVATE_ONLY})
    material = journal.briefing.material(reply.on)
    keys = {f"comment:{one.uid}" for one in reply.comments}
    assert not keys & {item.key for item in material.items}
    assert material.kept == 1
