"""`balcony restore`: the backups there are, what is in one of them, and putting it in the journal's place."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import wording
from app.cli.command import Command, WrongUsage, words
from app.cli.session import Session
from app.cli.stopping import shown_progress, stoppable
from app.domain.restoring import HereNow, Opener, RestorePreview
from app.domain.restoring_told import entries, moment, preview_words, restored_words

if TYPE_CHECKING:
    from app.services.vault import Vault
    from app.storage.backups import Backup

_WORD = "restore"
_NOT_YET = f"Nothing was moved yet; give the same again with --confirm {_WORD}, or --yes."


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "backup", nargs="?", type=Path, metavar="BACKUP", help="the file; without it they are listed"
    )
    parser.add_argument(
        "--recovery-code", action="store_true", help="open it with the recovery code of that time instead"
    )
    parser.add_argument(
        "--slots",
        action="store_true",
        help="take only its key slots, and leave the journal that is here as it is",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--look", action="store_true", help="only look into it, as without --confirm")
    ways.add_argument("--confirm", type=words, metavar="WORD", help=f"do it: type {_WORD}")
    ways.add_argument("--yes", action="store_true", help="the same as the typed word")


def _act(session: Session, options: Namespace) -> int:
    if options.confirm not in {None, _WORD}:
        raise WrongUsage(f"the word that confirms is {_WORD}.")
    vault, sure = session.vault(), options.yes or options.confirm == _WORD
    if options.backup is None:
        if sure or options.slots:
            raise WrongUsage("name the backup.")
        return _list(session, vault)
    opener = Opener(code=session.recovery_code()) if options.recovery_code else Opener(session.passphrase())
    if options.slots:
        return _take_keys(session, vault, options.backup, opener, sure=sure)
    with (
        stoppable() as cancelled,
        shown_progress(session.console, "steps") as progress,
    ):
        preview = vault.restoring.look(options.backup, opener, progress, cancelled)
    if not sure:
        vault.restoring.leave(preview)
        session.result({"done": False, **_shape(preview)}, preview_words(preview))
        session.console.tell(_NOT_YET)
        return 0
    done = vault.restoring.restore(preview, opener)
    shape = {
        "done": True,
        **_shape(preview),
        "backed_up": None if done.backup is None else str(done.backup),
    }
    session.result(
        shape, ("The backup is restored. It opens with the passphrase of that time.", *restored_words(done))
    )
    return 0


def _take_keys(session: Session, vault: "Vault", backup: Path, opener: Opener, *, sure: bool) -> int:
    if not sure:
        vault.taking_keys.prove(backup, opener)
        session.result(
            {"done": False, "keys": True}, ("The keys of this backup open the journal that is here.",)
        )
        session.console.tell(_NOT_YET)
        return 0
    vault.taking_keys.take(backup, opener)
    session.result(
        {"done": True, "keys": True},
        ("The keys are taken. The journal opens with the passphrase of that time.",),
    )
    return 0


def _list(session: Session, vault: "Vault") -> int:
    from app.storage.backups import backups

    found = backups(vault.places.backups)
    session.result({"backups": [_backup_shape(one) for one in found]}, _lines(found))
    return 0


def _lines(found: "tuple[Backup, ...]") -> Iterator[str]:
    yield from wording.table([(moment(one.made_at), entries(one.entries), str(one.path)) for one in found])
    if not found:
        yield "There is no backup in the usual folder."


def _backup_shape(one: "Backup") -> dict[str, object]:
    return {
        "path": str(one.path),
        "made_at": one.made_at.isoformat(),
        "entries": one.entries,
        "number": one.number,
        "size": one.size,
    }


def _shape(preview: RestorePreview) -> dict[str, object]:
    within = preview.within
    return {
        "backup": str(preview.backup),
        "made_at": within.made_at.isoformat(),
        "number": within.number,
        "entries": within.entries,
        "newest": within.newest.isoformat() if within.newest else None,
        "rows": within.rows,
        "revision": within.revision,
        "here": None if preview.here is None else _here_shape(preview.here),
        "kept_as": None if preview.kept_as is None else str(preview.kept_as),
    }


def _here_shape(here: HereNow) -> dict[str, object]:
    return {
        "written_at": here.written_at.isoformat(),
        "entries": here.entries,
        "newest": here.newest.isoformat() if here.newest else None,
    }


command = Command(
    "restore",
    "look into a backup, and put it in the journal's place",
    _arguments,
    _act,
    "The journal that is there is kept under another name, with its keys, and backed up first where it opens.",
)
