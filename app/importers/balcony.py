"""Balcony's own JSON, read back whole."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.coaching import DeskKept
from app.domain.contacts import SharingKept
from app.domain.conversation import Conversation
from app.domain.errors import ImportProblem, JournalError
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.prompts import Wording
from app.domain.whole import JournalHeader, JsonValue, WholeEntry
from app.importers.reading.conversation import conversation_from
from app.importers.reading.desk import desk_from
from app.importers.reading.fields import Fields, is_whole, wrong
from app.importers.reading.files import opened
from app.importers.reading.flow import stop_if
from app.importers.reading.sharing import sharing_from
from app.importers.reading.stream import ArrayStart, Element, Member, walk
from app.importers.reading.whole_entries import EntryReader, header_from, wording_from

FORMAT = "balcony-journal"
NEWEST = 1
LARGEST_ENTRY = 8 * 1024 * 1024
"""Characters; our own entries carry their whole history, so they may be longer than others'."""
_CONVERSATION = ("replies", "actions", "rounds")
_SHARING = ("contacts", "agreements", "shares", "shared_entries", "shared_charts")
_DESK = ("received", "received_entries", "received_charts", "coach_notes")
_ARRAYS = frozenset({"entries", "wordings", *_CONVERSATION, *_SHARING, *_DESK})
_MOST_WORDINGS = 100_000


class Balcony:
    """Reads what the `json` exporter writes: once to see that it is whole, then entry by entry."""

    id = "balcony"
    name = "Balcony"
    describes = "The JSON file that Balcony exports."
    suffixes = (".json",)

    def recognises(self, path: Path) -> bool:
        try:
            with closing(opened(path)) as stream:
                for part in walk(stream, _ARRAYS):
                    if isinstance(part, Member) and part.key == "format":
                        return part.value == FORMAT
                    if not isinstance(part, Member):
                        return False
        except (JournalError, OSError, ValueError):
            return False
        return False

    def read_whole(
        self, path: Path, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> tuple[JournalHeader, Iterator[WholeEntry]]:
        outline = _Outline()
        with closing(opened(path)) as stream:
            for part in walk(stream, _ARRAYS, LARGEST_ENTRY):
                stop_if(cancelled)
                outline.take(part)
        header = replace(
            header_from(outline.checked()),
            conversation=outline.conversation(),
            sharing=outline.sharing(),
            desk=outline.desk(),
        )
        return header, _entries(path, header, outline, progress, cancelled)


class _Outline:
    """Everything in a file but its entries, which are only counted."""

    def __init__(self) -> None:
        self.wordings: dict[int, Wording] = {}
        self.entries = 0
        self._members: dict[str, JsonValue] = {}
        self._has_list = False
        self._said: dict[str, list[Fields]] = {name: [] for name in (*_CONVERSATION, *_SHARING, *_DESK)}

    def take(self, part: ArrayStart | Element | Member) -> None:
        if isinstance(part, Member):
            self._members[part.key] = part.value
            self._check_version(part)
        elif isinstance(part, ArrayStart):
            self._has_list = self._has_list or part.key == "entries"
        elif part.key == "entries":
            Fields(part.value, f"entries[{part.index}]")  # anything but an object ends the reading here
            self.entries += 1
        elif part.key in self._said:
            self._said[part.key].append(Fields(part.value, f"{part.key}[{part.index}]"))
        else:
            number, wording = wording_from(Fields(part.value, f"wordings[{part.index}]"))
            if number in self.wordings or len(self.wordings) == _MOST_WORDINGS:
                raise wrong(f"wordings[{part.index}].number")
            self.wordings[number] = wording

    def _check_version(self, part: Member) -> None:
        if part.key == "version" and is_whole(part.value) and part.value > NEWEST:
            raise ImportProblem(
                "This file was written by a newer version of Balcony.",
                "Install the newer version, then bring the file in. Nothing was changed.",
                "version",
            )

    def conversation(self) -> Conversation:
        """What came from and with others; wordings stand after it in the file, so it is read at the end."""
        replies, actions, rounds = (self._said[name] for name in _CONVERSATION)
        return conversation_from(replies, actions, rounds, self.wordings)

    def sharing(self) -> SharingKept:
        """Who was shared with, and what left."""
        return sharing_from(*(self._said[name] for name in _SHARING))

    def desk(self) -> DeskKept:
        """What leaders shared with this coach, and what was said of it."""
        return desk_from(*(self._said[name] for name in _DESK))

    def checked(self) -> Fields:
        """The `journal` member of a file that is what it should be."""
        if self._members.get("format") != FORMAT or not self._has_list:
            raise ImportProblem(
                "This file was not exported by Balcony as JSON.",
                "Choose a file that Balcony wrote, or another format to import from.",
            )
        version = self._members.get("version")
        if not is_whole(version) or version != NEWEST:
            raise wrong("version")
        return Fields(self._members.get("journal"), "journal")


def _entries(
    path: Path, header: JournalHeader, outline: _Outline, progress: Progress, cancelled: Cancelled
) -> Iterator[WholeEntry]:
    reader = EntryReader(header.themes, outline.wordings)
    with closing(opened(path)) as stream:
        for part in walk(stream, _ARRAYS, LARGEST_ENTRY):
            stop_if(cancelled)
            if isinstance(part, Element) and part.key == "entries":
                yield reader.read(Fields(part.value, f"entries[{part.index}]"))
                progress(part.index + 1, outline.entries)


whole_importer = Balcony()
