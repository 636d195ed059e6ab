"""A pair round as Markdown: what was asked, what each answered once both were shown, and what was learned."""

from collections.abc import Iterator

from app.domain.comparing import MINE, RoundComment
from app.domain.conversation import PairRound, RoundPrompt, RoundStatus
from app.domain.entries import AnswerDraft
from app.domain.pairing import SealedRound
from app.domain.rounds_held import KeptRound
from app.domain.written_dates import with_weekday
from app.exporters.writing.prose import one_line, prose
from app.exporters.writing.said import said

_ROUNDS = {
    RoundStatus.WAITING: "Waiting for the other answers.",
    RoundStatus.WITHDRAWN: "Withdrawn before it was opened.",
}


def round_prose(pair: PairRound, beside: KeptRound | None) -> Iterator[str]:
    """A round; before both answers were shown, with one's own alone."""
    held = beside.held if beside else SealedRound(uid=pair.uid)
    yield f"### A round with {one_line(pair.theirs)}: {one_line(pair.topic)}"
    yield _when(pair, held)
    if pair.case_text:
        yield prose(pair.case_text)
    shown = pair.status is RoundStatus.REVEALED
    if not shown:
        yield _ROUNDS[pair.status]
    comments = beside.comments if beside else ()
    for place, asked in enumerate(pair.prompts):
        here = [one for one in comments if one.place == place]
        if shown:
            yield from _both(pair, asked, here, removed=held.words_removed_on is not None)
        elif asked.mine is not None:
            yield f"#### {one_line(asked.wording.question)}"
            yield _given(asked, asked.mine)
    if pair.agreed_learning:
        yield "#### What we agreed to have learned"
        yield prose(pair.agreed_learning)
        if held.learning_changed_on:
            yield f"Changed since, on {with_weekday(held.learning_changed_on)}."
    if held.their_learning and held.their_learning.strip() != pair.agreed_learning.strip():
        yield f"#### What {one_line(pair.theirs)} keeps as learned"
        yield prose(held.their_learning)


def _when(pair: PairRound, held: SealedRound) -> str:
    words = [f"Begun on {with_weekday(pair.opened_on)}"]
    if held.sealed_on:
        words.append(f"sealed on {with_weekday(held.sealed_on)}")
    if pair.revealed_on:
        words.append(f"opened on {with_weekday(pair.revealed_on)}")
    if held.withdrawn_on:
        words.append(f"withdrawn on {with_weekday(held.withdrawn_on)}")
    return f"{', '.join(words)}."


def _both(
    pair: PairRound, asked: RoundPrompt, comments: list[RoundComment], *, removed: bool
) -> Iterator[str]:
    yield f"#### {one_line(asked.wording.question)}"
    yield f"##### {one_line(pair.mine)}"
    yield _given(asked, asked.mine)
    yield from (_comment(one) for one in comments if one.side == MINE)
    yield f"##### {one_line(pair.theirs)}"
    yield "Their words were removed from this journal." if removed else _given(asked, asked.theirs)
    yield from (_comment(one) for one in comments if one.side != MINE)


def _comment(one: RoundComment) -> str:
    quoted = "\n".join(f"> {line}" for line in prose(one.anchor.exact).split("\n")) if one.anchor else ""
    said_on = f"My remark, {with_weekday(one.written_on)}: {prose(one.body)}"
    return "\n\n".join(filter(None, (quoted, said_on)))


def _given(asked: RoundPrompt, given: AnswerDraft | None) -> str:
    return said(asked.wording, given.value, given.other) if given else "Not answered."
