"""Wrapping the data key under a passphrase or a recovery code (Argon2id, HKDF, AES-256-GCM)."""

import os
import unicodedata
from typing import cast

from app.domain.errors import NotEnoughMemory
from app.storage.keys.data_key import KEY_BYTES, DataKey, wipe
from app.storage.keys.policy import Argon2Cost
from app.storage.keys.recovery import RecoveryCode

SALT_BYTES = 32
NONCE_BYTES = 12
SEALED_BYTES = KEY_BYTES + 16


def key_from_passphrase(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytearray:
    """Derive the 32 bytes that wrap the data key; raises NotEnoughMemory. The caller wipes them.

    The passphrase is taken in Unicode form NFC, as the same letters reach us composed from one
    keyboard and decomposed from another; nothing else about it is changed.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    secret = bytearray(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))
    wrapping = bytearray(KEY_BYTES)
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        kdf.derive_into(cast("bytes", secret), wrapping)  # takes any buffer, though its stub says bytes
    except MemoryError as error:
        raise NotEnoughMemory from error
    finally:
        wipe(secret)
    return wrapping


def key_from_recovery(code: RecoveryCode, salt: bytes) -> bytearray:
    """Derive the wrapping key from 160 random bits, which need no slow derivation; the caller wipes it."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    wrapping = bytearray(KEY_BYTES)
    HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"balcony recovery slot").derive_into(code.secret(), wrapping)
    return wrapping


def seal(data_key: DataKey, wrapping: bytearray, bound_to: bytes) -> tuple[bytes, bytes]:
    """Wrap the data key; returns (nonce, sealed). `bound_to` must be the same when it is opened."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return nonce, AESGCM(wrapping).encrypt(nonce, data_key.view(), bound_to)


def unseal(wrapping: bytearray, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytearray | None:
    """The wrapped key, or None when the wrapping key is another one or anything was altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    content = bytearray(KEY_BYTES)
    try:
        AESGCM(wrapping).decrypt_into(nonce, sealed, bound_to, content)
    except InvalidTag:
        return None
    return content
