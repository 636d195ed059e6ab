"""Making a journal, writing entries down and looking at them again from the command line."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.entries import EntryId, EntryKind, Happened, Status
from app.paths import places_in
from app.services.clock import Clock
from tests.fixtures.cheap import PASSPHRASE
from tests.fixtures.cli import Balcony, cheap_vault


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    return Balcony(tmp_path / "j").new()


class Terminal:
    """Answers questions in turn."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def __call__(self, _question: str) -> str:
        return self.answers.pop(0)


# ---- create


def test_the_recovery_code_is_printed_once_and_opens_the_journal(tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "j")
    made = balcony.json("create")
    assert made["journal"] == str(tmp_path / "j" / "journal.db")
    vault = cheap_vault(places_in(tmp_path / "j"), Clock())
    vault.unlock_with_code(made["recovery_code"]).close()
    vault.unlock(PASSPHRASE).close()


def test_on_a_terminal_a_new_passphrase_is_asked_for_twice(tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "j")
    typed = Terminal(PASSPHRASE, PASSPHRASE)
    said = balcony.raw("--data-dir", str(tmp_path / "j"), "create", ask=typed)
    assert said.code == 0
    assert "Recovery code:" in said.out
    assert typed.answers == []


def test_two_passphrases_that_differ_make_nothing(tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "j")
    said = balcony.raw(
        "--data-dir", str(tmp_path / "j"), "create", ask=Terminal(PASSPHRASE, f"{PASSPHRASE} ")
    )
    assert (said.code, said.out) == (1, "")
    assert "differ" in said.err
    assert not (tmp_path / "j").exists()


def test_a_weak_passphrase_makes_nothing(tmp_path: Path) -> None:
    said = Balcony(tmp_path / "j", passphrase="password1234")("create")
    assert (said.code, said.out) == (1, "")
    assert not (tmp_path / "j").exists()


def test_a_second_journal_is_not_made_over_the_first_and_nobody_is_asked(balcony: Balcony) -> None:
    said = balcony.raw("--data-dir", str(balcony.folder), "create", ask=Terminal())
    assert said.code == 1
    assert "already a journal" in said.err
    balcony.done("list")


# ---- add


def test_what_is_typed_is_what_is_kept(balcony: Balcony) -> None:
    said = balcony.done(
        "add", "--title", "Move the hub", "--context", "Rent", "--decision", "Yes", "--expected", "Fewer moves",
        "--confidence", "70", "--review", "2026-09-01", "--theme", "Placements", "--theme", "budget",
        "--on", "2026-06-28", "--answer", "bd-position=-2", "--answer", "dj-outside-view=40",
        "--answer", "dj-reversible=easy", "--answer", "vo-heard=health, carers,health",
        "--answer", "dj-options=Wait = do nothing",
    )  # fmt: skip
    assert said.out == "1\n"
    journal = balcony.open()
    entry = journal.entry(EntryId(1))
    journal.close()
    assert (entry.title, entry.context, entry.decision, entry.expected) == (
        "Move the hub", "Rent", "Yes", "Fewer moves",
    )  # fmt: skip
    assert (entry.kind, entry.confidence) == (EntryKind.DECISION, 70)
    assert (entry.decided_on, entry.review_due) == (date(2026, 6, 28), date(2026, 9, 1))
    assert {theme.name for theme in entry.themes} == {"placements", "budget"}
    values = {answer.prompt_id: answer.value for answer in entry.answers}
    heard = values.pop("vo-heard")
    assert isinstance(heard, tuple)
    assert set(heard) == {"health", "carers"}
    assert values == {
        "bd-position": -2, "dj-outside-view": 40, "dj-reversible": "easy", "dj-options": "Wait = do nothing",
    }  # fmt: skip


