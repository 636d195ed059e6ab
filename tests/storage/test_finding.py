"""Lists and search on a real encrypted file: any word, any filter, newest first, never an error."""

import random
import re
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest

from app.domain.days import Span
from app.domain.entries import AnswerDraft, EntryDraft, EntryId, EntryKind, Happened, ReviewDraft, Status
from app.domain.listing import EntryFilter, Order
from app.services.finding import Search
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.unit.test_search_query import random_text

WORDS = (
    "budget",
    "court",
    "placements",
    "Ysgol",
    "café",
    "Ofsted’s",
    "half-term",
    "naïve",
    "o'neill",
    "2026",
)


def ids(found: Search) -> list[int]:
    return [line.id for line in found.entries]


def marked(snippet: str) -> list[str]:
    return re.findall("\x02(.*?)\x03", snippet)


# ---- words


def test_every_word_of_an_entry_finds_it_wherever_it_stands(journal: Journal) -> None:
    log(journal, "Another one", context="nothing in common")
    entry_id = log(
        journal, "Pause the screening step", context="Ystafell orlawn, naïve numbers", decision="Chwefror",
        expected="Fewer café visits by half-term",
        answers={
            "ll-assumption": "Dw i’n tybio o'neill 2026",
            "vo-heard": AnswerDraft(("health",), "the lollipop volunteer"),
        },
    )  # fmt: skip
    journal.writing.add_thought(entry_id, "Postscript marmalade")
    answers = {"ll-assumption-changed": AnswerDraft("Zeppelin")}
    journal.reviews.save(
        entry_id,
        ReviewDraft(
            Happened.YES, what_happened="Quokka arrived", learned="Ask xylophonists", answers=answers
        ),
    )
    said = (
        "Pause screening step Ystafell orlawn naïve naive numbers Chwefror Fewer café cafe visits half-term term"
        " tybio o'neill 2026 lollipop volunteer Postscript marmalade Zeppelin Quokka xylophonists XYLOPHON"
    )
    for word in said.split():
        found = journal.finding.search(word)
        assert ids(found) == [entry_id], word
        assert found.total == 1


def test_the_words_found_are_marked_in_a_passage(journal: Journal) -> None:
    log(journal, "Hold the door", context=" ".join(["filler"] * 60) + " the naïve forecast " + "more " * 60)
    (line,) = journal.finding.search("naive forecast").entries
    assert marked(line.snippet) == ["naïve", "forecast"]
    assert line.snippet.startswith("…")
    assert len(line.snippet) < 200
    (line,) = journal.finding.search("door").entries
    assert marked(line.snippet) == ["door"]


def test_phrases_stand_together_and_excluded_words_keep_entries_out(journal: Journal) -> None:
    together = log(journal, "Early help first")
    apart = log(journal, "Help came early")
    assert ids(journal.finding.search('"early help"')) == [together]
    assert ids(journal.finding.search("early help")) == [apart, together]
    assert ids(journal.finding.search("early -first")) == [apart]
    assert ids(journal.finding.search("-first")) == [apart]


def test_found_entries_come_newest_day_first_also_when_back_dated(
    journal: Journal, clock: MovedClock
) -> None:
    days = [TODAY, TODAY - timedelta(days=400), date(2024, 2, 29), TODAY - timedelta(days=1), TODAY]
    made = [(day, log(journal, "Budget", decided_on=day)) for day in days]
    expected = [entry_id for _, entry_id in sorted(made, reverse=True)]
    assert ids(journal.finding.search("budget")) == expected
    assert [line.id for line in journal.finding.page()] == expected
    assert [ids(journal.finding.search("budget", limit=2, offset=at)) for at in (0, 2, 4, 6)] == [
        expected[:2], expected[2:4], expected[4:], [],
    ]  # fmt: skip
    assert journal.finding.search("budget", limit=2).total is None
    assert journal.finding.search("budget", limit=2, counted=True).total == 5
    assert journal.finding.search("budget", limit=2, offset=8, counted=True).total == 5


def test_the_index_follows_changes_the_bin_and_undo(journal: Journal, clock: MovedClock) -> None:
    entry_id = log(journal, "First words")
    journal.writing.rewrite(entry_id, EntryDraft(title="Second words", decided_on=TODAY - timedelta(days=40)))
    assert ids(journal.finding.search("first")) == []
    assert ids(journal.finding.search("second")) == [entry_id]
    journal.writing.delete([entry_id])
    assert ids(journal.finding.search("second")) == []
    assert journal.finding.count() == 0
    assert [line.id for line in journal.finding.page(EntryFilter(in_bin=True))] == [entry_id]
    journal.undo()
    assert ids(journal.finding.search("second")) == [entry_id]
    clock.pass_by(seconds=30)
    journal.undo()
    assert ids(journal.finding.search("first")) == [entry_id]
    journal.undo()
    assert ids(journal.finding.search("first")) == []
    journal.redo()
    assert ids(journal.finding.search("first")) == [entry_id]
    assert_whole(journal)


# ---- filters and words together


class Made(NamedTuple):
    """What the model knows of an entry."""

    id: EntryId
    words: frozenset[str]
    kind: EntryKind
    themes: frozenset[str]
    prompts: frozenset[str]
    status: Status
    day: date


