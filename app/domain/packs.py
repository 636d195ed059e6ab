"""Prompt packs: JSON files of frameworks, prompts and cards, read and checked one by one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.domain.errors import JournalError
from app.domain.own_prompts import is_own
from app.domain.prompt_rules import is_id, problem_of
from app.domain.prompts import MOMENTS, AnswerKind, Card, Ends, Framework, Needs, Option, Prompt, When

SCHEMA = 2

_PACK_KEYS = frozenset({"schema", "frameworks", "prompts", "cards", "quick_rule"})
_PROMPT_KEYS = frozenset(
    {"id", "title", "question", "help", "framework", "kind", "when", "options", "ends", "facet"}
    | {"core", "default_on", "note", "version", "needs", "question_at"}
)
_NEEDS_KEYS = frozenset({"prompt", "card", "answered", "any_of", "none_of", "any_at_most"})
_CONDITIONS = ("answered", "any_of", "none_of", "any_at_most")


_Name = TypeVar("_Name", AnswerKind, When)


class PackUnreadable(JournalError):  # noqa: N818  named for what happened, as all of them are
    """A prompt pack cannot be used; `problems` says each thing wrong and where."""

    code = "pack-unreadable"
    advice = "Correct the pack, or take it out of the prompts folder."

    def __init__(self, pack: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"The prompt pack {pack} cannot be used: {'; '.join(self.problems[:5])}.")


@dataclass(frozen=True)
class Pack:
    """The parts of one pack, in its order; `exclusive` are option ids that go with no other, by prompt."""

    name: str
    frameworks: tuple[Framework, ...]
    prompts: tuple[Prompt, ...]
    cards: tuple[Card, ...]
    exclusive: Mapping[str, frozenset[str]] = field(default_factory=dict)


class _Shape:
    """Reads a raw part key by key and gathers what is wrong instead of stopping at the first."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def of(self, kind: type, raw: Mapping[str, Any], key: str, where: str, default: Any) -> Any:
        """The value of a key if it has the kind (a bool is no int); the default otherwise, noted."""
        value = raw.get(key)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        if default is None or value is not None:
            self.problems.append(f"{where} needs {key} as {_WORDS[kind]}")
        return kind() if default is None else default

    def texts(self, raw: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none."""
        value = raw.get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.problems.append(f"{where} needs {key} as a list of texts")
        return ()

    def parts(self, raw: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
        """A list of objects."""
        value = raw.get(key)
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        self.problems.append(f"{where} needs {key} as a list of objects")
        return []

    def unknown(self, raw: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        """Note keys that mean nothing here: most are misspelt."""
        self.problems.extend(f"{where} has an unknown key {key}" for key in sorted(set(raw) - known))


_WORDS: Mapping[type, str] = {str: "a text", int: "a whole number", bool: "true or false", dict: "an object"}


def read_pack(text: str, name: str) -> Pack:
    """Read and check one pack on its own; raises PackUnreadable with everything that is wrong.

    What it names in other packs is checked by `library.merge`.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise PackUnreadable(name, ["it is not JSON"]) from None
    if not isinstance(raw, dict):
        raise PackUnreadable(name, ["it is not a JSON object"])
    if raw.get("schema") != SCHEMA:
        raise PackUnreadable(name, [f"its schema is not {SCHEMA}"])
    problems: list[str] = []
    shape = _Shape(problems)
    shape.unknown(raw, _PACK_KEYS, "the pack")
    frameworks = tuple(_framework(one, shape) for one in shape.parts(raw, "frameworks", "the pack"))
    raw_prompts = shape.parts(raw, "prompts", "the pack")
    prompts = tuple(_prompt(one, shape) for one in raw_prompts)
    cards = tuple(_card(one, shape) for one in shape.parts(raw, "cards", "the pack"))
    if not problems:
        problems += _prompt_problems(prompts)
    if problems:
        raise PackUnreadable(name, problems)
    chosen = {one["id"]: _exclusive(one) for one in raw_prompts}
    exclusive = {prompt_id: ids for prompt_id, ids in chosen.items() if ids}
    return Pack(name, frameworks, prompts, cards, exclusive)


def _framework(raw: dict[str, Any], shape: _Shape) -> Framework:
    where = f"framework {raw.get('id')}"
    shape.unknown(raw, frozenset({"id", "name", "source"}), where)
    values = [shape.of(str, raw, key, where, None) for key in ("id", "name", "source")]
    if not all(value.strip() for value in values):
        shape.problems.append(f"{where} needs an id, a name and a source")
    return Framework(*values)


def _prompt(raw: dict[str, Any], shape: _Shape) -> Prompt:
    where = f"prompt {raw.get('id')}"
    shape.unknown(raw, _PROMPT_KEYS, where)
    return Prompt(
        id=shape.of(str, raw, "id", where, None),
        title=shape.of(str, raw, "title", where, None),
        question=shape.of(str, raw, "question", where, None),
        help=shape.of(str, raw, "help", where, None),
        framework=shape.of(str, raw, "framework", where, None),
        kind=_named(AnswerKind, raw.get("kind"), AnswerKind.TEXT, f"{where} has no known kind", shape),
        when=_moments(shape.texts(raw, "when", where), where, shape),
        version=shape.of(int, raw, "version", where, 1),
        options=_options(raw, where, shape),
        ends=_ends(shape.texts(raw, "ends", where), where, shape),
        facet=shape.of(str, raw, "facet", where, ""),
        core=shape.of(bool, raw, "core", where, False),
        default_on=shape.of(bool, raw, "default_on", where, True),
        needs=_needs(shape.of(dict, raw, "needs", where, {}), where, shape),
        question_at=tuple(
            (_named(When, when, When.REVIEW, f"{where} has a question_at of no known moment", shape), words)
            for when, words in shape.of(dict, raw, "question_at", where, {}).items()
            if _is_text(words, f"{where} needs question_at as texts", shape)
        ),
        note=shape.of(str, raw, "note", where, ""),
    )


def _is_text(value: object, problem: str, shape: _Shape) -> bool:
    if isinstance(value, str) and value.strip():
        return True
    shape.problems.append(problem)
    return False


def _named(kind: type[_Name], value: Any, default: _Name, problem: str, shape: _Shape) -> _Name:
    try:
        return kind(value)
    except ValueError:
        shape.problems.append(problem)
        return default


def _moments(names: tuple[str, ...], where: str, shape: _Shape) -> tuple[When, ...]:
    problem = f"{where} has no known moment"
    moments = [_named(When, name, When.DECISION, problem, shape) for name in names]
    if not set(moments) <= set(MOMENTS):
        shape.problems.append(problem)
    return tuple(dict.fromkeys(moments))


def _options(raw: dict[str, Any], where: str, shape: _Shape) -> tuple[Option, ...]:
    parts = shape.parts(raw, "options", where) if raw.get("options") is not None else []
    for part in parts:
        shape.unknown(part, frozenset({"id", "label", "exclusive"}), f"an option of {where}")
        shape.of(bool, part, "exclusive", f"an option of {where}", False)
    return tuple(
        Option(*(shape.of(str, part, key, f"an option of {where}", None) for key in ("id", "label")))
        for part in parts
    )


def _exclusive(raw: dict[str, Any]) -> frozenset[str]:
    return frozenset(part["id"] for part in raw.get("options") or [] if part.get("exclusive") is True)


def _ends(names: tuple[str, ...], where: str, shape: _Shape) -> Ends | None:
    if not names:
        return None
    if len(names) != 2:
        shape.problems.append(f"{where} needs two ends")
        return None
    return Ends(*names)


def _needs(raw: dict[str, Any], where: str, shape: _Shape) -> Needs | None:
    if not raw:
        return None
    where = f"the needs of {where}"
    shape.unknown(raw, _NEEDS_KEYS, where)
    if ("prompt" in raw) == ("card" in raw):
        shape.problems.append(f"{where} name either a prompt or a card")
    if sum(key in raw for key in _CONDITIONS) != 1:
        shape.problems.append(f"{where} hold exactly one condition")
    return Needs(
        prompt=shape.of(str, raw, "prompt", where, None) if "prompt" in raw else None,
        card=shape.of(str, raw, "card", where, None) if "card" in raw else None,
        answered=shape.of(bool, raw, "answered", where, False),
        any_of=shape.texts(raw, "any_of", where),
        none_of=shape.texts(raw, "none_of", where),
        any_at_most=shape.of(int, raw, "any_at_most", where, None) if "any_at_most" in raw else None,
    )


def _card(raw: dict[str, Any], shape: _Shape) -> Card:
    where = f"card {raw.get('id')}"
    shape.unknown(raw, frozenset({"id", "prompts", "quick_rank"}), where)
    prompts = shape.texts(raw, "prompts", where)
    if not prompts:
        shape.problems.append(f"{where} holds no prompts")
    return Card(shape.of(str, raw, "id", where, None), prompts, shape.of(int, raw, "quick_rank", where, None))


def _prompt_problems(prompts: Iterable[Prompt]) -> list[str]:
    found = []
    for prompt in prompts:
        if not is_id(prompt.id) or is_own(prompt.id):
            found.append(f"prompt {prompt.id} needs an id of small letters, digits and hyphens")
        elif (problem := problem_of(prompt)) is not None:
            found.append(f"prompt {prompt.id} needs {problem[1]}")
    return found
