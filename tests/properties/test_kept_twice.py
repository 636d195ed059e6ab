"""Whatever is kept beside the entries equals what plain Python draws from them, after any history."""

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from app.domain.days import Span, rolling_window
from app.domain.entries import (
    AnswerDraft,
    Entry,
    EntryDraft,
    EntryId,
    EntryKind,
    Happened,
    ReviewDraft,
)
from app.domain.errors import JournalError
from app.domain.library import exclusive_options
from app.domain.listing import EntryFilter
from app.domain.prompts import AnswerKind
from app.services.dashboard import Dashboard
from app.services.journal import Journal
from app.services.ledger import Ledger
from app.storage import derived
from app.storage.codes import FACTS
from app.storage.entries import load_many
from app.storage.writing import Provenance
from tests.fixtures import plain_kept
from tests.fixtures.cheap import TODAY, a_journal, assert_whole
from tests.fixtures.clock import MovedClock
from tests.fixtures.pattern_findings import made_up
from tests.fixtures.plain_patterns import Entry as Neutral
from tests.fixtures.plain_patterns import plain_figures

LEAP_DAY = date(2028, 2, 29)
THEMES = ("safeguarding", "budget", "SEND")
VALUES: dict[str, Callable[[int], str]] = {
    "weak-leg": lambda code: ["", "value", "authority", "capacity", "tied"][code],
    "carrying": lambda code: ["no", "yes"][code],
    "reviewed": lambda code: ["", "yes", "no", "part", "open", "void"][code],
    "forecast": lambda code: f"{code // 10} {['no', 'yes'][code % 10]}",
    "unsaid": lambda code: ["no", "yes"][code],
    "rewritten": lambda code: ["no", "yes"][code],
    "assumed": lambda code: ["no", "yes"][code],
    "returned": lambda code: ["", "on-time", "later", "not-yet"][code],
    "judged": lambda code: f"{code // 10 - 3} {code % 10 - 3}",
    "wrote": lambda code: ["", "entry", "review"][code],
    "added-to": lambda code: ["no", "yes"][code],
}
CROSSED: dict[str, Callable[[int], str]] = {
    "boundary-stance": str,
    "arena-peace": str,
    "formal-happened": lambda second: ["no", "yes"][second],
    "predicted-sure": str,
}


# ---- a life


def write_a_life(journal: Journal, clock: MovedClock, random: Random) -> None:
    """Log, look again and change things for some years, at random."""
    today = clock.today()
    for one in made_up(random.choice((4, 12, 30)), random.randrange(10**6), today, 900, 0.75):
        log(journal, random, one)
    for _ in range(25):
        clock.pass_by(hours=random.choice((1, 30)))
        entries = [line.id for line in journal.finding.page()]
        if not entries:
            continue
        with contextlib.suppress(JournalError):  # what may no longer be changed is left alone
            random.choice(CHANGES)(journal, random, random.choice(entries))
    clock.go_to(today + timedelta(days=3))


def log(journal: Journal, random: Random, one: Neutral) -> None:
    """Write a neutral entry down, with its reviews."""
    answers = {name: given(journal, name, value) for name, value in one["answers"].items() if value}
    for name in ("ic-systems", "ic-workforce", "ic-leadership"):
        if random.random() < 0.7:
            answers[name] = AnswerDraft(random.randint(-2, 2))
    for crossed in (
        ("bo-kind", "bo-stance"),
        ("rw-arena", "rw-peace-point"),
        ("wa-formal", "ws-predictable"),
    ):
        if random.random() < 0.6:
            answers |= {name: any_answer(journal, random, name) for name in crossed}
    for name in ("vo-heard", "vo-absent"):
        if name in answers:
            answers[name] = replace(answers[name], other=random.choice(("", "a group of their own")))
    kind = random.choice([EntryKind.DECISION] * 8 + [EntryKind.REFLECTION, EntryKind.WEEKLY])
    draft = EntryDraft(
        kind=kind,
        title=one["title"],
        confidence=one["confidence"],
        review_due=max(one["review_due"], one["on"]) if one["review_due"] else None,
        no_review=one["no_review"] and one["review_due"] is None,
        decided_on=one["on"],
        undecided=kind is EntryKind.DECISION and random.random() < 0.05,
        themes=tuple(random.sample(THEMES, random.randint(0, 2))),
        answers=answers
        if kind is not EntryKind.WEEKLY
        else {"bd-position": AnswerDraft(random.randint(-3, 3))},
    )
    source = Provenance(
        is_demo=random.random() < 0.05, origin="day-one" if kind is EntryKind.REFLECTION else ""
    )
    entry_id = journal.writing.log(draft, source=source).entry_id
    for review in one["reviews"] if kind is EntryKind.DECISION else []:
        look_again(journal, random, entry_id, review)


