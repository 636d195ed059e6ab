"""What the page of patterns keeps: the selection, the arrangement, since when questions are asked, and its lines."""

from datetime import date, timedelta

import pytest

from app import patterns
from app.domain.days import Span
from app.domain.entries import EntryKind, Happened, ReviewDraft, Stage, ThemeId
from app.domain.errors import InvalidInput
from app.domain.prompts import AnswerKind, When
from app.domain.readings import Behind, Coverage, Days, Fact
from app.domain.selection import Selection, Window
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, a_journal, log
from tests.fixtures.clock import MovedClock

EVER = Span(None, TODAY)


# ---- the selection


def test_what_was_chosen_is_kept_outside_undo_and_what_is_gone_is_left_out(journal: Journal) -> None:
    budget = journal.lists.themes()[0].id
    chosen = Selection(Window.FREE, Span(date(2026, 1, 1), TODAY), budget, "voices", compare_theme=budget)
    journal.patterns.keep(chosen)
    assert journal.patterns.kept() == chosen
    assert journal.undo_label == ""
    journal.lists.note("patterns_selection", {"window": "all", "theme": 999, "framework": "gone"})
    assert journal.patterns.kept() == Selection(Window.ALL)


@pytest.mark.parametrize("body", ["nonsense", 3, {"window": "free"}, {"window": "3", "free": [1, 2]}, []])
def test_a_selection_that_cannot_be_read_is_twelve_months_or_its_window(
    journal: Journal, body: object
) -> None:
    journal.lists.note("patterns_selection", body)  # type: ignore[arg-type]
    kept = journal.patterns.kept()
    assert kept.window in {Window.TWELVE, Window.THREE}
    assert kept.free is None


def test_the_window_of_an_earlier_version_is_read(journal: Journal) -> None:
    journal.lists.note("patterns_window", "6")
    assert journal.patterns.kept() == Selection(Window.SIX)


@pytest.mark.parametrize(
    "wrong",
    [
        {"window": Window.FREE},
        {"window": Window.FREE, "free": Span(TODAY, None)},
        {"window": Window.FREE, "free": Span(TODAY, TODAY - timedelta(days=1))},
        {"compare_span": Span(None, TODAY)},
        {"compare_span": Span(TODAY, TODAY), "compare_theme": ThemeId(1)},
    ],
)
def test_a_selection_that_cannot_be_shown_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        Selection(**wrong)  # type: ignore[arg-type]


def test_a_selection_is_said_in_words(journal: Journal) -> None:
    theme = journal.lists.themes()[0]
    chosen = Selection(Window.TWELVE, theme=theme.id, framework="strategic-triangle")
    words = f"From 1 July 2025 to 30 June 2026 · theme {theme.name} · Strategic triangle"
    assert journal.patterns.selected_words(chosen) == words == journal.patterns.page(chosen).words
    beside = Selection(Window.ALL, compare_span=Span(date(2025, 1, 1), date(2025, 12, 31)))
    assert (
        journal.patterns.selected_words(beside)
        == "Everything to 30 June 2026 · beside 1 January 2025 to 31 December 2025"
    )


def test_two_periods_are_set_side_by_side_from_eight_answers_each(journal: Journal) -> None:
    for place in range(8):
        log(journal, decided_on=TODAY - timedelta(days=place), answers={"bd-position": 1})
        log(journal, decided_on=date(2025, 3, 1) + timedelta(days=place), answers={"bd-position": -1})
    chosen = Selection(Window.THREE, compare_span=Span(date(2025, 1, 1), date(2025, 3, 31)))
    compared = journal.patterns.page(chosen).compared
    table = compared["C1"].table
    assert table
    assert (compared["C1"].n_a, compared["C1"].n_b) == (8, 8)
    assert len(table.headers) == 3
    assert table.rows == (("Dance floor", "0", "8"), ("Both", "0", "0"), ("Balcony", "8", "0"))
    assert compared["C6"].table is None
    assert "has 0" in compared["C6"].why_not


# ---- where the charts stand


def test_some_charts_are_put_away_until_they_are_wanted(journal: Journal) -> None:
    assert journal.patterns.hidden() == ("C13", "C14")
    journal.patterns.hide("C13", hidden=False)
    journal.patterns.hide("C3")
    assert journal.patterns.hidden() == ("C3", "C14")
    assert "C13" in [series.chart for series in journal.patterns.page(Selection()).more]
    journal.undo()
    journal.undo()
    assert journal.patterns.hidden() == ("C13", "C14")


def test_charts_move_past_what_is_shown_inside_their_own_group(journal: Journal) -> None:
    first = journal.patterns.order()
    journal.patterns.hide("C3")
    journal.patterns.move("C5", -1)
    assert journal.patterns.order()[:4] == ("C5", "C1", "C3", "C6")
    journal.patterns.move("C5", -1)
    journal.patterns.move("C4", 1)
    assert set(journal.patterns.order()[:6]) == set(patterns.PAGE_ORDER)
    assert [one.chart for one in journal.patterns.page(Selection()).series][:2] == ["C5", "C1"]
    journal.patterns.reset_order()
    assert journal.patterns.order() == first == (*patterns.PAGE_ORDER, *patterns.MORE)
    journal.undo()
    assert journal.patterns.order()[0] == "C5"


