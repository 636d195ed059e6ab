"""How Balcony looks and behaves on this device; nothing of the journal is in here."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final, Literal, get_args

from app.paths import make_folder

Theme = Literal["system", "light", "dark", "contrast"]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
TEXT_SIZES: Final = range(100, 201)
LOCK_MINUTES: Final = range(2, 61)
_WINDOW_PIXELS: Final = range(200, 20_001)
_LARGEST_FILE: Final = 256 * 1024


@dataclass(frozen=True)
class Preferences:
    """The preferences of this device; every value is within its range.

    `text_size` is in percent, `window` width and height in pixels. `reduced_motion` None follows the
    system. `unknown` keeps what another version wrote.
    """

    theme: Theme = "system"
    text_size: int = 100
    reduced_motion: bool | None = None
    legible_font: bool = False
    lock_after_minutes: int = 5
    window: tuple[int, int] | None = None
    unknown: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in _known(self).items():
            if not _fits(name, value):
                raise ValueError(f"{name} is out of range")

    def changed(self, **values: object) -> "Preferences":
        """A copy with these values; raises ValueError for one out of range."""
        return replace(self, **values)  # type: ignore[arg-type]


def load_preferences(path: Path) -> Preferences:
    """Read the preferences; what cannot be read or is out of range falls back to the default.

    Never raises. A file that is not JSON is kept as `….unreadable` beside it.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError:
        return Preferences()
    try:
        said = json.loads(content) if len(content) <= _LARGEST_FILE else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        _keep_aside(path)
        return Preferences()
    return _from_json(said)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Replace the file as a whole, mode 0600; raises OSError."""
    make_folder(path.parent)
    body = {**preferences.unknown, **_known(preferences)}
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(body, out, indent=1)
        out.write("\n")
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def _known(preferences: Preferences) -> dict[str, object]:
    return {
        each.name: getattr(preferences, each.name) for each in fields(preferences) if each.name != "unknown"
    }


def _from_json(said: Mapping[str, object]) -> Preferences:
    usual = _known(Preferences())
    found: dict[str, object] = {}
    for name in usual.keys() & said.keys():
        value = said[name]
        if name == "window" and isinstance(value, list):
            value = tuple(value)
        if _fits(name, value):
            found[name] = value
    unknown = {name: value for name, value in said.items() if name not in usual}
    return Preferences().changed(**found, unknown=unknown)


def _fits(name: str, value: object) -> bool:
    match name:
        case "theme":
            return isinstance(value, str) and value in THEMES
        case "text_size":
            return _whole(value, TEXT_SIZES)
        case "lock_after_minutes":
            return _whole(value, LOCK_MINUTES)
        case "reduced_motion":
            return value is None or isinstance(value, bool)
        case "window":
            return value is None or (
                isinstance(value, tuple)
                and len(value) == 2
                and all(_whole(pixels, _WINDOW_PIXELS) for pixels in value)
            )
        case _:
            return isinstance(value, bool)


def _whole(value: object, allowed: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed


def _keep_aside(path: Path) -> None:
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}.unreadable"))