def given(journal: Journal, name: str, value: Any) -> AnswerDraft:
    """A neutral answer as one that fits its question: known options, and an exclusive one alone."""
    prompt = journal.prompts.now().library.prompt(name)
    assert prompt
    if not isinstance(value, list):
        return AnswerDraft(value)
    known = [one for one in value if one in {option.id for option in prompt.options}]
    alone = [one for one in known if one in exclusive_options(journal.prompts.now().library, name)]
    return AnswerDraft(tuple(alone[:1] or known))


def any_answer(journal: Journal, random: Random, name: str) -> AnswerDraft:
    prompt = journal.prompts.now().library.prompt(name)
    assert prompt
    ids = [option.id for option in prompt.options]
    if not ids:
        return AnswerDraft(random.randint(-3, 3))
    is_single = prompt.kind is AnswerKind.SINGLE
    return AnswerDraft(random.choice(ids)) if is_single else given(journal, name, random.sample(ids, 2))


def look_again(journal: Journal, random: Random, entry_id: EntryId, review: Neutral) -> None:
    happened = Happened(review["happened"])
    scale = random.choice((None, -1, 2))
    draft = ReviewDraft(
        happened=happened,
        outcome=scale,
        process=scale,
        learned=random.choice(("", "That it holds.")),
        answers={name: given(journal, name, value) for name, value in review["answers"].items() if value},
        reviewed_on=min(review["on"], journal.clock.today()),
        next_look=journal.clock.today() + timedelta(days=20) if happened is Happened.OPEN else None,
    )
    journal.reviews.save(entry_id, draft)


def look_again_now(journal: Journal, random: Random, entry_id: EntryId) -> None:
    if journal.entry(entry_id).kind is EntryKind.DECISION:
        on = journal.clock.today() - timedelta(days=random.randint(0, 60))
        happened = random.choice([one.value for one in Happened])
        look_again(
            journal, random, entry_id, {"on": on, "happened": happened, "answers": {"ll-learned": "single"}}
        )


def change_a_review(journal: Journal, random: Random, entry_id: EntryId) -> None:
    for one in journal.entry(entry_id).reviews[:1]:
        draft = ReviewDraft(
            random.choice([Happened.NO, Happened.VOID]), "", 1, -1, "Now I see.", {},
            one.reviewed_on + timedelta(days=random.randint(-9, 0)),
        )  # fmt: skip
        journal.reviews.rewrite(entry_id, one.id, draft)


def move_the_day(journal: Journal, random: Random, entry_id: EntryId) -> None:
    found = journal.entry(entry_id)
    if found.locked_on is None and (journal.clock.now() - found.written_at).days < 1:
        day = min(found.decided_on + timedelta(days=random.randint(-40, 20)), journal.clock.today())
        answers = {one.prompt_id: AnswerDraft(one.value, one.other) for one in found.answers}
        draft = EntryDraft(title="Moved", decided_on=day, confidence=found.confidence, answers=answers)
        journal.writing.rewrite(entry_id, draft)


def answer_more(journal: Journal, random: Random, entry_id: EntryId) -> None:
    found = journal.entry(entry_id)
    if found.answer("bd-position") is None:
        journal.writing.answer(entry_id, {"bd-position": AnswerDraft(random.randint(-3, 3))})


def undo_some(journal: Journal, random: Random, _entry_id: EntryId) -> None:
    for _ in range(random.randint(1, 4)):
        journal.undo()
    if random.random() < 0.4:
        journal.redo()