def test_json_on_stdin_says_the_same_as_options(balcony: Balcony) -> None:
    fields = {
        "title": "Move the hub", "expected": "Fewer moves", "confidence": 70, "review": "2026-09-01",
        "themes": ["budget"], "answers": {"bd-position": -2, "vo-heard": {"value": ["health"], "other": "Sure Start"}},
        "on": "2026-06-28", "kind": "decision", "context": None, "decision": "Yes", "to_decide": False,
    }  # fmt: skip
    assert balcony.json("add", "--from", "-", stdin=json.dumps(fields)) == {"id": 1}
    shown = balcony.json("show", "1")
    assert (shown["title"], shown["confidence"], shown["review_due"]) == ("Move the hub", 70, "2026-09-01")
    heard = next(answer for answer in shown["answers"] if answer["prompt"] == "vo-heard")
    assert (heard["value"], heard["other"]) == (["health"], "Sure Start")


@pytest.mark.parametrize(
    ("typed", "due", "none"),
    [
        ([], None, False),
        (["--expected", "Calm"], date(2026, 8, 11), False),
        (["--expected", "Calm", "--on", "2026-01-05"], date(2026, 8, 11), False),
        (["--expected", "Calm", "--review", "none"], None, True),
        (["--expected", "Calm", "--review", "2026-07-01"], date(2026, 7, 1), False),
        (["--expected", "Calm", "--to-decide"], None, False),
    ],
)
def test_a_review_date_comes_by_itself_only_with_something_expected(
    balcony: Balcony, typed: list[str], due: date | None, none: bool
) -> None:
    balcony.done("add", "--title", "A", *typed)
    journal = balcony.open()
    entry = journal.entry(EntryId(1))
    journal.close()
    assert (entry.review_due, entry.no_review) == (due, none)


def test_something_still_to_decide_is_kept_as_that(balcony: Balcony) -> None:
    balcony.done("add", "--title", "Which school", "--to-decide")
    assert balcony.json("list", "--status", "undecided")["total"] == 1


@pytest.mark.parametrize(
    ("today", "typed", "sunday"),
    [
        (date(2026, 6, 30), [], date(2026, 7, 5)),
        (date(2026, 6, 29), [], date(2026, 6, 28)),
        (date(2026, 7, 3), [], date(2026, 7, 5)),
        (date(2026, 6, 30), ["--on", "2026-06-10"], date(2026, 6, 14)),
    ],
)
def test_a_weekly_reflection_counts_at_the_end_of_its_week(
    balcony: Balcony, today: date, typed: list[str], sunday: date
) -> None:
    balcony.today = today
    balcony.done("add", "--kind", "weekly", "--answer", "bd-position=1", *typed)
    found = balcony.json("list")["entries"][0]
    assert found["decided_on"] == sunday.isoformat()
    assert found["title"].startswith("Week ending")


