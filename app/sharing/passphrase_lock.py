"""age files locked by a passphrase, with work that is the same on every computer.

pyrage asks as much work as the sender's processor does in a second, so a file from a fast computer may not
open on a slow one, and it refuses what is too much for this one. Here the work is fixed, and looked at before
any is done. The format is that of C2SP "age", which the `age` command reads and writes.
"""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from app.domain.errors import FileDamaged, NotEnoughMemory, WrongSharePassphrase

FACTOR: Final = 18
"""Scrypt runs 2^18 rounds over 256 MiB: about a second for one guess."""
HIGHEST_FACTOR: Final = 20

_VERSION: Final = b"age-encryption.org/v1\n"
_HEADER: Final = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n"
    rb"(---) ([A-Za-z0-9+/]{43})\n"
)
_CHUNK: Final = 64 * 1024
_TAG: Final = 16
_NONCE: Final = 16


def is_locked_by_passphrase(data: bytes) -> bool:
    return data.startswith(_VERSION + b"-> scrypt ")


def lock(plain: bytes, passphrase: str, factor: int = FACTOR) -> bytes:
    """An age file that opens with the passphrase; tests may ask for less work."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(_NONCE)
    wrapping = _wrapping_key(passphrase, salt, factor)
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = _VERSION + b"-> scrypt %s %d\n%s\n---" % (_spelt(salt), factor, _spelt(body))
    sealed = bytearray(header + b" " + _spelt(_mac(file_key, header)) + b"\n" + nonce)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    for number, at, last in _chunks(len(plain), _CHUNK):
        sealed += cipher.encrypt(_chunk_nonce(number, last=last), plain[at : at + _CHUNK], None)
    return bytes(sealed)


def unlock(data: bytes, passphrase: str) -> bytes:
    """The plain content; raises WrongSharePassphrase, FileDamaged or NotEnoughMemory."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    found = _HEADER.match(data)
    if found is None:
        raise FileDamaged
    salt, factor, body, mac = _raw(found[1]), int(found[2]), _raw(found[3]), _raw(found[5])
    if factor > HIGHEST_FACTOR:
        raise FileDamaged("This file asks for far more work than Balcony ever asks for; it was altered.")
    try:
        file_key = ChaCha20Poly1305(_wrapping_key(passphrase, salt, factor)).decrypt(bytes(12), body, None)
    except InvalidTag as error:
        raise WrongSharePassphrase from error
    if not hmac.compare_digest(_mac(file_key, data[: found.end(4)]), mac):
        raise FileDamaged
    return _payload(data, found.end(), file_key)


def _payload(data: bytes, begin: int, file_key: bytes) -> bytes:
    """The chunks after the header, each checked; the last one is marked, so that none can be missing."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    whole = memoryview(data)
    nonce, chunks = whole[begin : begin + _NONCE], whole[begin + _NONCE :]
    if len(nonce) != _NONCE or not chunks:
        raise FileDamaged
    cipher = ChaCha20Poly1305(_derived(file_key, bytes(nonce), b"payload"))
    plain = bytearray()
    try:
        for number, at, last in _chunks(len(chunks), _CHUNK + _TAG):
            plain += cipher.decrypt(_chunk_nonce(number, last=last), chunks[at : at + _CHUNK + _TAG], None)
            if last and number and len(plain) % _CHUNK == 0 and len(chunks) - at == _TAG:
                raise FileDamaged  # an empty last chunk stands only in an empty file
    except InvalidTag as error:
        raise FileDamaged from error
    return bytes(plain)


def _chunks(length: int, size: int) -> Iterator[tuple[int, int, bool]]:
    """Number, place and whether it is the last, of each chunk; an empty content has one."""
    count = max(1, -(-length // size))
    for number in range(count):
        yield number, number * size, number == count - 1


def _chunk_nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _wrapping_key(passphrase: str, salt: bytes, factor: int) -> bytes:
    try:
        return hashlib.scrypt(
            _as_spoken(passphrase),
            salt=b"age-encryption.org/v1/scrypt" + salt,
            n=1 << factor,
            r=8,
            p=1,
            maxmem=(1 << factor) * 1024 + (1 << 20),
            dklen=32,
        )
    except (MemoryError, ValueError) as error:  # OpenSSL says either where memory is short
        raise NotEnoughMemory(
            "There is not enough free memory to open this file.", "Close some other programs and try again."
        ) from error


def _as_spoken(passphrase: str) -> bytes:
    """Words said on the telephone: the spaces between them may be any."""
    plain = " ".join(unicodedata.normalize("NFC", passphrase).split())
    return plain.encode("utf-8", "surrogatepass")


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=salt or None, info=info).derive(file_key)


def _spelt(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _raw(spelt: bytes) -> bytes:
    """Read base64 without padding, in its one right spelling."""
    content = base64.b64decode(spelt + b"=" * (-len(spelt) % 4))
    if _spelt(content) != spelt:
        raise FileDamaged
    return content
