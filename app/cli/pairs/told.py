"""Pair rounds as JSON and as plain lines; the other's answers are in neither before the round is revealed."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.cli import shapes
from app.cli.shapes import Shape
from app.cli.wording import label_of
from app.domain.comparing import Compared, RoundComment
from app.domain.entries import Answer, AnswerDraft
from app.domain.prompts import AnswerKind, Wording
from app.domain.rounds_held import RoundHeld

if TYPE_CHECKING:
    from app.services.pairs.noticing import RoundWords

NOT_ANSWERED = "Not answered."


def round_shape(one: RoundHeld) -> Shape:
    """A round whole, as far as it can be told."""
    pair, held = one.round, one.held
    return {
        "id": pair.uid,
        "step": one.step.value,
        "role": held.role.value,
        "topic": pair.topic,
        "case": pair.case_text,
        "with": one.contact,
        "contact": held.contact_uid,
        "mine": pair.mine,
        "theirs": pair.theirs,
        "begun_on": shapes.day(pair.opened_on),
        "closes_on": shapes.day(held.closes_on),
        "sealed_on": shapes.day(held.sealed_on),
        "revealed_on": shapes.day(pair.revealed_on),
        "withdrawn_on": shapes.day(held.withdrawn_on),
        "withdrawn_by": held.withdrawn_by.value,
        "words_removed_on": shapes.day(held.words_removed_on),
        "look_back": held.look_back,
        "questions": [
            {
                "place": place,
                **_wording_shape(asked.wording),
                "my_answer": _answer_shape(asked.wording, asked.mine),
                "their_answer": _answer_shape(asked.wording, asked.theirs),
            }
            for place, asked in enumerate(pair.prompts, 1)
        ],
        "learning": {
            "my_copy": pair.agreed_learning,
            "their_copy": held.their_learning,
            "changed_on": shapes.day(held.learning_changed_on),
            "onward_mine": held.onward_mine,
            "onward_theirs": held.onward_theirs,
            "may_be_shared": one.may_share_learning,
        },
        "remarks": [_remark_shape(each) for each in one.comments],
        "files": [
            {
                "kind": file.kind.value,
                "outgoing": file.outgoing,
                "on": shapes.day(file.on),
                "fingerprint": file.fingerprint,
            }
            for file in one.files
        ],
    }


def _wording_shape(asked: Wording) -> Shape:
    return {
        "prompt": asked.prompt_id,
        "question": asked.question,
        "kind": asked.kind.value,
        "options": [{"id": option.id, "label": option.label} for option in asked.options],
        "ends": {"low": asked.ends.low, "high": asked.ends.high} if asked.ends else None,
    }


def _answer_shape(asked: Wording, given: AnswerDraft | None) -> Shape | None:
    if given is None:
        return None
    return {
        "value": list(given.value) if isinstance(given.value, tuple) else given.value,
        "label": label_of(Answer(asked, given.value, given.other)),
        "other": given.other,
    }


def _remark_shape(one: RoundComment) -> Shape:
    return {
        "id": one.uid,
        "place": one.place + 1,
        "side": one.side,
        "quote": one.anchor.exact if one.anchor else None,
        "body": one.body,
        "written_on": shapes.day(one.written_on),
    }


def round_lines(one: RoundHeld) -> Iterator[str]:
    """A round to read: what is asked, and what each answered as far as it can be told."""
    yield f"{one.round.topic}, with {one.contact} ({one.step.value})"
    yield from (f"  {line}" for line in one.round.case_text.splitlines())
    for place, asked in enumerate(one.round.prompts, 1):
        yield f"\n{place}. [{asked.wording.prompt_id}] {asked.wording.question}"
        yield from (f"     {option.id}: {option.label}" for option in asked.wording.options)
        yield from said_lines(one.round.mine, asked.wording, asked.mine)
        if one.round.revealed_on:
            yield from said_lines(one.round.theirs, asked.wording, asked.theirs)
    yield from _learning_lines(one)


def _learning_lines(one: RoundHeld) -> Iterator[str]:
    if one.round.agreed_learning:
        changed = one.held.learning_changed_on
        yield f"\nWhat we learned{f' (changed since, on {changed.isoformat()})' if changed else ''}"
        yield from (f"  {line}" for line in one.round.agreed_learning.splitlines())
    if one.held.their_learning:
        yield "\nTheir copy of it"
        yield from (f"  {line}" for line in one.held.their_learning.splitlines())


def said_lines(name: str, asked: Wording, given: AnswerDraft | None) -> Iterator[str]:
    """What one side answered, under their name."""
    yield f"   {name}:"
    words = NOT_ANSWERED if given is None else label_of(Answer(asked, given.value, given.other))
    yield from (f"     {line}" for line in words.splitlines())
    if given is not None and given.other and asked.kind is not AnswerKind.MULTI:
        yield from (f"     {line}" for line in given.other.splitlines())


def words_lines(words: "RoundWords", *, whole: bool) -> Iterator[str]:
    """What would be sealed, to read; `whole` with topic and case, where these go along."""
    if whole:
        yield words.topic
        yield from (f"  {line}" for line in words.case_text.splitlines())
    for place, (asked, given) in enumerate(zip(words.wordings, words.answers, strict=True), 1):
        yield f"\n{place}. {asked.question}"
        yield from said_lines("You", asked, given)


def compared_shape(one: Compared) -> Shape:
    """One question with both answers."""
    chosen = one.choices
    pick = one.wording.kind in {AnswerKind.SINGLE, AnswerKind.MULTI}
    return {
        **_wording_shape(one.wording),
        "differs": one.differs,
        "distance": one.distance,
        "both": list(chosen.both) if pick else [],
        "only_mine": list(chosen.mine) if pick else [],
        "only_theirs": list(chosen.theirs) if pick else [],
        "my_answer": _answer_shape(one.wording, one.mine),
        "their_answer": _answer_shape(one.wording, one.theirs),
    }


def compared_lines(found: Iterable[Compared], mine: str, theirs: str) -> Iterator[str]:
    """Two sides one under the other, in the same order at every question."""
    for one in found:
        yield f"\n{one.wording.question}"
        yield from said_lines(mine, one.wording, one.mine)
        yield from said_lines(theirs, one.wording, one.theirs)
        if one.distance:
            yield f"   {one.distance}."
