"""What is removed goes from kept copies in which it stands in other words: names, days, warnings (ruling 27)."""

import pytest

from app.domain.choosing import Ticks
from app.domain.contacts import LoggedShare
from app.domain.entries import AnswerDraft, EntryDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.outgoing import Change
from app.domain.prompts import AnswerKind, When
from app.domain.removing import PlaceKind, RemovalPreview
from app.domain.sharing import ThreadAnswer
from app.services.journal import Journal
from app.storage import conversing
from tests.fixtures.cheap import assert_whole, log, restore, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.pages import decrypted, holds, key_of
from tests.fixtures.pairs import stored
from tests.fixtures.shares import shared_with

AS = (("Zoe Ash", "A partner"),)
PASSAGE = "Zoe Ash waited under the plumcanary tree"
STORY = f"At first {PASSAGE}. Then we met."
DATED = "She wrote on 12 March 2026 about the plumcanary tree"


def share(journal: Journal, entry: EntryId, *fields: str, **wish: object) -> LoggedShare:
    """A share of fields of one entry under another name."""
    shared_with(journal, "Rowan", Ticks().tick(entry, *fields), **{"aliases": AS, **wish})
    return journal.sharing.log.all()[0]


def copied(journal: Journal, one: LoggedShare) -> dict[str, str]:
    """The words of a kept copy, by field."""
    return {
        field.field_id: field.value
        for entry in journal.sharing.log.copy(one.uid).entries
        for field in entry.fields
    }


def kinds(preview: RemovalPreview) -> set[PlaceKind]:
    return {place.kind for place in preview.places}


def remove(journal: Journal, passage: str = PASSAGE, entry: EntryId | None = None) -> RemovalPreview:
    preview = journal.removal.words.look(passage, entry)
    journal.removal.words.remove(preview, confirmed="remove")
    return preview


@pytest.mark.parametrize("whole", [True, False])
def test_a_passage_goes_from_a_copy_that_has_another_name_in_it(journal: Journal, *, whole: bool) -> None:
    entry = log(journal, "One", context=STORY, decision="We met.")
    made = share(journal, entry, "title", "context", "decision")
    assert copied(journal, made)["context"] == STORY.replace("Zoe Ash", "A partner")
    preview = remove(journal, entry=None if whole else entry)
    assert kinds(preview) == {PlaceKind.ENTRY, PlaceKind.SHARE}
    assert preview.shares == (made,)
    assert preview.count == 2
    assert copied(journal, made) == {"title": "One", "context": "[removed]", "decision": "We met."}
    assert "plumcanary" not in stored(journal)
    assert journal.removal.words.look("Then we met").count == 1
    assert_whole(journal)


def test_a_passage_goes_from_a_copy_with_coarser_days(journal: Journal) -> None:
    entry = log(journal, "One", context=f"{DATED}. So.")
    made = share(journal, entry, "title", "context", aliases=(), width="month")
    assert "12 March" not in copied(journal, made)["context"]
    assert remove(journal, DATED).shares == (made,)
    assert copied(journal, made) == {"title": "One", "context": "[removed]"}