CHANGES: tuple[Callable[[Journal, Random, EntryId], object], ...] = (
    look_again_now,
    look_again_now,
    change_a_review,
    move_the_day,
    answer_more,
    undo_some,
    lambda j, r, e: j.writing.set_themes(e, r.sample(THEMES, r.randint(0, 3))),
    lambda j, r, e: j.writing.let_go(e, go=r.random() < 0.6),
    lambda j, _, e: j.writing.delete([e]),
    lambda j, _, e: j.writing.restore([line.id for line in j.finding.page(EntryFilter(in_bin=True))][:1]),
    lambda j, r, e: j.writing.set_review_date(e, j.entry(e).decided_on + timedelta(days=r.randint(0, 400))),
    lambda j, _, e: j.writing.set_review_date(e, None, no_review=True),
    lambda j, _, e: j.writing.add_thought(e, "And another thing."),
)


# ---- twice


def every_entry(journal: Journal) -> list[Entry]:
    with journal.file.read() as connection:
        numbers = connection.exec_driver_sql("SELECT id FROM entry ORDER BY id").scalars().all()
        return load_many(connection, journal.file.words, numbers)


def _pairs(connection: Connection, query: str) -> dict[int, str]:
    return {row[0]: row[1] for row in connection.exec_driver_sql(query)}


def _names(journal: Journal) -> Callable[[int, int, int], tuple[str, str]]:
    """Numbers of questions and values as what they stand for."""
    with journal.file.read() as connection:
        prompts = _pairs(connection, "SELECT id, code FROM prompt")
        options = _pairs(connection, "SELECT id, code FROM option")
        kinds = _pairs(connection, "SELECT prompt, json_extract(body, '$.kind') FROM wording")
    facts = {number: fact.value.removeprefix("fact:") for fact, number in FACTS.items()}

    def named(question: int, code: int, stage: int) -> tuple[str, str]:
        if stage == 4:
            return prompts[question], str(code)
        if question < 0:
            name = facts[question]
            if name == "voices":
                return name, options[code] if code else "answered"
            if name in CROSSED:
                return name, f"{options[code // 1024]}/{CROSSED[name](code % 1024 - 512)}"
            return name, VALUES.get(name, str)(code)
        kind = kinds[question]
        if kind == "text" or (kind == "multi" and not code):
            return prompts[question], "answered"
        return prompts[question], options[code] if kind in {"multi", "single"} else str(code)

    return named


def assert_kept_equals_plain(journal: Journal, *, in_demo: bool = False) -> None:
    """Readings, tallies, steps and searched texts against plain Python."""
    entries, named = every_entry(journal), _names(journal)
    fresh = plain_kept.readings(entries, in_demo=in_demo)
    with journal.file.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT question, stage, day, entry, value, month FROM reading"
        ).all()
        tallied = connection.exec_driver_sql(
            "SELECT theme, month, question, stage, value, n FROM tally"
        ).all()
        stood = connection.exec_driver_sql("SELECT theme, day, entry, value, step FROM standing").all()
        stepped = connection.exec_driver_sql("SELECT theme, month, distance, n FROM step_tally").all()
        docs = connection.exec_driver_sql("SELECT entry, title, body FROM doc").all()
    days = [date.fromordinal(row.day) for row in rows]
    assert [day.year * 12 + day.month - 1 for day in days] == [row.month for row in rows]
    kept: Counter[plain_kept.Reading] = Counter()
    for row, day in zip(rows, days, strict=True):
        question, value = named(row.question, row.value, row.stage)
        kept[question, row.stage, day, row.entry, value] += 1
    assert kept == fresh
    themes = {int(entry.id): [int(theme.id) for theme in entry.themes] for entry in entries}
    assert plain_kept.tallies(fresh, themes) == Counter(
        {(r.theme, _month(r.month), *_placed(named, r)): r.n for r in tallied}
    )
    standing = plain_kept.standings(fresh, themes)
    assert standing == {(r.theme, date.fromordinal(r.day), r.entry, r.value): r.step for r in stood}
    steps = Counter({(row.theme, _month(row.month), row.distance): row.n for row in stepped})
    assert plain_kept.steps(standing) == steps
    alive = [entry for entry in entries if entry.deleted_at is None]
    found = {
        row.entry: Counter(s for s in f"{row.title}\n{row.body}".split("\n") if s.strip()) for row in docs
    }
    assert found == {entry.id: plain_kept.texts(entry) for entry in alive}


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _placed(named: Callable[[int, int, int], tuple[str, str]], row: Any) -> tuple[str, int, str]:
    question, value = named(row.question, row.value, row.stage)
    return question, row.stage, value


