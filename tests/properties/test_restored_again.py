"""Random journals put back: what was removed since goes again as if every text had been looked through."""

import contextlib
import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.entries import AnswerDraft, EntryDraft, EntryId, Happened, ReviewDraft
from app.domain.errors import TooLate
from app.services.journal import Journal
from app.services.redacting import replaying
from tests.fixtures.cheap import assert_whole, log, new_journal, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.shares import everything, shared_with

_WORDS = ("heron", "HERON", "Zoë", "the  Board", "a plan", "O’Neill", "wall", "two\nschools", "Ash", "Ash's")
_TAKEN_OUT = ("heron", "Zoë", "the board", "plan wall", "o'neill", "two schools", "Ash", "a plan")
_DIFFERS = {"chain", "sqlite_sequence", "sqlite_stat1"}


def sentence(chance: Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(4, 9)))


def write(journal: Journal, chance: Random) -> EntryId:
    words = [sentence(chance) for _ in range(9)]
    answers = {"ll-assumption": AnswerDraft(words[4]), "vo-heard": AnswerDraft(("health",), words[5])}
    entry = log(journal, words[0], context=words[1], decision=words[2], expected=words[3], answers=answers)
    journal.writing.add_thought(entry, words[6])
    journal.reviews.save(entry, ReviewDraft(Happened.YES, words[7], learned=words[8]))
    return entry


def go_on(journal: Journal, chance: Random, entries: list[EntryId], clock: MovedClock) -> None:
    """Whatever a person may do after a backup."""
    removal = journal.removal
    entry = chance.choice(entries)
    match chance.randrange(8):
        case 0:
            clock.pass_by(days=2)
            with contextlib.suppress(TooLate):
                journal.writing.rewrite(entry, EntryDraft(title=sentence(chance), context=sentence(chance)))
        case 1:
            write(journal, chance)
        case 2:
            journal.drafts.keep(f"thought:{entry}", {"text": sentence(chance)})
        case 3:
            found = removal.words.look_at_field(entry, chance.choice(("context", "decision")))
            removal.words.remove_field(found, confirmed="remove")
        case 4 if len(entries) > 1:
            entries.remove(entry)
            removal.erasing.erase(removal.erasing.look([entry]), confirmed="erase")
        case 5:
            swap = removal.words.look_for_name(chance.choice(_TAKEN_OUT), "a partner")
            removal.words.remove(swap, confirmed="swap")
        case _:
            seen = removal.words.look(chance.choice(_TAKEN_OUT), chance.choice((entry, None)))
            places = [place.key for place in seen.places]
            only = chance.sample(places, len(places) // 2) if chance.random() < 0.4 else None
            removal.words.remove(seen, confirmed="remove", only=only)


def put_back(folder: Path, clock: MovedClock) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a journal that was put back and opened."""
    journal = unlocked(folder, clock)
    with journal.file.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).scalars()
        found = {
            table: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')]
            for table in tables.all()
            if table not in _DIFFERS
        }
    assert_whole(journal)
    journal.close(back_up=False)
    return found


@given(st.integers(0, 10**9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_removed_goes_again_as_if_every_text_were_looked_through(seed: int) -> None:
    chance, clock = Random(seed), MovedClock()
    with tempfile.TemporaryDirectory(prefix="balcony-test-") as folder, pytest.MonkeyPatch.context() as patch:
        home, slow = Path(folder) / "fast", Path(folder) / "slow"
        journal = new_journal(home, clock)
        entries = [write(journal, chance) for _ in range(chance.randint(1, 4))]
        shared_with(journal, "Rowan", everything(journal), note=sentence(chance))
        journal.close(back_up=False)
        earlier = (home / "journal.db").read_bytes()
        journal = unlocked(home, clock)
        for _ in range(chance.randint(2, 7)):
            go_on(journal, chance, entries, clock)
        journal.close(back_up=False)
        (home / "journal.db").rename(home / "journal.20260701-000000-000000.old.db")
        (home / "journal.db").write_bytes(earlier)
        shutil.copytree(home, slow)
        journal.file.seen.forget() if journal.file.seen else None
        fast = put_back(home, clock)
        patch.setattr(replaying, "_texts_there", lambda *_: {})
        journal.file.seen.forget() if journal.file.seen else None
        plain = put_back(slow, clock)
        assert {name: rows for name, rows in fast.items() if rows != plain[name]} == {}
