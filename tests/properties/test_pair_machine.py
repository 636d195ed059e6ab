"""Files of pair rounds get lost, come twice, late, swapped or changed: neither side reads before both have sealed."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.domain.entries import AnswerDraft
from app.domain.errors import JournalError
from app.domain.pairing import RoundAnswer, RoundInvitation, RoundKey, RoundPart, RoundRole, RoundStep
from app.domain.sharing import FileKind
from app.sharing.files import open_file
from app.sharing.sealing import seal_round
from tests.fixtures.cheap import TODAY, assert_whole, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import PROMPTS, given, stored, two_peers

PLACE = st.integers(0, 30)
SIDES = st.sampled_from((0, 1))
KINDS = (
    FileKind.ROUND_INVITATION,
    FileKind.ROUND_ANSWER,
    FileKind.ROUND_KEY,
    FileKind.ROUND_WITHDRAWAL,
    FileKind.ROUND_LEARNING,
)
MOST_ROUNDS = 3
Answers = tuple[AnswerDraft | None, ...]
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Waiting for a disk is most of the time of a run, and no part of what is tried here."""


@dataclass(frozen=True)
class Sent:
    """A file that left, and who made it."""

    data: bytes
    by: int
    part: RoundPart


@dataclass(frozen=True)
class Sealing:
    """What one side sealed at one time, and the seal it went under."""

    digest: str
    answers: Answers


