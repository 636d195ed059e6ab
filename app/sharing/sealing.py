"""Making files for others: words into a parcel, signed, and encrypted before it leaves this module."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from app.domain.errors import ExportProblem, FileDamaged, FileTooLarge, InvalidInput
from app.domain.pairing import RoundCopy, RoundPart
from app.domain.sharing import ContactCard, FileKind, ReviewReply, ShareBundle, new_id
from app.sharing import frame, key_lock, passphrase_lock, reply_words, round_words, share_words
from app.sharing.keys import Identity, card
from app.sharing.limits import LARGEST_PICTURES, LARGEST_WORDS
from app.sharing.manifest import TOKEN_BYTES, Manifest, mark_of, proof_of
from app.sharing.parcel import COMMENTS, MANIFEST, pack, unpack

T = TypeVar("T")

To = Sequence[ContactCard] | str
"""The cards of those who may open a file, or the passphrase that opens it."""


def new_reply_token() -> bytes:
    """Goes out with a share locked by a passphrase; who sends it back has read that share."""
    return secrets.token_bytes(TOKEN_BYTES)


def as_recipient_sees(bundle: ShareBundle) -> ShareBundle:
    """The share read back from the bytes that would leave; raises ExportProblem or FileTooLarge."""
    members = {MANIFEST: b"{}", **_told(share_words.members_of, bundle)}
    return _read_back(lambda: share_words.read_share(unpack(memoryview(pack(members)))), members)


def seal_share(
    bundle: ShareBundle,
    identity: Identity,
    to: To,
    *,
    reply_token: bytes | None = None,
    factor: int = passphrase_lock.FACTOR,
) -> bytes:
    """A share as a file for `to`, and for the sender's own eyes where it is encrypted to keys.

    Raises InvalidInput (no name, nobody to send it to), ExportProblem or FileTooLarge.
    """
    author = card(identity, bundle.from_name)
    bundle = replace(bundle, from_name=author.name)
    members = _told(share_words.members_of, bundle)
    _read_back(lambda: share_words.read_share(members), members)
    page = Manifest(
        kind=FileKind.SHARE,
        id=bundle.bundle_id,
        made_on=bundle.made_on,
        author=author,
        to=_marks(to, author, bundle.bundle_id),
        reply_token=reply_token,
    )
    return _sealed(page, members, identity, to, factor)


def seal_reply(
    reply: ReviewReply,
    identity: Identity,
    to: To,
    *,
    reply_token: bytes | None = None,
    factor: int = passphrase_lock.FACTOR,
) -> bytes:
    """A reply as a file; `reply_token` is the one that came with the share. Errors as for `seal_share`."""
    author = card(identity, reply.from_name)
    reply = replace(reply, from_name=author.name)
    members = _told(reply_words.members_of, reply)
    _read_back(lambda: reply_words.read_reply({MANIFEST: b"", **members}), members)
    proof = None
    if reply_token is not None:
        proof = proof_of(
            reply_token,
            reply_id=reply.reply_id,
            bundle_id=reply.bundle_id,
            verify_key=author.verify_key,
            words_=members[COMMENTS],
        )
    page = Manifest(
        kind=FileKind.REPLY,
        id=reply.reply_id,
        made_on=reply.made_on,
        author=author,
        to=_marks(to, author, reply.reply_id),
        reply_to=reply.bundle_id,
        reply_proof=proof,
    )
    return _sealed(page, members, identity, to, factor)


def seal_round(
    part: RoundPart,
    identity: Identity,
    to: To,
    *,
    file_id: str | None = None,
    factor: int = passphrase_lock.FACTOR,
) -> bytes:
    """A part of a pair round as a file; only a copy of a round may be locked by a passphrase.

    `file_id` names this one file (`new_id`); a file written again is a new one unless it is given again.
    Raises InvalidInput, ExportProblem or FileTooLarge.
    """
    if isinstance(to, str) and not isinstance(part, RoundCopy):
        raise InvalidInput(
            "to", "This goes to the person the round is with.", "Choose the contact it is meant for."
        )
    author = card(identity, part.from_name)
    part = replace(part, from_name=author.name)
    members = _told(round_words.members_of, part)
    kind, id_ = round_words.kind_of(part), file_id or new_id()
    _read_back(lambda: round_words.read_part(kind, {MANIFEST: b"", **members}), members)
    page = Manifest(kind=kind, id=id_, made_on=part.made_on, author=author, to=_marks(to, author, id_))
    return _sealed(page, members, identity, to, factor)


def _marks(to: To, author: ContactCard, id_: str) -> tuple[str, ...]:
    if isinstance(to, str):
        return ()
    return tuple(sorted({mark_of(each.recipient, id_) for each in (*to, author)}))


def _sealed(page: Manifest, members: Mapping[str, bytes], identity: Identity, to: To, factor: int) -> bytes:
    if not to:
        raise InvalidInput(
            "to", "Nobody is named who could open this.", "Choose a contact, or take a passphrase."
        )
    parcel = pack({MANIFEST: page.with_members(members), **members})
    framed = frame.put(parcel, identity)
    if isinstance(to, str):
        return passphrase_lock.lock(framed, to, factor)
    return key_lock.encrypt(framed, [*(each.recipient for each in to), identity.recipient])


def _told(members_of: Callable[[T], dict[str, bytes]], content: T) -> dict[str, bytes]:
    try:
        return members_of(content)
    except UnicodeEncodeError as error:  # half a surrogate pair, which no file can hold
        raise _cannot_be_told() from error


def _cannot_be_told() -> ExportProblem:
    return ExportProblem(
        "Something chosen cannot be put in a file.",
        "Choose less of it; if one text alone cannot be shared, look for signs in it that cannot be seen.",
    )


def _read_back(read: Callable[[], T], members: Mapping[str, bytes]) -> T:
    """What the other will read, so that no file leaves that could not be opened."""
    words = max(len(content) for name, content in members.items() if name != MANIFEST)
    if words > LARGEST_WORDS or sum(map(len, members.values())) > LARGEST_WORDS + LARGEST_PICTURES:
        raise FileTooLarge("This is more than fits in one file.", "Choose fewer entries, and share again.")
    try:
        return read()
    except FileDamaged as error:
        raise _cannot_be_told() from error
