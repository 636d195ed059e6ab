"""How rounds are spoken of: what each waits for and what comes next; no widgets."""

from datetime import date

from app.domain.entries import Answer, AnswerDraft
from app.domain.pairing import RoundRole, RoundStep, Withdrawn
from app.domain.prompts import Wording
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind
from app.domain.written_dates import written
from app.ui.write.editing import answer_words

NOT_ANSWERED = "Not answered."
HOW_IT_GOES = (
    "You answer alone and seal. The other opens your invitation, answers alone and seals. Once both are sealed, "
    "you give your key, and both of you see both answers. Nobody reads first, and nobody changes an answer "
    "unnoticed."
)
WHAT_IT_STOPS = (
    "This keeps two honest people from peeking and from changing an answer afterwards. It does not stop somebody "
    "from stopping before they give their key."
)
GROUPS: tuple[tuple[str, frozenset[RoundStep]], ...] = (
    ("For you to do", frozenset({RoundStep.ANSWERING, RoundStep.THEIRS_TO_ANSWER, RoundStep.READY})),
    ("Waiting for the other", frozenset({RoundStep.WAITING_FOR_SEAL, RoundStep.WAITING_FOR_KEY})),
    ("Open to both", frozenset({RoundStep.REVEALED})),
    ("Withdrawn", frozenset({RoundStep.WITHDRAWN})),
)


_NEXT: dict[tuple[RoundStep, RoundRole | None], str] = {
    (RoundStep.ANSWERING, None): (
        "Answer alone and seal. Your sealed answers then go to {name} with the invitation."
    ),
    (RoundStep.ANSWERING, RoundRole.INVITED): (
        "Their answers are in here already, sealed. Answer alone, seal, and send {name} the file. They give their "
        "key, and both of you see both answers."
    ),
    (RoundStep.ANSWERING, RoundRole.SAME_ROOM): (
        "Answer alone and seal. Then you hand the computer to {name}."
    ),
    (RoundStep.WAITING_FOR_SEAL, None): (
        "{name} opens your invitation, answers alone, and sends you a file back. Open it here when it comes. Until "
        "then there is nothing to do."
    ),
    (RoundStep.THEIRS_TO_ANSWER, None): "Nothing of yours is on the screen while {name} answers.",
    (RoundStep.READY, None): (
        "What {name} sealed is here and matches. Give your key: it is written to a file or a text first, and then "
        "both answers are shown to you. After that the round cannot be withdrawn."
    ),
    (RoundStep.READY, RoundRole.SAME_ROOM): "Sit so that you both see the screen, then open them together.",
    (RoundStep.WAITING_FOR_KEY, None): (
        "{name} opens your sealed answer and sends you their key. Open it here when it comes."
    ),
    (RoundStep.REVEALED, None): "Look at both side by side, and write down together what you learned.",
    (RoundStep.WITHDRAWN, None): (
        "Nothing was opened, and no fault is recorded. A file of this round that comes late is refused."
    ),
}
"""What comes next in a step, for one role or for every other."""


def state_words(one: RoundHeld) -> str:
    """The state of a round in one line."""
    step, held, name = one.step, one.held, one.contact
    match step:
        case RoundStep.ANSWERING if held.role is RoundRole.INVITED:
            return f"{name} invites you. Your answers are not sealed yet"
        case RoundStep.ANSWERING:
            return "Your answers are not sealed yet"
        case RoundStep.WAITING_FOR_SEAL:
            return "Waiting for the other sealed answer"
        case RoundStep.THEIRS_TO_ANSWER:
            return f"Yours are sealed. Now {name} answers, at this computer"
        case RoundStep.READY:
            return "Both are sealed, and neither was read"
        case RoundStep.WAITING_FOR_KEY:
            return "Waiting for their key"
        case RoundStep.REVEALED if held.words_removed_on is not None:
            return f"Both looked, and {name}’s words were removed here"
        case RoundStep.REVEALED:
            return "Both answers are open"
        case RoundStep.WITHDRAWN:
            return "Withdrawn by you" if held.withdrawn_by is Withdrawn.MINE else f"Withdrawn by {name}"


def next_words(one: RoundHeld) -> str:
    """What happens next, and who does it."""
    if is_to_send(one):
        what = "The invitation" if one.step is RoundStep.WAITING_FOR_SEAL else "Your sealed answer"
        return f"{what} has not left yet: save it, and send it to {one.contact}."
    if one.held.words_removed_on is not None:
        return "Your own answers and what you learned are still here."
    words = _NEXT.get((one.step, one.held.role)) or _NEXT[one.step, None]
    return words.format(name=one.contact)


def file_to_send(one: RoundHeld) -> FileKind | None:
    """The kind of file that can leave now, or leave again; the first key leaves by revealing."""
    role = one.held.role
    if role is RoundRole.SAME_ROOM:
        return None
    match one.step:
        case RoundStep.WAITING_FOR_SEAL:
            return FileKind.ROUND_INVITATION
        case RoundStep.WAITING_FOR_KEY:
            return FileKind.ROUND_ANSWER
        case RoundStep.REVEALED if role is RoundRole.STARTED and one.held.key_given_on is not None:
            return FileKind.ROUND_KEY
        case RoundStep.WITHDRAWN if one.held.withdrawn_by is Withdrawn.MINE:
            knows = role is RoundRole.INVITED or one.left(FileKind.ROUND_INVITATION) is not None
            return FileKind.ROUND_WITHDRAWAL if knows else None
    return None


def is_to_send(one: RoundHeld) -> bool:
    """Whether the round waits for a file of one's own that has not left yet."""
    kind = file_to_send(one)
    waits = one.step in {RoundStep.WAITING_FOR_SEAL, RoundStep.WAITING_FOR_KEY}
    return waits and kind is not None and one.left(kind) is None


def group_of(one: RoundHeld) -> str:
    """Under which heading of the list a round stands."""
    if is_to_send(one):
        return GROUPS[0][0]
    return next(title for title, steps in GROUPS if one.step in steps)


def who_and_when(one: RoundHeld) -> str:
    """With whom, since when, until when."""
    pair, held = one.round, one.held
    told = [f"With {one.contact}", f"begun on {written(pair.opened_on)}"]
    if held.role is RoundRole.SAME_ROOM:
        told.insert(1, "at one computer")
    if pair.revealed_on is not None:
        told.append(f"opened on {written(pair.revealed_on)}")
    elif held.closes_on is not None:
        told.append(f"to be done by {written(held.closes_on)}")
    return ", ".join(told) + "."


def closing_words(one: RoundHeld, today: date) -> str:
    """What to say of the day a round was to be done by, once it has come; nothing happens by itself."""
    closes_on = one.held.closes_on
    if closes_on is None or closes_on > today or one.step in {RoundStep.REVEALED, RoundStep.WITHDRAWN}:
        return ""
    day = "today" if closes_on == today else f"on {written(closes_on)}"
    return f"You meant to be done {day}. Nothing happens by itself: go on, or withdraw."


def given_words(wording: Wording, given: AnswerDraft | None) -> str:
    """One answer as a person reads it."""
    return answer_words(Answer(wording, given.value, given.other)) if given is not None else NOT_ANSWERED
