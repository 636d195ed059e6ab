"""Random journals, random passages: after the removal no column of text, and no page of the file, holds one."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.entries import AnswerDraft, EntryDraft, Happened, ReviewDraft
from app.domain.errors import InvalidInput
from app.domain.redaction import Remembered, Words, check_words, digest_of, fold, without
from app.storage.rewriting import said_in
from app.storage.text_columns import APART
from tests.fixtures.cheap import a_journal, assert_whole
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import stored
from tests.fixtures.shares import everything, shared_with

SIGNS = "abß Éé’'\n\u0301İx-[]removed"
_TEXTS = st.text(SIGNS, min_size=1, max_size=60)
_PIECES = st.tuples(_TEXTS, st.integers(0, 59), st.integers(1, 25))


def piece(text: str, start: int, length: int) -> str:
    at = start % len(text)
    return text[at : at + length]


@given(_TEXTS, _PIECES)
@settings(max_examples=600, deadline=None)
def test_what_was_taken_out_is_met_no_more(text: str, cut: tuple[str, int, int]) -> None:
    words = Words(piece(*cut))
    try:
        check_words(words, everywhere=False)
    except InvalidInput:
        return
    after, count = without(f"{text}{cut[0]}{text}", words)
    assert words.spans(after) == ()
    assert words.folded not in fold(after)
    assert count >= 1 or words.folded not in fold(f"{text}{cut[0]}{text}")


@given(_TEXTS, _PIECES, st.booleans())
@settings(max_examples=600, deadline=None)
def test_a_digest_meets_the_words_at_the_same_places(
    text: str, cut: tuple[str, int, int], alone: bool
) -> None:
    words = Words(piece(*cut), alone=alone)
    try:
        check_words(words, everywhere=False)
    except InvalidInput:
        return
    known = Remembered(digest_of(words.folded, b"k"), len(words.folded), b"k", alone)
    whole = f"{text}{cut[0]}{text}"
    assert known.spans(whole) == words.spans(whole)


WORDS = ("heron", "Zoë", "budget", "the Board", "a plan", "O’Neill", "wall", "noon", "two schools", "Ash")


def sentence(chance: Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 9)))


@given(st.integers(0, 10**9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_column_of_a_random_journal_holds_a_removed_passage(seed: int) -> None:
    chance = Random(seed)
    clock = MovedClock()
    said: list[str] = []

    def words() -> str:
        said.append(sentence(chance))
        return said[-1]

    with a_journal(clock) as journal:
        for _ in range(chance.randint(1, 4)):
            draft = EntryDraft(
                title=words(), context=words(), decision=words(), expected=words(),
                answers={"ll-assumption": AnswerDraft(words()), "vo-heard": AnswerDraft(("health",), words())},
            )  # fmt: skip
            entry = journal.writing.log(draft).entry_id
            clock.pass_by(days=chance.randint(0, 3))
            journal.writing.rewrite(entry, EntryDraft(title=words(), answers=draft.answers))
            journal.writing.add_thought(entry, words())
            journal.reviews.save(entry, ReviewDraft(Happened.YES, words(), learned=words()))
        journal.drafts.keep("decision:new", {"title": words()})
        journal.lists.save_search(words(), words())
        shared_with(journal, "Rowan", everything(journal), note=words())
        there = stored(journal)  # what was written over within a day is kept nowhere
        source = chance.choice([one for one in said if one in there]).split()
        first = chance.randrange(len(source))
        passage = " ".join(source[first : first + chance.randint(1, 4)])
        if len(passage) < 3:
            passage = " ".join(source)
        preview = journal.removal.words.look(passage)
        assert preview.count
        journal.removal.words.remove(preview, confirmed="remove")
        with journal.file.read() as connection:
            left = [
                f"{table}.{name}"
                for table, name in columns(connection)
                for (value,) in connection.exec_driver_sql(f'SELECT "{name}" FROM "{table}"')
                if isinstance(value, str)
                # A searched text sets field below field, so two fields may say it together that never did.
                and any(
                    preview.words.spans(one)
                    for one in (value.split("\n") if table == "doc" else said_in(value))
                )
            ]
        assert [one for one in left if one not in APART or one.startswith("doc.")] == []
        assert_whole(journal)


def columns(connection: object) -> list[tuple[str, str]]:
    tables = connection.exec_driver_sql(  # type: ignore[attr-defined]
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT IN ('wording', 'alembic_version') AND name NOT LIKE 'doc_fts%'"
    )
    return [
        (table, row[1])
        for (table,) in tables.all()
        for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')  # type: ignore[attr-defined]
    ]
