"""The demo journal: a journal of its own with fictional entries, all marked as demo."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from app.domain.demo import DemoEntry, read_demo
from app.domain.forms import put_at
from app.domain.prompts import When
from app.paths import bundled
from app.services.asking import ASKED_SINCE, EVERY_PROMPT
from app.services.pairs.practice_round import both_ticked, waiting_round
from app.services.vault import Vault
from app.storage import settings, themes, writing
from app.storage.conversing import keep
from app.storage.schema.entries import entry
from app.storage.unit_of_work import UnitOfWork
from app.storage.writing import Moment, Provenance

if TYPE_CHECKING:
    from app.services.journal import Journal

_LONG_AGO = date(2013, 1, 1)
_WRITTEN = time(16, 50, tzinfo=UTC)


def make_demo(
    vault: Vault, passphrase: str, *, as_dated: bool = False, only_decisions: bool = False
) -> "Journal":
    """Make the demo journal in the vault's folder and leave it open; raises JournalExists.

    An earlier demo there is put aside first; any other journal is left alone.
    """
    journal, _code = vault.create(passphrase, demo=True)
    try:
        fill(journal, as_dated=as_dated, only_decisions=only_decisions)
    except BaseException:
        journal.close(back_up=False)
        raise
    return journal


def fill(journal: "Journal", *, as_dated: bool = False, only_decisions: bool = False) -> None:
    """Write every fictional entry, back-dated, in one transaction outside undo."""
    text = bundled("resources/demo/demo.json").read_text(encoding="utf-8")
    demo = read_demo(text, journal.clock.today(), as_dated=as_dated, only_decisions=only_decisions)
    file = journal.file
    with file.write("Make the demo journal", journal.clock.now()) as act:
        settings.note(act.uow.connection, "is_demo", value=True)
        settings.note(act.uow.connection, "recovery_sheet_made", value=True)
        # As if every question had been asked from the beginning: C8 counts from eight weeks on (ruling 36).
        settings.note(act.uow.connection, ASKED_SINCE, {EVERY_PROMPT: _LONG_AGO.isoformat()})
        numbers = themes.theme_numbers(act.uow.connection)
        for one in sorted((*demo.entries, *demo.weeklies), key=lambda one: one.draft.written_at or _never()):
            _write(journal, act.uow, one, tuple(numbers[name.casefold()] for name in _known(one, numbers)))
        finished = tuple(one.asked(journal.prompts.wordings(one.prompts, None)) for one in demo.rounds)
        waiting, waits = waiting_round(journal.prompts, act.uow, demo.today)
        beside = (*map(both_ticked, finished), waits)
        said = replace(demo.conversation, rounds=(*finished, waiting), kept_rounds=beside)
        keep(act.uow, file.words, said)


def _never() -> datetime:
    return datetime.max.replace(tzinfo=UTC)


def _known(one: DemoEntry, numbers: dict[str, int]) -> Iterable[str]:
    return (name for name in one.draft.themes if name.casefold() in numbers)


def _write(journal: "Journal", uow: UnitOfWork, one: DemoEntry, numbers: tuple[int, ...]) -> None:
    words, draft = journal.file.words, one.draft
    wordings = journal.prompts.wordings(draft.answers, put_at(draft.kind, undecided=draft.undecided))
    at = Moment(draft.written_at or journal.clock.now(), draft.written_on or journal.clock.today())
    source = Provenance(uid=one.uid, is_demo=True)
    entry_id = writing.add_entry(uow, words, draft, wordings, at, numbers, source)
    for review in one.reviews:
        day = review.reviewed_on or journal.clock.today()
        moment = Moment(datetime.combine(day, _WRITTEN), day)
        asked = journal.prompts.wordings(review.answers, When.REVIEW)
        writing.add_review(uow, words, entry_id, replace(review), asked, moment)
        uow.update(entry, {"id": entry_id}, locked_on=day.toordinal())
