"""Words that were removed stand nowhere any more: not in a text, not beside one, not in what is drawn from them."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Text

from app.domain.entries import AnswerDraft, EntryDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.errors import InvalidInput
from app.domain.redaction import Remembered, Words, digest_of, fold, without
from app.domain.removing import HELD_SENTENCE, OnHold, PlaceKind
from app.services.journal import Journal
from app.storage import conversing
from app.storage.schema import metadata
from app.storage.text_columns import APART, SHAPES, WORDS
from tests.fixtures.cheap import assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.pairs import learned_together, stored

PASSAGE = "the heron flew over the wall"


def remove(journal: Journal, passage: str = PASSAGE, entry: EntryId | None = None) -> None:
    preview = journal.removal.words.look(passage, entry)
    journal.removal.words.remove(preview, confirmed="remove")


def test_every_column_of_text_is_searched_or_says_why_not() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Text)
    }
    searched = {
        f"{table}.{name}" for which in (WORDS, SHAPES) for table, names in which.items() for name in names
    }
    assert searched | set(APART) == columns
    assert searched.isdisjoint(APART)
    assert all(APART.values())


# ---- finding


@pytest.mark.parametrize(
    "text",
    [
        "Then THE Heron flew\nover  the wall.",
        "the he\u00adron flew over the wall",
        "Zoë: the heron flew over the\u00a0wall",
    ],
)
def test_a_passage_is_met_in_any_case_and_spacing(text: str) -> None:
    words = Words(PASSAGE)
    after, count = without(text, words)
    assert count == 1
    assert "heron" not in fold(after)


def test_a_name_is_met_alone_in_either_unicode_form_with_its_possessive() -> None:
    words = Words("Zoë Ash", alone=True, instead="a partner")
    after, count = without("ZOE\u0308 Ash's plan; Zoë Ash. Zoë Ashby", words)
    assert (after, count) == ("A partner's plan; a partner. Zoë Ashby", 2)


def test_a_digest_finds_what_the_words_found_and_nothing_else() -> None:
    words = Words("Zoë Ash", alone=True, instead="a partner")
    known = Remembered(digest_of(words.folded, b"s"), len(words.folded), b"s", True, "a partner")
    for text in ("Then ZOE\u0308\n ASH's plan. Zoë Ash", "Zoë Ashby", "Zoe Ash"):
        assert known.spans(text) == words.spans(text)
    assert Remembered(known.digest, known.length, b"another").spans("Zoë Ash") == ()


@pytest.mark.parametrize("given", ["", "  ", "…", "removed", "a"])
def test_words_that_cannot_be_removed_are_refused(journal: Journal, given: str) -> None:
    with pytest.raises(InvalidInput):
        journal.removal.words.look(given)


def test_a_role_that_holds_the_name_is_refused(journal: Journal) -> None:
    with pytest.raises(InvalidInput):
        journal.removal.words.look_for_name("Ash", "deputy of ash")


# ---- a passage


def test_a_passage_goes_from_every_text_of_an_entry_and_from_undo(
    journal: Journal, clock: MovedClock
) -> None:
    said = f"So {PASSAGE}. Later on."
    entry = log(
        journal, f"On {PASSAGE}", context=said, decision=said, expected=said,
        answers={"ll-assumption": said, "vo-heard": AnswerDraft(("health",), said)},
    )  # fmt: skip
    clock.pass_by(days=2)
    journal.writing.rewrite(
        entry,
        EntryDraft(
            title="On it", context=said + " Typo", decision=said, expected=said,
            answers={"ll-assumption": AnswerDraft(said), "vo-heard": AnswerDraft(("health",), said)},
        ),
    )  # fmt: skip
    journal.writing.add_thought(entry, said)
    journal.reviews.save(
        entry,
        ReviewDraft(Happened.NO, said, learned=said, answers={"ll-assumption-changed": AnswerDraft(said)}),
    )
    journal.drafts.keep(f"thought:{entry}", {"text": said})
    journal.lists.save_search(PASSAGE, PASSAGE)
    journal.lists.add_theme(PASSAGE)
    uid = journal.entry(entry).uid
    with journal.file.write("Keep a reply", clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(uid))
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("UPDATE comment SET quote = 'flew over', body = ?", (said,))
        connection.exec_driver_sql("UPDATE reply SET session_summary = ?, take_away = ?", (said, said))
        connection.exec_driver_sql("UPDATE agreed_action SET text = ?", (said,))
        connection.exec_driver_sql("UPDATE round_answer SET text = ? WHERE text <> ''", (said,))
        connection.exec_driver_sql("UPDATE pair_round SET case_text = ?, agreed_learning = ?", (said, said))
    assert stored(journal).lower().count(PASSAGE) > 20
    remove(journal)
    assert "heron" not in stored(journal).lower()
    assert "flew over" not in stored(journal).lower()
    assert journal.entry(entry).context == "So [removed]. Later on. Typo"
    assert journal.undo_label == ""
    assert journal.finding.search("heron").total == 0
    assert journal.finding.search("later").total == 1
    assert_whole(journal)


def test_a_passage_may_be_removed_from_one_entry_only(journal: Journal) -> None:
    one, other = log(journal, "One", context=PASSAGE), log(journal, "Other", context=PASSAGE)
    remove(journal, entry=one)
    assert journal.entry(one).context == "[removed]"
    assert journal.entry(other).context == PASSAGE


def test_only_the_chosen_places_change(journal: Journal) -> None:
    one, other = log(journal, "One", context=PASSAGE), log(journal, "Other", context=PASSAGE)
    preview = journal.removal.words.look(PASSAGE)
    assert {place.key for place in preview.places} == {f"entry:{one}", f"entry:{other}"}
    done = journal.removal.words.remove(preview, confirmed="remove", only=[f"entry:{other}"])
    assert (done.count, done.places, done.compacted) == (1, 1, True)
    assert journal.entry(one).context == PASSAGE
    assert journal.entry(other).context == "[removed]"


def test_a_selection_is_removed_by_its_place(journal: Journal) -> None:
    entry = log(journal, "One", context="Before it. Something said. After it.")
    preview = journal.removal.words.look_at_range(entry, "context", 11, 25)
    journal.removal.words.remove(preview, confirmed="remove")
    assert journal.entry(entry).context == "Before it. [removed]. After it."


def test_without_the_typed_word_nothing_goes(journal: Journal) -> None:
    log(journal, "One", context=PASSAGE)
    before = stored(journal)
    with pytest.raises(InvalidInput):
        journal.removal.words.remove(journal.removal.words.look(PASSAGE), confirmed="yes")
    assert stored(journal) == before


def test_a_whole_text_goes_with_its_versions_and_what_repeats_it(journal: Journal, clock: MovedClock) -> None:
    entry = log(journal, "One", context="First words of the story.")
    clock.pass_by(days=2)
    journal.writing.rewrite(entry, EntryDraft(title="One", context="Second words of the story."))
    journal.writing.add_thought(entry, "As I said: First words of the story.")
    preview = journal.removal.words.look_at_field(entry, "context")
    assert (preview.field.text, preview.versions) == ("Second words of the story.", 1)
    journal.removal.words.remove_field(preview, confirmed="remove")
    found = journal.entry(entry)
    assert found.context == "[removed]"
    assert "words of the story" not in stored(journal)
    assert journal.versions(entry) == ()
    assert_whole(journal)


def test_a_question_of_ones_own_loses_the_words_and_keeps_its_answers(journal: Journal) -> None:
    from app.domain.prompts import AnswerKind, When

    own = journal.prompts.add_own(f"What of {PASSAGE}?", AnswerKind.TEXT, [When.DECISION])
    entry = log(journal, "One", answers={own.id: "Much"})
    remove(journal)
    (answer,) = journal.entry(entry).answers
    assert (answer.wording.question, answer.value) == ("What of [removed]?", "Much")
    assert "heron" not in stored(journal)


def test_the_questions_of_the_library_stay_as_they_are(journal: Journal) -> None:
    entry = log(journal, "One", answers={"ll-assumption": "What are you taking for granted here"})
    asked = journal.entry(entry).answers[0].wording
    remove(journal, "taking for granted")
    (answer,) = journal.entry(entry).answers
    assert answer.wording == asked
    assert answer.value == "What are you [removed] here"


def test_a_round_whose_answer_went_can_no_longer_be_checked(journal: Journal) -> None:
    uid = learned_together(journal, "Ask first.")
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("UPDATE round_answer SET text = ? WHERE side = 0", (PASSAGE,))
    assert journal.pairs.round(uid).held.mine is not None
    remove(journal)
    held = journal.pairs.round(uid)
    assert (held.held.mine, held.held.my_key) == (None, None)
    assert held.held.theirs is not None
    assert_whole(journal)


# ---- swapping


def test_a_name_is_swapped_for_a_role_at_any_age(journal: Journal, clock: MovedClock) -> None:
    entry = log(journal, "Zoe Ash rang", context="I asked zoe  ash's deputy. Zoe Ashby knew.")
    clock.pass_by(days=400)
    preview = journal.removal.words.look_for_name("Zoe Ash", "a senior partner")
    assert [(place.kind, place.count) for place in preview.places] == [(PlaceKind.ENTRY, 2)]
    journal.removal.words.remove(preview, confirmed="swap")
    found = journal.entry(entry)
    assert found.title == "A senior partner rang"
    assert found.context == "I asked a senior partner's deputy. Zoe Ashby knew."
    assert journal.finding.search("senior partner").total == 1


# ---- hold


def test_on_hold_nothing_is_removed_as_a_matter_of_course(journal: Journal) -> None:
    held, free = log(journal, "Held", context=PASSAGE), log(journal, "Free", context=PASSAGE)
    journal.writing.set_marks(held, {Sensitivity.HOLD})
    preview = journal.removal.words.look(PASSAGE)
    assert preview.why_held == HELD_SENTENCE
    done = journal.removal.words.remove(preview, confirmed="remove")
    assert done.left_on_hold == 1
    assert journal.entry(held).context == PASSAGE
    assert journal.entry(free).context == "[removed]"


def test_a_field_on_hold_holds_its_entry(journal: Journal) -> None:
    entry = log(journal, "Held", context=PASSAGE)
    journal.writing.set_marks(entry, {Sensitivity.HOLD}, "context")
    with pytest.raises(OnHold):
        journal.removal.words.remove(journal.removal.words.look(PASSAGE, entry), confirmed="remove")
    with pytest.raises(OnHold):
        journal.removal.erasing.erase(journal.removal.erasing.look([entry]), confirmed="erase")
    with pytest.raises(OnHold):
        journal.removal.distilling.distil(journal.removal.distilling.look(entry), confirmed="distil")


def test_a_person_may_go_on_with_one_entry_after_the_fixed_sentence(journal: Journal) -> None:
    entry = log(journal, "Held", context=PASSAGE)
    journal.removal.holding.turn(on=True)
    preview = journal.removal.words.look(PASSAGE, entry)
    assert preview.why_held == HELD_SENTENCE
    journal.removal.words.remove(preview, confirmed="remove", despite_hold=True)
    assert journal.entry(entry).context == "[removed]"
    erasure = journal.removal.erasing.look([entry])
    assert journal.removal.erasing.erase(erasure, confirmed="erase", despite_hold=True).count == 1


def test_no_word_gets_past_a_hold_of_the_whole_journal(journal: Journal) -> None:
    entries = [log(journal, "One", context=PASSAGE), log(journal, "Two", context=PASSAGE)]
    journal.removal.holding.turn(on=True)
    with pytest.raises(OnHold):
        journal.removal.words.remove(
            journal.removal.words.look(PASSAGE), confirmed="remove", despite_hold=True
        )
    with pytest.raises(OnHold):
        journal.removal.erasing.erase(
            journal.removal.erasing.look(entries), confirmed="erase", despite_hold=True
        )
    with pytest.raises(OnHold):
        journal.removal.backed.replace([])
    assert journal.removal.distilling.tidy_list() == ()
    assert journal.entry(entries[0]).context == PASSAGE


def test_the_dates_of_a_hold_are_kept_and_nothing_else(journal: Journal, clock: MovedClock) -> None:
    journal.removal.holding.turn(on=True)
    began = clock.today()
    clock.pass_by(days=3)
    assert journal.removal.holding.turn(on=False).dates == (
        (began, "began"),
        (began + timedelta(days=3), "ended"),
    )
    assert not journal.removal.holding.now().journal


# ---- distil


def test_distilling_keeps_what_was_learned_and_removes_the_story(journal: Journal) -> None:
    entry = log(
        journal, "The hub", context="A long story.", decision="We opened it.", expected="Calm",
        themes=("budget",), confidence=60,
        answers={"ll-assumption": "Buses run", "bd-position": 2, "rw-load": "My deputy carries it."},
    )  # fmt: skip
    journal.reviews.save(entry, ReviewDraft(Happened.NO, "A storm came.", learned="Ask earlier."))
    journal.writing.add_thought(entry, "And another story.")
    preview = journal.removal.distilling.look(entry)
    assert {one.text for one in preview.keeps} == {"The hub", "Buses run", "Ask earlier."}
    assert {one.text for one in preview.goes} == {
        "A long story.", "We opened it.", "Calm", "My deputy carries it.", "A storm came.", "And another story.",
    }  # fmt: skip
    journal.removal.distilling.distil(
        preview, confirmed="distil", rewritten={"answer:ll-assumption": "I took buses for granted"}
    )
    words = stored(journal)
    assert all(one.text not in words for one in preview.goes if one.text != "Calm")
    found = journal.entry(entry)
    assert (found.title, found.context, found.expected, found.confidence) == ("The hub", "", "", 60)
    assert [theme.name for theme in found.themes] == ["budget"]
    answer = found.answer("bd-position")
    assert answer is not None
    assert answer.value == 2
    assert found.reviews[0].learned == "Ask earlier."
    belief = found.answer("ll-assumption")
    assert belief is not None
    assert belief.value == "I took buses for granted"
    assert_whole(journal)


def test_the_tidy_list_has_the_oldest_that_were_not_distilled(journal: Journal, clock: MovedClock) -> None:
    old, held = log(journal, "Old", context="A story"), log(journal, "Held")
    journal.writing.set_marks(held, {Sensitivity.HOLD})
    assert journal.removal.distilling.tidy_list() == ()
    clock.pass_by(days=560)
    log(journal, "New")
    assert [one.entry for one in journal.removal.distilling.tidy_list()] == [old]
    assert journal.removal.distilling.is_offered()
    journal.removal.distilling.skip_this_year()
    assert not journal.removal.distilling.is_offered()
    clock.pass_by(days=366)
    assert journal.removal.distilling.is_offered()
    journal.removal.distilling.distil(journal.removal.distilling.look(old), confirmed="distil")
    assert old not in [one.entry for one in journal.removal.distilling.tidy_list()]


# ---- erase


def test_an_erased_entry_leaves_ids_only(journal: Journal) -> None:
    entry, other = log(journal, "Gone", context=PASSAGE), log(journal, "Stays")
    uid = journal.entry(entry).uid
    done = journal.removal.erasing.erase(journal.removal.erasing.look([entry]), confirmed="erase")
    assert done.out_of_reach
    assert PASSAGE not in stored(journal)
    assert journal.entry(other).title == "Stays"
    with journal.file.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, entry, digest, length FROM redaction").all()
    assert [tuple(row) for row in rows] == [(3, uid, "", 0)]
    assert_whole(journal)


def test_what_is_kept_of_a_passage_is_no_word_of_it(journal: Journal) -> None:
    log(journal, "One", context=PASSAGE)
    remove(journal)
    with journal.file.read() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM redaction").mappings().all()
    kept = json.dumps({name: str(value) for name, value in row.items()}).lower()
    assert not any(word in kept for word in ("heron", "flew", "wall"))
    assert row["length"] == len(PASSAGE)


# ---- what others said, and the coach's desk


def test_a_quote_that_holds_a_part_of_the_passage_goes_and_another_stays(journal: Journal) -> None:
    entry = log(journal, "One", context=f"We said {PASSAGE}. The cook left.")
    uid = journal.entry(entry).uid
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(uid))
    anchor = {"exact": "flew over", "prefix": "the heron ", "suffix": " the wall", "start": 18, "end": 27}
    with journal.file.untracked() as connection:
        connection.exec_driver_sql(
            "UPDATE comment SET quote = 'flew over', anchor = ? WHERE uid = 'comment-1'",
            (json.dumps({**anchor, "content_hash": "ab" * 32}),),
        )
        connection.exec_driver_sql("UPDATE comment SET quote = 'The cook left' WHERE uid = 'comment-2'")
    remove(journal)
    quotes = {one.uid: one.quote for reply in journal.conversation.comments(entry) for one in reply.comments}
    assert quotes == {"comment-1": "[removed]", "comment-2": "The cook left"}
    assert not any(word in stored(journal) for word in ("flew", "heron", "ab" * 32))


def test_a_coach_can_take_words_out_of_what_they_were_shown(journal: Journal) -> None:
    from app.services.demo_desk import lay_on_desk

    lay_on_desk(journal)
    (shown,) = journal.desk.bundles(journal.desk.leaders()[0].contact)
    words = next(field.value for one in shown.bundle.entries for field in one.fields if field.kind == "text")
    passage = " ".join(words.split()[2:6])
    assert fold_in(journal, passage)
    remove(journal, passage)
    assert not fold_in(journal, passage)
    assert "[removed]" in repr(journal.desk.bundles(journal.desk.leaders()[0].contact))
    assert_whole(journal)


def fold_in(journal: Journal, passage: str) -> bool:
    return fold(passage) in fold(stored(journal))


def test_removing_makes_old_results_of_services_go(journal: Journal) -> None:
    log(journal, "One", context=PASSAGE)
    kept = journal.patterns
    remove(journal)
    assert journal.patterns is not kept


def test_a_leader_on_hold_keeps_what_they_shared(journal: Journal) -> None:
    from app.services.demo_desk import lay_on_desk

    lay_on_desk(journal)
    leader = journal.desk.leaders()[0].contact
    shown = repr(journal.desk.bundles(leader))
    journal.desk.set_on_hold(leader, held=True)
    preview = journal.removal.words.look(journal.desk.bundles(leader)[0].bundle.from_name)
    assert {one.held for one in preview.places if one.kind is PlaceKind.DESK} == {True}
    journal.removal.words.remove(preview, confirmed="remove")
    assert repr(journal.desk.bundles(leader)) == shown


def test_the_chain_keeps_no_salt_of_what_was_removed(journal: Journal) -> None:
    entry, other = log(journal, "One", context=PASSAGE), log(journal, "Other")
    remove(journal)
    query = "SELECT salt IS NULL FROM chain WHERE kind = 'entry' AND key = ? ORDER BY seq"
    with journal.file.read() as connection:
        of_it = connection.exec_driver_sql(query, (entry,)).scalars().all()
        of_other = connection.exec_driver_sql(query, (other,)).scalars().all()
    assert of_it[:-1] == [1] * (len(of_it) - 1)
    assert of_it[-1] == 0
    assert 1 not in of_other
    assert journal.as_written.compare().holds
