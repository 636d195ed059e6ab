"""Making, opening and changing the key slots of a journal."""

import os
from contextlib import suppress
from pathlib import Path

from app.domain.errors import (
    InvalidInput,
    JournalExists,
    JournalTooNew,
    KeySlotsDamaged,
    KeySlotsMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.storage.files import file_errors, write_whole
from app.storage.keys.data_key import DataKey, wipe
from app.storage.keys.policy import Argon2Cost, KdfPolicy
from app.storage.keys.recovery import RecoveryCode
from app.storage.keys.sealing import SALT_BYTES, key_from_passphrase, key_from_recovery, seal, unseal
from app.storage.keys.slot_file import (
    Kind,
    Slot,
    SlotFile,
    bound_to,
    load,
    read_slots,
    second_copy,
    write_both,
    write_slots,
)


def create_slots(
    path: Path, journal_id: str, passphrase: str, policy: KdfPolicy
) -> tuple[DataKey, RecoveryCode]:
    """Make a data key and the key file of a new journal; raises JournalExists rather than replace one."""
    with file_errors():
        if path.exists() or second_copy(path).exists():
            raise JournalExists("There is already a key file in this folder.")
        data_key = DataKey.random(journal_id)
        code = RecoveryCode.random()
        slots = SlotFile(journal_id, ())
        slots = slots.with_slot(_passphrase_slot(data_key, passphrase, policy))
        slots = slots.with_slot(_recovery_slot(data_key, code))
        write_slots(path, slots)
    return data_key, code


def open_with_passphrase(path: Path, passphrase: str, policy: KdfPolicy) -> DataKey:
    """The data key of a journal. Takes as long as the policy asks, so call it off the GUI thread.

    Raises WrongPassphrase; KeySlotsDamaged only when the file itself is not whole or out of range;
    KeySlotsMissing; NotEnoughMemory.
    """
    with file_errors():
        slots, content = read_slots(path)
        slot = slots.slot("passphrase")
        if slot is None or slot.cost is None:
            raise KeySlotsDamaged(
                "This key file has no passphrase.", "Open the journal with its recovery code."
            )
        policy.check(slot.cost)
        data_key = _open(slots, slot, key_from_passphrase(passphrase, slot.salt, slot.cost))
        if data_key is None:
            raise WrongPassphrase
        _mend_copies(path, content)
    return data_key


def open_with_recovery(path: Path, code: RecoveryCode | str) -> DataKey:
    """The data key of a journal, by its recovery code (as typed, or read); raises WrongRecoveryCode."""
    with file_errors():
        read = RecoveryCode.read(code) if isinstance(code, str) else code
        slots, content = read_slots(path)
        slot = slots.slot("recovery")
        data_key = None if slot is None else _open(slots, slot, key_from_recovery(read, slot.salt))
        if data_key is None:
            raise WrongRecoveryCode
        _mend_copies(path, content)
    return data_key


def change_passphrase(path: Path, data_key: DataKey, new: str, policy: KdfPolicy) -> None:
    """Let a new passphrase open the journal and the old one no longer, in both copies of the key file.

    The journal itself is not touched, nor the recovery code. A key file that was lost or damaged
    while the journal was open is made anew, then without a recovery code.
    """
    with file_errors():
        slots = _slots_of(path, data_key)
        write_slots(path, slots.with_slot(_passphrase_slot(data_key, new, policy)))


def new_recovery_code(path: Path, data_key: DataKey) -> RecoveryCode:
    """Make a recovery code; an earlier one no longer opens the journal."""
    with file_errors():
        code = RecoveryCode.random()
        write_slots(path, _slots_of(path, data_key).with_slot(_recovery_slot(data_key, code)))
    return code


def journal_id_of(path: Path) -> str:
    """The journal a key file belongs to, read without opening it."""
    with file_errors():
        return read_slots(path)[0].journal_id


def kinds_of_slots(path: Path) -> frozenset[Kind]:
    """Whether a journal can be opened by passphrase, by recovery code, or by both."""
    with file_errors():
        return frozenset(slot.kind for slot in read_slots(path)[0].slots)


def copy_of_slots(path: Path) -> bytes:
    """The key file as it is, for a backup."""
    with file_errors():
        return read_slots(path)[1]


def put_back_slots(path: Path, content: bytes) -> None:
    """Write the key file out of a backup, both copies; raises KeySlotsDamaged when it is not whole."""
    load(content)
    with file_errors():
        write_both(path, content)


def _slots_of(path: Path, data_key: DataKey) -> SlotFile:
    """The slots to change for an open journal; never those of another journal."""
    try:
        slots, _ = read_slots(path)
    except (KeySlotsMissing, KeySlotsDamaged):
        return SlotFile(data_key.journal_id, ())
    if slots.journal_id != data_key.journal_id:
        raise KeySlotsDamaged("The key file in this folder belongs to another journal.")
    return slots


def _passphrase_slot(data_key: DataKey, passphrase: str, policy: KdfPolicy) -> Slot:
    if not passphrase:
        raise InvalidInput("passphrase", "The passphrase is empty.", "Type one, or let Balcony suggest one.")
    cost = policy.cost
    policy.check(cost)
    salt = os.urandom(SALT_BYTES)
    return _sealed(data_key, "passphrase", salt, cost, key_from_passphrase(passphrase, salt, cost))


def _recovery_slot(data_key: DataKey, code: RecoveryCode) -> Slot:
    salt = os.urandom(SALT_BYTES)
    return _sealed(data_key, "recovery", salt, None, key_from_recovery(code, salt))


def _sealed(data_key: DataKey, kind: Kind, salt: bytes, cost: Argon2Cost | None, wrapping: bytearray) -> Slot:
    nonce, sealed = seal(data_key, wrapping, bound_to(data_key.journal_id, kind, salt, cost))
    wipe(wrapping)
    return Slot(kind, salt, nonce, sealed, cost)


def _open(slots: SlotFile, slot: Slot, wrapping: bytearray) -> DataKey | None:
    tied = bound_to(slots.journal_id, slot.kind, slot.salt, slot.cost)
    content = unseal(wrapping, slot.nonce, slot.sealed, tied)
    wipe(wrapping)
    return None if content is None else DataKey(content, slots.journal_id)


def _mend_copies(path: Path, content: bytes) -> None:
    """Finish a change that was cut short: after it, both copies are the one that was just opened.

    Left alone where the folder cannot be written, and where the second copy is whole but belongs to
    another journal: then the first may have been put here by mistake.
    """
    with suppress(OSError):
        for copy in (path, second_copy(path)):
            if not copy.exists() or _may_replace(copy.read_bytes(), content):
                write_whole(copy, content)


def _may_replace(old: bytes, new: bytes) -> bool:
    if old == new:
        return False
    try:
        return load(old).journal_id == load(new).journal_id
    except KeySlotsDamaged:
        return True
    except JournalTooNew:
        return False
