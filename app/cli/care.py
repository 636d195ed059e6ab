"""`balcony check`, `balcony themes` and `balcony prompts`: what state the journal is in, and what it holds."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from app.cli import shapes, wording
from app.cli.command import Command, no_arguments
from app.cli.session import Session
from app.cli.stopping import shown_progress, stoppable
from app.domain.prompts import MOMENTS, Prompt, When
from app.domain.restoring_told import entries, moment

if TYPE_CHECKING:
    from app.services.asking import Asked
    from app.services.care import Checked
    from app.storage.backups import Backup

    Looked = tuple[tuple[Backup, str], ...]
    """Every backup that was read again, with what is wrong with it, or nothing."""


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--backups", action="store_true", help="read every backup again too, whether it is as it was made"
    )


def _check(session: Session, options: Namespace) -> int:
    looked: Looked = ()
    with session.journal() as journal:
        last = journal.care.last_backup_at()
        with shown_progress(session.console, "parts looked at") as progress:
            found = journal.care.check(progress)
        if options.backups:
            with stoppable() as stopped, shown_progress(session.console, "backups read") as progress:
                looked = journal.care.check_backups(progress, stopped)
    shape = {
        "holds": found.holds and not any(wrong for _, wrong in looked),
        "revision": found.revision,
        "lines": [{"name": one.name, "holds": one.holds, "detail": one.detail} for one in found.lines],
        "last_backup": shapes.moment(last),
        "backups": [_backup_shape(one, wrong) for one, wrong in looked],
    }
    session.result(shape, _check_lines(found, last, looked))
    if not found.holds:
        session.console.tell(
            "Something does not hold. Keep the journal as it is and restore the latest backup, or see “balcony rescue”."
        )
    if any(wrong for _, wrong in looked):
        session.console.tell("A backup is not as it was made. “balcony backup” makes a new one.")
    return 0 if shape["holds"] else 1


def _check_lines(found: "Checked", last: datetime | None, looked: "Looked") -> Iterator[str]:
    yield from line_words((one.name, one.holds, one.detail) for one in found.lines)
    yield f"Last verified backup: {moment(last)}" if last else "There is no backup yet."
    yield from line_words((one.path.name, not wrong, wrong or entries(one.entries)) for one, wrong in looked)


def _backup_shape(one: "Backup", wrong: str) -> dict[str, object]:
    return {
        "path": str(one.path),
        "made_at": shapes.moment(one.made_at),
        "entries": one.entries,
        "number": one.number,
        "holds": not wrong,
        "detail": wrong,
    }


def line_words(lines: Iterable[tuple[str, bool, str]]) -> Iterator[str]:
    """A line for each thing looked at."""
    return wording.table(
        [("holds" if holds else "DOES NOT HOLD", name, detail) for name, holds, detail in lines]
    )


def _themes(session: Session, _options: Namespace) -> int:
    with session.journal() as journal:
        found = journal.lists.themes(archived=True)
    shape = {
        "themes": [
            {"id": one.id, "name": one.name, "used": one.used, "archived": one.archived} for one in found
        ]
    }
    rows = [(str(one.used), one.name + (" (archived)" if one.archived else "")) for one in found]
    session.result(shape, wording.table(rows))
    return 0


def _prompts_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--when", choices=[one.value for one in MOMENTS], help="only those of this moment")


def _prompts(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        known = journal.prompts.now()
    wanted = When(options.when) if options.when else None
    chosen = [prompt for prompt in known.library.prompts if wanted is None or wanted in prompt.when]
    session.result({"prompts": [_shape(prompt, known) for prompt in chosen]}, _prompt_lines(chosen))
    return 0


def _shape(prompt: Prompt, known: "Asked") -> dict[str, object]:
    return {
        "id": prompt.id,
        "question": prompt.question,
        "kind": prompt.kind.value,
        "when": [moment.value for moment in prompt.when],
        "framework": prompt.framework,
        "on": prompt.id in known.enabled,
        "options": [{"id": option.id, "label": option.label} for option in prompt.options],
        "ends": {"low": prompt.ends.low, "high": prompt.ends.high} if prompt.ends else None,
    }


def _prompt_lines(prompts: Iterable[Prompt]) -> Iterator[str]:
    for prompt in prompts:
        yield f"{prompt.id} ({prompt.kind.value}): {prompt.question}"
        if prompt.ends:
            yield f"    -3 {prompt.ends.low}, 3 {prompt.ends.high}"
        yield from (f"    {option.id}: {option.label}" for option in prompt.options)


check = Command("check", "look whether the journal is whole", _check_arguments, _check)
themes = Command("themes", "list your themes and how often each is used", no_arguments, _themes)
prompts = Command("prompts", "list the prompts with their ids and options", _prompts_arguments, _prompts)
