"""The key file: what it holds, how it is read strictly, and how both copies are written."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from app.domain.errors import JournalTooNew, KeySlotsDamaged, KeySlotsMissing
from app.storage.files import write_whole
from app.storage.keys.policy import Argon2Cost
from app.storage.keys.sealing import NONCE_BYTES, SALT_BYTES, SEALED_BYTES

Kind = Literal["passphrase", "recovery"]
KINDS: Final[tuple[Kind, ...]] = ("passphrase", "recovery")
_FORMAT = "balcony-keys"
_VERSION = 1
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True)
class Slot:
    """One way to open the journal: the data key, sealed; `cost` is set for a passphrase only."""

    kind: Kind
    salt: bytes
    nonce: bytes
    sealed: bytes
    cost: Argon2Cost | None


@dataclass(frozen=True)
class SlotFile:
    """All slots of one journal, at most one of each kind."""

    journal_id: str
    slots: tuple[Slot, ...]

    def slot(self, kind: Kind) -> Slot | None:
        return next((slot for slot in self.slots if slot.kind == kind), None)

    def with_slot(self, new: Slot) -> "SlotFile":
        others = tuple(slot for slot in self.slots if slot.kind != new.kind)
        return SlotFile(self.journal_id, tuple(sorted((*others, new), key=lambda slot: slot.kind)))


def bound_to(journal_id: str, kind: Kind, salt: bytes, cost: Argon2Cost | None) -> bytes:
    """What a sealed key is tied to: its slot's header and its journal, so that neither can be swapped."""
    return _canonical(
        {"format": _FORMAT, "version": _VERSION, "journal_id": journal_id, **_header(kind, salt, cost)}
    )


def second_copy(path: Path) -> Path:
    """The copy kept beside a key file; the same content, so that an old passphrase never lives on in it."""
    return path.with_name(f"{path.name}.1")


def write_slots(path: Path, slots: SlotFile) -> None:
    write_both(path, dump(slots))


def write_both(path: Path, content: bytes) -> None:
    """Replace both copies, one after the other: at every moment at least one of them is whole."""
    write_whole(path, content)
    write_whole(second_copy(path), content)


def read_slots(path: Path) -> tuple[SlotFile, bytes]:
    """The slots and the bytes they were read from: the file's, or its second copy's if need be.

    Raises KeySlotsMissing when there is neither, KeySlotsDamaged when none of them is whole, and
    JournalTooNew for the file of a later version.
    """
    problem: KeySlotsDamaged | None = None
    for copy in (path, second_copy(path)):
        try:
            with copy.open("rb") as file:
                content = file.read(_LARGEST_FILE + 1)
            return load(content), content
        except FileNotFoundError:
            continue
        except KeySlotsDamaged as error:
            problem = problem or error
    raise problem or KeySlotsMissing()


def dump(slots: SlotFile) -> bytes:
    body: dict[str, object] = {
        "format": _FORMAT,
        "version": _VERSION,
        "journal_id": slots.journal_id,
        "slots": [
            {
                **_header(slot.kind, slot.salt, slot.cost),
                "nonce": _spelt(slot.nonce),
                "sealed": _spelt(slot.sealed),
            }
            for slot in slots.slots
        ],
    }
    return json.dumps({**body, "checksum": _checksum(body)}, indent=1).encode() + b"\n"


def load(content: bytes) -> SlotFile:
    """Read a key file strictly; raises KeySlotsDamaged, or JournalTooNew for a later version."""
    if len(content) > _LARGEST_FILE:
        raise KeySlotsDamaged
    try:
        body = _mapping(json.loads(content))
        if body.pop("checksum", None) != _checksum(body) or body["format"] != _FORMAT:
            raise KeySlotsDamaged
        if _number(body["version"]) > _VERSION:
            raise JournalTooNew
        slots = tuple(_slot(_mapping(each)) for each in cast("list[object]", body["slots"]))
        return _one_of_each(SlotFile(_text(body["journal_id"]), slots))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeySlotsDamaged from error


def _one_of_each(slots: SlotFile) -> SlotFile:
    if len({slot.kind for slot in slots.slots}) != len(slots.slots):
        raise KeySlotsDamaged
    return slots


def _slot(fields: Mapping[str, object]) -> Slot:
    kind = _text(fields["type"])
    if kind not in KINDS:
        raise KeySlotsDamaged
    cost = None
    if kind == "passphrase":
        kdf = _mapping(fields["kdf"])
        if kdf["name"] != "argon2id":
            raise KeySlotsDamaged
        cost = Argon2Cost(_number(kdf["memory_kib"]), _number(kdf["iterations"]), _number(kdf["lanes"]))
    return Slot(
        kind=kind,
        salt=_raw(fields["salt"], SALT_BYTES),
        nonce=_raw(fields["nonce"], NONCE_BYTES),
        sealed=_raw(fields["sealed"], SEALED_BYTES),
        cost=cost,
    )


def _header(kind: Kind, salt: bytes, cost: Argon2Cost | None) -> dict[str, object]:
    kdf: dict[str, object] = {"name": "hkdf-sha256"}
    if cost is not None:
        kdf = {
            "name": "argon2id",
            "memory_kib": cost.memory_kib,
            "iterations": cost.iterations,
            "lanes": cost.lanes,
        }
    return {"type": kind, "kdf": kdf, "salt": _spelt(salt)}


def _canonical(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _checksum(body: Mapping[str, object]) -> str:
    """Tells damage from a wrong passphrase; it guards against accidents, the seals against people."""
    return hashlib.sha256(_canonical(body)).hexdigest()


def _spelt(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _raw(value: object, length: int) -> bytes:
    content = base64.b64decode(_text(value), validate=True)
    if len(content) != length:
        raise KeySlotsDamaged
    return content


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise KeySlotsDamaged
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise KeySlotsDamaged
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise KeySlotsDamaged
    return value
