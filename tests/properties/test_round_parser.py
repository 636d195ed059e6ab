"""Whatever a known sender signs as a part of a round, and whatever two people answer: read as meant, or refused."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.entries import AnswerDraft
from app.domain.errors import RoundDiffers
from app.domain.pairing import OTHER, STARTER, RoundPart, Seal
from app.domain.prompts import AnswerKind, Wording
from app.domain.sharing import ROUND_KINDS, FileKind
from app.sharing.files import seal_round
from app.sharing.seals import seal, unseal
from tests.fixtures.rounds import FIRST, OPTIONS, ROUND, WORDINGS, every_part, inside, told
from tests.fixtures.sharing import coach, leader, opened
from tests.properties.test_sharing_parser import CHANGES, CUTS, TEXTS, changed, read, spelt

WHOLE = {kind: told(part) for kind, part in every_part().items()}
IDS = [option.id for option in OPTIONS]
VALUES: dict[AnswerKind, st.SearchStrategy[Any]] = {
    AnswerKind.TEXT: TEXTS,
    AnswerKind.SINGLE: st.sampled_from(IDS),
    AnswerKind.MULTI: st.lists(st.sampled_from(IDS), unique=True).map(tuple),
    AnswerKind.SLIDER: st.integers(-3, 3),
    AnswerKind.PERCENT: st.integers(0, 100),
}


def answers_to(asked: tuple[Wording, ...]) -> st.SearchStrategy[tuple[AnswerDraft | None, ...]]:
    """Any answers to these questions, with gaps."""
    return st.tuples(*(
        st.none() | st.builds(AnswerDraft, VALUES[one.kind], st.just("") | TEXTS) for one in asked
    ))  # fmt: skip


@settings(max_examples=900)
@given(kind=st.sampled_from(sorted(ROUND_KINDS)), changes=CHANGES, cuts=CUTS)
def test_any_words_of_a_round_behind_a_right_signature_are_read_or_refused(
    kind: FileKind, changes: Any, cuts: Any
) -> None:
    value: Any = WHOLE[kind]
    for where, how, other in changes:
        value = changed(value, where, how, other)
    found = read(inside(kind, spelt(value, cuts)))
    if found is not None:
        assert isinstance(found.content, RoundPart)
        again = seal_round(found.content, leader().identity, [coach().card])
        assert opened(again).content == found.content


@given(answers=answers_to(WORDINGS), side=st.sampled_from([STARTER, OTHER]))
def test_whatever_is_answered_comes_out_of_its_seal_as_it_went_in(answers: Any, side: str) -> None:
    sealed, key = seal(ROUND, side, answers)
    assert unseal(sealed, key, ROUND, side, WORDINGS) == answers


@given(answers=answers_to(WORDINGS), others=answers_to(WORDINGS), part=st.integers(0, 4))
def test_no_seal_opens_with_a_part_of_another(answers: Any, others: Any, part: int) -> None:
    sealed, key = seal(ROUND, STARTER, answers)
    other, other_key = seal(ROUND, STARTER, others)
    mixed = (
        (sealed, other_key, ROUND, STARTER),
        (replace(sealed, commitment=other.commitment), key, ROUND, STARTER),
        (Seal(other.ciphertext, sealed.commitment), key, ROUND, STARTER),
        (sealed, key, FIRST, STARTER),
        (sealed, key, ROUND, OTHER),
    )[part]
    try:
        unseal(*mixed, WORDINGS)
    except RoundDiffers:
        return
    raise AssertionError(json.dumps(part))
