"""No word of an entry reaches a disk in the clear, nor an error or a log."""

import base64
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.entries import AnswerDraft, EntryDraft, EntryId
from app.domain.errors import InvalidInput, JournalError, TooLate
from app.exporters import EXPORTERS
from app.services.journal import Journal
from app.storage.schema.entries import entry
from tests.fixtures.cheap import PASSPHRASE, log, unlocked, vault_in
from tests.fixtures.clock import MovedClock

ROOT = Path(__file__).parents[2]
CANARY = "Zyzzyvacanary"
FORMS = tuple(
    {
        form
        for word in (CANARY, CANARY.lower(), CANARY.upper(), PASSPHRASE)
        for form in (
            word.encode(),
            word.encode("utf-16-le"),
            *(base64.b64encode(b" " * shift + word.encode())[4:-4] for shift in range(3)),
            word.encode().hex().encode(),
        )
    }
)
SESSION = """
import os, sys
from pathlib import Path
from app.compose import packs
from app.domain.conversation import *
from app.domain.entries import *
from app.domain.prompts import AnswerKind, When
from app.services.dashboard import Window
from app.paths import default_places
from app.services.vault import Vault
from app.storage.conversing import keep
from tests.fixtures.cheap import CHEAP, PASSPHRASE, TODAY, ZONE
from tests.fixtures.clock import MovedClock

canary, notes = sys.argv[1], Path(sys.argv[2])
vault = Vault(default_places(), MovedClock(), packs, CHEAP)
journal, code = vault.create(PASSPHRASE)
answers = {"ll-assumption": AnswerDraft(canary), "vo-heard": AnswerDraft(("health",), canary)}
draft = EntryDraft(title=canary, context=canary * 300, expected=canary, confidence=60, answers=answers)
entry_id = journal.writing.log(draft).entry_id
journal.writing.rewrite(entry_id, EntryDraft(title=f"{canary} again", context=canary * 4000, expected=canary))
for typed in (canary, canary.lower(), f'"{canary}" {canary[:5]}', f"theme:{canary}"):
    journal.finding.search(typed)
journal.drafts.keep("decision:new", {"title": canary, "context": canary * 2000})
journal.writing.add_thought(entry_id, canary)
journal.reviews.save(entry_id, ReviewDraft(Happened.NO, canary, learned=canary))
uid = journal.entry(entry_id).uid
said = Comment("c", uid, CommentKind.QUESTION, canary, quote=canary)
reply = Reply("r", canary, TODAY, session_summary=canary * 50, take_away=canary, comments=(said,))
action = AgreedAction("a", canary, "leader", None, ActionStatus.OPEN, TODAY, entry_uid=uid)
asked = RoundPrompt(journal.prompts.wordings(["ll-assumption"], None)["ll-assumption"], AnswerDraft(canary))
pair = PairRound("p", canary, canary, canary, TODAY, RoundStatus.REVEALED, agreed_learning=canary, prompts=(asked,))
with journal.file.write("Keep a reply", journal.clock.now()) as act:
    keep(act.uow, journal.file.words, Conversation((reply,), (action,), (pair,)))
journal.conversation.set_action("a", ActionStatus.DONE)
journal.lists.add_theme(canary)
journal.lists.save_search(canary, canary)
journal.prompts.add_own(canary, AnswerKind.TEXT, [When.DECISION])
journal.exchange.take_in("markdown", notes, zone=ZONE)
journal.patterns.charts(journal.patterns.span(Window.ALL))
journal.care.check()
journal.care.back_up()
journal.undo()
journal.redo()
for number in range(400):
    journal.writing.log(EntryDraft(title=f"{canary} {number}", context=canary * 50))
with journal.file.read() as connection:
    connection.exec_driver_sql("SELECT title, context FROM entry ORDER BY context, title DESC").all()
journal.close()
vault.changing_keys.change_passphrase(PASSPHRASE, "another passphrase with " + canary)
journal = vault.unlock("another passphrase with " + canary)
with journal.file.untracked() as connection:
    connection.exec_driver_sql("PRAGMA cache_size = 4")
    connection.exec_driver_sql("UPDATE entry SET context = context || title")
    os.kill(os.getpid(), 9)
"""