@pytest.mark.parametrize(
    "fields",
    [
        "", "not json", "[]", '"text"', "{}", '{"title": ""}', '{"title": 3}', '{"title": "A", "sauce": 1}',
        '{"title": "A", "confidence": 71}', '{"title": "A", "confidence": true}', '{"title": "A", "confidence": 70.0}',
        '{"title": "A", "review": "soon"}', '{"title": "A", "on": "2027-01-01"}', '{"title": "A", "kind": "poem"}',
        '{"title": "A", "themes": "budget"}', '{"title": "A", "themes": ["no such theme"]}',
        '{"title": "A", "answers": []}', '{"title": "A", "answers": {"no-such": 1}}',
        '{"title": "A", "answers": {"bd-position": 4}}', '{"title": "A", "answers": {"bd-position": "left"}}',
        '{"title": "A", "answers": {"dj-reversible": "sideways"}}', '{"title": "A", "answers": {"vo-heard": [1]}}',
        '{"title": "A", "answers": {"vo-heard": ["nobody-known"]}}', '{"title": "A", "to_decide": "yes"}',
        '{"title": "A", "kind": "reflection", "expected": "B"}', '{"kind": "weekly"}', '{"title": "\\ud800"}',
        '{"title": "A", "context": ' + "[" * 100_000, '{"title": "A", "confidence": ' + "9" * 5000 + "}",
        '{"title": "' + "A" * 121 + '"}', '{"title": "A", "review": "2026-01-01"}',
    ],
    ids=lambda fields: fields[:50],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(balcony: Balcony, fields: str) -> None:
    said = balcony("add", "--from", "-", "--json", stdin=fields)
    assert (said.code, said.out) == (1, "")
    assert said.err
    assert "Something went wrong inside" not in said.err
    assert balcony.json("list")["total"] == 0


def test_an_option_that_goes_with_no_other_stands_alone(balcony: Balcony) -> None:
    journal = balcony.open()
    library = journal.prompts.now().library
    journal.close()
    prompt_id, exclusive = next(iter(library.exclusive.items()))
    prompt = library.prompt(prompt_id)
    assert prompt is not None
    other = next(option.id for option in prompt.options if option.id not in exclusive)
    both = f"{prompt_id}={min(exclusive)},{other}"
    said = balcony("add", "--title", "A", "--answer", both)
    assert said.code == 1
    assert "goes with no other" in said.err
    balcony.done("add", "--title", "A", "--answer", f"{prompt_id}={min(exclusive)}")


def test_words_with_no_place_in_an_index_can_be_kept_and_the_journal_stays_whole(balcony: Balcony) -> None:
    fields = {"title": "A\u0000B", "context": "line\r\nline\u0007 \U0001f600 \u202e"}
    balcony.done("add", "--from", "-", stdin=json.dumps(fields))
    assert balcony.json("check")["holds"] is True
    assert balcony.json("search", "line")["total"] == 1


# ---- review


def test_looking_again_is_kept_and_settles_the_decision(balcony: Balcony) -> None:
    balcony.done("add", "--title", "A", "--expected", "B", "--confidence", "80")
    made = balcony.json(
        "review", "1", "--happened", "no", "--what-happened", "It rained", "--outcome", "-2", "--process", "3",
        "--learned", "Ask first", "--answer", "ll-learned=double",
    )  # fmt: skip
    assert made == {"id": 1, "review": 1}
    journal = balcony.open()
    entry = journal.entry(EntryId(1))
    journal.close()
    (review,) = entry.reviews
    assert (review.happened, review.outcome, review.process) == (Happened.NO, -2, 3)
    assert (review.what_happened, review.learned) == ("It rained", "Ask first")
    assert review.answers[0].value == "double"
    assert entry.status(balcony.today) is Status.REVIEWED


def test_a_review_can_be_read_from_stdin(balcony: Balcony) -> None:
    balcony.done("add", "--title", "A")
    later = (balcony.today + timedelta(days=14)).isoformat()
    balcony.done("review", "1", "--from", "-", stdin=json.dumps({"happened": "open", "next": later}))
    shown = balcony.json("show", "1")
    assert (shown["status"], shown["review_due"]) == ("open", later)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (("review", "1"), "Nothing is filled in"),
        (("review", "7", "--happened", "yes"), "not in the journal"),
        (("review", "2", "--happened", "yes"), "Only a decision"),
        (("review", "1", "--happened", "open"), "too early"),
        (("review", "1", "--happened", "yes", "--next", "2026-09-01"), "still open"),
        (("review", "1", "--outcome", "9"), "seven steps"),
        (("review", "1", "--answer", "no-such=1"), "no prompt"),
    ],
)
def test_a_review_that_cannot_be_kept_is_said(balcony: Balcony, typed: tuple[str, ...], word: str) -> None:
    balcony.done("add", "--title", "A")
    balcony.done("add", "--title", "B", "--kind", "reflection")
    said = balcony(*typed)
    assert (said.code, said.out) == (1, "")
    assert word in said.err
    assert balcony.json("show", "1")["reviews"] == []
    assert balcony.json("show", "1")["locked_on"] is None
