"""What comes back from others: a coach's reply with its comments, agreed actions, and rounds of a pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.entries import AnswerDraft, EntryId
from app.domain.prompts import Wording

if TYPE_CHECKING:
    from app.domain.rounds_held import KeptRound
    from app.domain.sharing import Anchor


class CommentKind(StrEnum):
    """What a coach's remark is."""

    QUESTION = "question"
    NOTICING = "noticing"
    ENCOURAGEMENT = "encouragement"
    FRAMEWORK = "framework"
    PRIVACY = "privacy"


KIND_WORDS = {
    CommentKind.QUESTION: "A question",
    CommentKind.NOTICING: "Something noticed",
    CommentKind.ENCOURAGEMENT: "An encouragement",
    CommentKind.FRAMEWORK: "A framework to look through",
    CommentKind.PRIVACY: "This may identify someone",
}


def framework_words(framework: str | None, names: Mapping[str, str]) -> str:
    """“Framework: Decision quality”; one of another journal's own is told by its id. Empty where none is meant."""
    if not framework:
        return ""
    plain = framework.replace("-", " ")
    return f"Framework: {names.get(framework) or plain[0].upper() + plain[1:]}"


class ActionStatus(StrEnum):
    """What became of an agreed action so far."""

    OPEN = "open"
    DONE = "done"
    LET_GO = "let-go"


STATUS_WORDS = {ActionStatus.OPEN: "open", ActionStatus.DONE: "done", ActionStatus.LET_GO: "let go"}


class RoundStatus(StrEnum):
    """Where a round stands: answers are shown only once it is revealed."""

    WAITING = "waiting"
    REVEALED = "revealed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LeaderAnswer:
    """What the leader answers to a comment; `bundle_uid` is the share it left with, None while it waits."""

    uid: str
    body: str
    written_on: date
    bundle_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on an entry: on the words of `quote`, on a field or an answer, or on the entry whole.

    `field` is "answer" or a field of the entry; `prompt_id` the prompt when an answer is meant.
    `in_reply_to` is the uid of another comment. `entry_id` is the entry's number in this journal,
    None for a comment read from a file. `entry_uid` is empty for one on everything that was shared, or on
    an entry that is no longer here. `share_id`, `field_id` and `anchor` say where it stood in the share;
    `closed` that its thread needs no answer any more.
    """

    uid: str
    entry_uid: str
    kind: CommentKind
    body: str
    field: str = ""
    prompt_id: str | None = None
    quote: str | None = None
    review_uid: str | None = None
    in_reply_to: str | None = None
    entry_id: EntryId | None = None
    share_id: str = ""
    field_id: str = ""
    anchor: "Anchor | None" = None
    framework: str | None = None
    closed: bool = False
    answers: tuple[LeaderAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What one person sent back on one day, with the note of the session it belongs to.

    `loose` are the comments on no entry that is here. `typed_in` says that the leader entered it.
    """

    uid: str
    from_name: str
    received_on: date
    bundle_uid: str = ""
    session_on: date | None = None
    session_summary: str = ""
    take_away: str = ""
    is_demo: bool = False
    comments: tuple[Comment, ...] = ()
    loose: tuple[Comment, ...] = ()
    typed_in: bool = False
    made_on: date | None = None
    fingerprint: str = ""
    contact_uid: str | None = None

    @property
    def on(self) -> date:
        """The day it is read under: the session's, else the day it arrived."""
        return self.session_on or self.received_on


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """Something the leader, or the other, accepted to do; `owner` is "leader" or "coach".

    `closed_on` is the day it was done or let go, None while it is open. `entry_id` is None for an
    action that belongs to no entry here, and for one read from a file.
    """

    uid: str
    text: str
    owner: str
    due_on: date | None
    status: ActionStatus
    agreed_on: date
    closed_on: date | None = None
    entry_id: EntryId | None = None
    entry_uid: str | None = None
    reply_uid: str | None = None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class RoundPrompt:
    """One question of a round as both were asked it, and what each said; None where nothing was said."""

    wording: Wording
    mine: AnswerDraft | None = None
    theirs: AnswerDraft | None = None


@dataclass(frozen=True, slots=True)
class PairRound:
    """Two peers answering the same questions apart, then looking together."""

    uid: str
    topic: str
    mine: str
    theirs: str
    opened_on: date
    status: RoundStatus
    revealed_on: date | None = None
    case_text: str = ""
    agreed_learning: str = ""
    is_demo: bool = False
    prompts: tuple[RoundPrompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything a journal holds from and with others, each in the order it was kept.

    `kept_rounds` holds what a round has beside its words, for those that have anything.
    """

    replies: tuple[Reply, ...] = ()
    actions: tuple[AgreedAction, ...] = ()
    rounds: tuple[PairRound, ...] = ()
    kept_rounds: "tuple[KeptRound, ...]" = ()

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.replies or self.actions or self.rounds)
