"""The form engine: every prompt can be answered, needs show and hide without losing a word, drafts come back."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.compose import packs
from app.domain.entries import AnswerDraft, EntryDraft, EntryKind, Sensitivity
from app.domain.errors import InvalidInput
from app.domain.fields import Field
from app.domain.forms import FormKind
from app.domain.library import merge
from app.domain.own_prompts import reworded
from app.domain.prompts import AnswerKind, Prompt
from app.domain.rotation import Question
from app.domain.whole import JsonValue
from app.services.asking import Asked
from app.ui.forms import EntryForm, Ground, fields_of, says_something
from app.ui.forms.filled import answers_in
from app.ui.forms.hints import could_be_judged
from app.ui.forms.order import STORY_KEY, VOICES_KEY, answer_key, order_of
from app.ui.forms.part import NameNotice, stops
from app.ui.forms.picker import FrameworkFold, PromptPicker
from app.ui.theme import Look, apply_look
from app.ui.widgets import Body, RadioChoice
from tests.fixtures.cheap import TODAY, log, new_journal
from tests.gui.pages import widget_named

LIBRARY = merge(packs())
ALL = frozenset(prompt.id for prompt in LIBRARY.prompts)
THEMES = ("safeguarding", "budget", "data", "SEND", "workforce")
GROUND = Ground(Asked(LIBRARY, ALL), THEMES, ("budget",), ("health",))

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Sheet:
    """One form in a window."""

    def __init__(
        self, qtbot: QtBot, kind: FormKind, fields: dict[str, object] | None = None, **more: object
    ) -> None:
        self.qtbot = qtbot
        self.form = EntryForm(kind, TODAY, ground=GROUND, fields=fields, **more)  # type: ignore[arg-type]
        self.host = QWidget()
        self.column = QVBoxLayout(self.host)
        self.column.addWidget(self.form)
        self.host.resize(900, 700)
        with qtbot.waitExposed(self.host):
            self.host.show()
        self.host.activateWindow()
        qtbot.waitUntil(self.host.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.form.built)
        QApplication.processEvents()

    def named(self, name: str) -> QWidget:
        return widget_named(self.host, name)

    def press(self, name: str) -> None:
        self.named(name).setFocus()
        QTest.keyClick(self.named(name), Qt.Key.Key_Space)
        self.settle()

    def fill(self, name: str, text: str) -> None:
        field = self.named(name)
        field.setFocus()
        QTest.keyClicks(field, text)
        QApplication.processEvents()

    def picker(self) -> PromptPicker:
        """The questions to add, below the form."""
        picker = PromptPicker(self.form)
        self.column.addWidget(picker)
        self.qtbot.waitUntil(lambda: picker.built)
        self.settle()
        return picker

    def texts(self) -> str:
        return "\n".join(one.accessibleName() for one in self.host.findChildren(Body) if one.isVisible())


@pytest.fixture
def sheet(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Sheet]]:
    apply_look(qapp, Look.LIGHT, 100)
    sheets: list[Sheet] = []

    def make(kind: FormKind = FormKind.STANDARD, **more: object) -> Sheet:
        sheets.append(Sheet(qtbot, kind, **more))  # type: ignore[arg-type]
        return sheets[-1]

    yield make
    for one in sheets:
        one.host.close()
        one.host.deleteLater()


Make = Callable[..., Sheet]


# ---- every prompt


def answer_by_hand(sheet: Sheet, prompt: Prompt) -> AnswerDraft:
    """Answer a prompt as a person does; what should then stand in the draft."""
    question = prompt.question
    if prompt.kind is AnswerKind.TEXT:
        sheet.fill(question, "Some words")
        return AnswerDraft("Some words")
    if prompt.kind is AnswerKind.PERCENT:
        sheet.fill(question, "40\t")
        return AnswerDraft(40)
    if prompt.kind is AnswerKind.SLIDER:
        sheet.press("In the middle")
        return AnswerDraft(0)
    sheet.press(prompt.options[0].label)
    chosen = prompt.options[0].id
    return AnswerDraft(chosen if prompt.kind is AnswerKind.SINGLE else (chosen,))


@pytest.mark.parametrize("prompt", LIBRARY.prompts, ids=lambda prompt: prompt.id)
def test_every_prompt_can_be_answered_and_what_was_given_stands_in_the_draft(
    sheet: Make, prompt: Prompt
) -> None:
    reflection = sheet(FormKind.REFLECTION)
    reflection.form.add_prompt(prompt.id)
    reflection.settle()
    expected = answer_by_hand(reflection, prompt)
    assert reflection.form.draft().answers == {prompt.id: expected}


def test_every_answer_is_kept_by_a_real_journal_with_the_words_it_answered(
    sheet: Make, tmp_path: Path
) -> None:
    journal = new_journal(tmp_path / "j")
    try:
        form = sheet(FormKind.REFLECTION).form
        for prompt in LIBRARY.prompts:
            journal.prompts.turn(prompt.id, on=True)
            form.add_prompt(prompt.id)
        fields = form.fields()
        fields["title"] = "Everything at once"
        fields["answers"] = {prompt.id: {"value": plain(prompt)} for prompt in LIBRARY.prompts}
        form.restore(fields)
        done = journal.writing.log(form.draft())
        entry = journal.entry(done.entry_id)
        assert len(entry.answers) == len(LIBRARY.prompts) == 84
        assert {answer.wording.question for answer in entry.answers} == {
            one.question for one in LIBRARY.prompts
        }
    finally:
        journal.close(back_up=False)


def plain(prompt: Prompt) -> JsonValue:
    match prompt.kind:
        case AnswerKind.TEXT:
            return "Words"
        case AnswerKind.SINGLE:
            return prompt.options[0].id
        case AnswerKind.MULTI:
            return [prompt.options[0].id]
        case _:
            return 1


def test_the_picker_offers_every_prompt_of_every_framework_to_a_reflection(sheet: Make) -> None:
    one = sheet(FormKind.REFLECTION)
    picker = one.picker()
    offered = 0
    for fold in picker.findChildren(FrameworkFold):
        fold.button.click()
        offered += sum(child.accessibleName().startswith("Add: ") for child in fold.findChildren(QWidget))
    assert offered == 84


def test_a_question_is_found_by_any_word_and_added_with_the_focus_in_it(sheet: Make) -> None:
    one = sheet(FormKind.STANDARD)
    one.picker()
    one.fill("Find a question", "kahneman similar")
    one.press("Add: Of similar decisions")
    assert "dj-outside-view" in one.form.prompts
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Of similar decisions")
    one.qtbot.waitUntil(lambda: "0 questions found." in one.texts())


def test_a_question_that_is_on_the_form_is_said_not_to_be_listed(sheet: Make) -> None:
    one = sheet(FormKind.DEEP)
    picker = one.picker()
    one.fill("Find a question", "seven")
    assert "What is on the form already is not listed here." not in one.texts()
    picker.search.set_text("")
    one.fill("Find a question", "hard undo")
    assert "0 questions found. What is on the form already is not listed here." in one.texts()


# ---- needs


def test_a_prompt_that_needs_another_comes_when_it_is_answered(sheet: Make) -> None:
    decision = sheet(FormKind.STANDARD, fields={"picked": ["wa-formal"]})
    decision.picker()
    decision.fill("Find a question", "instruct willing")
    assert "0 questions found." in decision.texts()
    decision.press({option.id: option.label for option in LIBRARY.prompt("wa-formal").options}["a-little"])  # type: ignore[union-attr]
    decision.qtbot.waitUntil(lambda: "1 question found." in decision.texts())


def test_words_stay_when_the_answer_they_needed_changes(sheet: Make) -> None:
    one = sheet(FormKind.DEEP, fields={"picked": ["dj-reversible", "dj-premortem"]})
    one.fill("Suppose it did not work. What most likely got in the way?", "We ran out of road")
    options = LIBRARY.prompt("dj-reversible").options  # type: ignore[union-attr]
    one.press(options[-1].label)
    one.press(options[0].label)
    assert one.form.draft().answers["dj-premortem"].value == "We ran out of road"
    assert one.named("Suppose it did not work").toPlainText() == "We ran out of road"  # type: ignore[attr-defined]


def test_looking_back_from_a_bad_day_is_offered_when_it_is_hard_to_undo(sheet: Make) -> None:
    one = sheet(FormKind.STANDARD, fields={"picked": ["dj-reversible"]})
    assert "Hard to undo" not in one.texts()
    options = {option.id: option.label for option in LIBRARY.prompt("dj-reversible").options}  # type: ignore[union-attr]
    one.press(options["cannot"])
    assert "Hard to undo" in one.texts()
    one.press("Add the question")
    assert "dj-premortem" in one.form.prompts
    assert "Hard to undo" not in one.texts()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Suppose it did not work")


def test_the_field_being_typed_in_never_vanishes(sheet: Make) -> None:
    one = sheet(FormKind.QUICK, fields={"context": "a"})
    area = one.named("What was going on")
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_End)
    QTest.keyClick(area, Qt.Key.Key_Backspace)
    assert area.isVisible()
    assert area.hasFocus()
    QTest.keyClicks(area, "b")
    assert one.form.draft().context == "b"


# ---- depth


def test_a_shorter_form_keeps_every_word_of_the_longer(sheet: Make) -> None:
    one = sheet(FormKind.DEEP)
    one.fill("What was going on", "Three weeks of this")
    one.fill("What early sign would make you stop", "A second resignation")
    one.form.set_kind(FormKind.QUICK)
    one.settle()
    assert one.named("What was going on").toPlainText() == "Three weeks of this"  # type: ignore[attr-defined]
    assert one.form.draft().answers["dj-tripwire"].value == "A second resignation"
    assert answer_key("dj-tripwire") in one.form.keys
    assert answer_key("dj-options") not in one.form.keys


def test_the_longer_form_asks_in_the_order_of_the_library_of_forms(sheet: Make) -> None:
    one = sheet(FormKind.DEEP)
    quick = [Field.TITLE, Field.EXPECTED, Field.CONFIDENCE, Field.REVIEW_DUE, Field.THEMES, Field.DECIDED_ON]
    assert one.form.keys[:6] == tuple(field.value for field in quick)
    assert one.form.keys[6:9] == (STORY_KEY, "context", "decision")
    assert one.form.keys[-1] == "sensitivity"
    seen = [one.form.mapFromGlobal(part.mapToGlobal(part.rect().topLeft())).y() for part in parts(one)]
    assert seen == sorted(seen)


def parts(one: Sheet) -> list[QWidget]:
    return [one.form._parts[key] for key in one.form.keys]


def test_tab_follows_what_is_seen_when_a_question_comes_between(sheet: Make) -> None:
    one = sheet(FormKind.STANDARD, fields={"picked": ["dj-reversible"]})
    one.press({option.id: option.label for option in LIBRARY.prompt("dj-reversible").options}["cannot"])  # type: ignore[union-attr]
    one.named("What did you decide").setFocus()
    reached: list[QWidget] = []
    for _ in range(300):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    places = [
        next(at for at, part in enumerate(parts(one)) if part.isAncestorOf(widget)) for widget in reached
    ]
    assert places == sorted(places)
    assert len(set(places)) >= len(one.form.keys) - 2  # the two headings hold nothing


# ---- voices


def test_voices_are_one_list_and_two_answers(sheet: Make) -> None:
    one = sheet(FormKind.STANDARD)
    assert one.form.keys.count(VOICES_KEY) == 1
    one.press("Health: heard")
    one.press("Children and young people: affected, not heard")
    one.press("Someone who is not listed")
    one.fill("Heard, in your own words", "The night staff")
    answers = one.form.draft().answers
    assert answers["vo-heard"] == AnswerDraft(("health",), "The night staff")
    assert answers["vo-absent"] == AnswerDraft(("children-and-young-people",))


def test_the_voices_used_of_late_come_first(sheet: Make) -> None:
    one = sheet(FormKind.STANDARD)
    heard = [
        radio for radio in one.host.findChildren(RadioChoice) if radio.accessibleName().endswith(": heard")
    ]
    assert heard[0].accessibleName() == "Health: heard"


def test_one_voice_prompt_alone_is_an_ordinary_list(sheet: Make) -> None:
    order = order_of(FormKind.STANDARD, Asked(LIBRARY, ALL - {"vo-absent"}), {})
    assert answer_key("vo-heard") in order.keys
    assert VOICES_KEY not in order.keys


# ---- single kinds of answer


def test_own_words_count_beside_a_list_and_none_of_these_clears_the_rest(sheet: Make) -> None:
    one = sheet(FormKind.REFLECTION)
    one.form.add_prompt("rw-arena")
    one.settle()
    options = LIBRARY.prompt("rw-arena").options  # type: ignore[union-attr]
    one.press(options[0].label)
    one.fill("Something else, in your own words", "The unions")
    assert one.form.draft().answers["rw-arena"] == AnswerDraft((options[0].id,), "The unions")
    one.press("No one")
    assert one.form.draft().answers["rw-arena"] == AnswerDraft(("no-one",))


def test_a_share_is_unset_until_given_and_can_be_taken_back(sheet: Make) -> None:
    one = sheet(FormKind.REFLECTION)
    one.form.add_prompt("dj-outside-view")
    one.settle()
    box = one.named("Of similar decisions")
    box.setFocus()
    assert one.form.draft().answers == {}
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert one.form.draft().answers["dj-outside-view"].value == 5
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert one.form.draft().answers == {}


def test_a_reworded_copy_is_asked_with_the_prompt_it_is_based_on(qapp: QApplication) -> None:
    base = LIBRARY.prompt("ll-assumption")
    assert base is not None
    copy = reworded(base, "What are we all assuming?")
    library = merge(packs(), [copy])
    order = order_of(FormKind.STANDARD, Asked(library, ALL | {copy.id}), {})
    assert order.keys.index(answer_key(copy.id)) == order.keys.index(answer_key("ll-assumption")) + 1


def test_help_and_source_unfold_quietly(sheet: Make) -> None:
    one = sheet(FormKind.STANDARD)
    prompt = LIBRARY.prompt("dj-options")
    framework = LIBRARY.framework("decision-quality")
    assert prompt is not None
    assert framework is not None
    assert prompt.help not in one.texts()
    one.press(f"Help: {prompt.question}")
    one.press(f"Where does this come from? {prompt.question}")
    assert prompt.help in one.texts()
    assert framework.source in one.texts()
    one.press(f"Help: {prompt.question}")
    assert prompt.help not in one.texts()


def test_one_card_of_questions_on_the_quick_form_stands_together(sheet: Make) -> None:
    one = sheet(FormKind.QUICK, quick=True, rotates=True)
    triangle = next(card for card in LIBRARY.cards if card.id == "triangle")
    prompts = tuple(prompt for name in triangle.prompts if (prompt := LIBRARY.prompt(name)) is not None)
    one.form.set_rotating(Question("triangle", prompts, 3, 0))
    one.settle()
    assert one.form.prompts == triangle.prompts
    assert one.form.keys.index("rotation") == one.form.keys.index(answer_key("st-capacity")) + 1


# ---- quiet hints


def test_a_name_or_a_role_is_noticed_once_typing_rests_and_nothing_is_blocked(sheet: Make) -> None:
    one = sheet(FormKind.QUICK)
    one.fill("What did you decide", "Told the lead member about Priya Shah")
    notice = next(one for one in one.form.findChildren(NameNotice) if not one.isHidden() or one.text() == "")
    one.qtbot.waitUntil(lambda: not notice.isHidden(), timeout=3_000)
    assert (
        "“the lead member”: this could point to one person. Would “an elected member” say enough?"
        in one.texts()
    )
    assert "1 more like it" in one.texts()
    assert one.form.draft().title == "Told the lead member about Priya Shah"


@pytest.mark.parametrize(
    ("expected", "fine"),
    [
        ("Things feel better", False),
        ("It will go well", False),
        ("Two offers by May", True),
        ("Nobody has left", True),
        ("Back in school after Easter", True),
        ("Attendance over 90%", True),
    ],
)
def test_what_could_never_be_judged_gets_a_hint(expected: str, fine: bool) -> None:
    assert could_be_judged(expected) is fine


def test_the_hint_under_what_is_expected_comes_on_leaving_the_field(sheet: Make) -> None:
    one = sheet(FormKind.QUICK)
    one.fill("What do you expect", "Things feel better")
    assert "easier to judge" not in one.texts()
    one.named("What did you decide").setFocus()
    assert "easier to judge" in one.texts()
    one.fill("What do you expect", " by May")
    one.named("What did you decide").setFocus()
    assert "easier to judge" not in one.texts()


def test_the_hint_goes_with_the_words_it_was_said_of(sheet: Make) -> None:
    one = sheet(FormKind.QUICK)
    one.fill("What do you expect", "Things feel better")
    one.named("What did you decide").setFocus()
    assert "easier to judge" in one.texts()
    one.form.clear()
    assert "easier to judge" not in one.texts()


# ---- drafts and drafts of entries


def test_what_stands_in_a_form_comes_back_whole(sheet: Make) -> None:
    one = sheet(FormKind.DEEP)
    one.fill("What did you decide", "Close the hub")
    one.fill("What do you expect", "Fewer calls by June")
    one.press("Very likely, 80 per cent")
    one.press("3 months")
    one.press("budget")
    one.press("Health: heard")
    one.press("Marks: how careful to be with this")
    one.press("Court-related")
    again = sheet(FormKind.DEEP)
    again.form.restore(one.form.fields())
    again.settle()
    assert again.form.draft() == one.form.draft()
    draft = again.form.draft()
    assert (draft.confidence, draft.review_due, draft.themes) == (80, date(2026, 9, 30), ("budget",))
    assert draft.marks == {Sensitivity.COURT_RELATED}
    assert again.named("Very likely, 80 per cent").isChecked()  # type: ignore[attr-defined]
    assert again.named("3 months").isChecked()  # type: ignore[attr-defined]


def test_a_day_of_ones_own_to_look_again_comes_back(sheet: Make) -> None:
    one = sheet(FormKind.QUICK)
    one.press("Pick a day")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "4 October\t")
    assert one.form.draft().review_due == date(2026, 10, 4)
    again = sheet(FormKind.QUICK, fields=one.form.fields())
    assert again.form.draft().review_due == date(2026, 10, 4)
    assert again.named("Look again on").text() == "4 October 2026"  # type: ignore[attr-defined]


def test_a_saved_entry_and_its_form_say_the_same(sheet: Make, tmp_path: Path) -> None:
    journal = new_journal(tmp_path / "j")
    try:
        number = log(
            journal,
            "Close the hub",
            context="c",
            decision="d",
            expected="e",
            confidence=35,
            review_due=date(2026, 8, 1),
            themes=("budget",),
            marks=frozenset({Sensitivity.HOLD}),
            answers={"vo-heard": AnswerDraft(("health",), "x"), "st-value": -2, "dj-reversible": "easy"},
        )
        entry = journal.entry(number)
    finally:
        journal.close(back_up=False)
    draft = sheet(FormKind.STANDARD, fields=fields_of(entry)).form.draft()
    assert draft == EntryDraft(
        title="Close the hub",
        context="c",
        decision="d",
        expected="e",
        confidence=35,
        review_due=date(2026, 8, 1),
        decided_on=TODAY,
        themes=("budget",),
        marks=frozenset({Sensitivity.HOLD}),
        answers={one.prompt_id: AnswerDraft(one.value, one.other) for one in entry.answers},
    )


def test_what_a_form_fills_in_by_itself_is_not_a_draft(sheet: Make) -> None:
    one = sheet(FormKind.QUICK, rotates=True)
    prompt = LIBRARY.prompt("bd-position")
    assert prompt is not None
    one.form.set_rotating(Question("bd-position", (prompt,), 1, 0))
    assert one.form.is_empty
    assert not says_something(one.form.fields())
    one.press("6 weeks")
    assert not one.form.is_empty


def test_unreadable_fields_of_an_old_draft_do_no_harm(sheet: Make) -> None:
    fields = {
        "title": 3,
        "themes": "x",
        "look-again": [],
        "decided-on": "soon",
        "answers": {"bd-position": None},
    }
    one = sheet(FormKind.QUICK, fields=fields)
    assert one.form.draft().title == ""
    assert answers_in(one.form.fields()) == {}


def test_a_quarterly_form_names_itself(sheet: Make) -> None:
    draft = sheet(FormKind.QUARTERLY).form.draft()
    assert draft.kind is EntryKind.REFLECTION
    assert draft.title == "Looking back over a quarter, 30 June 2026"


# ---- problems


def test_a_problem_stands_beside_its_field_with_the_focus_and_goes_when_mended(sheet: Make) -> None:
    one = sheet(FormKind.QUICK)
    assert one.form.show_problem(InvalidInput("decided-on", "That day is still to come.", "Choose another."))
    assert "That day is still to come. Choose another." in one.texts()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Which day was it?"
    QTest.keyClicks(focus, "1 June\t")
    assert "That day is still to come." not in one.texts()
    assert not one.form.show_problem(InvalidInput("answer", "Nothing is filled in.", "Answer one."))


@pytest.mark.parametrize("kind", [kind for kind in FormKind if kind is not FormKind.REVIEW])
def test_every_control_of_a_form_has_a_name(sheet: Make, kind: FormKind) -> None:
    one = sheet(kind)
    unnamed = [
        widget
        for widget in stops(one.form)
        if widget.isVisible() and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert not unnamed