class Rounds(RuleBasedStateMachine):
    """The model: what each side sealed in each round, and that nobody reads the other's before both did."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="balcony-pairs-", dir=IN_MEMORY)
        self.home = Path(self.folder.name)
        self.clock = MovedClock(TODAY)
        self.peers = list(two_peers(self.home, self.clock))
        for who in (0, 1):
            self.close_and_open(who)  # so that no undo takes a name or a contact card away
        self.uids: list[str] = []
        self.files: list[Sent] = []
        self.typed = 0
        self.sealed: dict[tuple[int, str], list[Sealing]] = {}
        """Everything each side sealed in a round, in order. Whoever is invited seals again where they removed
        the round and took the invitation in anew; it must not stand for what they sealed before."""
        self.accepted: dict[tuple[int, str], Answers] = {}
        """By who took it in and the round: what is under the first seal of the other that was accepted."""
        self.keys_out: set[str] = set()
        self.said: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "peers"):
            for one in self.peers:
                assert_whole(one.journal)
                one.journal.close(back_up=False)
            self.folder.cleanup()

    # ---- what the two do

    @precondition(lambda self: len(self.uids) < MOST_ROUNDS)
    @rule(who=SIDES)
    def begin(self, who: int) -> None:
        peer = self.peers[who]
        uid = peer.journal.pairs.start("A topic", PROMPTS, contact=peer.other)
        self.uids.append(uid)

    @precondition(lambda self: self.uids)
    @rule(who=SIDES, place=PLACE, step=st.integers(-3, 3))
    def answer(self, who: int, place: int, step: int) -> None:
        uid = self.uids[place % len(self.uids)]
        self.typed += 1
        words = f"canary-{who}-{uid[:8]}-{self.typed}-end"

        def type_both() -> None:
            self.peers[who].journal.pairs.answer(uid, 0, AnswerDraft(step))
            self.peers[who].journal.pairs.answer(uid, 2, AnswerDraft(words))

        self.tried(type_both)

    @precondition(lambda self: self.uids)
    @rule(who=SIDES, place=PLACE)
    def seal(self, who: int, place: int) -> None:
        uid, pairs = self.uids[place % len(self.uids)], self.peers[who].journal.pairs
        if self.tried(lambda: pairs.seal(uid)):
            held = pairs.round(uid).held
            assert (who, uid) not in self.sealed or held.role is RoundRole.INVITED
            assert held.mine is not None
            self.sealed.setdefault((who, uid), []).append(Sealing(held.mine.digest, pairs.drafts(uid)))

    @precondition(lambda self: self.uids)
    @rule(who=SIDES, place=PLACE, kind=st.sampled_from(KINDS))
    def send(self, who: int, place: int, kind: FileKind) -> None:
        uid, pairs = self.uids[place % len(self.uids)], self.peers[who].journal.pairs
        made: list[Any] = []
        if self.tried(lambda: made.append(pairs.file_of(uid, kind))):
            path = pairs.save(made[0], self.home, read=True)
            self.note(path.read_bytes(), who)

    @precondition(lambda self: self.uids)
    @rule(who=SIDES, place=PLACE)
    def reveal(self, who: int, place: int) -> None:
        uid, pairs = self.uids[place % len(self.uids)], self.peers[who].journal.pairs
        shown: list[Any] = []
        if self.tried(lambda: shown.append(pairs.reveal(uid, self.home))):
            assert self.both_sealed(uid)
            self.keys_out.add(uid)
            self.note(shown[0].path.read_bytes(), who)

    @precondition(lambda self: self.uids)
    @rule(who=SIDES, place=PLACE)
    def withdraw(self, who: int, place: int) -> None:
        uid, pairs = self.uids[place % len(self.uids)], self.peers[who].journal.pairs
        self.tried(lambda: pairs.withdraw(uid))

    @precondition(lambda self: self.uids)
    @rule(who=SIDES, place=PLACE)
    def remove(self, who: int, place: int) -> None:
        uid, pairs = self.uids[place % len(self.uids)], self.peers[who].journal.pairs
        self.tried(lambda: pairs.remove(uid))

    @rule(who=SIDES, again=st.booleans())
    def take_back(self, who: int, again: bool) -> None:
        journal = self.peers[who].journal
        journal.redo() if again else journal.undo()

    @rule(who=SIDES)
    def close_and_open(self, who: int) -> None:
        peer = self.peers[who]
        peer.journal.close(back_up=False)
        self.peers[who] = replace(peer, journal=unlocked(self.home / peer.name.lower(), self.clock))

    @precondition(lambda self: self.uids)
    @rule(place=PLACE, steps=st.integers(1, 5))
    def carry_on(self, place: int, steps: int) -> None:
        """The next steps as two people take them who do everything in order."""
        at = place % len(self.uids)
        uid = self.uids[at]
        for _ in range(steps):
            for who, peer in enumerate(self.peers):
                held = next((one for one in peer.journal.pairs.rounds() if one.uid == uid), None)
                if held is None:
                    self.deliver_of(who, uid)
                elif held.step is RoundStep.ANSWERING:
                    self.answer(who, at, 1)
                    self.seal(who, at)
                elif held.step is RoundStep.READY:
                    self.reveal(who, at)
                else:
                    for kind in KINDS[:2]:
                        self.send(who, at, kind)
                    self.deliver_of(who, uid)

    def deliver_of(self, who: int, uid: str) -> None:
        """Every file of a round that the other made."""
        for place, file in enumerate(self.files):
            if file.by != who and file.part.round_id == uid:
                self.deliver(who, place)

    # ---- what becomes of the files

    @precondition(lambda self: self.files)
    @rule(who=SIDES, place=PLACE)
    def deliver(self, who: int, place: int) -> None:
        """To either of the two, in any order, as often as it comes."""
        file, pairs = self.files[place % len(self.files)], self.peers[who].journal.pairs
        before = stored(self.peers[who].journal)
        if not self.tried(lambda: pairs.keep(pairs.open(file.data))):
            assert stored(self.peers[who].journal) == before
            return
        assert file.by != who
        if isinstance(file.part, RoundAnswer | RoundKey):
            assert (who, file.part.round_id) in self.sealed
        if isinstance(file.part, RoundAnswer | RoundInvitation):
            self.accept(who, file.part)

    def accept(self, who: int, part: RoundAnswer | RoundInvitation) -> None:
        """A seal of the other was taken in; once one was, no second takes its place."""
        made = self.sealed[1 - who, part.round_id]
        answers = next(one.answers for one in made if one.digest == part.seal.digest)
        assert self.accepted.setdefault((who, part.round_id), answers) == answers

    @precondition(lambda self: self.files)
    @rule(who=SIDES, place=PLACE, at=st.floats(0, 0.999), bit=st.integers(0, 7))
    def deliver_changed(self, who: int, place: int, at: float, bit: int) -> None:
        data = bytearray(self.files[place % len(self.files)].data)
        data[int(at * len(data))] ^= 1 << bit
        pairs = self.peers[who].journal.pairs
        before = stored(self.peers[who].journal)
        assert not self.tried(lambda: pairs.keep(pairs.open(bytes(data))))
        assert stored(self.peers[who].journal) == before

    @precondition(lambda self: len(self.files) > 1)
    @rule(one=PLACE, other=PLACE)
    def deliver_swapped(self, one: int, other: int) -> None:
        """The sender signs one file with the seal, the key or the name of the round of another."""
        file, source = self.files[one % len(self.files)], self.files[other % len(self.files)]
        taken = {
            name: getattr(source.part, name)
            for name in ("seal", "key", "round_id", "invitation_hash", "answer_hash")
            if hasattr(source.part, name) and hasattr(file.part, name)
        }
        forged = replace(file.part, **taken)
        if forged in (sent.part for sent in self.files):
            return
        maker, reader = self.peers[file.by], self.peers[1 - file.by]
        to = maker.journal.sharing.people.contact(maker.other).card
        assert to is not None
        data = seal_round(forged, maker.journal.sharing.keys.identity_for(maker.other), (to,))
        before = stored(reader.journal)
        pairs = reader.journal.pairs
        if isinstance(forged, RoundAnswer | RoundKey):
            assert not self.tried(lambda: pairs.keep(pairs.open(data)))
            assert stored(reader.journal) == before

    def tried(self, act: Any) -> bool:
        """Whether it was done; refused otherwise."""
        try:
            act()
        except JournalError as error:
            self.said.append(str(error))
            return False
        return True

    def note(self, data: bytes, by: int) -> None:
        self.files.append(Sent(data, by, self.read(data, by)))

    def read(self, data: bytes, by: int) -> Any:
        """What a file says, read with the keys of whoever made it."""
        keys = self.peers[by].journal.sharing.keys.identities()
        return open_file(data, keys, known={}, seen=lambda _: False).content

    def both_sealed(self, uid: str) -> bool:
        return {(0, uid), (1, uid)} <= self.sealed.keys()

    # ---- what always holds

    @invariant()
    def no_refusal_repeats_a_word(self) -> None:
        assert not any("canary" in one for one in getattr(self, "said", ()))

    @invariant()
    def nobody_reads_before_both_have_sealed(self) -> None:
        if not hasattr(self, "peers"):
            return
        for who, peer in enumerate(self.peers):
            rounds = peer.journal.pairs.rounds()
            said = stored(peer.journal) + str(rounds)
            for uid in self.uids:
                if f"canary-{1 - who}-{uid[:8]}" in said:
                    assert self.both_sealed(uid)
                    assert uid in self.keys_out
                    held = next(one for one in rounds if one.uid == uid)
                    assert held.step is RoundStep.REVEALED

    @invariant()
    def what_is_sealed_stays_and_what_is_shown_is_what_was_sealed(self) -> None:
        if not hasattr(self, "peers"):
            return
        for who, peer in enumerate(self.peers):
            for held in peer.journal.pairs.rounds():
                mine, theirs = (tuple(side.values()) for side in given(held))
                if held.held.mine is not None:
                    assert mine == self.sealed[who, held.uid][-1].answers
                if held.step is RoundStep.REVEALED:
                    assert theirs == self.accepted[who, held.uid]
                    assert mine == self.accepted[1 - who, held.uid]
                else:
                    assert not any(theirs)


Rounds.TestCase.settings = settings(max_examples=22, stateful_step_count=20, deadline=None)
TestRounds = Rounds.TestCase


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_rounds_for_long() -> None:
    """The same, ten times as often and twice as deep; by hand."""
    run_state_machine_as_test(
        Rounds, settings=settings(max_examples=400, stateful_step_count=50, deadline=None)
    )
