"""Who one is to somebody else: a key to be written to, a key to sign with, and six words to compare."""

import base64
import binascii
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.errors import InvalidInput, JournalDamaged
from app.domain.names import tidy_name
from app.domain.sharing import ContactCard

if TYPE_CHECKING:
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED_BYTES: Final = 32
WORDS: Final = 6
_ROUNDS: Final = 1 << 15


class Identity:
    """An age X25519 secret and an Ed25519 seed; shows nothing of them except through `to_secret()`."""

    __slots__ = ("_age_secret", "_seed")

    def __init__(self, age_secret: str, seed: bytes) -> None:
        self._age_secret = age_secret
        self._seed = seed

    def to_secret(self) -> str:
        """Both secrets in one line of text, for the encrypted journal and nowhere else."""
        return f"{self._age_secret}:{base64.b64encode(self._seed).decode('ascii')}"

    def rescue_line(self) -> str:
        """The secret line `age -d -i` takes, to read one's files where there is no Balcony."""
        return self._age_secret

    @classmethod
    def from_secret(cls, secret: str) -> "Identity":
        """Raises JournalDamaged when the text is not one of `to_secret`."""
        import pyrage

        age_secret, _, spelt = secret.partition(":")
        try:
            seed = base64.b64decode(spelt, validate=True)
            pyrage.x25519.Identity.from_str(age_secret)
        except (binascii.Error, ValueError, pyrage.IdentityError) as error:
            raise JournalDamaged("The keys for sharing cannot be read.") from error
        if len(seed) != SEED_BYTES:
            raise JournalDamaged("The keys for sharing cannot be read.")
        return cls(age_secret, seed)

    @property
    def recipient(self) -> str:
        """Where others encrypt to, an age recipient."""
        return str(self.age_identity().to_public())

    @property
    def verify_key(self) -> str:
        """What others check signatures with: base64 of 32 bytes."""
        return base64.b64encode(self.public_bytes()).decode("ascii")

    def public_bytes(self) -> bytes:
        return self._signing_key().public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """An Ed25519 signature: 64 bytes."""
        return self._signing_key().sign(content)

    def age_identity(self) -> "pyrage.x25519.Identity":
        import pyrage

        return pyrage.x25519.Identity.from_str(self._age_secret)

    def _signing_key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self._seed)

    def __repr__(self) -> str:
        return "Identity(…)"


def new_identity() -> Identity:
    """Fresh random keys. Each contact is given their own, so that nobody can match two contacts' files."""
    import secrets

    import pyrage

    return Identity(str(pyrage.x25519.Identity.generate()), secrets.token_bytes(SEED_BYTES))


def card(identity: Identity, name: str) -> ContactCard:
    """One's own contact card; raises InvalidInput where the name is empty."""
    plain = tidy_name(name)
    if not plain:
        raise InvalidInput(
            "name", "A contact card needs a name.", "Write the name the other knows you by, or initials."
        )
    return ContactCard(plain, identity.recipient, identity.verify_key)


def is_signed(verify_key: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the holder of this key signed exactly this."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def raw_verify_key(verify_key: str) -> bytes | None:
    """The 32 bytes of a verify key, None where it is not one in its one right spelling."""
    try:
        content = base64.b64decode(verify_key, validate=True)
    except (binascii.Error, ValueError):
        return None
    right = len(content) == SEED_BYTES and base64.b64encode(content).decode("ascii") == verify_key
    return content if right else None


def is_recipient(recipient: str) -> bool:
    """Whether files can be encrypted to it."""
    import pyrage

    try:
        return str(pyrage.x25519.Recipient.from_str(recipient)) == recipient
    except pyrage.RecipientError:
        return False


def confirmation_words(mine: ContactCard, theirs: ContactCard) -> tuple[str, ...]:
    """Six words that both read to each other; the same on both sides only if nobody stands between.

    They are made of all four keys, about 77 bits. Someone between could look for two pairs of keys with
    the same words in some 2^39 tries, so each try is made slow (scrypt, about 0.1 s).
    """
    both = sorted(f"{each.recipient} {each.verify_key}" for each in (mine, theirs))
    number = int.from_bytes(
        hashlib.scrypt(
            "\n".join(both).encode(),
            salt=b"balcony confirmation words",
            n=_ROUNDS,
            r=8,
            p=1,
            maxmem=_ROUNDS * 1024 + (1 << 20),
            dklen=32,
        ),
        "big",
    )
    words = _words()
    return tuple(words[number // len(words) ** place % len(words)] for place in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    """The long list of the Electronic Frontier Foundation: 7,776 words that are easy to say."""
    from xkcdpass import xkcd_password

    path = xkcd_password.locate_wordfile("eff-long")
    return tuple(Path(path).read_text(encoding="utf-8").split())
