"""Each form asks what the domain page and the rulings say, in order, as answers change."""

from datetime import date

import pytest

from app.domain.entries import AnswerDraft
from app.domain.fields import Field
from app.domain.forms import FORMS, FormKind, Slot, offered, pickable, quarterly_title, shown, weekly_title
from app.domain.library import merge, read_pack
from app.domain.own_prompts import own_prompt, reworded
from app.domain.prompts import AnswerKind, Library, Prompt, When
from app.paths import bundled

PACK = read_pack((bundled("resources/prompts") / "balcony.json").read_text(encoding="utf-8"), "balcony.json")
LIBRARY = merge([PACK])
ON = frozenset(prompt.id for prompt in LIBRARY.prompts if prompt.default_on)

QUICK = ["title", "expected", "confidence", "review-due", "themes", "decided-on"]
STANDARD = [
    *QUICK,
    "context",
    "decision",
    *("dj-options", "bd-position", "ll-intent", "ll-assumption", "st-value", "st-authority", "st-capacity"),
    *("vo-heard", "vo-absent", "ci-lever", "rw-child-asks"),
]
REVIEW = [
    *("expected", "confidence", "happened", "as-written", "what-happened", "process", "outcome"),
    *("ll-learned", "ll-assumption-changed", "learned", "ws-unintended", "rd-surprise"),
]
EXPECTED = {
    FormKind.QUICK: QUICK,
    FormKind.STANDARD: STANDARD,
    FormKind.DEEP: [*STANDARD, "dj-reversible", "dj-premortem", "dj-tripwire"],
    FormKind.TO_DECIDE: ["title", "context", "dj-options", "dj-premortem", "expected", "themes"],
    FormKind.REFLECTION: ["title", "context", "decided-on", "themes"],
    FormKind.WEEKLY: ["kf-touched", "sp-practised", "bd-switch", "rw-honest"],
    FormKind.QUARTERLY: ["dq-kind", "dq-know", "dq-system-learned"],
    FormKind.REVIEW: REVIEW,
}


def names(items: tuple[Field | Prompt, ...]) -> list[str]:
    return [item.value if isinstance(item, Field) else item.id for item in items]


@pytest.mark.parametrize("kind", FormKind)
def test_a_form_asks_its_fields_and_prompts_in_order(kind: FormKind) -> None:
    assert names(shown(FORMS[kind], LIBRARY, ON, {})) == EXPECTED[kind]


def test_every_prompt_of_a_form_is_in_the_library_at_the_moment_of_the_form() -> None:
    for form in FORMS.values():
        for name in form.prompts:
            prompt = LIBRARY.prompt(name)
            assert prompt is not None
            assert form.moment in prompt.when, (form.kind, name)


def test_quick_has_no_fixed_prompt_and_one_rotating_place() -> None:
    quick = FORMS[FormKind.QUICK]
    assert quick.prompts == ()
    assert quick.items.count(Slot.ROTATING) == 1


def test_the_rotating_card_ends_the_quick_form_and_shows_its_second_prompt_once_it_fits() -> None:
    card = ("bo-kind", "bo-stance")
    form = FORMS[FormKind.QUICK]
    before = names(shown(form, LIBRARY, ON, {}, rotating=card))
    assert before[3:] == ["review-due", "themes", "decided-on", "bo-kind"]
    assert "bo-stance" not in before
    after = names(shown(form, LIBRARY, ON, {"bo-kind": AnswerDraft("cultural")}, rotating=card))
    assert after[6:] == ["bo-kind", "bo-stance"]


def test_a_fixed_prompt_that_rotation_asked_keeps_its_place_when_the_form_grows() -> None:
    grown = names(shown(FORMS[FormKind.DEEP], LIBRARY, ON, {}, rotating=("ci-lever",)))
    assert grown[6] == "ci-lever"
    assert grown.count("ci-lever") == 1


def test_a_prompt_turned_off_is_not_asked_and_a_picked_one_is_whatever_its_state() -> None:
    form = FORMS[FormKind.DEEP]
    asked = names(shown(form, LIBRARY, ON - {"ll-intent"}, {}, extra=["dj-state", "bd-pulled", "unknown"]))
    assert "ll-intent" not in asked
    assert asked[-2:] == ["dj-state", "bd-pulled"]


