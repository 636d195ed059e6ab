"""The recovery code: 160 random bits, written so that a person can copy them from paper."""

import secrets

from app.domain.errors import WrongRecoveryCode

# Crockford's base 32: no I, L, O, U, so that nothing is mistaken for 1, 0 or V.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_BITS = 160
_CHARACTERS = _BITS // 5
_GROUP = 4
# The largest prime below 32². As 31 and every power of 32 are coprime to it, every single wrong
# character and every swap of two neighbours changes the remainder (ISO/IEC 7064 rests on the same).
_CHECK_PRIME = 1021
_CHECK_CHARACTERS = 2


class RecoveryCode:
    """A recovery code; shows nothing of itself except through `groups` and `text()`."""

    __slots__ = ("_number",)

    def __init__(self, number: int) -> None:
        if not 0 <= number < 1 << _BITS:
            raise ValueError("a recovery code has 160 bits")
        self._number = number

    @classmethod
    def random(cls) -> "RecoveryCode":
        return cls(secrets.randbits(_BITS))

    @classmethod
    def read(cls, typed: str) -> "RecoveryCode":
        """Read what a person typed: case, spaces and dashes do not matter, O, I and L are understood.

        Raises WrongRecoveryCode when it is not a whole code or a character is mistyped.
        """
        plain = "".join(sign for sign in typed.upper() if sign not in "-–—" and not sign.isspace())
        plain = plain.translate(_READ_AS)
        if len(plain) != _CHARACTERS + _CHECK_CHARACTERS or any(sign not in _ALPHABET for sign in plain):
            raise WrongRecoveryCode(
                "That is not a whole recovery code.",
                "It has eight groups of four letters and figures, and two more at the end. Copy all of them.",
            )
        number = _from_base32(plain[:_CHARACTERS])
        if _from_base32(plain[_CHARACTERS:]) != number % _CHECK_PRIME:
            raise WrongRecoveryCode(
                "One of the letters or figures of that recovery code is not right.",
                "Compare each group with your recovery sheet and try again.",
            )
        return cls(number)

    @property
    def groups(self) -> tuple[str, ...]:
        """Eight groups of four characters, then the two check characters."""
        plain = _to_base32(self._number, _CHARACTERS)
        check = _to_base32(self._number % _CHECK_PRIME, _CHECK_CHARACTERS)
        return (*(plain[at : at + _GROUP] for at in range(0, _CHARACTERS, _GROUP)), check)

    def text(self) -> str:
        """The code as it is printed: groups joined by dashes."""
        return "-".join(self.groups)

    def secret(self) -> bytes:
        """The 20 bytes behind the code."""
        return self._number.to_bytes(_BITS // 8, "big")

    def __repr__(self) -> str:
        return "RecoveryCode(…)"


def _to_base32(number: int, characters: int) -> str:
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(characters)))


def _from_base32(plain: str) -> int:
    number = 0
    for sign in plain:
        number = number << 5 | _ALPHABET.index(sign)
    return number
