"""Taking entries in from other journals, and giving the journal out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from pathlib import Path

from app.domain.errors import InvalidInput
from app.domain.exchange import Cancelled, ImportReport, Problem, Progress, never, no_progress
from app.domain.whole import JournalHeader, JsonValue, WholeEntry
from app.exporters import EXPORTERS
from app.importers import IMPORTERS, WHOLE_IMPORTERS
from app.services.asking import ASKED_SINCE, EVERY_PROMPT, Asking, prompt_body, prompt_from
from app.services.ledger import Ledger
from app.storage import codes, conversation, desk_kept, files, holds, settings, sharing_kept, themes, whole
from app.storage.arriving import Arrivals
from app.storage.learning_editions import EDITIONS
from app.storage.schema.asked import own_prompt
from app.storage.schema.journal import import_batch
from app.storage.settings import CAME_AS_DEMO, IS_DEMO

_KEPT_HERE = frozenset(
    {
        "made_at",
        IS_DEMO,
        CAME_AS_DEMO,
        "recovery_sheet_made",
        "reminder_offered",
        "import_secret",
        settings.KEYS_OF_PARTNER,
        EDITIONS,
        holds.TAKEN,
    }
)
"""What a journal notes about itself that does not belong to another one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that can be taken back."""

    number: int
    format: str
    entries: int
    imported_at: datetime


class Exchange:
    """Imports and exports of an open journal."""

    def __init__(self, ledger: Ledger, asking: Asking, before: Callable[[], None]) -> None:
        self._ledger = ledger
        self._asking = asking
        self._before = before

    @property
    def formats_in(self) -> Mapping[str, str]:
        """The names of the formats that can be read, by id."""
        names = {one.id: one.name for one in IMPORTERS.values()}
        return names | {one.id: one.name for one in WHOLE_IMPORTERS.values()}

    @property
    def formats_out(self) -> Mapping[str, str]:
        """The names of the formats that can be written, by id."""
        return {one.id: one.name for one in EXPORTERS.values()}

    # ---- in

    def take_in(
        self,
        format_id: str,
        path: Path,
        *,
        zone: tzinfo,
        dry_run: bool = False,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> ImportReport:
        """Import a file, folder or zip; all of it or nothing. Nothing comes in twice.

        What was here is backed up first, if it changed since the last backup. Raises ImportProblem, Cancelled,
        BackupFailed with nothing brought in, InvalidInput for a format that is not known.
        """
        if format_id in WHOLE_IMPORTERS:
            return self._take_in_whole(format_id, path, progress, cancelled, dry_run=dry_run)
        if format_id not in IMPORTERS:
            known = ", ".join(sorted(self.formats_in))
            raise InvalidInput("format", f"There is no format called {format_id}.", f"Choose one of {known}.")
        reading = IMPORTERS[format_id].read(path, zone=zone, progress=progress, cancelled=cancelled)
        with self._arriving(format_id, dry_run=dry_run) as arrivals:
            known_keys = arrivals.known_keys()
            problems: list[Problem] = []
            days: list[date] = []
            again = 0
            moment = self._ledger.moment()
            for read in reading:
                if isinstance(read, Problem):
                    problems.append(read)
                    continue
                key = arrivals.keyed(read.key)
                if key in arrivals.held:
                    problems.append(_left_in_bin(read.draft.decided_on or moment.on))
                    continue
                if key in known_keys:
                    again += 1
                    continue
                known_keys.add(key)
                arrivals.add_imported(read, moment, key)
                days.append(read.draft.decided_on or moment.on)
            report = ImportReport(
                format_id, arrivals.added, again, tuple(problems), min(days, default=None),
                max(days, default=None), dry_run=dry_run,
            )  # fmt: skip
        return report if dry_run or not report.added else replace(report, batch=arrivals.batch)

    def _take_in_whole(
        self, format_id: str, path: Path, progress: Progress, cancelled: Cancelled, *, dry_run: bool
    ) -> ImportReport:
        header, reading = WHOLE_IMPORTERS[format_id].read_whole(path, progress, cancelled)
        with self._arriving(format_id, dry_run=dry_run) as arrivals:
            numbers = self._take_in_header(arrivals, header)
            known, known_keys = arrivals.known_uids(), arrivals.known_keys()
            days: list[date] = []
            problems: list[Problem] = []
            again = 0
            for one in reading:
                if arrivals.held & {one.entry.uid, one.import_key}:
                    problems.append(_left_in_bin(one.entry.decided_on))
                    continue
                if one.entry.uid in known or one.import_key in known_keys:
                    again += 1
                    continue
                known.add(one.entry.uid)
                arrivals.add_whole(one, numbers)
                days.append(one.entry.decided_on)
            arrivals.add_sharing(header.sharing)
            arrivals.add_desk(header.desk)
            arrivals.add_conversation(header.conversation)
            report = ImportReport(
                format_id, arrivals.added, again, tuple(problems), min(days, default=None),
                max(days, default=None), dry_run=dry_run,
            )  # fmt: skip
        self._asking.forget()
        return report if dry_run or not report.added else replace(report, batch=arrivals.batch)

    @contextmanager
    def _arriving(self, format_id: str, *, dry_run: bool) -> Iterator[Arrivals]:
        """One write transaction for everything that arrives; a dry run is rolled back at its end."""
        if not dry_run:
            self._before()
        try:
            with self._ledger.file.write("Import", self._ledger.clock.now()) as act:
                arrivals = Arrivals(act.uow, self._ledger.file.words, format_id, self._ledger.clock.now())
                yield arrivals
                if dry_run:
                    raise _DryRunEnds
                arrivals.finish()
                if arrivals.added or arrivals.conversed:
                    act.uow.note_batch(arrivals.batch)
        except _DryRunEnds:
            return
        if arrivals.made_room:  # what was done to the entries that went cannot be taken back any more
            self._ledger.history.forget()
        if act.changed is not None:
            self._ledger.history.remember(act.changed)

    def _take_in_header(self, arrivals: Arrivals, header: JournalHeader) -> dict[str, int]:
        """Add the themes, prompts and choices this journal lacks; theme numbers by folded name.

        All of it is taken back with the import.
        """
        uow, fresh = arrivals.uow, arrivals.is_first
        numbers = themes.take_in(uow, header.themes, exactly=fresh)
        known = set(
            uow.connection.execute(own_prompt.select().with_only_columns(own_prompt.c.code)).scalars()
        )
        for prompt in header.own_prompts:
            if prompt.id not in known:
                settings.put_own_prompt(uow, prompt.id, prompt_body(prompt))
        for key, value in header.settings.items():
            if key in holds.OF_JOURNAL:
                if settings.setting(uow.connection, key) is None:
                    settings.note(
                        uow.connection, key, value
                    )  # outside undo, as every hold of a whole journal
                continue
            if key in _KEPT_HERE or not (
                fresh or (key != ASKED_SINCE and settings.setting(uow.connection, key) is None)
            ):
                continue
            settings.set_setting(uow, key, value)
        if fresh and header.is_demo:
            settings.set_setting(uow, IS_DEMO, value=True)
            settings.set_setting(uow, CAME_AS_DEMO, arrivals.batch)
        return numbers

    def batches(self) -> tuple[Batch, ...]:
        """The imports that can be taken back, newest first."""
        query = (
            import_batch.select()
            .where(import_batch.c.taken_back == 0, import_batch.c.entries > 0)
            .order_by(import_batch.c.id.desc())
        )
        with self._ledger.file.read() as connection:
            return tuple(
                Batch(row.id, row.format, row.entries, codes.moment(row.imported_at))
                for row in connection.execute(query)
            )

    def take_back(self, batch: int) -> None:
        """Move everything an import brought to the bin; the same can be imported again later."""
        with self._ledger.act("Take back this import") as act:
            act.uow.set_batch(batch, present=False)
            if settings.setting(act.uow.connection, CAME_AS_DEMO) == batch:
                settings.set_setting(act.uow, IS_DEMO, value=False)

    # ---- out

    def header(self) -> JournalHeader:
        """What the journal holds beside its entries."""
        with self._ledger.file.read() as connection:
            found = dict(settings.settings(connection))
            listed = themes.all_themes(connection)
            own = tuple(prompt_from(body) for body in settings.own_prompts(connection))
            said = conversation.conversation(connection, self._ledger.file.words)
            shared = sharing_kept.kept(connection)
            desk = desk_kept.kept(connection)
        kept: dict[str, JsonValue] = {key: value for key, value in found.items() if key not in _KEPT_HERE}
        _note_asked_since(kept, found.get("made_at"))
        return JournalHeader(
            found.get(IS_DEMO) is True,
            tuple(replace(theme, used=0) for theme in listed),
            own,
            dict(sorted(kept.items())),
            said,
            shared,
            desk,
        )

    def give_out(
        self,
        format_id: str,
        path: Path,
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> int:
        """Write the whole journal to a file that this account alone can read; how many entries.

        The file appears whole or not at all. Raises ExportProblem, Cancelled, InvalidInput.
        """
        exporter = EXPORTERS.get(format_id)
        if exporter is None:
            known = ", ".join(sorted(self.formats_out))
            raise InvalidInput("format", f"There is no format called {format_id}.", f"Choose one of {known}.")
        header = self.header()
        with files.file_errors(), files.written_whole(path) as out, self._ledger.file.read() as connection:
            entries: Iterator[WholeEntry] = whole.whole_entries(connection, self._ledger.file.words)
            return exporter.write(
                out, header, entries, today=self._ledger.clock.today(), progress=progress, cancelled=cancelled
            )


def _left_in_bin(day: date) -> Problem:
    return Problem(
        f"the entry of {day.isoformat()}",
        "it is in the bin and on hold, so it stays as it is there; put it back from the bin",
    )


def _note_asked_since(kept: dict[str, JsonValue], made_at: JsonValue) -> None:
    """Since when the prompts of a journal are asked goes with it: another one is made on another day."""
    with suppress(ValueError):
        made_on = datetime.fromisoformat(str(made_at)).date().isoformat()
        named = kept.get(ASKED_SINCE)
        kept[ASKED_SINCE] = {EVERY_PROMPT: made_on, **(named if isinstance(named, dict) else {})}


class _DryRunEnds(Exception):  # noqa: N818  not an error: what rolls a dry run back
    """Everything was read; nothing is kept."""
