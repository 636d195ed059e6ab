"""The random key that encrypts one journal, held so that it can be wiped."""

import secrets

from app.domain.errors import JournalLocked

KEY_BYTES = 32
_HEX_PAIRS = [f"{value:02x}".encode() for value in range(256)]


class DataKey:
    """The 256-bit key of the journal `journal_id`; shows nothing of itself, and can be wiped.

    The bytes live in one buffer only, so `zero()` leaves no copy behind. A wiped key opens nothing.
    """

    __slots__ = ("_bytes", "_wiped", "journal_id")

    def __init__(self, content: bytearray, journal_id: str) -> None:
        """Take over `content`, which the caller must not keep."""
        if len(content) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._bytes = content
        self._wiped = False
        self.journal_id = journal_id

    @classmethod
    def random(cls, journal_id: str) -> "DataKey":
        """A new key; derived rather than drawn, so that no unwipeable `bytes` object ever holds it."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        content = bytearray(KEY_BYTES)
        HKDF(SHA256(), KEY_BYTES, salt=None, info=b"balcony data key").derive_into(
            secrets.token_bytes(KEY_BYTES), content
        )
        return cls(content, journal_id)

    def view(self) -> memoryview:
        """The bytes themselves, not a copy; raises JournalLocked once wiped."""
        if self._wiped:
            raise JournalLocked
        return memoryview(self._bytes).toreadonly()

    def as_sqlcipher_key(self) -> bytearray:
        """The raw-key form `x'<64 hex>'` that SQLCipher takes without deriving; wipe it after use."""
        spelt = bytearray(b"x'" + b"00" * KEY_BYTES + b"'")
        for place, value in enumerate(self.view()):
            spelt[2 + 2 * place : 4 + 2 * place] = _HEX_PAIRS[value]
        return spelt

    def zero(self) -> None:
        wipe(self._bytes)
        self._wiped = True

    def __repr__(self) -> str:
        return "DataKey(wiped)" if self._wiped else "DataKey(…)"


def wipe(content: bytearray) -> None:
    """Overwrite a buffer in place."""
    for place in range(len(content)):
        content[place] = 0
