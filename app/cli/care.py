"""`balcony check`, `balcony themes` and `balcony prompts`: what state the journal is in, and what it holds."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.cli import wording
from app.cli.command import Command, no_arguments
from app.cli.session import Session
from app.cli.stopping import shown_progress
from app.domain.prompts import MOMENTS, Prompt, When

if TYPE_CHECKING:
    from app.services.asking import Asked


def _check(session: Session, _options: Namespace) -> int:
    with session.journal() as journal, shown_progress(session.console, "parts looked at") as progress:
        found = journal.care.check(progress)
    shape = {
        "holds": found.holds,
        "revision": found.revision,
        "lines": [{"name": one.name, "holds": one.holds, "detail": one.detail} for one in found.lines],
    }
    session.result(shape, line_words((one.name, one.holds, one.detail) for one in found.lines))
    if not found.holds:
        session.console.tell(
            "Something does not hold. Keep the journal as it is and restore the latest backup."
        )
    return 0 if found.holds else 1


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


check = Command("check", "look whether the journal is whole", no_arguments, _check)
themes = Command("themes", "list your themes and how often each is used", no_arguments, _themes)
prompts = Command("prompts", "list the prompts with their ids and options", _prompts_arguments, _prompts)