def test_a_framework_leaves_the_charts_that_draw_on_it(journal: Journal) -> None:
    page = journal.patterns.page(Selection(framework="voices"))
    assert [series.chart for series in (*page.series, *page.more)] == ["C9", "C8"]


def test_the_year_begins_in_april_unless_another_month_is_chosen(journal: Journal) -> None:
    assert journal.patterns.year_start() == 4
    journal.patterns.set_year_start(9)
    assert journal.patterns.findings([], EVER).year_start == journal.patterns.year_start() == 9
    with pytest.raises(InvalidInput):
        journal.patterns.set_year_start(13)
    journal.undo()
    assert journal.patterns.year_start() == 4


# ---- what is asked


def test_a_question_counts_as_asked_from_the_day_it_was_turned_on() -> None:
    clock = MovedClock(TODAY)
    with a_journal(clock) as journal:
        made = journal.prompts.add_own("What would my successor ask?", AnswerKind.TEXT, [When.DECISION])
        clock.pass_by(hours=24 * 10)
        journal.prompts.turn("dj-state", on=True)
        journal.prompts.turn("bd-pulled", on=False)
        asked = journal.patterns.findings([], EVER).asked
        later = TODAY + timedelta(days=10)
        assert (asked["dj-state"].enabled_on, asked["bd-pulled"].enabled_on) == (later, None)
        assert asked[made.id].enabled_on == TODAY
        since = asked["bd-position"].enabled_on
        assert since is not None
        assert since < later
        clock.pass_by(hours=24)
        journal.prompts.turn("dj-state", on=True)
        assert journal.patterns.findings([], EVER).asked["dj-state"].enabled_on == later


def test_a_form_is_in_use_once_it_was_used(journal: Journal) -> None:
    def in_use(prompt: str) -> bool:
        return journal.patterns.findings([], EVER).asked[prompt].in_use

    assert [in_use(one) for one in ("dj-options", "ws-unintended", "kf-touched")] == [True, False, False]
    entry = log(journal)
    journal.reviews.save(entry, ReviewDraft(Happened.OPEN, next_look=TODAY + timedelta(days=9)))
    assert not in_use("ws-unintended")
    journal.reviews.save(entry, ReviewDraft(Happened.YES))
    log(journal, kind=EntryKind.WEEKLY, answers={"bd-switch": "On Tuesday."})
    assert in_use("ws-unintended")
    assert in_use("kf-touched")


def test_nothing_in_the_library_is_invisible(journal: Journal) -> None:
    uses = journal.patterns.coverage(Selection(Window.ALL))
    library = journal.prompts.now().library
    assert [use.framework for use in uses] == [one.id for one in library.frameworks]
    assert all(use.charts for use in uses)
    assert sum(use.prompts for use in uses) == len(library.prompts)
    assert sum(len(use.models) for use in uses) == 13
    log(journal, answers={"st-value": 1, "vo-heard": ("health",)})
    met = {use.framework: use for use in journal.patterns.coverage(Selection(Window.ALL))}
    assert (met["strategic-triangle"].answers, met["voices"].answers) == (1, 1)
    assert "st-value" not in met["strategic-triangle"].not_met
    assert "st-capacity" in met["strategic-triangle"].not_met


# ---- marks and lines


def test_a_mark_may_leave_the_second_of_two_crossed_answers_open(journal: Journal) -> None:
    cultural = log(journal, answers={"bo-kind": "cultural", "bo-stance": -2})
    log(journal, answers={"bo-kind": "local-authority", "bo-stance": -2})

    def behind(*values: str) -> list[int]:
        mark = Behind(Fact.BOUNDARY_STANCE, values)
        return [int(line.entry_id) for line in journal.patterns.behind(mark, EVER)]

    assert behind("cultural/-2") == behind("cultural/") == [cultural]
    assert len(behind("cultural/", "local-authority/-2")) == 2
    assert behind("cultural/2") == behind("none/") == []


def test_days_of_writing_leave_out_what_lies_before_the_last_weeks(journal: Journal) -> None:
    log(journal, decided_on=date(2024, 1, 1), written_on=TODAY)
    log(journal, written_on=TODAY - timedelta(weeks=60))
    ask = Days(Fact.WROTE)
    found = journal.patterns._tallying.findings([ask, Coverage()], EVER).days[ask]
    assert found == {TODAY: {"entry": 1}}


def test_lines_are_paged_and_searched_in_any_case(journal: Journal) -> None:
    for place in range(5):
        log(
            journal,
            decided_on=TODAY - timedelta(days=place),
            answers={"ll-assumption": f"Line {place}", "dj-options": "STRASSE or Straße"},
        )

    def said(*prompts: str, **how: object) -> list[str]:
        found = journal.patterns.lines(prompts, [Stage.DECISION], EVER, **how)  # type: ignore[arg-type]
        return [line.text for line in found]

    assert said("ll-assumption") == [f"Line {place}" for place in range(5)]
    assert said("ll-assumption", offset=1, limit=2) == ["Line 1", "Line 2"]
    assert said("ll-assumption", text="LINE 3") == ["Line 3"]
    assert len(said("ll-assumption", "dj-options", text="strasse")) == 5
    assert len(said("ll-assumption", "dj-options")) == 10
    assert said("ll-assumption", text="line", offset=3, limit=1) == ["Line 3"]
