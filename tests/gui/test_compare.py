"""Two sides stand beside each other, equal, in one order for eye and ear, and nothing adds them up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.comparing import apart
from app.domain.conversation import Conversation, PairRound, RoundStatus
from app.domain.entries import AnswerDraft, EntryId
from app.services.demo_desk import lay_on_desk
from app.services.journal import Journal
from app.storage import conversing
from app.ui.coach import PAGE as COACHS_DESK
from app.ui.coach.alone import ONLY
from app.ui.compare import PAGE
from app.ui.compare.axis import PairAxis
from app.ui.compare.beside_page import BesidePage
from app.ui.compare.choose_page import ChoosePage
from app.ui.compare.gathering import Source
from app.ui.compare.page import ComparePage
from app.ui.compare.question import QuestionCard, Side
from app.ui.decision import PAGE as DECISION
from app.ui.theme import em
from app.ui.widgets import Columns, Heading
from tests.fixtures.cheap import log
from tests.fixtures.conversation import ROUND
from tests.gui.pages import Node, tree
from tests.gui.sitting import Sitting, heard

ME, OTHER = "Ash (me)", "Birch"


class Comparing(Sitting):
    """The page of two sides over a journal that holds a round."""

    def keep(self, pair: PairRound = ROUND) -> None:
        journal = self.journal
        with journal.file.write("Keep a round", journal.clock.now()) as act:
            conversing.keep(act.uow, journal.file.words, Conversation(rounds=(pair,)))

    def show_round(self, pair: PairRound = ROUND) -> BesidePage:
        self.keep(pair)
        self.show(PAGE, round=pair.uid)
        return self.compare.beside

    @property
    def compare(self) -> ComparePage:
        assert isinstance(self.view, ComparePage)
        return self.view

    @property
    def beside(self) -> BesidePage:
        return self.compare.beside

    @property
    def choosing(self) -> ChoosePage:
        return self.compare.choosing

    @property
    def page(self) -> QWidget:
        shown = self.compare.widget.currentWidget()  # type: ignore[attr-defined]
        assert isinstance(shown, QWidget)
        return shown

    def settle(self) -> None:
        super().settle()
        if hasattr(self, "view"):
            pages = (self.beside, self.choosing)
            self.qtbot.waitUntil(lambda: not any(one.is_building for one in pages), timeout=20_000)
            super().settle()

    def question(self, asked: str) -> QuestionCard:
        return next(card for card in self.beside.cards if card.asked.wording.question == asked)

    def shown(self) -> list[str]:
        return [one.asked.wording.question for one in self.beside.cards if one.isVisible()]


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Comparing]:
    one = Comparing(qtbot, tmp_path)
    yield one
    one.close()


@pytest.fixture
def elsewhere(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    one = Sitting(qtbot, tmp_path)
    yield one
    one.close()


def headings(page: QWidget, level: int) -> list[str]:
    found = [one for one in page.findChildren(Heading) if one.isVisible() and one.level == level]
    return [one.accessibleName() for one in found]


def read_out(widget: QWidget) -> list[str]:
    """What a screen reader comes to, in its order, each once where a group repeats its heading."""
    told = [words for node in tree(widget) for words in (node.name, _typed(node)) if words]
    return [name for at, name in enumerate(told) if at == 0 or told[at - 1] != name]


def _typed(node: Node) -> str:
    """The words in a field."""
    field = node.role is QAccessible.Role.EditableText
    return node.interface.text(QAccessible.Text.Value) if field else ""


# ---- a round, question by question


def test_a_round_is_read_question_by_question_with_both_names_alike(sitting: Comparing) -> None:
    sitting.show_round()
    assert headings(sitting.page, 1) == ["Little formal authority"]
    assert headings(sitting.page, 2)[:6] == ["The case", *(one.wording.question for one in ROUND.prompts)]
    texts = sitting.texts()
    assert "Ash is you, Birch is the other. Begun on 4 May 2026, opened together on 18 May 2026." in texts
    assert "A shared building." in texts
    assert sitting.page.accessibleName() == "Side by side"  # no words of the round in the window's title


def test_sliders_share_one_axis_and_say_how_far_apart_they_are(sitting: Comparing) -> None:
    sitting.show_round()
    card = sitting.question("How was it moved?")
    assert read_out(card) == [
        "How was it moved?", "Three steps apart.", ME, "Fully towards: influence", OTHER, "In the middle",
        "control", "influence", "Round mark A: Ash (me). Diamond B: Birch.",
    ]  # fmt: skip
    (axis,) = sitting.page.findChildren(PairAxis)
    (mine, at), (theirs, beside) = axis.places()
    assert (mine, theirs) == (0, 1)
    assert at.y() == beside.y()
    assert at.x() - beside.x() == pytest.approx(3 * min(axis.width(), axis.sizeHint().width()) / 7, abs=2)


def test_two_marks_at_one_step_are_both_seen(sitting: Comparing) -> None:
    axis = PairAxis(1, 1, ("A", "B"))
    sitting.qtbot.addWidget(axis)
    axis.resize(axis.sizeHint())
    (_, mine), (_, theirs) = axis.places()
    assert mine.x() == theirs.x()
    size = em(axis)
    assert theirs.y() - mine.y() >= (0.72 + 0.95) * size  # neither hides the other
    assert mine.y() - 0.72 * size > 0
    assert theirs.y() + 0.95 * size < axis.sizeHint().height()


def test_choices_are_told_as_both_only_me_only_you(sitting: Comparing) -> None:
    sitting.show_round()
    assert read_out(sitting.question("Whose voice shaped it?")) == [
        "Whose voice shaped it?", "Both of us", "Carers",
        "Only Ash (me)", "Children", "In own words: a cook", "Only Birch", "Schools",
    ]  # fmt: skip


def test_confidence_is_two_figures_and_nothing_between_them(sitting: Comparing) -> None:
    sitting.show_round()
    asked = "How often does this work elsewhere?"
    assert read_out(sitting.question(asked)) == [asked, ME, "30%", OTHER, "60%"]


def test_words_are_told_whole_and_a_question_that_one_did_not_answer_says_so(sitting: Comparing) -> None:
    sitting.show_round()
    asked = "What would the other side say?"
    mine = f"{ME}: {asked}"
    assert read_out(sitting.question(asked)) == [
        asked, ME, mine, "That I enjoyed it.", f"Comment on this answer: {mine}", OTHER, "Not answered.",
    ]  # fmt: skip


def test_nothing_on_the_page_adds_up_averages_or_judges(sitting: Comparing) -> None:
    """Every figure on the page is one that somebody gave, a day, or a count of steps or questions."""
    sitting.show_round()
    texts = sitting.texts()
    assert re.findall(r"\d+ ?%", texts) == ["30%", "60%"]
    for word in (
        "agree on",
        "agreement",
        "average",
        "mean",
        "match",
        "overlap",
        "correct",
        "better",
        "winner",
    ):
        assert not re.search(rf"\b{word}\b", texts, re.IGNORECASE), word
    assert apart(3, 0) == "three steps apart"


@pytest.mark.parametrize(("width", "stacked"), [(1100, False), (480, True)])
def test_both_sides_have_equal_width_and_keep_their_order_when_narrow(
    sitting: Comparing, width: int, stacked: bool
) -> None:
    sitting.host.resize(width, 760)
    page = sitting.show_round()
    checked = 0
    for columns in (one for card in page.cards for one in card.findChildren(Columns)):
        sides = [side for side in columns.children() if isinstance(side, Side)]
        if not sides:
            continue  # the ends of a scale
        checked += 1
        assert columns.stacked is stacked
        assert len({side.width() for side in sides}) == 1
        places = [side.pos() for side in sides]
        assert places == sorted(places, key=lambda place: place.y() if stacked else place.x())
    assert checked == len(ROUND.prompts)


@pytest.mark.parametrize("width", [1100, 480])
def test_a_screen_reader_comes_to_the_parts_in_the_order_they_are_seen(
    sitting: Comparing, width: int
) -> None:
    sitting.host.resize(width, 760)
    page = sitting.show_round()
    assert len(page.cards) > 1
    for card in page.cards:
        told = [one for one in read_out(card) if one in {card.accessibleName(), "Both of us", ME, OTHER}]
        both = ["Both of us"] if "Both of us" in told else []
        only = [] if both else [ME, OTHER]
        assert told == [card.accessibleName(), *both, *only]


def test_every_side_of_a_question_is_a_named_group(sitting: Comparing) -> None:
    page = sitting.show_round()
    sides = [side for card in page.cards for side in card.findChildren(Side)]
    assert all(QAccessible.queryAccessibleInterface(one).role() == QAccessible.Role.Grouping for one in sides)
    told = [one.accessibleName() for one in sides]
    assert told.count(ME) == told.count(OTHER) == 3


@pytest.mark.parametrize("status", [RoundStatus.WAITING, RoundStatus.WITHDRAWN])
def test_a_round_that_was_not_opened_shows_neither_answer(sitting: Comparing, status: RoundStatus) -> None:
    pair = replace(ROUND, status=status, revealed_on=None, agreed_learning="")
    sitting.show_round(pair)
    texts = sitting.texts()
    for words in ("That I enjoyed it.", "Fully towards: influence", "Ash (me)", "30%"):
        assert words not in texts
    sitting.press("Open the round")
    assert sitting.went == [("round", {"round": "round-1"})]


def test_a_round_that_is_not_here_says_so(sitting: Comparing) -> None:
    sitting.show(PAGE, round="nowhere")
    assert "There is no such round." in sitting.texts()
    sitting.press("Back")
    assert sitting.went_back == 1


# ---- only where they differ


def test_the_filter_leaves_what_differs_and_says_how_much_is_shown(sitting: Comparing) -> None:
    alike = [
        replace(one, theirs=one.mine) if one.wording.prompt_id in {"ci-lever", "dq-outside"} else one
        for one in ROUND.prompts
    ]
    sitting.show_round(replace(ROUND, prompts=tuple(alike)))
    assert len(sitting.shown()) == 5
    assert "All 5 questions" in sitting.texts()
    said = heard()
    sitting.press("Only where we differ")
    assert sitting.shown() == [
        one.wording.question for one in alike if one.wording.prompt_id not in {"ci-lever", "dq-outside"}
    ]
    assert said[-1] == "3 of 5 questions"
    sitting.press("Only where we differ")
    assert len(sitting.shown()) == 5


def test_the_filter_says_where_nothing_differs(sitting: Comparing) -> None:
    alike = tuple(replace(one, theirs=one.mine) for one in ROUND.prompts)
    sitting.show_round(replace(ROUND, prompts=alike))
    sitting.press("Only where we differ")
    assert sitting.shown() == []
    assert "There is no question on which the answers differ." in sitting.texts()


# ---- then and now


def two_entries(journal: Journal) -> tuple[EntryId, EntryId]:
    from datetime import timedelta

    today = journal.clock.today()
    one = log(
        journal, "Share the building", answers={"rd-other-side": "I enjoyed it."}, context="A long story",
        decided_on=today - timedelta(days=90),
    )  # fmt: skip
    two = log(journal, "Ask the cook", answers={"rd-other-side": "I asked first."}, context="Another story")
    return one, two


def test_then_and_now_offers_entries_that_answer_the_same_questions(sitting: Comparing) -> None:
    one, two = two_entries(sitting.journal)
    log(sitting.journal, "Nothing in common", answers={"wa-willing": "They trusted us."})
    sitting.show(PAGE, entry=two)
    assert headings(sitting.page, 2) == ["Other entries that answer the same questions"]
    assert [row.candidate.title for row in sitting.choosing.rows] == ["Share the building"]
    sitting.press(next(row.link.accessibleName() for row in sitting.choosing.rows))
    assert sitting.went == [("round-compare", {"left": Source(one), "right": Source(two)})]


def test_then_and_now_sets_the_earlier_entry_first_without_the_two_stories(sitting: Comparing) -> None:
    one, two = two_entries(sitting.journal)
    sitting.show(PAGE, left=Source(one), right=Source(two))
    assert headings(sitting.page, 1) == ["Then and now"]
    (card,) = [card for card in sitting.beside.cards if card.asked.wording.prompt_id == "rd-other-side"]
    then, now = (side.accessibleName() for side in card.findChildren(Side))
    told = read_out(card)
    assert told.index(then) < told.index("I enjoyed it.") < told.index(now) < told.index("I asked first.")
    assert "A long story" not in sitting.texts()
    sitting.press("Write what you notice")
    assert sitting.went == [("decision", {"entry": two, "thought": True})]


def test_then_and_now_leads_to_either_entry(sitting: Comparing) -> None:
    one, two = two_entries(sitting.journal)
    sitting.show(PAGE, left=Source(one), right=Source(two))
    sitting.press("Open Share the building")
    assert sitting.went == [("decision", {"entry": one})]


def test_an_earlier_version_shows_only_what_changed_until_all_is_asked_for(sitting: Comparing) -> None:
    entry_id = log(
        sitting.journal, "Share it", answers={"rd-other-side": "I enjoyed it."}, context="A storry"
    )
    change_words(sitting, entry_id)
    sitting.show(PAGE, entry=entry_id)
    assert headings(sitting.page, 2) == ["Its words as they stood earlier"]
    (row,) = sitting.choosing.rows
    assert "1 question with other words" in sitting.texts()
    sitting.arrive(left=row.candidate.left, right=row.candidate.right)
    assert sitting.shown() == ["What was going on"]
    told = read_out(sitting.beside.cards[0])
    assert told[2:] == ["A storry", "Now", "A story"]
    sitting.press("Only where they differ")
    assert len(sitting.shown()) == 2


def change_words(sitting: Comparing, entry_id: EntryId) -> None:
    """Mend a word after the first day, so that the earlier words are kept as a version."""
    from app.domain.entries import EntryDraft

    entry = sitting.journal.entry(entry_id)
    sitting.clock.pass_by(days=2)
    answers = {one.prompt_id: AnswerDraft(one.value, one.other) for one in entry.answers}
    draft = EntryDraft(
        entry.kind, entry.title, "A story", entry.decision, entry.expected, entry.confidence,
        review_due=entry.review_due, decided_on=entry.decided_on, answers=answers,
    )  # fmt: skip
    sitting.journal.writing.rewrite(entry_id, draft)


def test_nothing_to_set_beside_says_what_will_be_listed(sitting: Comparing) -> None:
    sitting.show(PAGE, entry=log(sitting.journal, "Alone", answers={"rd-other-side": "I enjoyed it."}))
    assert "Nothing here answers the same questions yet." in sitting.texts()


def test_two_without_a_question_in_common_say_so(sitting: Comparing) -> None:
    one = log(sitting.journal, "One", answers={"rd-other-side": "I enjoyed it."}, confidence=None)
    two = log(sitting.journal, "Two", answers={"wa-willing": "They trusted us."}, confidence=None)
    sitting.show(PAGE, left=Source(one), right=Source(two))
    assert "There is no question that both answered" in sitting.texts()


def test_an_entry_leads_to_then_and_now(elsewhere: Sitting) -> None:
    _, two = two_entries(elsewhere.journal)
    elsewhere.show(DECISION, entry=two)
    elsewhere.press("Then and now")
    assert elsewhere.went == [("round-compare", {"entry": two})]


# ---- two that were shared


def lay_two(journal: Journal) -> tuple[Source, Source]:
    """Two leaders' shares on the desk, with the same questions."""
    found = []
    for name in ("Ash", "Cedar"):
        bundle = journal.desk.bundle(lay_on_desk(journal, name, remarks=False)).bundle
        found.append(Source(bundle=bundle.bundle_id, share_id=bundle.entries[0].share_id))
    return found[0], found[1]


