"""What the pages of a round ask the journal for, each all in one go."""

from dataclasses import dataclass, replace

from app.domain.comparing import MINE, THEIRS
from app.domain.entries import AnswerDraft
from app.domain.own_prompts import is_own
from app.domain.pairing import RoundStep
from app.domain.prompts import Prompt, When, Wording
from app.domain.rounds_held import RoundHeld
from app.services.journal import Journal
from app.ui.forms.ground import Ground, ground_of
from app.ui.pairs.shown import round_shown

OPEN_WHILE = {MINE: RoundStep.ANSWERING, THEIRS: RoundStep.THEIRS_TO_ANSWER}
"""The step in which each side can be written and sealed in this journal."""


@dataclass(frozen=True)
class Answering:
    """A round that is being answered, what was typed so far, and the prompts its questions may come from."""

    held: RoundHeld
    given: tuple[AnswerDraft | None, ...]
    ground: Ground


def answering(journal: Journal, uid: str, side: str) -> Answering:
    """Read it; errors as of `round_shown`."""
    held = round_shown(journal, uid)
    return Answering(held, journal.pairs.drafts(uid, side), ground_of(journal))


def asked_as(wording: Wording, ground: Ground) -> Prompt:
    """The prompt behind a question of a round; help and source only where the question is the library's own."""
    known = ground.asked.library.prompt(wording.prompt_id)
    same = known is not None and known.kind is wording.kind and known.question == wording.question
    if known is not None and same:
        return replace(known, options=wording.options, ends=wording.ends, question_at=())
    return Prompt(
        id=wording.prompt_id,
        title=wording.question,
        question=wording.question,
        help="",
        framework="",
        kind=wording.kind,
        when=(When.DECISION,),
        version=wording.version,
        options=wording.options,
        ends=wording.ends,
    )


def round_ground(journal: Journal) -> Ground:
    """The prompts a round may ask: those turned on, and every one of the leader's own."""
    found = ground_of(journal)
    own = {prompt.id for prompt in found.asked.library.prompts if is_own(prompt.id)}
    return replace(found, asked=replace(found.asked, enabled=found.asked.enabled | own))
