"""The whole journal as JSON: nothing lost, one entry on a line, readable by any program."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TextIO

from app.domain.coaching import DeskKept
from app.domain.contacts import SharingKept
from app.domain.conversation import Conversation
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.whole import JournalHeader, JsonValue, WholeEntry
from app.exporters.writing import desk
from app.exporters.writing.conversation import action_shape, reply_shape
from app.exporters.writing.rounds import round_shape
from app.exporters.writing.shapes import Numbers, Shape, entry_shape, header_shape, wording_shape
from app.exporters.writing.sharing import agreement_shape, contact_shape, share_shape, shown

FORMAT = "balcony-journal"
VERSION = 1
Lists = Mapping[str, Sequence[Shape]]


class Json:
    """Writes what the `balcony` importer reads back; described in resources/help/json-format.md."""

    id = "json"
    name = "JSON (everything, for moving or keeping)"
    suffix = ".json"

    def write(
        self,
        out: TextIO,
        header: JournalHeader,
        entries: Iterable[WholeEntry],
        *,
        today: date,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> int:
        numbers = Numbers()
        about: Shape = {"format": FORMAT, "version": VERSION, "exported_on": today.isoformat()}
        out.write("{\n" + "".join(f"{_line(key)}: {_line(value)},\n" for key, value in about.items()))
        out.write(f'"journal": {_line(header_shape(header))},\n')
        _write_lists(out, _sharing(header.sharing))
        _write_lists(out, _desk(header.desk))
        _write_lists(out, _conversation(header.conversation, numbers))
        out.write('"entries": [')
        written = 0
        for whole in entries:
            if cancelled():
                raise CancelledByPerson
            if whole.entry.deleted_at is not None:
                continue
            out.write((",\n" if written else "\n") + _line(entry_shape(whole, numbers)))
            written += 1
            progress(written, None)
        out.write('\n],\n"wordings": [')
        shapes = [wording_shape(wording, number) for wording, number in numbers.wordings.items()]
        out.write(",".join(f"\n{_line(shape)}" for shape in shapes))
        out.write("\n]\n}\n")
        return written


def _sharing(kept: SharingKept) -> Lists:
    return {
        "contacts": [contact_shape(one) for one in kept.contacts],
        "agreements": [agreement_shape(one) for one in kept.agreements],
        "shares": [share_shape(one) for one in kept.shares],
        "shared_entries": [each for one in kept.shares for each in shown(one, "entries")],
        "shared_charts": [each for one in kept.shares for each in shown(one, "charts")],
    }


def _desk(kept: DeskKept) -> Lists:
    return {
        "received": [desk.bundle_shape(one) for one in kept.bundles],
        "received_entries": [each for one in kept.bundles for each in desk.shown(one, "entries")],
        "received_charts": [each for one in kept.bundles for each in desk.shown(one, "charts")],
        "coach_notes": [desk.note_shape(one) for one in kept.notes],
    }


def _conversation(kept: Conversation, numbers: Numbers) -> Lists:
    beside = {one.held.uid: one for one in kept.kept_rounds}
    return {
        "replies": [reply_shape(reply) for reply in kept.replies],
        "actions": [action_shape(action) for action in kept.actions],
        "rounds": [round_shape(pair, beside.get(pair.uid), numbers) for pair in kept.rounds],
    }


def _write_lists(out: TextIO, lists: Lists) -> None:
    """One list for each kind of thing; a journal without any has none of them."""
    for name, parts in lists.items():
        if parts:
            out.write(f'"{name}": [' + ",".join(f"\n{_line(part)}" for part in parts) + "\n],\n")


def _line(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


exporter = Json()
