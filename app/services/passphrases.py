"""How hard a passphrase is to guess, and six random words to offer; their libraries load when first asked for."""

import secrets
from dataclasses import dataclass
from typing import Final

from app.domain.errors import InvalidInput

WORDS_IN_PASSPHRASE: Final = 6
LEAST_CHARACTERS: Final = 10


@dataclass(frozen=True, slots=True)
class Strength:
    """How long a passphrase would resist guessing, in words; `enough` is whether it may be used."""

    words: str
    enough: bool


def suggested_passphrase() -> str:
    """Six random words of the list that comes with xkcdpass: about 77 bits."""
    from xkcdpass import xkcd_password

    listed = xkcd_password.generate_wordlist(
        wordfile=xkcd_password.locate_wordfile(), min_length=3, max_length=9
    )
    return " ".join(secrets.choice(listed) for _ in range(WORDS_IN_PASSPHRASE))


def strength(passphrase: str) -> Strength:
    """How hard a passphrase is to guess (zxcvbn, Wheeler 2016), in words."""
    from zxcvbn import zxcvbn

    if len(passphrase) < LEAST_CHARACTERS:
        return Strength(f"Too short: use {LEAST_CHARACTERS} characters or more.", enough=False)
    guesses = float(zxcvbn(passphrase[:72])["guesses_log10"])
    if guesses < 10:
        return Strength("Easily guessed: add another word or two.", enough=False)
    if guesses < 14:
        return Strength("Hard to guess.", enough=True)
    return Strength("Very hard to guess.", enough=True)


def must_be_hard_to_guess(passphrase: str) -> None:
    """Raise InvalidInput for a passphrase that may not be used."""
    if not strength(passphrase).enough:
        raise InvalidInput(
            "passphrase", "This passphrase is too easily guessed.", "Use more words, or the six offered."
        )
