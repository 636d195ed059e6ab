"""Reading the pages of a SQLCipher 4 file one by one, each judged by its own seal.

SQLCipher refuses every later page of a connection once one was damaged. Here a damaged page is None, and the
others are as they were written. The layout is that of SQLCipher 4 with a raw key: AES-256-CBC, and at the end
of each page its 16 bytes of IV and an HMAC-SHA512 over the page, the IV and the page's number
(zetetic.net/sqlcipher/design). The key of the HMAC comes from the raw key and the first 16 bytes of the file.
"""

import hashlib
import hmac
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.storage.files import NOT_FETCHED, file_errors
from app.storage.keys.data_key import KEY_BYTES, DataKey

PAGE_BYTES: Final = 4096
_SALT_BYTES: Final = 16
_IV_BYTES: Final = 16
_SEAL_BYTES: Final = 64
USABLE_BYTES: Final = PAGE_BYTES - _IV_BYTES - _SEAL_BYTES
"""What SQLite itself sees of a page: the rest is room SQLCipher reserves."""
_SALT_MASK: Final = 0x3A
_ROUNDS: Final = 2
_HEADER: Final = b"SQLite format 3\x00"


class SealedPages:
    """The pages of one file, opened to be read and never written; close it when done."""

    def __init__(self, path: Path, data_key: DataKey) -> None:
        """Raises what opening a file can meet."""
        self._data_key = data_key
        with file_errors():
            self._file = path.open(
                "rb", buffering=0
            )  # reading ahead would meet the bad sector of another page
            size = self._file.seek(0, 2)
            self._file.seek(0)
            salt = self._file.read(_SALT_BYTES)
        self.count = size // PAGE_BYTES
        """How many whole pages there are."""
        self.is_cut = size % PAGE_BYTES != 0
        mask = bytes(value ^ _SALT_MASK for value in salt)
        self._seal_key = hashlib.pbkdf2_hmac("sha512", data_key.view(), mask, _ROUNDS, KEY_BYTES)

    def page(self, number: int) -> bytes | None:
        """The 4,016 bytes SQLite keeps in a page, numbered from 1; None where its seal does not fit.

        None too where the drive cannot read it: a bad sector costs its own page.
        """
        if not 1 <= number <= self.count:
            return None
        raw = self._raw(number)
        first = _SALT_BYTES if number == 1 else 0
        sealed, seal = raw[first:-_SEAL_BYTES], raw[-_SEAL_BYTES:]
        said = hmac.digest(self._seal_key, sealed + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(said, seal):
            return None
        words, iv = sealed[:-_IV_BYTES], sealed[-_IV_BYTES:]
        opening = Cipher(algorithms.AES256(self._data_key.view()), modes.CBC(iv)).decryptor()
        plain = opening.update(words) + opening.finalize()
        return _HEADER + plain if number == 1 else plain

    def _raw(self, number: int) -> bytes:
        """The bytes of a page as they lie in the file; none of them where the drive cannot read it."""
        with file_errors():
            self._file.seek((number - 1) * PAGE_BYTES)
            try:
                return self._file.read(PAGE_BYTES)
            except OSError as error:
                if error.errno in NOT_FETCHED:
                    return b""
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
