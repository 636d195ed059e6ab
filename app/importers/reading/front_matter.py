"""The properties at the top of a Markdown note, read as plain strings and lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 64 * 1024
"""Characters; what is longer is left as text."""
_OPEN = "---"
_CLOSE = {"---", "..."}


@dataclass(frozen=True, slots=True)
class Note:
    """A note in its two parts; names of properties are in lower case."""

    text: str
    properties: Mapping[str, object] = field(default_factory=dict)
    unread: bool = False
    """There were properties, but not in YAML: they stay in the text."""
    body_at: int = 0
    """Where in the text the words begin, after properties that stayed."""


def note_of(text: str) -> Note:
    """Split a note whose lines end in newlines only; a note without properties is all text."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != _OPEN:
        return Note(text)
    lines = rest[: LONGEST + 1].split("\n")
    end = next((number for number, line in enumerate(lines) if line.rstrip() in _CLOSE), None)
    if end is None:
        return Note(text)
    yaml_text = "\n".join(lines[:end])
    properties = _properties(yaml_text)
    body = rest[len("\n".join(lines[: end + 1])) :].lstrip("\n")
    if properties is None:
        return Note(text, unread=True, body_at=len(text) - len(body))
    return Note(body, properties)


def _properties(yaml_text: str) -> dict[str, object] | None:
    """The mapping of a YAML document; None when it is none.

    BaseLoader makes strings, lists and mappings and nothing else: no dates that
    cannot be, no objects, and no merge keys, whose repetition can fill the memory.
    """
    import yaml  # here, so that opening the journal does not wait for it

    try:
        found = yaml.BaseLoader(yaml_text).get_single_data()
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None
    if found is None or found == "":
        return {}
    if not isinstance(found, Mapping):
        return None
    properties: dict[str, object] = {}
    for key, value in found.items():
        properties.setdefault(str(key).strip().lower(), value)
    return properties
