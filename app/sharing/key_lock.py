"""age files encrypted to keys (X25519), by pyrage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.domain.errors import FileDamaged, InvalidInput, NotForYou
from app.sharing.limits import LARGEST_HEADER

if TYPE_CHECKING:
    from app.sharing.keys import Identity

_BEGIN: Final = b"age-encryption.org/v1\n-> "
_MOST_KEYS: Final = 64
_NO_MATCH: Final = "No matching keys found"


def is_encrypted_to_keys(data: bytes) -> bool:
    return data.startswith(_BEGIN) and not data.startswith(_BEGIN + b"scrypt ")


def encrypt(plain: bytes, recipients: Sequence[str]) -> bytes:
    """An age file that each of these recipients can open; raises InvalidInput for one that is none."""
    import pyrage

    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in dict.fromkeys(recipients)]
    except pyrage.RecipientError as error:
        raise InvalidInput(
            "recipient", "A contact card is not whole.", "Ask for it again, and add it anew."
        ) from error
    return bytes(pyrage.encrypt(plain, keys))


def decrypt(data: bytes, identities: Sequence["Identity"]) -> tuple[bytes, "Identity"]:
    """The plain content and the identity that opened it; raises NotForYou or FileDamaged."""
    import pyrage

    _check_header(data)
    for identity in identities:
        try:
            return bytes(pyrage.decrypt(data, [identity.age_identity()])), identity
        except pyrage.DecryptError as error:
            if str(error) != _NO_MATCH:
                raise FileDamaged from error
    raise NotForYou


def _check_header(data: bytes) -> None:
    """Each key named costs a try, so a header longer than any of ours is not given one."""
    header = data[:LARGEST_HEADER]
    end = header.find(b"\n--- ")
    if end < 0 or header.count(b"\n-> ", 0, end) > _MOST_KEYS:
        raise FileDamaged
