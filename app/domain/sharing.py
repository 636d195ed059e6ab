"""What travels between two people: contact cards, what a leader shares, and what a coach sends back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.conversation import CommentKind
from app.domain.pairing import (
    RoundAnswer,
    RoundCopy,
    RoundInvitation,
    RoundKey,
    RoundLearning,
    RoundPart,
    RoundWithdrawal,
)

FORMAT_VERSION = 1
"""The version of the files this Balcony writes; it reads this one and those before."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is opened; whoever reads one from a disk asks its size first."""

SUFFIX = ".balcony"

FIELD_KINDS = ("text", "single", "multi", "slider", "percent", "date")
OWNERS = ("leader", "coach")
CONTEXT = 32
"""Characters an anchor keeps on either side of the words it stands on."""


def new_id() -> str:
    """A random id of 16 bytes (32 hex digits): for bundles, shared entries, replies, comments and actions."""
    return secrets.token_hex(16)


def content_hash(value: str) -> str:
    """SHA-256 of the words in UTF-8, in hex: says whether a passage still stands as it was commented on."""
    return hashlib.sha256(value.encode("utf-8")).hexdigest()


# ---- people


@dataclass(frozen=True, slots=True)
class ContactCard:
    """How to reach one person: a name, where to encrypt to, and whose signature to expect.

    `recipient` is an age recipient (age1…, 62 characters), `verify_key` an Ed25519 public key (base64
    of 32 bytes, 44 characters).
    """

    name: str
    recipient: str
    verify_key: str


@dataclass(frozen=True, slots=True)
class NewCard:
    """Somebody's new card, signed with the key of `old_key` (a verify key): the same person, new keys."""

    old_key: str
    card: ContactCard


# ---- what a leader shares


@dataclass(frozen=True, slots=True)
class SharedField:
    """One question and its answer, in the words the recipient reads.

    `field_id` is "title", "context", "decision", "expected", "confidence", "answer:<prompt id>",
    "review:<n>:learned" …; `kind` one of FIELD_KINDS. `ends` names both ends of a slider and `step` the
    place on it. `content_hash` is that of `value`; a file does not carry it, whoever reads one works it out.
    """

    field_id: str
    label: str
    question: str
    kind: str
    value: str
    content_hash: str
    ends: tuple[str, str] | None = None
    step: int | None = None


def shared_field(
    field_id: str,
    label: str,
    question: str,
    kind: str,
    value: str,
    *,
    ends: tuple[str, str] | None = None,
    step: int | None = None,
) -> SharedField:
    """A field with the hash of its own words."""
    return SharedField(field_id, label, question, kind, value, content_hash(value), ends, step)


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """The chosen fields of one entry. `share_id` is random for each bundle; `when` is already coarsened."""

    share_id: str
    when: str
    fields: tuple[SharedField, ...]

    def field(self, field_id: str) -> SharedField | None:
        return next((each for each in self.fields if each.field_id == field_id), None)


@dataclass(frozen=True, slots=True)
class SharedChart:
    """A chosen chart: what it says, over how many answers (`n`) and what time (`range_words`), drawn and told."""

    name: str
    words: str
    n: int
    svg: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    range_words: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What leader and coach agreed about confidence, in their own words."""

    purpose: str = ""
    who_else: str = ""
    kept_where: str = ""
    how_long: str = ""
    when_it_ends: str = ""
    at_the_end: str = ""


@dataclass(frozen=True, slots=True)
class ThreadAnswer:
    """What the leader answers to an earlier comment."""

    comment_id: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBundle:
    """Everything one file shows its recipient; nothing else leaves the journal with it."""

    bundle_id: str
    made_on: date
    from_name: str
    to_label: str
    purpose: str = ""
    note: str = ""
    agreement: Agreement | None = None
    delete_by: date | None = None
    marking: str = ""
    entries: tuple[SharedEntry, ...] = ()
    charts: tuple[SharedChart, ...] = ()
    thread: tuple[ThreadAnswer, ...] = ()
    version: int = FORMAT_VERSION

    def entry(self, share_id: str) -> SharedEntry | None:
        return next((each for each in self.entries if each.share_id == share_id), None)


# ---- what a coach sends back


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words a comment stands on (the W3C TextQuoteSelector, with their place in the shared value).

    `start` and `end` count characters of the value whose hash is `content_hash`.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class BundleComment:
    """A remark on shared words; without `field_id` it is about the entry whole, without `share_id` about all.

    `in_reply_to` is the id of an earlier comment, `framework` that of a framework of the library.
    """

    comment_id: str
    share_id: str
    field_id: str
    kind: CommentKind
    body: str
    anchor: Anchor | None = None
    in_reply_to: str | None = None
    framework: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedAction:
    """Something the coach proposes; it becomes the leader's only when accepted. `owner` is one of OWNERS."""

    action_id: str
    text: str
    by: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class SessionNote:
    """What was talked about on one day, and what the leader takes away."""

    on: date
    summary: str
    take_away: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReply:
    """What a coach sends back on one bundle."""

    reply_id: str
    bundle_id: str
    made_on: date
    from_name: str
    comments: tuple[BundleComment, ...] = ()
    actions: tuple[ProposedAction, ...] = ()
    session: SessionNote | None = None


# ---- a file, opened


class FileKind(StrEnum):
    """What a file from somebody else is."""

    SHARE = "share"
    REPLY = "reply"
    CARD = "card"
    NEW_CARD = "new-card"
    ROUND_INVITATION = "round-invitation"
    ROUND_ANSWER = "round-answer"
    ROUND_KEY = "round-key"
    ROUND_WITHDRAWAL = "round-withdrawal"
    ROUND_LEARNING = "round-learning"
    ROUND_COPY = "round-copy"


ROUND_KINDS: dict[FileKind, type[RoundPart]] = {
    FileKind.ROUND_INVITATION: RoundInvitation,
    FileKind.ROUND_ANSWER: RoundAnswer,
    FileKind.ROUND_KEY: RoundKey,
    FileKind.ROUND_WITHDRAWAL: RoundWithdrawal,
    FileKind.ROUND_LEARNING: RoundLearning,
    FileKind.ROUND_COPY: RoundCopy,
}
"""The files of a pair round, with what each holds."""


class Trust(StrEnum):
    """How far the sender is known: by a confirmed key, not at all yet, or under a key other than theirs.

    Only a contact card is ever shown with CHANGED; every other file from a changed key is refused.
    """

    CONFIRMED = "confirmed"
    FIRST_USE = "first-use"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that was verified and read. `fingerprint` is the SHA-256 of the file as it came.

    `file_id` is the id `seen` was asked for (of a share the bundle's, of a reply its own, of a file of a round
    the file's); a card has none. `mine` is set where this computer's own identity signed it. `reply_token` comes with a share locked
    by a passphrase and goes into the reply; `proved` says that a reply came from whoever held that token.
    """

    kind: FileKind
    author: ContactCard
    trust: Trust
    content: ShareBundle | ReviewReply | ContactCard | NewCard | RoundPart
    fingerprint: str
    file_id: str = ""
    mine: bool = False
    reply_token: bytes | None = None
    proved: bool = False

    @property
    def share(self) -> ShareBundle:
        """The share it holds; ask `kind` first."""
        if not isinstance(self.content, ShareBundle):
            raise TypeError(self.kind)
        return self.content

    @property
    def reply(self) -> ReviewReply:
        """The reply it holds; ask `kind` first."""
        if not isinstance(self.content, ReviewReply):
            raise TypeError(self.kind)
        return self.content