def test_words_already_written_never_vanish_when_another_answer_changes() -> None:
    form = FORMS[FormKind.QUICK]
    answers = {"bo-kind": AnswerDraft("none"), "bo-stance": AnswerDraft(2)}
    assert "bo-stance" in names(shown(form, LIBRARY, ON, answers, rotating=("bo-kind", "bo-stance")))


def test_a_reworded_copy_is_asked_in_the_place_of_what_it_is_based_on() -> None:
    base = LIBRARY.prompt("ll-assumption")
    assert base is not None
    copy = reworded(base, "What do I believe without having looked?")
    library = merge([PACK], [copy])
    asked = names(shown(FORMS[FormKind.STANDARD], library, (ON - {base.id}) | {copy.id}, {}))
    assert asked[STANDARD.index("ll-assumption")] == copy.id
    assert base.id not in asked


@pytest.mark.parametrize(
    ("when", "asked_on"),
    [
        (When.DECISION, {FormKind.STANDARD, FormKind.DEEP}),
        (When.WEEKLY, {FormKind.WEEKLY}),
        (When.REVIEW, {FormKind.REVIEW}),
    ],
)
def test_an_own_prompt_is_asked_at_its_moment(when: When, asked_on: set[FormKind]) -> None:
    own = own_prompt("What would the sea say?", AnswerKind.TEXT, [when])
    library = merge([PACK], [own])
    found = {kind for kind, form in FORMS.items() if own.id in names(shown(form, library, ON | {own.id}, {}))}
    assert found == asked_on


@pytest.mark.parametrize(
    ("kind", "reversible", "offers"),
    [
        (FormKind.QUICK, "very-hard", ["dj-premortem"]),
        (FormKind.STANDARD, "cannot", ["dj-premortem"]),
        (FormKind.STANDARD, "at-a-cost", []),
        (FormKind.STANDARD, "easy", []),
        (FormKind.DEEP, "cannot", []),
        (FormKind.TO_DECIDE, "cannot", []),
        (FormKind.REVIEW, "cannot", []),
        (FormKind.REFLECTION, "cannot", []),
    ],
)
def test_the_premortem_is_offered_on_decisions_that_are_hard_to_undo(
    kind: FormKind, reversible: str, offers: list[str]
) -> None:
    answers = {"dj-reversible": AnswerDraft(reversible)}
    assert [prompt.id for prompt in offered(FORMS[kind], LIBRARY, ON, answers)] == offers
    assert offered(FORMS[kind], LIBRARY, ON, {}) == ()
    assert offered(FORMS[kind], LIBRARY, ON - {"dj-premortem"}, answers) == ()


def test_a_leader_picks_from_fitting_prompts_of_the_moment_that_are_not_asked_yet() -> None:
    form = FORMS[FormKind.DEEP]
    on_form = names(shown(form, LIBRARY, ON, {}))
    able = {prompt.id for prompt in pickable(form, LIBRARY, ON, {}, on_form)}
    assert {"dj-outside-view", "ev-use", "bd-advocate-critic"} <= able
    assert able.isdisjoint({*on_form, "dj-state", "kf-touched", "bd-pulled"})
    placed = {"bd-position": AnswerDraft(0)}
    assert "bd-pulled" in {prompt.id for prompt in pickable(form, LIBRARY, ON, placed, on_form)}


def test_a_reflection_may_use_any_prompt_turned_on() -> None:
    assert {prompt.id for prompt in pickable(FORMS[FormKind.REFLECTION], LIBRARY, ON, {})} == ON


def test_a_library_without_the_usual_prompts_still_gives_every_form() -> None:
    for form in FORMS.values():
        assert all(isinstance(item, Field) for item in shown(form, Library((), (), ()), ON, {}))


def test_weeks_and_quarters_have_their_own_titles() -> None:
    assert weekly_title(date(2025, 10, 3)) == "Week ending 5 October 2025"
    assert quarterly_title(date(2026, 6, 30)) == "Looking back over a quarter, 30 June 2026"
