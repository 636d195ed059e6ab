"""The rules of the privacy check, read from data (resources/privacy: rules.json and words.json)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.domain.privacy.notices import Group, Suggestion, suggestions

_PART = re.compile(r"<<(\w+)>>")
_DEEPEST = 5  # how far a part of a pattern may stand inside another


class RulesUnreadable(ValueError):  # noqa: N818
    """The rules that ship with Balcony do not say what they should; only a developer can meet this."""


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, its explanation, and the words it offers instead.

    `as_typed` patterns read the text as it is, all others read it in small letters; `digits` patterns
    are tried only around digits, and any with `needs` only where one of those stands in the text. `near` groups (or
    the pattern `near_source`) must be found within `within` characters. `check` names a further test.
    `quiet` is what the notice while writing says; rules without `while_writing` wait for sharing.
    """

    id: str
    group: Group
    why: str
    say: tuple[str, ...]
    source: str = ""
    as_typed: bool = False
    digits: bool = False
    needs: tuple[str, ...] = ()
    near: frozenset[Group] = frozenset()
    near_source: str = ""
    within: int = 0
    check: str = ""
    coarsen: bool = False
    stops: bool = False
    while_writing: bool = False
    quiet: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first asked for: the notice while writing needs only some."""
        return re.compile(self.source)

    @cached_property
    def near_pattern(self) -> re.Pattern[str]:
        return re.compile(self.near_source)

    @cached_property
    def offers(self) -> tuple[Suggestion, ...]:
        return suggestions(*self.say)


@dataclass(frozen=True)
class Words:
    """Word lists, all in small letters."""

    titles: frozenset[str]
    sector: frozenset[str]
    openers: frozenset[str]
    not_people: frozenset[str]
    person_verbs: frozenset[str]
    particles: frozenset[str]
    first_names: frozenset[str]
    names_that_are_words: frozenset[str]


@dataclass(frozen=True)
class Rules:
    """Everything the privacy check goes by."""

    patterns: tuple[Rule, ...]
    names: Mapping[str, Rule]
    alias: Rule
    court_mark: Rule
    words: Words
    first: tuple[Rule, ...] = field(init=False)
    """Patterns that need nothing beside them."""
    beside: tuple[Rule, ...] = field(init=False)
    """Patterns that only count near something else."""
    order: Mapping[str, int] = field(init=False)
    """Which of two rules speaks where both find the same passage."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", tuple(one for one in self.patterns if not one.near))
        object.__setattr__(self, "beside", tuple(one for one in self.patterns if one.near))
        object.__setattr__(self, "order", {one.id: place for place, one in enumerate(self.all)})

    @property
    def all(self) -> tuple[Rule, ...]:
        return (*self.patterns, *self.names.values(), self.alias, self.court_mark)


def shipped_rules(folder: Path) -> Rules:
    """The rules in a folder; raises RulesUnreadable or OSError."""
    return read_rules((folder / "rules.json").read_text("utf-8"), (folder / "words.json").read_text("utf-8"))


def read_rules(rules: str, words: str) -> Rules:
    """Rules from the texts of the two files; raises RulesUnreadable."""
    try:
        raw = json.loads(rules)
        lists = {name: _words(lines) for name, lines in json.loads(words).items() if name != "note"}
        parts = {name: _filled(part, raw["parts"]) for name, part in raw["parts"].items()}
        read = Rules(
            tuple(_rule(one, parts) for one in raw["patterns"]),
            {one["id"]: _rule(one, parts) for one in raw["names"]},
            _rule(raw["alias"], parts),
            _rule(raw["court_mark"], parts),
            Words(**lists),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise RulesUnreadable("the rules of the privacy check cannot be read") from problem
    ids = [one.id for one in read.all]
    if len(ids) != len(set(ids)):
        raise RulesUnreadable("two rules of the privacy check share a name")
    return read


def _words(lines: list[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _filled(source: str, parts: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST):
        if "<<" not in source:
            break
        source = _PART.sub(lambda match: parts[match.group(1)], source)
    return source


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError("a list of texts was wanted")
    return tuple(str(one) for one in raw)


def _rule(raw: Mapping[str, object], parts: Mapping[str, str]) -> Rule:
    within = raw.get("within", 0)
    if not isinstance(within, int):
        raise TypeError("within is a number of characters")
    return Rule(
        id=str(raw["id"]),
        group=Group(str(raw["group"])),
        why=str(raw["why"]),
        say=_texts(raw["say"]),
        source=_filled(str(raw.get("pattern", "")), parts),
        as_typed=bool(raw.get("as_typed")),
        digits=bool(raw.get("digits")),
        needs=_texts(raw.get("needs", [])),
        near=frozenset(Group(one) for one in _texts(raw.get("near", []))),
        near_source=_filled(str(raw.get("near_pattern", "")), parts),
        within=within,
        check=str(raw.get("check", "")),
        coarsen=bool(raw.get("coarsen")),
        stops=bool(raw.get("stops")),
        while_writing=bool(raw.get("while_writing")),
        quiet=str(raw.get("quiet", "")),
    )
