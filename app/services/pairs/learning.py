"""What both say they learned, and the remarks beside the answers of a round that was shown."""

import uuid

from app.domain.comparing import MINE, THEIRS, RoundComment
from app.domain.errors import InvalidInput
from app.domain.pairing import TEXT_LENGTH, RoundStep
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import Anchor, FileKind
from app.services.ledger import Ledger
from app.services.pairs.rounds import Rounds, number_of
from app.storage import pair_rounds
from app.storage.schema.conversation import pair_round, round_comment


class Learning:
    """The agreed learning of a round: a note both keep, each in their own copy."""

    def __init__(self, ledger: Ledger, rounds: Rounds) -> None:
        self._ledger = ledger
        self._rounds = rounds

    def set_learning(self, uid: str, text: str) -> None:
        """Write the own copy. Once it was sent, or theirs is here, it is marked as changed since; the tick goes.

        Raises InvalidInput before both answers are shown, or for a text too long.
        """
        held = self._shown(uid)
        if len(text) > TEXT_LENGTH:
            raise InvalidInput(
                "learning", "This is too long.", f"Write it in at most {TEXT_LENGTH:,} characters."
            )
        if text == held.round.agreed_learning:
            return
        values: dict[str, int | str | None] = {"agreed_learning": text, "onward_mine": 0}
        if held.is_same_room and held.held.their_learning is None:
            values["onward_theirs"] = 0
        if held.left(FileKind.ROUND_LEARNING) or held.left(FileKind.ROUND_COPY) or held.held.their_learning:
            values["learning_changed_on"] = self._ledger.clock.today().toordinal()
        self._change(uid, "Write the agreed learning", values, merges=f"learning:{uid}")

    def tick_onward(self, uid: str, *, on: bool, side: str = MINE) -> None:
        """Say that the learning may be passed on; THEIRS only where both sat at this computer.

        Raises InvalidInput.
        """
        held = self._shown(uid)
        if side == THEIRS and not held.was_held_here:
            raise InvalidInput("side", "Their tick comes with their file.", "Ask them to send it.")
        if on and not held.round.agreed_learning.strip():
            raise InvalidInput("learning", "There is no agreed learning yet.", "Write it first.")
        name = "onward_theirs" if side == THEIRS else "onward_mine"
        self._change(uid, "Tick that it may be passed on" if on else "Take the tick back", {name: int(on)})

    def take_learning(self, uid: str, which: str = THEIRS) -> None:
        """Make their copy the own one, or keep MINE; raises InvalidInput where none came."""
        held = self._shown(uid)
        if which == MINE:
            return
        if held.held.their_learning is None:
            raise InvalidInput("learning", "Their copy is not here.", "Ask them to send it.")
        values: dict[str, int | str | None] = {
            "agreed_learning": held.held.their_learning,
            "learning_changed_on": None,
        }
        if held.held.their_learning != held.round.agreed_learning:
            values["onward_mine"] = 0
        self._change(uid, "Take their copy of the learning", values)

    def may_share_learning(self, uid: str) -> bool:
        """Whether both ticks are recorded for the words that stand here."""
        return self._rounds.one(uid).may_share_learning

    def _shown(self, uid: str) -> RoundHeld:
        held = self._rounds.one(uid)
        if held.step is not RoundStep.REVEALED:
            raise InvalidInput("round", "Both answers are not shown yet.", "Look at them together first.")
        return held

    def _change(self, uid: str, label: str, values: dict[str, int | str | None], merges: str = "") -> None:
        with self._ledger.act(label, merges) as act:
            act.uow.update(pair_round, {"id": number_of(act.uow, uid)}, **values)

    # ---- remarks

    def comment(self, uid: str, place: int, side: str, anchor: Anchor | None, body: str) -> str:
        """Remark on an answer, or on words of it; it stays in this journal. Gives the remark's uid.

        Raises InvalidInput for a place that is not there, or without words.
        """
        held = self._shown(uid)
        if side not in pair_rounds.SIDES or not 0 <= place < len(held.wordings):
            raise InvalidInput("place", "There is no such answer.", "Choose one of the round.")
        one = RoundComment(uuid.uuid4().hex, place, side, _said(body), self._ledger.clock.today(), anchor)
        with self._ledger.act("Remark on an answer") as act:
            number = number_of(act.uow, uid)
            act.uow.insert(round_comment, round=number, **pair_rounds.comment_values(one))
        return one.uid

    def change_comment(self, comment_uid: str, body: str) -> None:
        """Put other words into a remark; raises InvalidInput where it is not here."""
        with self._ledger.act("Change a remark", merges=f"remark:{comment_uid}") as act:
            number = _needed(pair_rounds.comment_number(act.uow.connection, comment_uid))
            act.uow.update(round_comment, {"id": number}, body=_said(body))

    def drop_comment(self, comment_uid: str) -> None:
        """Take a remark away; raises InvalidInput where it is not here."""
        with self._ledger.act("Remove a remark") as act:
            number = _needed(pair_rounds.comment_number(act.uow.connection, comment_uid))
            act.uow.delete(round_comment, round_comment.c.id == number)


def _said(body: str) -> str:
    said = body.strip()
    if not said:
        raise InvalidInput("body", "A remark needs words.", "Write it, or take it away.")
    return said


def _needed(number: int | None) -> int:
    if number is None:
        raise InvalidInput("comment", "There is no such remark.", "Choose one from the round.")
    return number
