"""Sealing one side's answers of a pair round: encrypted under a key of their own, with a commitment to them.

What is sealed is filled up to a multiple of 4,096 bytes, so that a short answer does not show in the size.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final

from app.domain.entries import AnswerDraft
from app.domain.errors import ExportProblem, FileDamaged, FileTooLarge, InvalidInput, RoundDiffers
from app.domain.pairing import KEY_BYTES, OTHER, STARTER, TEXT_LENGTH, Seal
from app.domain.prompts import Wording
from app.sharing import strict_json
from app.sharing.answer_words import read_answers, told_answers
from app.sharing.limits import LARGEST_SEALED
from app.sharing.told import Told

STEP: Final = 4096
"""Bytes to a multiple of which the words are filled up."""
TAG_BYTES: Final = 16
LARGEST_CIPHERTEXT: Final = LARGEST_SEALED + TAG_BYTES
_NONCE: Final = bytes(12)
"""One key seals one message, so the nonce need not differ."""


def seal(round_id: str, side: str, answers: Sequence[AnswerDraft | None]) -> tuple[Seal, bytes]:
    """The seal of one side's answers, and the key that opens it (32 bytes).

    `side` is STARTER or OTHER. Raises InvalidInput, FileTooLarge or ExportProblem for answers no seal can hold.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    words = _checked(round_id, side, answers)
    key = secrets.token_bytes(KEY_BYTES)
    ciphertext = ChaCha20Poly1305(key).encrypt(_NONCE, words, _context(round_id, side))
    return Seal(ciphertext, _commitment(key, words)), key


def unseal(
    sealed: Seal, key: bytes, round_id: str, side: str, wordings: Sequence[Wording]
) -> tuple[AnswerDraft | None, ...]:
    """The answers under a seal, one for each question.

    Raises RoundDiffers where key, commitment, round or side is another one, or an answer does not fit its
    question; nothing of the words is given out then.
    """
    words = _decrypted(sealed, key, _context(round_id, side))
    if not hmac.compare_digest(_commitment(key, words), sealed.commitment):
        raise RoundDiffers
    try:
        told = Told(strict_json.load(words, LARGEST_SEALED))
        answers = read_answers(told, "answers", wordings)
    except FileDamaged as error:
        raise RoundDiffers from error
    if _words(round_id, side, answers) != words:
        raise RoundDiffers
    return answers


def _checked(round_id: str, side: str, answers: Sequence[AnswerDraft | None]) -> bytes:
    if side not in {STARTER, OTHER}:
        raise ValueError(side)
    texts = [text for each in answers if each for text in (each.value, each.other) if isinstance(text, str)]
    if any(len(text) > TEXT_LENGTH for text in texts):
        raise InvalidInput(
            "answer",
            f"An answer of a round has at most {TEXT_LENGTH:,} characters.",
            "Shorten the long one, and seal again.",
        )
    try:
        words = _words(round_id, side, answers)
        if len(words) > LARGEST_SEALED:
            raise FileTooLarge(
                "These answers are more than fits in one file.", "Shorten them, and seal again."
            )
        strict_json.load(words, LARGEST_SEALED)
    except (FileDamaged, UnicodeEncodeError) as error:  # NUL, or half a surrogate pair
        raise ExportProblem(
            "Something in these answers cannot be put in a file.",
            "Look for signs in them that cannot be seen, and write that part again.",
        ) from error
    return words


def _words(round_id: str, side: str, answers: Sequence[AnswerDraft | None]) -> bytes:
    """The one way to write these answers, so that what was sealed can be compared byte by byte."""
    told = strict_json.dump({"round_id": round_id, "side": side, "answers": told_answers(answers)})
    return told + b" " * (-len(told) % STEP)


def _decrypted(sealed: Seal, key: bytes, context: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if len(key) != KEY_BYTES or len(sealed.ciphertext) > LARGEST_CIPHERTEXT:
        raise RoundDiffers
    try:
        return ChaCha20Poly1305(key).decrypt(_NONCE, sealed.ciphertext, context)
    except InvalidTag as error:
        raise RoundDiffers from error


def _commitment(key: bytes, words: bytes) -> str:
    return hashlib.sha256(key + words).hexdigest()


def _context(round_id: str, side: str) -> bytes:
    return f"Balcony round 1\n{round_id}\n{side}".encode()
