"""A journal as it leaves and returns whole: a header, what came from others, every entry with its history.

Keys, drafts, undo, the bin and alias lists never leave (ruling 29).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.coaching import DeskKept
from app.domain.contacts import SharingKept
from app.domain.conversation import Conversation
from app.domain.entries import Entry, Theme, Version
from app.domain.prompts import Prompt

JsonValue = bool | int | float | str | None | list["JsonValue"] | dict[str, "JsonValue"]


@dataclass(frozen=True, slots=True)
class JournalHeader:
    """What a journal holds beside its entries; `settings` are its own choices (forms, saved searches, pauses).

    Comments name the entry they speak of by its uid.
    """

    is_demo: bool = False
    themes: tuple[Theme, ...] = ()
    own_prompts: tuple[Prompt, ...] = ()
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    conversation: Conversation = field(default_factory=Conversation)
    sharing: SharingKept = field(default_factory=SharingKept)
    desk: DeskKept = field(default_factory=DeskKept)


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """An entry with every earlier version of its texts, the uid it came from and the key it was imported by."""

    entry: Entry
    versions: tuple[Version, ...] = ()
    came_from_uid: str | None = None
    import_key: str | None = None
