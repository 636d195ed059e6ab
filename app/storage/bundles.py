"""Shares, replies and what they are made of as JSON text inside the encrypted file."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.domain.sharing import Agreement, Anchor, ReviewReply, ShareBundle

Kept = ShareBundle | ReviewReply | Agreement | Anchor
_T = TypeVar("_T")


def to_text(kept: Kept) -> str:
    """One line of JSON; the same value always gives the same text."""
    return json.dumps(_plain(kept), ensure_ascii=False, separators=(",", ":"))


def bundle_from(text: str) -> ShareBundle:
    return from_shape(ShareBundle, json.loads(text))


def reply_from(text: str) -> ReviewReply:
    return from_shape(ReviewReply, json.loads(text))


def agreement_from(text: str) -> Agreement:
    return from_shape(Agreement, json.loads(text))


def anchor_from(text: str) -> Anchor:
    return from_shape(Anchor, json.loads(text))


def _plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, days as ISO; what is as it is by default is left out."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_shape(kind: type[_T], shape: Mapping[str, Any]) -> _T:
    """The dataclass that `to_text` wrote; raises KeyError, TypeError or ValueError for another shape."""
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable, whatever its own values are
    return kind(**{name: _read(hints[name], value) for name, value in shape.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:
    if hint in (str, int):
        if type(value) is not hint:
            raise TypeError("a value of another kind")
        return value
    if get_origin(hint) in (Union, UnionType):
        return (
            None
            if value is None
            else _read(next(one for one in get_args(hint) if one is not type(None)), value)
        )
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise TypeError("a value of another kind")
        parts = get_args(hint)
        kinds = (parts[0],) * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_read(part, one) for part, one in zip(kinds, value, strict=True))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_shape(hint, value)
    return date.fromisoformat(value) if hint is date else hint(value)
