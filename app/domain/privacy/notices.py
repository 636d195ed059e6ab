"""What the privacy check tells: a passage, why it was noticed, and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum

REMOVED = "[removed]"
"""Stands in place of words taken out; always of this width, so that it tells nothing of their length."""


class Group(StrEnum):
    """What kind of trace a passage leaves."""

    NAME = "name"
    ALIAS = "alias"
    IDENTIFIER = "identifier"
    DATE = "date"
    ROLE = "role"
    CHILD = "child"
    EVENT = "event"
    PROCEEDINGS = "proceedings"


GROUP_WORDS = {
    Group.NAME: "Names",
    Group.ALIAS: "Your own list of names",
    Group.IDENTIFIER: "Numbers and addresses",
    Group.DATE: "Exact dates",
    Group.ROLE: "Roles and places there is one of",
    Group.CHILD: "What could point to one child",
    Group.EVENT: "Rare events",
    Group.PROCEEDINGS: "Family proceedings",
}


class Choice(StrEnum):
    """What the leader can do with a noticed passage."""

    LEAVE = "leave"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do; `words` stand in the share copy afterwards (empty when the words are left)."""

    choice: Choice
    words: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A passage from `start` to `end` (characters of the text) that could point to somebody.

    `stops` asks for the stop screen about family proceedings before anything is shared. Notices that
    stop may lie over others; all the rest never overlap.
    """

    rule_id: str
    group: Group
    start: int
    end: int
    why: str
    suggestions: tuple[Suggestion, ...]
    stops: bool = False


def suggestions(*words: str) -> tuple[Suggestion, ...]:
    """Leave it, change it to each of `words`, or take it out."""
    changes = (Suggestion(Choice.CHANGE, one) for one in words)
    return (Suggestion(Choice.LEAVE), *changes, Suggestion(Choice.REMOVE, REMOVED))
