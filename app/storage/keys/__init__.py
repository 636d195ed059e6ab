"""The data key of a journal, and the passphrase and recovery code that open it."""

from app.storage.keys.data_key import DataKey
from app.storage.keys.policy import KdfPolicy
from app.storage.keys.recovery import RecoveryCode
from app.storage.keys.slots import (
    change_passphrase,
    copy_of_slots,
    create_slots,
    journal_id_of,
    kinds_of_slots,
    new_recovery_code,
    open_with_passphrase,
    open_with_recovery,
    put_back_slots,
)

__all__ = [
    "DataKey",
    "KdfPolicy",
    "RecoveryCode",
    "change_passphrase",
    "copy_of_slots",
    "create_slots",
    "journal_id_of",
    "kinds_of_slots",
    "new_recovery_code",
    "open_with_passphrase",
    "open_with_recovery",
    "put_back_slots",
]
