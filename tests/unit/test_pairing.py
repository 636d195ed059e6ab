"""What a pair round waits for, worked out from what is held."""

import pytest

from app.domain.conversation import RoundStatus
from app.domain.pairing import (
    OTHER,
    STARTER,
    RoundRole,
    RoundStep,
    Seal,
    SealedRound,
    my_side,
    step,
    their_side,
)
from tests.fixtures.rounds import DAY, ROUND, held_round

SEAL = Seal(b"words", "0" * 64)
KEY = bytes(32)
STARTED, INVITED, SAME_ROOM = RoundRole.STARTED, RoundRole.INVITED, RoundRole.SAME_ROOM


@pytest.mark.parametrize(
    ("held", "waits_for"),
    [
        ({"role": STARTED}, RoundStep.ANSWERING),
        ({"role": INVITED, "theirs": SEAL}, RoundStep.ANSWERING),
        ({"role": SAME_ROOM}, RoundStep.ANSWERING),
        ({"role": STARTED, "mine": SEAL, "my_key": KEY}, RoundStep.WAITING_FOR_SEAL),
        ({"role": SAME_ROOM, "mine": SEAL, "my_key": KEY}, RoundStep.THEIRS_TO_ANSWER),
        ({"role": INVITED, "mine": SEAL, "my_key": KEY, "theirs": SEAL}, RoundStep.WAITING_FOR_KEY),
        ({"role": STARTED, "mine": SEAL, "theirs": SEAL, "their_key": KEY}, RoundStep.READY),
        ({"role": SAME_ROOM, "mine": SEAL, "theirs": SEAL, "their_key": KEY}, RoundStep.READY),
        ({"role": STARTED, "mine": SEAL, "theirs": SEAL}, RoundStep.WAITING_FOR_SEAL),
        ({"role": STARTED, "mine": SEAL, "withdrawn_on": DAY}, RoundStep.WITHDRAWN),
    ],
)
def test_a_round_says_what_it_waits_for(held: dict[str, object], waits_for: RoundStep) -> None:
    assert step(held_round(), SealedRound(uid=ROUND, **held)) is waits_for  # type: ignore[arg-type]


@pytest.mark.parametrize("role", RoundRole)
def test_no_seal_theirs_alone_makes_a_round_ready(role: RoundRole) -> None:
    held = SealedRound(uid=ROUND, role=role, theirs=SEAL, their_key=KEY)
    assert step(held_round(), held) is RoundStep.ANSWERING


def test_a_round_that_was_revealed_stays_so_even_without_a_seal() -> None:
    held = SealedRound(uid=ROUND, withdrawn_on=DAY)
    assert step(held_round(RoundStatus.REVEALED), held) is RoundStep.REVEALED
    assert step(held_round(RoundStatus.WITHDRAWN), SealedRound(uid=ROUND)) is RoundStep.WITHDRAWN


def test_the_two_people_of_a_round_never_seal_under_one_side() -> None:
    assert [(my_side(role), their_side(role)) for role in (STARTED, SAME_ROOM, INVITED)] == [
        *((STARTER, OTHER), (STARTER, OTHER), (OTHER, STARTER))
    ]


def test_the_digest_of_a_seal_holds_its_commitment_and_its_words() -> None:
    others = {Seal(b"words", "1" * 64).digest, Seal(b"wordz", "0" * 64).digest, SEAL.digest}
    assert len(others) == 3
    assert len(SEAL.digest) == 64
