"""The first page of every parcel: what it is, who made it, for whom, and what each member must be."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.errors import FileDamaged, FileTooNew, NotABalconyFile, NotForYou, NotGenuine
from app.domain.sharing import FORMAT_VERSION, ROUND_KINDS, ContactCard, FileKind
from app.sharing import strict_json
from app.sharing.cards import is_card
from app.sharing.limits import LARGEST_MANIFEST, MOST_MEMBERS
from app.sharing.parcel import MANIFEST
from app.sharing.told import Told, words

FORMAT: Final = "balcony-file"
TOKEN_BYTES: Final = 32
_MOST_RECIPIENTS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`id` is the bundle's or reply's, or the file's own where it belongs to a round. `to` holds marks of the recipients, empty where a passphrase locks it.

    `reply_to` is the bundle a reply belongs to; `reply_token` goes out with a share locked by a passphrase, and
    `reply_proof` comes back, made with it.
    """

    kind: FileKind
    id: str
    made_on: date
    author: ContactCard
    to: tuple[str, ...]
    reply_to: str | None = None
    reply_token: bytes | None = None
    reply_proof: bytes | None = None

    def with_members(self, members: Mapping[str, bytes]) -> bytes:
        """The page itself, which names the members by size and hash."""
        optional = {
            "reply_to": self.reply_to,
            "reply_token": _spelt(self.reply_token),
            "reply_proof": _spelt(self.reply_proof),
        }
        return strict_json.dump({
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "min_reader": FORMAT_VERSION,
            "kind": self.kind.value,
            "id": self.id,
            "made_on": self.made_on.isoformat(),
            "author": {
                "name": self.author.name,
                "recipient": self.author.recipient,
                "verify_key": self.author.verify_key,
            },
            "to": list(self.to),
            **{key: value for key, value in optional.items() if value is not None},
            "members": {
                name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
                for name, content in members.items()
            },
        })  # fmt: skip


def mark_of(recipient: str, id_: str) -> str:
    """A recipient as a file names it: only somebody who knows the recipient can tell whether it is meant."""
    return hashlib.sha256(f"{id_} {recipient}".encode()).hexdigest()


def read_manifest(members: Mapping[str, bytes], verify_key: str) -> Manifest:
    """The first page, once author and members were found to be as it says.

    Raises FileTooNew, FileDamaged, NotABalconyFile, or NotGenuine where another key signed the file.
    """
    if MANIFEST not in members:
        raise FileDamaged
    page = Told(strict_json.load(members[MANIFEST], LARGEST_MANIFEST))
    if page.text("format", 40) != FORMAT:
        raise NotABalconyFile
    version, needed = page.number("version", 1, 10**6), page.number("min_reader", 1, 10**6)
    if max(version, needed) > FORMAT_VERSION:
        raise FileTooNew
    author = _author(page.part("author"))
    if author.verify_key != verify_key:
        raise NotGenuine
    _check_members(page.part("members"), members)
    return Manifest(
        kind=_kind(page.text("kind", 40)),
        id=page.id("id"),
        made_on=page.day("made_on"),
        author=author,
        to=page.texts("to", _MOST_RECIPIENTS),
        reply_to=page.id("reply_to") if page.has("reply_to") else None,
        reply_token=_raw(page, "reply_token"),
        reply_proof=_raw(page, "reply_proof"),
    )


def check_meant(manifest: Manifest, recipient: str | None) -> None:
    """Raises NotForYou where the author meant somebody else and a third person passed the words on.

    `recipient` is the one that opened the file, None where a passphrase did.
    """
    meant = not manifest.to if recipient is None else mark_of(recipient, manifest.id) in manifest.to
    if not meant:
        raise NotForYou


def proof_of(token: bytes, *, reply_id: str, bundle_id: str, verify_key: str, words_: bytes) -> bytes:
    """Shows that whoever made this reply, with this key, had read the share the token came with."""
    said: Sequence[str] = (reply_id, bundle_id, verify_key, hashlib.sha256(words_).hexdigest())
    return hmac.digest(token, "\n".join(("Balcony reply 1", *said)).encode(), "sha256")


def _author(told: Told) -> ContactCard:
    author = ContactCard(told.name("name"), told.text("recipient", 100), told.text("verify_key", 44))
    if not is_card(author):
        raise FileDamaged
    return author


def _kind(kind: str) -> FileKind:
    if kind not in {FileKind.SHARE, FileKind.REPLY, *ROUND_KINDS}:
        raise FileDamaged
    return FileKind(kind)


def _check_members(told: Told, members: Mapping[str, bytes]) -> None:
    """Every member is named, none is missing, and each is what was named."""
    names = words(list(told.keys()), MOST_MEMBERS)
    if {*names, MANIFEST} != members.keys() or MANIFEST in names:
        raise FileDamaged
    for name in names:
        said, content = told.part(name), members[name]
        if said.number("size", 0, 10**9) != len(content):
            raise FileDamaged
        if said.text("sha256", 64) != hashlib.sha256(content).hexdigest():
            raise FileDamaged


def _spelt(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode("ascii")


def _raw(page: Told, key: str) -> bytes | None:
    return page.octets(key, TOKEN_BYTES, TOKEN_BYTES) if page.has(key) else None
