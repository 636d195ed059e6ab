"""Contact cards as text, as a file and as a QR picture, and the card that follows an older one."""

import base64
import binascii
import hashlib
import re
from typing import Final

from app.domain.errors import FileDamaged, NotABalconyFile, NotGenuine
from app.domain.names import tidy_name
from app.domain.sharing import ContactCard, NewCard
from app.sharing.keys import SEED_BYTES, Identity, is_recipient, is_signed, raw_verify_key

_MARK: Final = "BALCONY CONTACT CARD"
_NEW_MARK: Final = "BALCONY NEW CONTACT CARD"
_LONGEST: Final = 64 * 1024
"""Characters of an e-mail in which a card is looked for."""
_CHECK: Final = 8
_DASHES: Final = re.compile(r"[-‐-―]{1,5}(?=\s?(?:BEGIN|END) BALCONY)|(?<=CONTACT CARD)[-‐-―]{1,5}")
_QUOTING: Final = re.compile(r"^[ \t>|\xa0]+", re.MULTILINE)
_SPACES: Final = re.compile(r"[\s\xa0\xad\u200b-\u200d\u2060\ufeff]+")
_CARD: Final = re.compile(
    r"BEGIN BALCONY (?P<new>NEW )?CONTACT CARD (?P<body>.{1,4000}?) END BALCONY (?:NEW )?CONTACT CARD"
)
_LINES: Final = re.compile(
    r"Name: (?P<name>.+?) Address: (?P<recipient>age1[a-z0-9 ]+?) Key: (?P<key>[A-Za-z0-9+/= ]+?)"
    r"(?: Earlier key: (?P<earlier>[A-Za-z0-9+/= ]+?) Signature: (?P<signature>[A-Za-z0-9+/= ]+?))?"
    r" Check: (?P<check>[0-9a-f ]+)"
)


def card_text(card: ContactCard) -> str:
    """A card as text: for an e-mail, a file, or a QR picture. It holds no secret."""
    return _text(_MARK, _lines(card))


def new_card_text(card: ContactCard, earlier: Identity) -> str:
    """A card for new keys, signed with the earlier one's, so that contacts can take it over by themselves."""
    signature = base64.b64encode(earlier.sign(_succession(earlier.verify_key, card))).decode("ascii")
    lines = [*_lines(card), f"Earlier key: {earlier.verify_key}", f"Signature: {signature}"]
    return _text(_NEW_MARK, lines)


def card_qr(card: ContactCard) -> tuple[tuple[bool, ...], ...]:
    """The dark and light squares of a card's QR picture; leave four light ones around it."""
    import segno

    code = segno.make(card_text(card), error="m", micro=False)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


def holds_card(text: str) -> bool:
    """Whether a card begins in this text, whole or not."""
    return "BEGIN BALCONY CONTACT CARD" in _plain(text) or "BEGIN BALCONY NEW CONTACT CARD" in _plain(text)


def read_card(text: str) -> ContactCard:
    """The card in a pasted text; of a new card, the card itself.

    Raises NotABalconyFile where there is none, FileDamaged where it is not whole or mistyped, and
    NotGenuine where a new card is not signed with the earlier key.
    """
    card = read_any_card(text)
    return card.card if isinstance(card, NewCard) else card


def read_any_card(text: str) -> ContactCard | NewCard:
    """A card, or a new one with the earlier key it follows; errors as in `read_card`."""
    plain = _plain(text)
    if not holds_card(plain):
        raise NotABalconyFile
    found = _CARD.search(plain)
    lines = _LINES.fullmatch(found["body"].strip()) if found else None
    if found is None or lines is None or bool(found["new"]) != bool(lines["earlier"]):
        raise FileDamaged
    card = ContactCard(lines["name"], _close(lines["recipient"]), _close(lines["key"]))
    earlier, signature = _close(lines["earlier"] or ""), _close(lines["signature"] or "")
    if _close(lines["check"]) != _check([*_lines(card), *_succession_lines(earlier, signature)]):
        raise FileDamaged
    if not is_card(card):
        raise FileDamaged
    if not earlier:
        return card
    if not _is_succession(earlier, card, signature):
        raise NotGenuine
    return NewCard(earlier, card)


def is_card(card: ContactCard) -> bool:
    """Whether it names somebody that can be written to and whose signature can be checked."""
    return (
        bool(card.name)
        and tidy_name(card.name) == card.name
        and is_recipient(card.recipient)
        and raw_verify_key(card.verify_key) is not None
    )


def _text(mark: str, lines: list[str]) -> str:
    return "\n".join(
        [f"-----BEGIN {mark}-----", *lines, f"Check: {_check(lines)}", f"-----END {mark}-----", ""]
    )


def _lines(card: ContactCard) -> list[str]:
    return [f"Name: {card.name}", f"Address: {card.recipient}", f"Key: {card.verify_key}"]


def _succession_lines(earlier: str, signature: str) -> list[str]:
    return [f"Earlier key: {earlier}", f"Signature: {signature}"] if earlier else []


def _check(lines: list[str]) -> str:
    """Against slips of the hand and of mail programs; against people there are the six words."""
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:_CHECK]


def _succession(earlier: str, card: ContactCard) -> bytes:
    return "\n".join(["Balcony new contact card 1", earlier, *_lines(card)]).encode("utf-8")


def _is_succession(earlier: str, card: ContactCard, signature: str) -> bool:
    key = raw_verify_key(earlier)
    try:
        signed = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    right = key is not None and len(signed) == 2 * SEED_BYTES
    return right and is_signed(key or b"", signed, _succession(earlier, card))


def _plain(text: str) -> str:
    """The words of a pasted text in one line, without the quoting marks of an e-mail."""
    one_line = _SPACES.sub(" ", _QUOTING.sub("", text[:_LONGEST]))
    return _SPACES.sub(" ", _DASHES.sub(" ", one_line))


def _close(spelt: str) -> str:
    return spelt.replace(" ", "")
