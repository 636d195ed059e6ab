"""The page of what stood in an entry before: what it shows, how it is read, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.differing import Fate, difference
from app.domain.entries import EntryDraft, EntryId, Happened, ReviewDraft
from app.ui.decision import PAGE as DECISION
from app.ui.help.reading import topics
from app.ui.versions import PAGE
from app.ui.versions.page import VersionsPage
from tests.fixtures.cheap import log
from tests.gui.sitting import Sitting
from tests.gui.turns import widgets_made

MOST_MADE = 45


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(qtbot, tmp_path)
    yield made
    made.close()


def written(sitting: Sitting, *contexts: str) -> EntryId:
    """An entry whose story was mended once an hour after its first day."""
    entry_id = log(sitting.journal, "The hub", context=contexts[0])
    sitting.clock.pass_by(days=2)
    for context in contexts[1:]:
        sitting.clock.pass_by(hours=1)
        sitting.journal.writing.rewrite(entry_id, EntryDraft(title="The hub", context=context))
    return entry_id


def shown(sitting: Sitting, entry_id: EntryId, **where: object) -> VersionsPage:
    view = sitting.show(PAGE, entry=entry_id, **where)
    assert isinstance(view, VersionsPage)
    sitting.settle()
    return view


def aloud(view: VersionsPage) -> list[str]:
    return [words.accessibleName() for words in view.beside.words if words.isVisible()]


def marks(view: VersionsPage) -> list[tuple[Fate, str]]:
    return [
        (run.fate, run.text) for words in view.beside.words for run in words.runs if run.fate is not Fate.KEPT
    ]


# ---- the way there


def test_the_page_of_an_entry_leads_to_the_earlier_versions_of_each_text_that_has_some(
    sitting: Sitting,
) -> None:
    entry_id = written(sitting, "It raind.", "It rained.", "It rained a lot.")
    sitting.show(DECISION, entry=entry_id)
    sitting.press("Earlier versions: What was going on (2)")
    assert sitting.went == [("versions", {"entry": entry_id, "text": "context"})]


def test_the_page_of_an_entry_that_never_changed_says_nothing_of_versions(sitting: Sitting) -> None:
    sitting.show(DECISION, entry=log(sitting.journal, "The hub", context="It rained."))
    assert "Earlier versions" not in sitting.texts()


# ---- reading


def test_the_newest_version_stands_beside_what_took_its_place_with_each_change_named(
    sitting: Sitting,
) -> None:
    view = shown(sitting, written(sitting, "It raind. We waited.", "It rained. We waited."))
    assert aloud(view) == [
        "It [removed: raind] . We waited.",
        "It [added: rained] . We waited.",
    ]
    assert "They differ in 1 place." in sitting.texts()
    assert "Struck through: removed. Underlined: added." in sitting.texts()
    assert "Now" in sitting.texts()


def test_changes_are_struck_through_or_underlined_and_no_sign_of_the_text_is_taken_for_markup(
    sitting: Sitting,
) -> None:
    view = shown(sitting, written(sitting, "a <b>bold</b> & thing", "a <b>bold</b> & other"))
    old, new = (words.text() for words in view.beside.words)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; <s " in old
    assert "<u " not in old
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; <u " in new
    assert "<s " not in new


def test_any_version_is_read_beside_the_one_after_it_or_beside_what_stands_there_now(
    sitting: Sitting,
) -> None:
    entry_id = written(sitting, "One hub.", "Two hubs.", "Three hubs.")
    view = shown(sitting, entry_id)
    assert not sitting.offers("What stands there now")
    oldest = view._found.texts[0].earlier[1]  # type: ignore[union-attr]
    view._version_chosen(oldest)
    sitting.settle()
    assert marks(view) == [(Fate.REMOVED, "One hub"), (Fate.ADDED, "Two hubs")]
    sitting.press("What stands there now")
    assert marks(view) == [(Fate.REMOVED, "One hub"), (Fate.ADDED, "Three hubs")]


def test_the_words_of_both_sides_are_the_whole_texts(sitting: Sitting) -> None:
    old = "\n\n".join(
        f"Paragraph {at} of a story with some words in it, and a hub{at % 3}." for at in range(60)
    )
    new = old.replace("hub1", "centre").replace("Paragraph 7 ", "")
    view = shown(sitting, written(sitting, old, new))
    while view.beside.more.isVisible():
        sitting.press("Show more of this text")
    sides = [words.runs for words in view.beside.words]
    assert "".join(run.text for side in sides[0::2] for run in side) == old
    assert "".join(run.text for side in sides[1::2] for run in side) == new


def test_in_a_narrow_window_both_stand_in_one_text(sitting: Sitting) -> None:
    view = shown(sitting, written(sitting, "It raind. We waited.", "It rained. We waited."))
    sitting.host.resize(420, 700)
    sitting.until(lambda: view.beside.is_narrow)
    sitting.settle()
    assert aloud(view) == ["It [removed: raind] [added: rained] . We waited."]


def test_each_text_is_chosen_by_its_name_and_a_review_by_its_day(sitting: Sitting) -> None:
    entry_id = written(sitting, "It raind.", "It rained.")
    sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "It opnd.", 1, 1, "Ask"))
    (review,) = sitting.journal.entry(entry_id).reviews
    sitting.clock.pass_by(days=2)
    sitting.journal.reviews.rewrite(entry_id, review.id, ReviewDraft(Happened.YES, "It opened.", 1, 1, "Ask"))
    view = shown(sitting, entry_id, text=f"review:{review.uid}:what_happened")
    assert "[removed: opnd]" in aloud(view)[0]
    sitting.press("What was going on (1)")
    assert "[removed: raind]" in aloud(view)[0]
    sitting.press("What happened (2 July 2026) (1)")
    sitting.press("Put this text back")
    assert sitting.journal.entry(entry_id).reviews[0].what_happened == "It opnd."


# ---- the way back


def test_a_text_is_put_back_by_the_keyboard_and_undo_brings_the_other_back(sitting: Sitting) -> None:
    entry_id = written(sitting, "It raind.", "It rained.")
    view = shown(sitting, entry_id)
    assert sitting.focused.accessibleName().startswith("Until 2 July 2026")
    sitting.press("Put this text back")
    assert sitting.journal.entry(entry_id).context == "It raind."
    assert sitting.said == ["The earlier text is back. Undo takes that back."]
    assert "These are the words that stand there now." in sitting.texts()
    assert not sitting.offers("Put this text back")
    assert sitting.focused.accessibleName().startswith("Until")
    assert len(view._found.texts[0].earlier) == 2  # type: ignore[union-attr]
    sitting.journal.undo()
    assert sitting.journal.entry(entry_id).context == "It rained."


def test_after_a_week_the_page_says_why_it_stays_and_adds_the_text_as_a_thought(sitting: Sitting) -> None:
    entry_id = written(sitting, "It raind.", "It rained.")
    sitting.clock.pass_by(days=8)
    shown(sitting, entry_id)
    assert "After a week words stay as you wrote them" in sitting.texts()
    assert not sitting.offers("Put this text back")
    sitting.press("Add it as a later thought")
    found = sitting.journal.entry(entry_id)
    assert (found.context, [one.text for one in found.additions]) == ("It rained.", ["It raind."])


def test_in_the_bin_a_version_can_be_read_and_nothing_be_done_with_it(sitting: Sitting) -> None:
    entry_id = written(sitting, "It raind.", "It rained.")
    sitting.journal.writing.delete([entry_id])
    view = shown(sitting, entry_id)
    assert "[removed: raind]" in aloud(view)[0]
    assert "Take it out of the bin to put a text back." in sitting.texts()
    assert not sitting.offers("Put this text back")
    assert not sitting.offers("Add it as a later thought")


def test_after_a_removal_nothing_of_it_is_on_the_page_or_held_by_it(sitting: Sitting) -> None:
    entry_id = written(sitting, "The grey heron said so.", "Somebody said so.")
    view = shown(sitting, entry_id)
    words = sitting.journal.removal.words
    words.remove_field(words.look_at_field(entry_id, "context"), confirmed="remove")
    sitting.desk.forgotten.emit()
    assert view._found is None
    assert not view.beside._rows
    sitting.desk.changed.emit(None, None)
    sitting.settle()
    assert aloud(view) == []
    assert "so there is no earlier version" in sitting.texts()
    assert "heron" not in sitting.texts()


def test_a_comparison_that_comes_after_a_removal_is_not_shown(sitting: Sitting) -> None:
    view = shown(sitting, written(sitting, "The grey heron said so.", "Somebody said so."))
    before = view._found
    sitting.desk.forgotten.emit()
    view._show_rows(before, "Until then", "Now", difference("The grey heron", "Somebody"))
    sitting.settle()
    assert not view.beside._rows
    QApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete
    )  # as the window's loop does when it comes round
    assert not any("heron" in words.text() for words in view.beside.words)


def test_an_entry_that_was_undone_leaves_no_word_on_the_page_and_the_page_says_so(sitting: Sitting) -> None:
    view = shown(sitting, written(sitting, "It raind.", "It rained."))
    while sitting.journal.undo_label:
        sitting.journal.undo()
    sitting.desk.changed.emit(None, None)
    sitting.settle()
    assert "That entry is not in the journal." in sitting.texts()
    assert aloud(view) == []
    assert "The hub" not in sitting.texts()
    assert sitting.is_at(view.back)


def test_a_text_whose_week_went_by_while_it_was_read_is_not_put_back_and_the_page_says_why(
    sitting: Sitting,
) -> None:
    entry_id = written(sitting, "It raind.", "It rained.")
    shown(sitting, entry_id)
    sitting.clock.pass_by(days=8)
    sitting.press("Put this text back")
    assert "What was going on can no longer be changed." in sitting.texts()
    assert sitting.offers("Add it as a later thought")
    assert sitting.journal.entry(entry_id).context == "It rained."


# ---- time and reach


def test_f1_tells_of_earlier_versions() -> None:
    assert topics()[PAGE.id].title == PAGE.title


def test_five_long_texts_of_fifty_versions_are_shown_in_short_turns(sitting: Sitting) -> None:
    long = ("The hub opens on Saturdays, and we heard that families come. " * 140)[:7500]
    entry_id = log(sitting.journal, "The hub", context=long, decision=long, expected=long)
    sitting.clock.pass_by(days=2)
    for at in range(50):
        sitting.clock.pass_by(hours=1)
        other = long.replace("families", f"family {at}")
        draft = EntryDraft(title="The hub", context=other, decision=other, expected=other)
        sitting.journal.writing.rewrite(entry_id, draft)
    sitting.show(PAGE, entry=log(sitting.journal, "Another"))
    with widgets_made() as added:
        sitting.arrive(entry=entry_id, text="decision")
    assert max(added) <= MOST_MADE


def test_tab_goes_through_the_page_as_it_is_read(sitting: Sitting) -> None:
    view = shown(sitting, written(sitting, "One.", "Two.", "Three."))
    names = sitting.tab_names()
    assert names[0] == "Back"
    assert names[1].startswith("Until")
    assert names[2] == "Put this text back"
    view.choose.focus()
    sitting.key(Qt.Key.Key_Down)
    sitting.key(Qt.Key.Key_Space)
    assert marks(view) == [(Fate.REMOVED, "One"), (Fate.ADDED, "Two")]
    assert sitting.focused.accessibleName().startswith("Until")