def hits(*folders: Path) -> list[str]:
    """Files under the folders that hold the canary in any form."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                held = path.read_bytes()
                found += [f"{path.name}: {form!r}" for form in FORMS if form in held]
            found += [f"{path} is named so" for form in (CANARY.lower(),) if form in path.name.lower()]
    return found


def test_after_a_whole_session_and_a_crash_no_word_lies_in_the_clear(tmp_path: Path) -> None:
    data, config, temp, cache, notes = (
        tmp_path / name for name in ("data", "config", "temp", "cache", "notes")
    )
    for folder in (data, config, temp, cache, notes):
        folder.mkdir()
    (notes / "note.md").write_text(f"---\ndate: 2026-05-03\n---\n{CANARY}\n", "utf-8")
    environment = {
        **os.environ, "XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(config), "XDG_CACHE_HOME": str(cache),
        "TMPDIR": str(temp), "SQLITE_TMPDIR": str(temp), "HOME": str(cache), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    shared = {
        folder: {*folder.iterdir()} for folder in (Path("/var/tmp"), Path("/dev/shm")) if folder.is_dir()
    }
    session = subprocess.run(
        [sys.executable, "-c", SESSION, CANARY, str(notes)],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert (session.returncode, session.stdout, session.stderr) == (-9, b"", b"")
    written = [path for path in data.rglob("*") if path.is_file()]
    assert {"journal.db", "journal.keys"} <= {path.name for path in written}
    assert any(path.name == "journal.db-journal" for path in written)  # it was in the middle of a write
    # one asked for, one before the import, one on closing, one before the change of the passphrase
    assert len([path for path in written if path.suffix == ".balcony-backup"]) == 4
    assert sum(path.stat().st_size for path in written) > 1_000_000
    assert hits(data, config, temp, cache) == []
    for folder, before in shared.items():
        for path in {*folder.iterdir()} - before:
            assert not path.is_file() or not any(form in path.read_bytes() for form in FORMS)


def test_the_search_for_words_in_the_clear_does_find_them_in_a_plain_export(
    journal: Journal, tmp_path: Path
) -> None:
    """What a plain export is for; without this the test above could look in vain."""
    log(journal, CANARY)
    for format_id in EXPORTERS:
        folder = tmp_path / format_id
        folder.mkdir()
        journal.exchange.give_out(format_id, folder / "out")
        assert hits(folder)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything errors said in a test; at its end neither they nor the logs may hold the canary."""
    caplog.set_level(logging.DEBUG)
    errors: list[str] = []
    yield errors
    assert errors
    everything = "\n".join([*errors, caplog.text])
    assert CANARY.lower() not in everything.lower()
    assert PASSPHRASE not in everything


def _in_full(error: BaseException | None) -> str:
    """An error as a log would show it, with all that caused it."""
    text = ""
    while error is not None:
        text += f"{error!r} {error} {vars(error) if hasattr(error, '__dict__') else ''}\n"
        error = error.__cause__ or error.__context__
    return text


def test_errors_of_the_database_say_no_word(journal: Journal, said: list[str]) -> None:
    entry_id = log(journal, CANARY, context=CANARY)
    with journal.file.read() as connection:
        row = connection.execute(entry.select().where(entry.c.id == entry_id)).mappings().one()
    with journal.file.untracked() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(entry.insert().values(**{**row, "context": CANARY}))
    said.append(f"{caught.value!r} {caught.value}")


def test_refusals_say_no_word(journal: Journal, clock: MovedClock, said: list[str], tmp_path: Path) -> None:
    entry_id = log(journal, CANARY, expected=CANARY)
    attempts: dict[str, Callable[[], object]] = {
        "too long": lambda: log(journal, CANARY * 20),
        "wrong answer": lambda: log(journal, CANARY, answers={"bd-position": AnswerDraft(CANARY)}),
        "too late": lambda: journal.writing.rewrite(
            entry_id, EntryDraft(title=f"{CANARY} 2", expected=CANARY)
        ),
        "not there": lambda: journal.entry(EntryId(99)),
        "again": lambda: journal.writing.answer(entry_id, {"ll-intent": AnswerDraft(CANARY)}),
    }
    clock.pass_by(days=8)
    kinds = set()
    for attempt in attempts.values():
        with pytest.raises(JournalError) as caught:
            attempt()
        said.append(_in_full(caught.value))
        kinds.add(type(caught.value))
    assert {InvalidInput, TooLate} <= kinds


def test_what_is_kept_for_undo_shows_no_word(journal: Journal, said: list[str]) -> None:
    done = journal.writing.log(EntryDraft(title=CANARY))
    said += [repr(done), journal.undo_label, repr(journal.undo())]


def test_broken_imports_say_no_word(journal: Journal, said: list[str], tmp_path: Path) -> None:
    contents = {
        "balcony": f'{{"format": "balcony-journal", "version": 1, "journal": {{}}, "entries": [{{"uid": "{CANARY}"}}]}}',
        "jrnl": f'{{"entries": [{{"title": "{CANARY}", "date": "{CANARY}"}}',
        "day-one": f'{{"entries": [{{"text": "{CANARY}", "creationDate": "{CANARY}"}}',
        "markdown": f"---\ndate: {CANARY}\n---\n{CANARY}",
    }
    assert set(contents) <= set(journal.exchange.formats_in)
    for format_id, text in contents.items():
        path = tmp_path / f"broken.{'md' if format_id == 'markdown' else 'json'}"
        path.write_text(text, "utf-8")
        try:
            said.append(repr(journal.exchange.take_in(format_id, path, zone=journal.clock.now().tzinfo)))  # type: ignore[arg-type]
        except JournalError as error:
            said.append(_in_full(error))


def test_a_wrong_passphrase_is_not_repeated(journal: Journal, said: list[str]) -> None:
    home = journal.care.places.data_dir
    journal.close(back_up=False)
    with pytest.raises(JournalError) as caught:
        vault_in(home).unlock(f"{CANARY} {PASSPHRASE}")
    said.append(_in_full(caught.value))
    unlocked(home).close(back_up=False)
