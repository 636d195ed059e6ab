"""A draft for a social worker's CPD account, made from one review: learning only, copied by hand (domain page 7.8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.choosing import Choosable, Part, choosable
from app.domain.conversation import Reply
from app.domain.entries import Entry
from app.domain.errors import InvalidInput
from app.domain.rounds_held import RoundHeld

STANDARD_4 = {
    "4.1": "Taking in feedback, also from people who know services from the inside",
    "4.2": "Reflecting with supervision and feedback, and naming what I need to learn",
    "4.3": "Keeping up to date, and using research and theory",
    "4.4": "Knowing the subject, and what is changing in society and policy",
    "4.5": "Adding to an open learning culture at work",
    "4.6": "Showing what my learning did to my practice",
    "4.7": "Recording learning regularly",
    "4.8": "Reflecting on my own values, and what they do to my practice",
}
"""The parts of standard 4, in short words of our own; a draft can be tagged with them."""

BELIEF = "ll-assumption-changed"
DISCUSSED = "What I learned from discussing it"
WITH_FEEDBACK = "4.2"
COPY_BY_HAND = "Copy it by hand into your account. Balcony sends nothing."


@dataclass(frozen=True, slots=True)
class CpdPart:
    """One part of a draft; `asks` is what to write where there is nothing yet."""

    title: str
    text: str
    asks: str


@dataclass(frozen=True, slots=True)
class PeerLearning:
    """What was agreed in a pair round to have been learned, and may be passed on; `topic` is not part of it."""

    topic: str
    words: str


@dataclass(frozen=True, slots=True)
class CpdDraft:
    """A draft to edit and to copy. `tags` are parts of standard 4; `rounds` can be attached, the newest first."""

    parts: tuple[CpdPart, ...]
    with_peer: bool = False
    tags: tuple[str, ...] = ()
    rounds: tuple[PeerLearning, ...] = ()

    @property
    def text(self) -> str:
        """The draft as it is copied; empty parts are left out."""
        told = [f"{one.title}\n{one.text}" for one in self.parts if one.text]
        tagged = [f"Standard 4: {', '.join(self.tags)}"] if self.tags else []
        return "\n\n".join([*told, *tagged])


def cpd_draft(entry: Entry, review_uid: str | None, replies: Iterable[Reply] = ()) -> CpdDraft:
    """What one review of an entry says of learning; the latest review where none is named.

    Raises InvalidInput where there is no such review, or where the entry is marked not for sharing.
    """
    offered = choosable(entry)
    if offered is None:
        raise InvalidInput(
            "cpd",
            "This entry is marked not for sharing.",
            "Take the mark off first, or choose another entry.",
        )
    uids = [review.uid for review in sorted(entry.reviews, key=lambda one: (one.reviewed_on, one.id))]
    wanted = review_uid or (uids[-1] if uids else None)
    if wanted not in uids:
        raise InvalidInput("cpd", "There is no review to draw on.", "Look at the decision again first.")
    mine = [one for one in offered.fields if one.review_uid == wanted]
    take_aways = [reply.take_away for reply in replies if reply.take_away]
    parts = (
        CpdPart("What I did", offered.title, "One line on the activity: looking again at a decision."),
        CpdPart("What I learned", _joined(mine, Part.LEARNED, BELIEF), "What you carry forward."),
        CpdPart("What it did to my practice", "", "What you do differently now, and how you know."),
        CpdPart(
            DISCUSSED,
            "\n".join(take_aways),
            "With a peer, a coach or a supervisor: what they helped you see.",
        ),
    )
    tags = (WITH_FEEDBACK, "4.6", "4.7") if take_aways else ("4.6", "4.7")
    return CpdDraft(parts, bool(take_aways), tags)


def with_learning(draft: CpdDraft, learning: PeerLearning) -> CpdDraft:
    """The draft with what was learned in a pair round put to it; unchanged where the words are in it already."""
    parts = tuple(
        replace(one, text="\n".join(filter(None, (one.text, learning.words))))
        if one.title == DISCUSSED and learning.words not in one.text
        else one
        for one in draft.parts
    )
    return replace(draft, parts=parts, with_peer=True, tags=tuple(sorted({*draft.tags, WITH_FEEDBACK})))


def peer_learning(rounds: Iterable[RoundHeld]) -> tuple[PeerLearning, ...]:
    """What both ticked in any of these rounds, the newest first."""
    may = [one for one in rounds if one.may_share_learning]
    may.sort(key=lambda one: one.round.revealed_on or one.round.opened_on, reverse=True)
    return tuple(PeerLearning(one.round.topic, one.round.agreed_learning.strip()) for one in may)


def _joined(fields: Iterable[Choosable], part: Part, prompt_id: str = "") -> str:
    wanted = [one.value for one in fields if one.part is part or (prompt_id and one.prompt_id == prompt_id)]
    return "\n".join(wanted)
