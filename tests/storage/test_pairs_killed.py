"""Ended between writing the key and showing both answers: nothing is lost, and nothing was shown."""

import os
import signal
from pathlib import Path
from unittest.mock import patch

import pytest

from app.domain.errors import AlreadyOpened, DiskFull
from app.domain.pairing import RoundStep
from app.domain.sharing import FileKind
from app.storage import files
from app.storage.unit_of_work import UnitOfWork
from tests.fixtures.cheap import assert_whole, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import (
    BIRCH_SAYS,
    Peer,
    answered,
    given,
    sealed_round,
    sent,
    stored,
    taken,
    two_peers,
)


def _killed_after_writing(home: Path, clock: MovedClock, uid: str, folder: Path) -> None:
    """Another process reveals, and is gone in the moment in which the key lies on the disk."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        return
    write = files.write_whole

    def die(path: Path, content: bytes) -> None:
        write(path, content)
        os.kill(os.getpid(), signal.SIGKILL)

    try:
        with patch.object(files, "write_whole", die):
            unlocked(home, clock).pairs.reveal(uid, folder)
    finally:
        os._exit(1)


def test_a_kill_between_the_key_and_the_reveal_loses_nothing(tmp_path: Path, clock: MovedClock) -> None:
    ash, birch = two_peers(tmp_path, clock)
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    ash.journal.close(back_up=False)
    out = tmp_path / "out"
    out.mkdir()
    _killed_after_writing(tmp_path / "ash", clock, uid, out)
    ash = Peer(unlocked(tmp_path / "ash", clock), "Ash", ash.other)
    try:
        (key,) = out.iterdir()
        assert ash.round(uid).step is RoundStep.READY
        assert BIRCH_SAYS not in stored(ash.journal)
        taken(birch, key.read_bytes())
        assert birch.round(uid).step is RoundStep.REVEALED
        again = ash.journal.pairs.reveal(uid).text
        assert given(ash.round(uid)) == given(birch.round(uid))[::-1]
        with pytest.raises(AlreadyOpened):
            birch.journal.pairs.open(again or "")
        for one in (ash, birch):
            assert_whole(one.journal)
    finally:
        for one in (ash, birch):
            one.journal.close(back_up=False)


def _full(_uow: UnitOfWork) -> None:
    raise DiskFull


def test_a_key_that_the_journal_cannot_note_is_taken_away_again(tmp_path: Path, clock: MovedClock) -> None:
    ash, birch = two_peers(tmp_path, clock)
    try:
        uid = sealed_round(ash)
        taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
        out = tmp_path / "out"
        out.mkdir()
        with patch.object(UnitOfWork, "finish", _full), pytest.raises(DiskFull):
            ash.journal.pairs.reveal(uid, out)
        assert list(out.iterdir()) == []
        assert ash.round(uid).step is RoundStep.READY
        assert BIRCH_SAYS not in stored(ash.journal)
    finally:
        for one in (ash, birch):
            one.journal.close(back_up=False)
