"""Distilling in the real window: what stays and goes is read first, a word is typed, and no backup keeps it unsaid."""

from datetime import date

import pytest

from app.domain.entries import AnswerDraft, EntryDraft, EntryId, EntryKind, Happened, ReviewDraft
from app.domain.redaction import Words
from app.services.journal import Journal
from app.storage.old_entries import old_entries
from tests.gui.pages import House
from tests.gui.removing import Taking

OLD = date(2023, 3, 1)
STORY = "The treasurer said it in the car park"
LESSON = "Ask the treasurer sooner"


@pytest.fixture
def taking(house: House) -> Taking:
    return Taking(house)


def old_one(journal: Journal, title: str = "Close the annexe", day: date = OLD) -> EntryId:
    draft = EntryDraft(
        EntryKind.DECISION,
        title,
        STORY,
        "Close it by May.",
        "Nobody misses it.",
        70,
        decided_on=day,
        themes=("budget",),
    )
    entry_id = journal.writing.log(draft).entry_id
    journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "They did miss it.", 1, 1, LESSON))
    return entry_id


def test_what_stays_and_what_goes_is_read_before_anything_happens(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.go("decision", entry=entry)
    taking.press("Distil it…")
    assert taking.shown == "distil"
    read = taking.texts()
    for words in ("What goes", STORY, "They did miss it.", "What stays", LESSON, "What this cannot reach"):
        assert words in read
    taking.press("Leave everything as it is")
    assert taking.shown == "decision"
    assert taking.ask(lambda journal: journal.entry(entry).context) == STORY


def test_another_word_changes_nothing_and_the_right_one_takes_the_story_out(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.go("distil", entry=entry)
    taking.type_into("Type “distil” to confirm", "remove")
    taking.press("Distil this entry")
    assert "That is not the word that confirms this." in taking.texts()
    assert taking.ask(lambda journal: journal.entry(entry).context) == STORY
    taking.named("Type “distil” to confirm").clear()  # type: ignore[attr-defined]
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    assert "what you learned stays" in taking.texts()
    found = taking.ask(lambda journal: journal.entry(entry))
    assert (found.title, found.context, found.reviews[0].learned) == ("Close the annexe", "", LESSON)
    assert STORY not in taking.texts()
    assert taking.ask(lambda journal: journal.undo()) is None


def test_other_words_take_the_place_of_what_stays_and_are_kept_while_they_are_typed(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.go("distil", entry=entry)
    taking.press("Write it anew: What I carry forward")
    field = taking.named("Other words: What I carry forward")
    field.clear()  # type: ignore[attr-defined]
    taking.type_into("Other words: What I carry forward", "Ask those who keep the books")
    taking.go("today")
    assert taking.ask(lambda journal: journal.drafts.of(f"distil:{entry}")) is not None
    taking.go("distil", entry=entry)
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    found = taking.ask(lambda journal: journal.entry(entry))
    assert found.reviews[0].learned == "Ask those who keep the books"
    assert taking.ask(lambda journal: journal.drafts.of(f"distil:{entry}")) is None


def test_a_backup_that_still_holds_the_story_is_found_and_makes_way_for_a_new_one(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.ask(lambda journal: journal.care.back_up())
    taking.go("distil", entry=entry)
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    assert "1 was looked into: 1 still holds it." in taking.texts()
    taking.press("Make a new backup and remove these")
    assert "A new verified backup was made, and 1 of them was removed." in taking.texts()
    found = taking.ask(lambda journal: journal.removal.backed.holding(Words(STORY)))
    assert [one.holds for one in found] == [False]
    taking.press("Done")
    assert taking.shown == "decision"


def test_an_emptied_text_is_refused_where_it_stands(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.go("distil", entry=entry)
    taking.press("Write it anew: Title")
    taking.named("Other words: Title").clear()  # type: ignore[attr-defined]
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    assert "Nothing would be left of this." in taking.texts()
    assert taking.focused is taking.named("Other words: Title")
    assert taking.ask(lambda journal: journal.entry(entry).context) == STORY


def test_a_reflection_in_the_list_of_old_entries_is_not_called_decided(taking: Taking) -> None:
    draft = EntryDraft(EntryKind.REFLECTION, "A hard panel", STORY, decided_on=OLD)
    taking.ask(lambda journal: journal.writing.log(draft).entry_id)
    taking.go("tidy")
    assert "Reflection, 1 March 2023" in taking.texts()
    assert "Decided 1 March 2023" not in taking.texts()


def test_the_text_of_a_reflection_is_called_what_its_own_page_calls_it(taking: Taking) -> None:
    def reflection(journal: Journal) -> EntryId:
        return journal.writing.log(EntryDraft(EntryKind.REFLECTION, "A day", STORY, decided_on=OLD)).entry_id

    entry = taking.ask(reflection)
    taking.go("decision", entry=entry)
    assert "What happened" in taking.texts()
    taking.go("distil", entry=entry)
    assert STORY in taking.texts()
    assert "What happened" in taking.texts()
    assert "What was going on" not in taking.texts()


def test_what_is_on_hold_cannot_be_distilled_and_says_why(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.act(lambda journal: journal.removal.holding.put(entry, on=True))
    taking.go("distil", entry=entry)
    assert "may be an offence" in taking.texts()
    assert "While it is on hold an entry cannot be distilled." in taking.texts()
    assert not taking.offers("Distil this entry")


def test_the_list_of_old_entries_is_offered_once_a_year_and_can_be_passed_over(taking: Taking) -> None:
    taking.ask(old_one)
    taking.go("today")
    taking.press("Look at the oldest")
    assert taking.shown == "tidy"
    assert "Decided 1 March 2023" in taking.texts()
    taking.press("Not this year")
    assert taking.shown == "today"
    assert not taking.offers("Look at the oldest")
    taking.go("tidy")
    assert "Decided 1 March 2023" in taking.texts()
    assert not taking.offers("Not this year")


def test_nothing_is_offered_or_listed_while_the_journal_is_on_hold(taking: Taking) -> None:
    taking.ask(old_one)
    taking.go("today")
    assert taking.offers("Look at the oldest")
    taking.act(lambda journal: journal.removal.holding.turn(on=True))
    assert not taking.offers("Look at the oldest")
    taking.go("tidy")
    assert "The journal is on hold, so nothing of it is distilled" in taking.texts()


def test_the_menu_leads_to_the_oldest_entries_and_to_erasing_the_journal(taking: Taking) -> None:
    taking.ask(old_one)
    taking.house.journal.commands.do("old.distil")
    taking.house.rest()
    assert taking.shown == "tidy"
    assert taking.offers("Close the annexe")
    taking.house.journal.commands.do("journal.erase")
    taking.house.rest()
    assert taking.shown == "erase-journal"


def test_the_list_leads_to_distilling_and_leaves_out_what_was_distilled_or_is_on_hold(taking: Taking) -> None:
    first = taking.ask(old_one)
    second = taking.ask(lambda journal: old_one(journal, "Open the annexe", date(2023, 4, 1)))
    taking.go("tidy")
    taking.press("Distil…: Close the annexe")
    assert taking.shown == "distil"
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    taking.go("tidy")
    assert taking.offers("Open the annexe")
    assert not taking.offers("Close the annexe")
    taking.act(lambda journal: journal.removal.holding.put(second, on=True))
    assert not taking.offers("Open the annexe")
    assert first != second


def test_an_entry_of_which_nothing_would_go_is_not_listed_and_offers_no_word_to_type(taking: Taking) -> None:
    bare = taking.ask(
        lambda journal: (
            journal.writing.log(
                EntryDraft(EntryKind.DECISION, "Only a title", "", "", "", 60, decided_on=OLD)
            ).entry_id
        )
    )
    taking.ask(old_one)
    taking.go("tidy")
    assert taking.offers("Close the annexe")
    assert not taking.offers("Only a title")
    taking.go("distil", entry=bare)
    assert "There is no story left in this entry" in taking.texts()
    assert not taking.offers("Distil this entry")
    assert not taking.offers("Write it anew")


def test_the_list_of_old_entries_holds_exactly_those_of_which_something_would_go(taking: Taking) -> None:
    def both(journal: Journal) -> tuple[set[int], set[int]]:
        with journal.file.read() as connection:
            listed = {row[0] for row in old_entries(connection, date(2027, 1, 1).toordinal(), 1000)}
        looks = [journal.removal.distilling.look(one.id) for one in journal.finding.page(limit=1000)]
        return listed, {one.entry for one in looks if one.goes or one.versions}

    def belief(journal: Journal) -> EntryId:
        answers = {"ll-assumption": AnswerDraft("That nobody would mind")}
        draft = EntryDraft(
            EntryKind.DECISION, "Only a belief", "", "", "", 60, decided_on=OLD, answers=answers
        )
        return journal.writing.log(draft).entry_id

    taking.ask(old_one)
    assert taking.ask(belief) not in taking.ask(both)[0]
    listed, would_go = taking.ask(both)
    assert listed == would_go
    assert 0 < len(listed) < taking.ask(lambda journal: journal.finding.count())


def test_the_age_from_which_entries_are_offered_is_set_in_settings(taking: Taking) -> None:
    taking.ask(old_one)
    taking.go("settings", section="distilling")
    field = taking.named("Offer entries older than")
    field.setValue(120)  # type: ignore[attr-defined]
    taking.house.qtbot.waitUntil(
        lambda: taking.ask(lambda journal: journal.removal.distilling.after_months) == 120
    )
    taking.press("Look at the oldest entries")
    assert "No entry is older than 120 months and not distilled yet." in taking.texts()


def test_help_leads_back_to_how_distilling_went(taking: Taking) -> None:
    entry = taking.ask(old_one)
    taking.go("distil", entry=entry)
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    assert "The entry was distilled" in taking.texts()
    taking.go("help")
    taking.house.journal.window.back()
    taking.house.rest()
    assert taking.shown == "distil"
    assert "The entry was distilled" in taking.texts()


def test_a_backup_from_before_a_name_was_swapped_is_named_after_the_entry_is_distilled(
    taking: Taking,
) -> None:
    entry = taking.ask(lambda journal: journal.writing.log(EntryDraft(title="The annexe", context=STORY)))
    taking.ask(lambda journal: journal.care.back_up())

    def swap(journal: Journal) -> None:
        words = journal.removal.words
        words.remove(words.look_for_name("The treasurer", "a partner"), confirmed="swap")

    taking.act(swap)
    taking.go("distil", entry=entry.entry_id)
    taking.type_into("Type “distil” to confirm", "distil")
    taking.press("Distil this entry")
    assert "1 was looked into: 1 still holds it." in taking.texts()
