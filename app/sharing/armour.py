"""A file as text to paste into an e-mail, and back: age's own armour, so that `age` reads it too."""

import base64
import binascii
import re
from typing import Final

from app.domain.errors import FileDamaged, FileTooLarge, NotABalconyFile
from app.sharing.limits import LARGEST_TEXT

BEGIN: Final = "-----BEGIN AGE ENCRYPTED FILE-----"
END: Final = "-----END AGE ENCRYPTED FILE-----"
_LINE: Final = 64
_BEGIN_SEEN: Final = re.compile(rb"BEGIN[ \t]{0,3}AGE[ \t]{0,3}ENCRYPTED[ \t]{0,3}FILE")
_END_SEEN: Final = re.compile(rb"END[ \t]{0,3}AGE[ \t]{0,3}ENCRYPTED[ \t]{0,3}FILE")
_ADDED: Final = b" \t\r\n\f\v>|-="
"""What mail programs put around and between the lines, none of it a sign of base64; = is put back at the end."""
_NOT_ASCII: Final = bytes(range(128, 256))


def to_text(data: bytes) -> str:
    """A file as text: 64 characters a line between two marker lines."""
    spelt = base64.b64encode(data).decode("ascii")
    lines = [spelt[at : at + _LINE] for at in range(0, len(spelt), _LINE)]
    return "\n".join([BEGIN, *lines, END, ""])


def from_text(text: str | bytes) -> bytes:
    """The file in a pasted text, whatever a mail program added around or between its lines.

    Quoting marks, other line lengths, spaces, unseen signs and quoted-printable are passed over. Raises
    NotABalconyFile where there is no beginning, FileDamaged where there is no end or a sign is wrong.
    """
    if len(text) > LARGEST_TEXT:
        raise FileTooLarge
    plain = _ascii(text)
    begin = _BEGIN_SEEN.search(plain)
    if begin is None:
        raise NotABalconyFile
    end = _END_SEEN.search(plain, begin.end())
    if end is None:
        raise FileDamaged
    spelt = plain[begin.end() : end.start()].replace(b"=3D", b"=").translate(None, _ADDED)
    try:
        return base64.b64decode(spelt + b"=" * (-len(spelt) % 4), validate=True)
    except binascii.Error as error:
        raise FileDamaged from error


def _ascii(text: str | bytes) -> bytes:
    """Only the signs a file is made of, one byte each: what else is there was added on the way."""
    return text.encode("ascii", "ignore") if isinstance(text, str) else text.translate(None, _NOT_ASCII)