def approximately(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: approximately(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [approximately(inner) for inner in value]
    return pytest.approx(value, abs=1e-9) if isinstance(value, float) else value


def assert_figures_equal_plain(journal: Journal, random: Random) -> None:
    """Every chart in every rolling window and free ranges, whole and by theme, with and without pauses."""
    today = journal.clock.today()
    windows = [rolling_window(today, months) for months in (None, 3, 6, 12)]
    for _ in range(4):
        ends = sorted(today - timedelta(days=random.randint(0, 1000)) for _ in range(2))
        windows.append(Span(*ends))
    windows.append(Span(LEAP_DAY, LEAP_DAY))
    first = today - timedelta(days=random.randint(20, 300))
    pauses = [
        Span(first, first + timedelta(days=40)),
        Span(first + timedelta(days=30), first + timedelta(days=60)),
    ]
    journal.lists.note("asked_since", {"*": "2000-01-01"})
    entries = plain_kept.neutral(every_entry(journal))
    themes = journal.lists.themes()[:2]
    for paused in ((), tuple(pauses)):
        for pause in paused:
            journal.pauses.add(pause)
        away = [(pause.first, pause.last) for pause in paused if pause.first and pause.last]
        for window in windows:
            for theme in (None, *themes):
                assert window.last
                name = theme.name if theme else None
                expected = plain_figures(entries, today, (window.first, window.last), theme=name, pauses=away)
                found = journal.patterns.charts(window, theme.id if theme else None)
                figures = {series.chart: dict(series.figures) for series in found}
                del expected["C20"]  # there are no agreed actions here, so that it is absent
                assert figures == approximately(expected), (window, theme, paused)


@pytest.mark.parametrize(
    "seed", [*range(12), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(12, 100))]
)
def test_after_any_history_what_is_kept_equals_plain_python(seed: int) -> None:
    random = Random(seed)
    clock = MovedClock(LEAP_DAY if seed % 3 == 0 else TODAY)
    with a_journal(clock) as journal:
        write_a_life(journal, clock, random)
        assert_whole(journal)
        assert_kept_equals_plain(journal)
        assert_figures_equal_plain(journal, random)
        with journal.file.untracked() as connection:
            derived.rebuild(connection)
        assert_whole(journal)
        assert_kept_equals_plain(journal)


def test_demo_marked_entries_count_in_a_demo_journal_only() -> None:
    with a_journal() as journal:
        draft = EntryDraft(title="Fictional", answers={"bd-position": AnswerDraft(1)})
        journal.writing.log(draft, source=Provenance(is_demo=True))
        journal.writing.log(replace(draft, title="Real"))
        (positions,) = journal.patterns.charts(Span(None, TODAY), wanted=[journal.patterns.chart("C1")])
        assert positions.n == 1
        assert journal.writing.remove_demo().change.entries
        assert [line.title for line in journal.finding.page()] == ["Real"]
        assert_whole(journal)


@pytest.mark.parametrize("seed", range(6))
def test_after_each_change_the_charts_are_those_of_a_journal_opened_anew(seed: int) -> None:
    random, clock = Random(seed), MovedClock(TODAY)
    with a_journal(clock) as journal:
        for one in made_up(20, seed, TODAY, 900, 0.75):
            log(journal, random, one)
        safeguarding = journal.lists.themes()[0].id
        for _ in range(15):
            clock.pass_by(hours=1)
            with contextlib.suppress(JournalError):
                chosen = random.choice([line.id for line in journal.finding.page()])
                random.choice(CHANGES)(journal, random, chosen)
            anew = Dashboard(Ledger(journal.file, clock), journal.prompts)
            for theme in (None, safeguarding):
                window = Span(None, clock.today())
                assert journal.patterns.charts(window, theme) == anew.charts(window, theme)
