"""What an age file of Balcony holds: a mark, the author's key, a signature over everything, and the parcel.

The signature is checked before a byte of the parcel is read; nothing is parsed that its author did not write.
"""

import base64
from dataclasses import dataclass
from typing import Final

from app.domain.errors import FileDamaged, FileTooNew, NotABalconyFile, NotGenuine
from app.sharing.keys import Identity, is_signed

MAGIC: Final = b"BALCNY1\0"
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
HEAD_BYTES: Final = len(MAGIC) + KEY_BYTES + SIGNATURE_BYTES
"""104: `tail -c +105` leaves the parcel, a plain zip."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A parcel and the key that signed it (base64)."""

    verify_key: str
    parcel: memoryview


def put(parcel: bytes, identity: Identity) -> bytes:
    """Sign a parcel and put it in its frame."""
    head = MAGIC + identity.public_bytes()
    return head + identity.sign(head + parcel) + parcel


def take(plain: bytes) -> Frame:
    """The parcel, once its signature was found right.

    Raises NotABalconyFile, FileTooNew, FileDamaged (too short) or NotGenuine.
    """
    if plain[: len(MAGIC)] != MAGIC:
        if plain[:6] == MAGIC[:6] and plain[6:7].isdigit() and plain[7:8] == b"\0":
            raise FileTooNew
        raise NotABalconyFile
    if len(plain) < HEAD_BYTES:
        raise FileDamaged
    key = plain[len(MAGIC) : len(MAGIC) + KEY_BYTES]
    signature = plain[len(MAGIC) + KEY_BYTES : HEAD_BYTES]
    whole = memoryview(plain)
    if not is_signed(key, signature, b"".join((MAGIC, key, whole[HEAD_BYTES:]))):
        raise NotGenuine
    return Frame(base64.b64encode(key).decode("ascii"), whole[HEAD_BYTES:])
