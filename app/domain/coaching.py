"""The coach's desk: what leaders shared, what is remarked on it, and what stays with the coach."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.sharing import (
    BundleComment,
    ProposedAction,
    SessionNote,
    ShareBundle,
)


class RemarkState(StrEnum):
    """A draft goes with the next reply; what is held waits; what was sent no longer changes."""

    DRAFT = "draft"
    HELD = "held"
    SENT = "sent"


STATE_WORDS = {
    RemarkState.DRAFT: "goes with the next reply",
    RemarkState.HELD: "held back",
    RemarkState.SENT: "sent",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A coach's remark on shared words; `reply_id` is the reply it left with."""

    comment: BundleComment
    bundle_id: str
    state: RemarkState
    written_on: date
    reply_id: str | None = None

    @property
    def uid(self) -> str:
        return self.comment.comment_id


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action a coach proposes, with its state."""

    action: ProposedAction
    bundle_id: str
    state: RemarkState
    reply_id: str | None = None

    @property
    def uid(self) -> str:
        return self.action.action_id


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """The note of a session that goes with a reply."""

    note: SessionNote
    bundle_id: str
    state: RemarkState
    reply_id: str | None = None


@dataclass(frozen=True, slots=True)
class CoachNote:
    """A note for the coach alone: no reply holds it. `bundle_id` is None for one about the leader as such."""

    uid: str
    contact: str
    body: str
    written_on: date
    bundle_id: str | None = None
    share_id: str = ""


@dataclass(frozen=True, slots=True)
class SentReply:
    """A reply that was made: which bundle it answers, when, and the fingerprint of its file."""

    reply_id: str
    bundle_id: str
    made_on: date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle on the desk; `contact` is the uid of the leader it came from."""

    bundle: ShareBundle
    contact: str
    received_on: date
    read_on: date | None
    fingerprint: str
    reply_token: bytes | None = None
    replied_on: date | None = None

    @property
    def uid(self) -> str:
        return self.bundle.bundle_id


@dataclass(frozen=True, slots=True)
class Leader:
    """One line of the coach's home: a leader and what waits for them (ruling 54).

    `delete_by` is the earliest day by which one of their bundles is to be deleted.
    """

    contact: str
    name: str
    bundles: int
    unread: int
    reply_due: int
    drafts: int
    held: int
    next_meeting: date | None = None
    delete_by: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a leader answered to a coach's remark, and in which later bundle it came."""

    comment_id: str
    answer: str
    bundle_id: str
    on: date


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a coach made on one bundle; `answers` are the leader's to any remark of this coaching."""

    remarks: tuple[Remark, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sessions: tuple[SessionDraft, ...] = ()
    notes: tuple[CoachNote, ...] = ()
    replies: tuple[SentReply, ...] = ()
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply that was sent, whole: `copy` is its JSON, word for word."""

    reply_id: str
    made_on: date
    fingerprint: str
    copy: str


@dataclass(frozen=True, slots=True)
class KeptBundle:
    """A bundle on the desk with all that was made of it; `copy` is its JSON, `contact` the uid of its leader."""

    uid: str
    contact: str
    received_on: date
    read_on: date | None
    fingerprint: str
    copy: str
    remarks: tuple[Remark, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sessions: tuple[SessionDraft, ...] = ()
    replies: tuple[KeptReply, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskKept:
    """The desk of a whole journal, as it leaves with an export and comes in again."""

    bundles: tuple[KeptBundle, ...] = ()
    notes: tuple[CoachNote, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.bundles or self.notes)


@dataclass(frozen=True, slots=True)
class Session:
    """One bundle in the history of a coaching, made of what was shared and sent back, and of nothing else.

    `questions` pairs each question the coach sent with what the leader answered in a later bundle, or None.
    """

    bundle_id: str
    made_on: date
    purpose: str
    topics: tuple[str, ...]
    questions: tuple[tuple[str, str | None], ...]
    actions: tuple[ProposedAction, ...]
    notes: tuple[SessionNote, ...]


AT_THE_END = """Ending the coaching with {name}: what this journal cannot reach

Balcony deleted the shared files of {name}, your remarks on them and your notes from this journal.
Tick off what else may hold them:

[ ] E-mails with shared files or pasted text, sent and received, and the bin of the mail program
[ ] The folder into which your browser or mail program saves attachments
[ ] Shared folders and cloud folders, and the earlier versions they keep
[ ] Files you exported or printed from this journal, and pages on paper
[ ] Earlier backups of this journal: they hold it until they are replaced
[ ] Your calendar, and notes outside Balcony
[ ] A telephone or a second computer

Tell {name} when this is done.

Day: ____________________   Name: ____________________
"""
"""A page to print after an ending; `name` is filled in by whoever prints it."""
