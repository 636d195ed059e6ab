"""A pair round: two people answer the same questions apart, seal, swap, and look together (ruling 55)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.conversation import PairRound, RoundStatus
from app.domain.entries import AnswerDraft
from app.domain.prompts import Wording

MOST_PROMPTS = 5
TOPIC_LENGTH = 200
TEXT_LENGTH = 20_000
"""Characters of the case, of one answer and of the agreed learning."""
MOST_EDITIONS = 1_000_000
"""The highest number a copy of the agreed learning can carry."""
KEY_BYTES = 32

STARTER = "a"
"""The side of whoever started a round, as it is written in what is sealed."""
OTHER = "b"


class RoundRole(StrEnum):
    """How this journal came by a round: started here, invited to, or both on one computer."""

    STARTED = "started"
    INVITED = "invited"
    SAME_ROOM = "same-room"


class RoundStep(StrEnum):
    """What a round waits for; worked out from what is held, never stored.

    ANSWERING: mine is not sealed. WAITING_FOR_SEAL: theirs is not here (STARTED). THEIRS_TO_ANSWER: the other
    has still to answer on this computer (SAME_ROOM). READY: both are sealed, and my key is not given.
    WAITING_FOR_KEY: mine is sealed, and the key to theirs is not here (INVITED).
    """

    ANSWERING = "answering"
    WAITING_FOR_SEAL = "waiting-for-seal"
    THEIRS_TO_ANSWER = "theirs-to-answer"
    READY = "ready"
    WAITING_FOR_KEY = "waiting-for-key"
    REVEALED = "revealed"
    WITHDRAWN = "withdrawn"


class Withdrawn(StrEnum):
    """Who withdrew a round; NOBODY where nobody did."""

    NOBODY = ""
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Seal:
    """Answers nobody can read or change: what was encrypted, and the commitment to it.

    `commitment` is the SHA-256 of the key and the words, in 64 hex digits.
    """

    ciphertext: bytes
    commitment: str

    @property
    def digest(self) -> str:
        """SHA-256 of commitment and ciphertext, in hex: names this one seal in the file that follows it."""
        return hashlib.sha256(bytes.fromhex(self.commitment) + self.ciphertext).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRound:
    """What a round holds beyond its words (`PairRound`), under the same uid.

    `mine` and `theirs` are the seals, `my_key` and `their_key` the keys to them (32 bytes). `look_back` is the
    uid of the first round where this one asks the same again. `their_learning` is their copy of the agreed
    learning where it came. `onward_mine` and `onward_theirs` are the two ticks for passing it on.
    `words_removed_on` is the day the other's answers were taken out of this journal.
    """

    uid: str
    role: RoundRole = RoundRole.STARTED
    contact_uid: str | None = None
    closes_on: date | None = None
    sealed_on: date | None = None
    mine: Seal | None = None
    my_key: bytes | None = None
    theirs: Seal | None = None
    their_key: bytes | None = None
    key_given_on: date | None = None
    look_back: str | None = None
    withdrawn_on: date | None = None
    withdrawn_by: Withdrawn = Withdrawn.NOBODY
    learning_changed_on: date | None = None
    their_learning: str | None = None
    onward_mine: bool = False
    onward_theirs: bool = False
    words_removed_on: date | None = None


def step(round_: PairRound, held: SealedRound) -> RoundStep:
    """What a round waits for; a round revealed stays revealed."""
    if round_.status is RoundStatus.REVEALED:
        return RoundStep.REVEALED
    if round_.status is RoundStatus.WITHDRAWN or held.withdrawn_on is not None:
        return RoundStep.WITHDRAWN
    if held.mine is None:
        return RoundStep.ANSWERING
    if held.role is RoundRole.INVITED:
        return RoundStep.WAITING_FOR_KEY
    if held.theirs is not None and held.their_key is not None:
        return RoundStep.READY
    return RoundStep.THEIRS_TO_ANSWER if held.role is RoundRole.SAME_ROOM else RoundStep.WAITING_FOR_SEAL


def my_side(role: RoundRole) -> str:
    """The side this journal's own answers are sealed under."""
    return OTHER if role is RoundRole.INVITED else STARTER


def their_side(role: RoundRole) -> str:
    """The side the other's answers are sealed under."""
    return STARTER if role is RoundRole.INVITED else OTHER


# ---- what travels


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundInvitation:
    """The first file: what is asked, with the starter's sealed answers; `look_back` is the first round's id."""

    round_id: str
    made_on: date
    from_name: str
    to_label: str
    topic: str
    prompts: tuple[Wording, ...]
    seal: Seal
    case_text: str = ""
    closes_on: date | None = None
    look_back: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundAnswer:
    """The second file: the other's sealed answers and the key to them, for the starter alone.

    `invitation_hash` is the digest of the seal it answers.
    """

    round_id: str
    made_on: date
    from_name: str
    invitation_hash: str
    seal: Seal
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundKey:
    """The third file: the starter's key. `answer_hash` is the digest of the seal it was given for."""

    round_id: str
    made_on: date
    from_name: str
    answer_hash: str
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWithdrawal:
    """Says that the sender withdrew; no reason, no fault."""

    round_id: str
    made_on: date
    from_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLearning:
    """The sender's copy of the agreed learning; `onward` is their tick for passing it on.

    `edition` counts the copies they sent, from 1, and puts those of one day in order; 0 where a file says none.
    """

    round_id: str
    made_on: date
    from_name: str
    text: str
    onward: bool
    edition: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCopy:
    """A round of one computer for the other's own journal: `mine` is the recipient's, `theirs` the sender's.

    Both have one place for every prompt, None where nothing was said.
    """

    round_id: str
    made_on: date
    from_name: str
    to_label: str
    topic: str
    prompts: tuple[Wording, ...]
    revealed_on: date
    mine: tuple[AnswerDraft | None, ...]
    theirs: tuple[AnswerDraft | None, ...]
    case_text: str = ""
    learning: str = ""
    look_back: str | None = None


RoundPart = RoundInvitation | RoundAnswer | RoundKey | RoundWithdrawal | RoundLearning | RoundCopy
"""Whatever of a round came in one file."""