def test_a_passage_goes_from_a_copy_with_a_warning_in_other_words(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    at = STORY.index("waited")
    change = Change(f"{entry}/context", at, at + len("waited"), "stood")
    made = share(journal, entry, "context", aliases=(), changes=(change,))
    assert "stood under the plumcanary" in copied(journal, made)["context"]
    assert remove(journal).shares == (made,)
    assert copied(journal, made) == {"context": "[removed]"}


def test_the_words_of_a_review_an_answer_and_a_thought_go_as_well(journal: Journal) -> None:
    entry = log(journal, "One", answers={"ll-assumption": STORY})
    journal.reviews.save(entry, ReviewDraft(Happened.NO, STORY, learned=STORY))
    journal.writing.add_thought(entry, STORY)
    parts = ("answer:ll-assumption", "review:1:what-happened", "review:1:learned", "addition:1")
    made = share(journal, entry, "title", *parts)
    assert remove(journal).count == 8
    assert copied(journal, made) == {"title": "One", **dict.fromkeys(parts, "[removed]")}


def test_a_text_shared_before_it_was_rewritten_goes_from_its_copy(
    journal: Journal, clock: MovedClock
) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context")
    clock.pass_by(days=2)
    journal.writing.rewrite(entry, EntryDraft(title="One", context="Other words."))
    remove(journal)
    assert copied(journal, made) == {"context": "[removed]"}
    assert "plumcanary" not in stored(journal)


def test_a_copy_of_another_field_is_left_as_it_is(journal: Journal) -> None:
    entry, other = log(journal, "One", context=STORY, decision="Zoe Ash rang."), log(journal, "Zoe Ash came")
    made, second = share(journal, entry, "title", "decision"), share(journal, other, "title")
    preview = remove(journal)
    assert preview.shares == ()
    assert kinds(preview) == {PlaceKind.ENTRY}
    assert copied(journal, made) == {"title": "One", "decision": "A partner rang."}
    assert copied(journal, second) == {"title": "A partner came"}


def test_words_of_a_reworded_text_that_left_as_they_were_go_alone(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context")
    before = copied(journal, made)["context"]
    assert remove(journal, "Then we met").count == 2
    assert copied(journal, made) == {"context": before.replace("Then we met", "[removed]")}


def test_words_written_after_it_left_take_nothing_from_a_copy(journal: Journal, clock: MovedClock) -> None:
    entry = log(journal, "One", context="Zoe Ash rang.")
    made = share(journal, entry, "context")
    clock.pass_by(days=2)
    journal.writing.rewrite(entry, EntryDraft(title="One", context=STORY))
    assert remove(journal).shares == ()
    assert copied(journal, made) == {"context": "A partner rang."}


def test_a_name_to_be_swapped_that_left_as_a_role_takes_nothing_from_a_copy(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context")
    before = copied(journal, made)
    words = journal.removal.words
    assert words.look_for_name("Zoe Ash", "the lead").shares == ()
    words.remove(words.look_for_name("Zoe Ash", "the lead"), confirmed="swap")
    assert copied(journal, made) == before


def test_a_name_of_which_a_part_left_is_taken_from_a_copy(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context", aliases=(("Zoe", "Colleague A"),))
    assert "Colleague A Ash" in copied(journal, made)["context"]
    words = journal.removal.words
    words.remove(words.look_for_name("Zoe Ash", "the lead"), confirmed="swap")
    assert copied(journal, made) == {"context": "[removed]"}


def test_a_name_that_left_in_part_in_the_words_put_in_its_place_is_taken_from_a_copy(
    journal: Journal,
) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context", aliases=(("Zoe Ash", "Ms Ash"),))
    words = journal.removal.words
    words.remove(words.look_for_name("Zoe Ash", "the lead"), confirmed="swap")
    assert copied(journal, made) == {"context": "[removed]"}


def test_what_left_as_it_was_keeps_what_it_never_held(journal: Journal) -> None:
    entry = log(journal, "One", answers={"vo-heard": AnswerDraft(("health",), "Zoe Ash rang.")})
    made = share(journal, entry, "answer:vo-heard", aliases=())
    before = copied(journal, made)
    journal.writing.rewrite(
        entry, EntryDraft(title="One", answers={"vo-heard": AnswerDraft(("health",), STORY)})
    )
    assert remove(journal).shares == ()
    assert copied(journal, made) == before


def salts_left(journal: Journal, one: LoggedShare) -> list[bool]:
    """Of each link of a share in the chain but the last, whether its salt is there."""
    query = (
        "SELECT salt IS NOT NULL FROM chain WHERE kind = 'share'"
        " AND key = (SELECT id FROM share WHERE uid = ?) ORDER BY seq"
    )
    with journal.file.read() as connection:
        return [bool(kept) for (kept,) in connection.exec_driver_sql(query, (one.uid,))][:-1]


def test_the_chain_keeps_no_salt_of_a_copy_that_lost_words(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context")
    remove(journal)
    assert salts_left(journal, made)
    assert not any(salts_left(journal, made))


def test_where_it_cannot_be_told_what_left_the_whole_text_goes(journal: Journal) -> None:
    """After a first removal neither digest nor places say any more how the copy came of the words."""
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context")
    remove(journal, "Then we met", entry)
    assert remove(journal).shares == (made,)
    assert copied(journal, made) == {"context": "[removed]"}


def test_a_copy_left_out_by_the_person_keeps_its_words(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    made = share(journal, entry, "context")
    before = copied(journal, made)
    preview = journal.removal.words.look(PASSAGE)
    journal.removal.words.remove(preview, confirmed="remove", only=[f"entry:{entry}"])
    assert journal.entry(entry).context == "At first [removed]. Then we met."
    assert copied(journal, made) == before


def test_a_copy_with_words_of_an_entry_on_hold_is_left_out(journal: Journal) -> None:
    entry, held = log(journal, "One", context=STORY), log(journal, "Held", context="Zoe Ash rang.")
    shared_with(journal, "Rowan", Ticks().tick(entry, "context").tick(held, "context"), aliases=AS)
    (made,) = journal.sharing.log.all()
    journal.writing.set_marks(held, {Sensitivity.HOLD})
    before = journal.sharing.log.copy(made.uid)
    preview = journal.removal.words.look(PASSAGE)
    assert {place.kind: place.held for place in preview.places} == {
        PlaceKind.ENTRY: False,
        PlaceKind.SHARE: True,
    }
    assert journal.removal.words.remove(preview, confirmed="remove").left_on_hold == 1
    assert journal.sharing.log.copy(made.uid) == before


def talked_about(journal: Journal, clock: MovedClock, entry: EntryId) -> LoggedShare:
    """A share with a remark that quotes it in the words of the copy, and the answer to that remark."""
    made = share(journal, entry, "context")
    share_id = journal.sharing.log.copy(made.uid).entries[0].share_id
    with journal.file.write("Keep a reply", clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(journal.entry(entry).uid))
    with journal.file.untracked() as connection:
        connection.exec_driver_sql(
            "UPDATE comment SET share_id = ?, field_id = 'context', quote = 'So A partner waited under it'",
            (share_id,),
        )
    return made


def test_a_quote_in_the_words_of_the_copy_goes_with_them(journal: Journal, clock: MovedClock) -> None:
    entry = log(journal, "One", context=STORY)
    talked_about(journal, clock, entry)
    assert "waited under" in stored(journal)
    remove(journal)
    assert "waited under" not in stored(journal)
    assert_whole(journal)


def answered(journal: Journal, clock: MovedClock, *, told: EntryId, shown: EntryId) -> LoggedShare:
    """A share of one entry that took with it the answer to a remark on another."""
    talked_about(journal, clock, told)
    with journal.file.read() as connection:
        (comment, *_) = connection.exec_driver_sql("SELECT uid FROM comment").scalars().all()
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("DELETE FROM thread_answer")
        connection.exec_driver_sql(
            "INSERT INTO thread_answer (uid, comment, body, written_on)"
            " SELECT 'answer-9', id, ?, 1 FROM comment WHERE uid = ?",
            (STORY, comment),
        )
    made = share(journal, shown, "title", thread=(ThreadAnswer(comment, STORY),))
    assert "A partner waited" in stored(journal)
    return made


@pytest.mark.parametrize("whole", [True, False])
def test_an_answer_to_a_remark_goes_from_the_copy_it_left_with(
    journal: Journal, clock: MovedClock, *, whole: bool
) -> None:
    entry, other = log(journal, "One", context="Not that."), log(journal, "Other")
    made = answered(journal, clock, told=entry, shown=other)
    preview = remove(journal, entry=None if whole else entry)
    assert [one.uid for one in preview.shares] == [made.uid]
    assert [one.answer for one in journal.sharing.log.copy(made.uid).thread] == ["[removed]"]
    assert copied(journal, made) == {"title": "Other"}
    assert "plumcanary" not in stored(journal)
    assert_whole(journal)


def test_answers_to_remarks_on_an_erased_entry_go_from_kept_copies(
    journal: Journal, clock: MovedClock
) -> None:
    entry, other = log(journal, "One", context="Not that."), log(journal, "Other")
    made = answered(journal, clock, told=entry, shown=other)
    preview = journal.removal.erasing.look([entry])
    assert made.uid in {one.uid for one in preview.shares}
    journal.removal.erasing.erase(preview, confirmed="erase")
    assert salts_left(journal, made)
    assert not any(salts_left(journal, made))
    assert [one.answer for one in journal.sharing.log.copy(made.uid).thread] == ["[removed]"]
    assert copied(journal, made) == {"title": "Other"}
    assert "plumcanary" not in stored(journal)
    assert_whole(journal)


def test_words_beside_a_choice_and_a_theme_go_where_they_left_under_another_name(journal: Journal) -> None:
    journal.lists.add_theme(PASSAGE)
    entry = log(
        journal, "One", themes=(PASSAGE, "budget"),
        answers={"vo-heard": AnswerDraft(("health",), STORY)},
    )  # fmt: skip
    made = share(journal, entry, "title", "themes", "answer:vo-heard")
    assert stored(journal).count("A partner waited") == 2
    assert remove(journal).shares == (made,)
    assert copied(journal, made) == {"title": "One", "themes": "[removed]", "answer:vo-heard": "[removed]"}
    assert "plumcanary" not in stored(journal)


def test_a_question_of_ones_own_goes_from_a_copy_with_other_names_in_it(journal: Journal) -> None:
    own = journal.prompts.add_own(f"Who saw that {PASSAGE}?", AnswerKind.TEXT, [When.DECISION])
    entry = log(journal, "One", answers={own.id: "Many did.", "ll-assumption": "Buses run."})
    made = share(journal, entry, f"answer:{own.id}", "answer:ll-assumption")
    assert "A partner waited" in stored(journal)
    preview = remove(journal)
    assert preview.shares == (made,)
    ours, other = journal.sharing.log.copy(made.uid).entries[0].fields
    if ours.field_id == "answer:ll-assumption":
        ours, other = other, ours
    assert (ours.question, ours.label, ours.value) == ("[removed]", "[removed]", "Many did.")
    assert (other.question, other.value) != ("[removed]", "[removed]")
    assert "plumcanary" not in stored(journal)


def test_a_question_of_ones_own_that_left_as_it_was_loses_the_words_alone(journal: Journal) -> None:
    own = journal.prompts.add_own(f"Who saw that {PASSAGE}?", AnswerKind.TEXT, [When.DECISION])
    entry = log(journal, "One", answers={own.id: "Many did."})
    made = share(journal, entry, f"answer:{own.id}", aliases=())
    remove(journal)
    (field,) = journal.sharing.log.copy(made.uid).entries[0].fields
    assert (field.question, field.value) == ("Who saw that [removed]?", "Many did.")


# ---- the whole text, and the whole entry


def test_a_whole_text_goes_from_a_reworded_copy_and_from_what_repeats_it(journal: Journal) -> None:
    entry = log(journal, "One", context=PASSAGE, decision=f"Again: {PASSAGE}.")
    made = share(journal, entry, "title", "context", "decision")
    preview = journal.removal.words.look_at_field(entry, "context")
    journal.removal.words.remove_field(preview, confirmed="remove")
    assert copied(journal, made) == {"title": "One", "context": "[removed]", "decision": "[removed]"}
    assert "plumcanary" not in stored(journal)


def test_distilling_and_erasing_reach_reworded_copies(journal: Journal) -> None:
    entry, other = (log(journal, title, context=STORY, decision=STORY) for title in ("One", "Two"))
    made, second = (share(journal, one, "title", "context", "decision") for one in (entry, other))
    removal = journal.removal
    removal.distilling.distil(removal.distilling.look(entry), confirmed="distil")
    assert copied(journal, made) == {"title": "One", "context": "[removed]", "decision": "[removed]"}
    removal.erasing.erase(removal.erasing.look([other]), confirmed="erase")
    assert set(copied(journal, second).values()) == {"[removed]"}
    assert "plumcanary" not in stored(journal)


# ---- the file, and one that was restored


def test_no_page_of_the_file_holds_it_in_other_words(journal: Journal) -> None:
    entry = log(journal, "One", context=STORY)
    share(journal, entry, "context")
    assert holds(decrypted(journal.file.path.read_bytes(), key_of(journal)), "plumcanary")
    remove(journal)
    pages = decrypted(journal.file.path.read_bytes(), key_of(journal))
    assert holds(pages, "Then we met")
    assert not holds(pages, "plumcanary")


@pytest.mark.parametrize("only_these", [True, False])
def test_a_restored_backup_loses_it_again_from_a_reworded_copy(journal: Journal, *, only_these: bool) -> None:
    entry, kept = log(journal, "One", context=STORY), log(journal, "Kept", context=STORY)
    made = share(journal, entry, "title", "context")
    home = journal.care.places.data_dir
    backup = journal.care.back_up()
    preview = journal.removal.words.look(PASSAGE)
    only = [place.key for place in preview.places if place.key != f"entry:{kept}"] if only_these else None
    journal.removal.words.remove(preview, confirmed="remove", only=only)
    journal.close(back_up=False)
    restore(vault_in(home), backup.path)
    back = unlocked(home)
    assert back.entry(entry).context == "At first [removed]. Then we met."
    assert (back.entry(kept).context == STORY) == only_these
    assert copied(back, made) == {"title": "One", "context": "[removed]"}
    assert holds(decrypted(back.file.path.read_bytes(), key_of(back)), "plumcanary") == only_these
    assert_whole(back)
    back.close(back_up=False)