@pytest.fixture
def made(journal: Journal, clock: MovedClock) -> list[Made]:
    """Forty entries of every kind, theme and status."""
    source, found = random.Random(7), []
    for _ in range(40):
        words = source.sample(WORDS, 3)
        kind = source.choice([EntryKind.DECISION] * 3 + [EntryKind.REFLECTION])
        themes = source.sample(["budget", "SEND", "safeguarding"], source.randint(0, 2))
        answers = {name: 1 for name in ("bd-position", "st-value") if source.random() < 0.4}
        day = TODAY - timedelta(days=source.randrange(700))
        status = source.choice(list(Status)) if kind is EntryKind.DECISION else Status.OPEN
        away = {Status.DUE: 0, Status.WAITING: -3, Status.OPEN: 5, Status.REVIEWED: -30}.get(status)
        entry_id = log(
            journal, " ".join(words), kind=kind, themes=tuple(themes), answers=answers,
            decided_on=min(day, TODAY - timedelta(days=30)), undecided=status is Status.UNDECIDED,
            review_due=TODAY + timedelta(days=away) if away is not None and kind is EntryKind.DECISION else None,
        )  # fmt: skip
        if status is Status.WITHDRAWN:
            journal.writing.let_go(entry_id)
        if status is Status.REVIEWED:
            journal.reviews.save(entry_id, ReviewDraft(Happened.PART))
        entry = journal.entry(entry_id)
        found.append(
            Made(
                entry_id,
                frozenset(words),
                kind,
                frozenset(themes),
                frozenset(answers),
                status,
                entry.decided_on,
            )
        )
    return found


TYPED_WORDS = ("", "budget", "café court")
TYPED_FILTERS = (
    "", "theme:budget", "theme:budget theme:send", "theme:nowhere", "kind:reflection", "status:waiting",
    "status:let-go status:reviewed", "framework:balcony", "framework:nowhere", "after:2025-06 before:2026-01",
    "kind:decision theme:safe after:2025",
)  # fmt: skip


def _holds(one: Made, typed: str) -> bool:
    library = {"balcony": {"bd-position"}, "nowhere": set[str]()}
    statuses = set()
    for part in typed.split():
        name, _, value = part.partition(":")
        if name == "theme" and not any(value in theme.lower() for theme in one.themes):
            return False
        if name == "kind" and one.kind.value != value:
            return False
        if name == "status":
            statuses.add({"let-go": "withdrawn"}.get(value, value))
        if name == "framework" and not one.prompts & library[value]:
            return False
        if name == "after" and not f"{one.day}" >= value:
            return False
        if name == "before" and not f"{one.day}" < value:
            return False
    return not statuses or (one.kind is EntryKind.DECISION and one.status.value in statuses)


def test_filters_and_words_narrow_together(journal: Journal, made: list[Made]) -> None:
    sizes = []
    for words, filters in product(TYPED_WORDS, TYPED_FILTERS):
        expected = [one for one in made if set(words.split()) <= one.words and _holds(one, filters)]
        order = [one.id for one in sorted(expected, key=lambda one: (one.day, one.id), reverse=True)]
        found = journal.finding.search(f"{words} {filters}", limit=100)
        assert ids(found) == order, (words, filters)
        assert found.total == len(order)
        sizes.append(len(order))
    assert sum(size > 0 for size in sizes) > len(sizes) / 2


def test_lists_are_filtered_ordered_and_paged(journal: Journal, made: list[Made]) -> None:
    themes = {theme.name: theme.id for theme in journal.lists.themes()}
    wanted = EntryFilter(
        kinds=frozenset({EntryKind.DECISION}),
        themes=frozenset({themes["budget"], themes["SEND"]}),
        prompts=frozenset({"bd-position", "st-value"}),
        span=Span(TODAY - timedelta(days=600), TODAY),
    )
    expected = {
        one.id
        for one in made
        if one.kind is EntryKind.DECISION and one.themes & {"budget", "SEND"} and one.prompts and one.day >= TODAY - timedelta(days=600)
    }  # fmt: skip
    assert expected
    assert {line.id for line in journal.finding.page(wanted)} == expected
    assert journal.finding.count(wanted) == len(expected)
    assert journal.finding.count(wanted, up_to=2) == min(2, len(expected))
    oldest = [one.id for one in sorted(made, key=lambda one: (one.day, one.id))]
    assert [line.id for line in journal.finding.page(order=Order.OLDEST)] == oldest
    pages = [journal.finding.page(order=Order.OLDEST, limit=7, offset=at) for at in range(0, 42, 7)]
    assert [line.id for page in pages for line in page] == oldest
    titles = [line.title.lower() for line in journal.finding.page(order=Order.TITLE)]
    assert titles == sorted(titles)
    dues = [line.review_due for line in journal.finding.page(order=Order.REVIEW_DATE)]
    some = [due for due in dues if due]
    assert dues == [*sorted(some), *[None] * (len(dues) - len(some))]


def test_a_line_says_what_the_entry_says(journal: Journal, made: list[Made]) -> None:
    lines = journal.finding.page()
    assert {line.kind for line in lines} == {EntryKind.DECISION, EntryKind.REFLECTION}
    for line in lines:
        entry = journal.entry(line.id)
        assert (line.kind, line.title, line.decided_on, line.review_due) == (
            entry.kind, entry.title, entry.decided_on, entry.review_due,
        )  # fmt: skip
        assert set(line.themes) == {theme.name for theme in entry.themes}
        if line.kind is EntryKind.DECISION:
            assert line.status is entry.status(TODAY)
            assert line.status is next(one.status for one in made if one.id == line.id)


def test_20_000_random_texts_never_raise(journal: Journal, made: list[Made]) -> None:
    source, answered = random.Random(20260701), 0
    for _ in range(20_000):
        answered += bool(journal.finding.search(random_text(source), limit=3).entries)
    assert answered > 500