def test_what_two_leaders_shared_is_compared_by_the_questions_both_answered(sitting: Comparing) -> None:
    ash, cedar = lay_two(sitting.journal)
    sitting.show(PAGE, left=ash, right=cedar)
    assert sitting.shown() == ["How sure were you?", "Where were you standing?", "Whose voices were heard?"]
    assert "At the same step." in sitting.texts()
    assert "What was going on?" not in sitting.texts()
    told = read_out(sitting.beside.cards[0])
    assert told == ["How sure were you?", "Ash, June 2026", "60%", "Cedar, June 2026", "60%"]


def test_compare_two_lists_what_other_leaders_shared(sitting: Comparing) -> None:
    ash, cedar = lay_two(sitting.journal)
    sitting.show(PAGE, bundle=ash.bundle)
    assert headings(sitting.page, 2) == ["Shared by Cedar"]
    (row,) = sitting.choosing.rows
    sitting.press(row.link.accessibleName())
    assert sitting.went == [("round-compare", {"left": ash, "right": cedar})]


def test_something_shared_leads_to_comparing_two(elsewhere: Sitting) -> None:
    ash, _ = lay_two(elsewhere.journal)
    elsewhere.show(COACHS_DESK, bundle=ash.bundle)
    elsewhere.press("Compare two")
    assert elsewhere.went == [("round-compare", {"bundle": ash.bundle})]


def test_another_leaders_name_stays_hidden_while_one_alone_is_shown(sitting: Comparing) -> None:
    ash, cedar = lay_two(sitting.journal)
    sitting.journal.lists.note(ONLY, sitting.journal.desk.bundle(ash.bundle).contact)
    sitting.show(PAGE, bundle=ash.bundle)
    assert "Cedar" not in sitting.texts()
    assert "Nothing here answers the same questions yet." in sitting.texts()
    sitting.arrive(left=ash, right=cedar)
    assert "Cedar" not in sitting.texts()
    assert "This is not shown now." in sitting.texts()
