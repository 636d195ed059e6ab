"""Opening whatever somebody else sent: a share, a reply, a part of a pair round or a card, as file or as text.

The order is fixed: size, encryption, mark, signature, author, recipient, seen before, and only then the words.
"""

import codecs
import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.domain.errors import (
    AlreadyOpened,
    FileDamaged,
    FileTooLarge,
    KeyChanged,
    NotABalconyFile,
    NotGenuine,
    PassphraseWanted,
    UnknownShare,
)
from app.domain.names import same_name
from app.domain.pairing import RoundPart
from app.domain.sharing import (
    LARGEST_FILE,
    ROUND_KINDS,
    ContactCard,
    FileKind,
    NewCard,
    Opened,
    ReviewReply,
    ShareBundle,
    Trust,
)
from app.sharing import (
    armour,
    cards,
    frame,
    key_lock,
    parcel,
    passphrase_lock,
    reply_words,
    round_words,
    share_words,
)
from app.sharing.keys import Identity
from app.sharing.manifest import Manifest, check_meant, proof_of, read_manifest
from app.sharing.sealing import as_recipient_sees, new_reply_token, seal_reply, seal_round, seal_share

__all__ = [
    "as_recipient_sees",
    "new_reply_token",
    "open_file",
    "seal_reply",
    "seal_round",
    "seal_share",
    "wants_passphrase",
]

_FIRST_BYTES: Final = 256 * 1024


def wants_passphrase(data: bytes | str) -> bool:
    """Whether a passphrase opens this file, so that it is asked for first."""
    try:
        return passphrase_lock.is_locked_by_passphrase(_age_file(data))
    except (NotABalconyFile, FileDamaged, FileTooLarge):
        return False


def open_file(
    data: bytes | str,
    identities: Sequence[Identity],
    passphrase: str | None = None,
    *,
    known: Mapping[str, ContactCard],
    seen: Callable[[str], bool],
    shared: Mapping[str, bytes | None] | None = None,
) -> Opened:
    """Verify and read a file, or a pasted text that holds one.

    `identities` are one's own; `known` the confirmed contacts by verify key; `seen` says whether a bundle,
    a reply or a file of a round with this id was opened before; `shared` names the bundles that left this journal with their reply
    tokens (None: replies are not compared). Raises NotABalconyFile, FileTooLarge, FileDamaged, FileTooNew,
    PassphraseWanted, WrongSharePassphrase, NotForYou, NotGenuine, KeyChanged, AlreadyOpened or UnknownShare.
    """
    _check_size(data)
    card = _card_in(data)
    if card is not None:
        return _opened_card(card, data, identities, known)
    sealed = _age_file(data)
    plain, opened_by = _decrypted(sealed, identities, passphrase)
    fingerprint = hashlib.sha256(sealed).hexdigest()
    del data, sealed  # the words need the room
    framed = frame.take(plain)
    members = parcel.unpack(framed.parcel)
    del plain
    page = read_manifest(members, framed.verify_key)
    check_meant(page, opened_by)
    mine = page.author.verify_key in {identity.verify_key for identity in identities}
    trust = Trust.CONFIRMED if mine else trust_of(page.author, known)
    if trust is Trust.CHANGED:
        raise KeyChanged
    if seen(page.id):
        raise AlreadyOpened
    proved = False if mine else _is_proved(page, members, shared)
    return Opened(
        kind=page.kind,
        author=page.author,
        trust=trust,
        content=_words(page, members),
        fingerprint=fingerprint,
        file_id=page.id,
        mine=mine,
        reply_token=page.reply_token,
        proved=proved,
    )


def trust_of(card: ContactCard, known: Mapping[str, ContactCard]) -> Trust:
    """Whether somebody is who was confirmed: by both keys, not by the name."""
    confirmed = known.get(card.verify_key)
    if confirmed is not None:
        return Trust.CONFIRMED if confirmed.recipient == card.recipient else Trust.CHANGED
    if any(same_name(card.name, each.name) or card.recipient == each.recipient for each in known.values()):
        return Trust.CHANGED
    return Trust.FIRST_USE


