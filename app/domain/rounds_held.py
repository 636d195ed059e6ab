"""A pair round as a journal holds it: its words, its seals, its files and the remarks beside its answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.comparing import RoundComment
from app.domain.contacts import LoggedShare
from app.domain.conversation import PairRound, RoundPrompt, RoundStatus
from app.domain.pairing import RoundRole, RoundStep, SealedRound, step
from app.domain.prompts import Wording
from app.domain.sharing import FileKind, Opened


@dataclass(frozen=True, slots=True)
class RoundFile:
    """One file of a round that left (`outgoing`) or came; `file_id` is its own, `fingerprint` its SHA-256."""

    kind: FileKind
    outgoing: bool
    on: date
    file_id: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class KeptRound:
    """What a journal keeps of a round beside its words (`PairRound`), under the same uid."""

    held: SealedRound
    comments: tuple[RoundComment, ...] = ()
    files: tuple[RoundFile, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing here that the round itself does not say."""
        return self == KeptRound(SealedRound(uid=self.held.uid))


@dataclass(frozen=True, slots=True)
class RoundHeld:
    """A round with where it stands. `contact` is the other's name: as known here today, in one room as typed.

    The other's answers are in `round` only once it is revealed.
    """

    round: PairRound
    held: SealedRound
    contact: str
    files: tuple[RoundFile, ...] = ()
    comments: tuple[RoundComment, ...] = ()

    @property
    def uid(self) -> str:
        return self.round.uid

    @property
    def step(self) -> RoundStep:
        """What it waits for."""
        return step(self.round, self.held)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """What is asked, in order."""
        return tuple(one.wording for one in self.round.prompts)

    @property
    def is_same_room(self) -> bool:
        return self.held.role is RoundRole.SAME_ROOM

    @property
    def was_held_here(self) -> bool:
        """Whether both sat at this computer; a round of one room that came as a copy was never sealed here."""
        return self.is_same_room and self.held.sealed_on is not None

    def left(self, kind: FileKind) -> RoundFile | None:
        """The latest file of a kind that left."""
        return next((one for one in reversed(self.files) if one.outgoing and one.kind is kind), None)

    @property
    def next_edition(self) -> int:
        """The number of the learning file that leaves next: 1 for the first; one file is counted once."""
        kind = FileKind.ROUND_LEARNING
        return 1 + len({one.file_id for one in self.files if one.outgoing and one.kind is kind})

    @property
    def may_share_learning(self) -> bool:
        """Whether both ticks are recorded, and for the very words that stand here."""
        mine = self.round.agreed_learning.strip()
        theirs = self.held.their_learning
        same = self.was_held_here if theirs is None else theirs.strip() == mine
        return bool(mine) and same and self.held.onward_mine and self.held.onward_theirs


# ---- in the sharing log


_LEFT: dict[FileKind, str] = {
    FileKind.ROUND_INVITATION: "The invitation to a pair round",
    FileKind.ROUND_ANSWER: "Your sealed answers in a pair round",
    FileKind.ROUND_KEY: "Your key to a pair round",
    FileKind.ROUND_WITHDRAWAL: "The note that you withdrew from a pair round",
    FileKind.ROUND_LEARNING: "What you keep as learned in a pair round",
    FileKind.ROUND_COPY: "The other’s copy of a pair round",
}


@dataclass(frozen=True, slots=True)
class RoundFileLeft:
    """One file of a round as a line of the sharing log; `label` is the other's name as it is known here today."""

    round_uid: str
    topic: str
    label: str
    file: RoundFile
    contact: str | None = None

    @property
    def made_on(self) -> date:
        return self.file.on

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file."""
        return self.file.fingerprint

    @property
    def words(self) -> str:
        """What it was: “The invitation to a pair round”."""
        return _LEFT[self.file.kind]


def files_left(one: RoundHeld) -> tuple[RoundFileLeft, ...]:
    """Every file of a round that left, in the order of leaving."""
    return tuple(
        RoundFileLeft(one.uid, one.round.topic, one.contact, file, one.held.contact_uid)
        for file in one.files
        if file.outgoing
    )


def newest_first(
    shares: Iterable[LoggedShare], files: Iterable[RoundFileLeft]
) -> tuple[LoggedShare | RoundFileLeft, ...]:
    """All that left as one list; those of one day stay in the order in which they are given, shares first."""
    return tuple(sorted((*shares, *files), key=lambda one: one.made_on, reverse=True))


def before_reveal(round_: PairRound) -> PairRound:
    """A round without the other's answers, unless it is revealed."""
    if round_.status is RoundStatus.REVEALED:
        return round_
    return replace(round_, prompts=tuple(RoundPrompt(one.wording, one.mine) for one in round_.prompts))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file of a round, checked, and what keeping it will do (`will`); nothing is kept yet.

    `uid` is the round's, `topic` and `prompts` what it asks. `look_back` says that it asks again what an earlier
    round asked. `learning` is their copy of the agreed learning, in a file that brings one.
    """

    opened: Opened
    uid: str
    topic: str
    prompts: tuple[Wording, ...]
    will: str
    case_text: str = ""
    closes_on: date | None = None
    look_back: bool = False
    learning: str = ""
    onward: bool = False

    @property
    def kind(self) -> FileKind:
        return self.opened.kind

    @property
    def from_name(self) -> str:
        return self.opened.author.name
