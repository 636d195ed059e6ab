"""The files of a round on their way out, and the reveal: the key leaves first, then both answers are shown."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.errors import RoundClosed, RoundTooEarly
from app.domain.outgoing import check_read
from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundFile, RoundHeld
from app.domain.sharing import FileKind
from app.services.ledger import Ledger
from app.services.pairs.making import Making, SealedFile
from app.services.pairs.opening_up import show_both, their_answers
from app.services.pairs.rounds import Rounds, number_of
from app.storage import files, pair_rounds
from app.storage.schema.conversation import pair_round
from app.storage.unit_of_work import UnitOfWork

_WITHOUT_WORDS: Final = frozenset({FileKind.ROUND_KEY, FileKind.ROUND_WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Revealed:
    """How the key left: as a file, as text, or not at all where both are in the same room."""

    path: Path | None = None
    text: str | None = None
    fingerprint: str | None = None


class Leaving:
    """Lets the files of rounds out, and notes each with its round."""

    def __init__(self, ledger: Ledger, rounds: Rounds, making: Making) -> None:
        self._ledger = ledger
        self._rounds = rounds
        self._making = making

    def save(self, file: SealedFile, path: Path, *, read: bool = False) -> Path:
        """Write a file, for this account alone, and note it with the round; both or neither.

        A folder gets it under `file.name`. Raises InvalidInput unless its words were read, and what the system
        says of the place.
        """
        with self._let_out(file, read=read) as (_, written):
            return _write(file, path, written)

    def as_text(self, file: SealedFile, *, read: bool = False) -> str:
        """The file as text to paste into an e-mail; noted as a file is."""
        from app.sharing.armour import to_text

        with self._let_out(file, read=read):
            return to_text(file.data)

    def reveal(self, uid: str, path: Path | None = None) -> Revealed:
        """Show both answers. Where the other is elsewhere, one's key is written first, to `path` or as text.

        Where the key cannot be written nothing is shown, and this can be done again. Raises RoundTooEarly
        before both are sealed, RoundClosed where it is withdrawn or shown already, RoundDiffers.
        """
        from app.sharing.armour import to_text

        held = self._rounds.one(uid)
        if held.step in {RoundStep.WITHDRAWN, RoundStep.REVEALED}:
            raise RoundClosed
        if held.step is not RoundStep.READY:
            raise RoundTooEarly(
                "Both answers are not sealed yet.", "They can be shown once both are, and not before."
            )
        if held.is_same_room:
            with self._not_undone() as uow:
                self._show(uow, held)
            return Revealed()
        file = self._making.key_of(held)
        today = self._ledger.clock.today()
        with self._let_out(file, read=True) as (uow, written):
            self._show(uow, held)
            uow.update(pair_round, {"id": number_of(uow, uid)}, key_given_on=today.toordinal())
            if path is None:
                return Revealed(text=to_text(file.data), fingerprint=file.fingerprint)
            return Revealed(path=_write(file, path, written), fingerprint=file.fingerprint)

    def _show(self, uow: UnitOfWork, held: RoundHeld) -> None:
        theirs = their_answers(held, held.held.theirs, held.held.their_key)
        show_both(self._ledger, uow, number_of(uow, held.uid), held, theirs, self._ledger.clock.today())

    @contextmanager
    def _let_out(self, file: SealedFile, *, read: bool) -> Iterator[tuple[UnitOfWork, list[Path]]]:
        """The note of a file and what is written in the block are one; what cannot be noted is taken away again."""
        if file.kind not in _WITHOUT_WORDS:
            check_read(read=read)
        written: list[Path] = []
        try:
            with files.file_errors(), self._not_undone() as uow:
                note = RoundFile(
                    file.kind, outgoing=True, on=self._ledger.clock.today(), file_id=file.file_id,
                    fingerprint=file.fingerprint,
                )  # fmt: skip
                pair_rounds.note_file(uow, number_of(uow, file.round_uid), note)
                yield uow, written
        except BaseException:
            for path in written:
                with suppress(OSError):
                    path.unlink()
            raise

    @contextmanager
    def _not_undone(self) -> Iterator[UnitOfWork]:
        """An act on a round that undo never takes back, nor what was done to it before."""
        with self._ledger.file.write("Let a file of a round out", self._ledger.clock.now()) as act:
            yield act.uow
        self._ledger.history.let_stand_in(pair_rounds.TABLES)


def _write(file: SealedFile, path: Path, written: list[Path]) -> Path:
    place = path / file.name if path.is_dir() else path
    files.write_whole(place, file.data)
    written.append(place)
    return place