def _check_size(data: bytes | str) -> None:
    if len(data) > LARGEST_FILE:
        raise FileTooLarge


def _card_in(data: bytes | str) -> ContactCard | NewCard | None:
    text = data if isinstance(data, str) else _as_text(data[:_FIRST_BYTES])
    return cards.read_any_card(text) if cards.holds_card(text) else None


def _as_text(data: bytes) -> str:
    """The words of a text file, as Windows, the Mac or a phone write it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _age_file(data: bytes | str) -> bytes:
    """The age file itself, out of its text where it came as one."""
    if isinstance(data, bytes):
        if data.startswith(b"age-encryption.org/"):
            return data
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return armour.from_text(data.decode("utf-16", "ignore"))
    return armour.from_text(data)


def _decrypted(
    sealed: bytes, identities: Sequence[Identity], passphrase: str | None
) -> tuple[bytes, str | None]:
    """The plain content, and the recipient that opened it (None: a passphrase did)."""
    if passphrase_lock.is_locked_by_passphrase(sealed):
        if passphrase is None:
            raise PassphraseWanted
        return passphrase_lock.unlock(sealed, passphrase), None
    if not key_lock.is_encrypted_to_keys(sealed):
        raise FileDamaged
    plain, identity = key_lock.decrypt(sealed, identities)
    return plain, identity.recipient


def _opened_card(
    card: ContactCard | NewCard,
    data: bytes | str,
    identities: Sequence[Identity],
    known: Mapping[str, ContactCard],
) -> Opened:
    whose = card.card if isinstance(card, NewCard) else card
    follows = isinstance(card, NewCard) and card.old_key in known
    return Opened(
        kind=FileKind.NEW_CARD if isinstance(card, NewCard) else FileKind.CARD,
        author=whose,
        trust=Trust.CONFIRMED if follows else trust_of(whose, known),
        content=card,
        fingerprint=hashlib.sha256(
            data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        ).hexdigest(),
        mine=whose.verify_key in {identity.verify_key for identity in identities},
    )


def _is_proved(
    page: Manifest, members: Mapping[str, bytes], shared: Mapping[str, bytes | None] | None
) -> bool:
    """Whether a reply was made with the token of the share it answers; raises UnknownShare or NotGenuine."""
    if page.kind is not FileKind.REPLY or shared is None:
        return False
    if page.reply_to is None or page.reply_to not in shared:
        raise UnknownShare
    token = shared[page.reply_to]
    if token is None or page.reply_proof is None:
        return False
    right = proof_of(
        token,
        reply_id=page.id,
        bundle_id=page.reply_to,
        verify_key=page.author.verify_key,
        words_=members.get(parcel.COMMENTS, b""),
    )
    if not hmac.compare_digest(right, page.reply_proof):
        raise NotGenuine
    return True


def _words(page: Manifest, members: Mapping[str, bytes]) -> ShareBundle | ReviewReply | RoundPart:
    """The words of the parcel, which must say of themselves what the first page says."""
    if page.kind is FileKind.SHARE:
        share = share_words.read_share(members)
        _same(page, (share.bundle_id, share.made_on, share.from_name, None))
        return share
    if page.kind in ROUND_KINDS:
        return _round_part(page, members)
    reply = reply_words.read_reply(members)
    _same(page, (reply.reply_id, reply.made_on, reply.from_name, reply.bundle_id))
    return reply


def _round_part(page: Manifest, members: Mapping[str, bytes]) -> RoundPart:
    """A part of a round, which no token comes with, and which only as a copy is locked by a passphrase."""
    by_passphrase = not page.to
    if page.reply_token or page.reply_proof or (by_passphrase and page.kind is not FileKind.ROUND_COPY):
        raise FileDamaged
    part = round_words.read_part(page.kind, members)
    _same(page, (page.id, part.made_on, part.from_name, None))
    return part


def _same(page: Manifest, said: tuple[object, ...]) -> None:
    if said != (page.id, page.made_on, page.author.name, page.reply_to):
        raise FileDamaged
