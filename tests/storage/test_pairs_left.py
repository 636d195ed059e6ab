"""The files of rounds that left, as the sharing log tells them."""

from datetime import date, timedelta

from app.domain.contacts import LoggedShare
from app.domain.rounds_held import newest_first
from app.domain.sharing import FileKind
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import TOPIC, Peer, answered, begun, sealed_round, sent, taken


def test_what_left_is_told_newest_first_and_what_came_is_not(
    peers: tuple[Peer, Peer], clock: MovedClock
) -> None:
    ash, birch = peers
    begun(ash)
    uid = sealed_round(ash)
    assert ash.journal.pairs.files_left() == ()
    first = clock.today()
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    taken(ash, back)
    clock.pass_by(days=2)
    ash.journal.pairs.reveal(uid)
    key, invitation = ash.journal.pairs.files_left(ash.other)
    assert (key.words, key.made_on) == ("Your key to a pair round", clock.today())
    assert (invitation.words, invitation.made_on) == ("The invitation to a pair round", first)
    assert (key.round_uid, key.topic, key.label, key.contact) == (uid, TOPIC, "Birch", ash.other)
    assert [one.fingerprint for one in (invitation, key)] == [
        one.fingerprint for one in ash.round(uid).files if one.outgoing
    ]
    assert len(invitation.fingerprint) == 64
    assert ash.journal.pairs.files_left("nobody") == ()
    [theirs] = birch.journal.pairs.files_left()
    assert (theirs.file.kind, theirs.label) == (FileKind.ROUND_ANSWER, "Ash")


def test_the_lines_of_a_round_go_with_it_and_come_back_with_it(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    ash.journal.pairs.reveal(uid)
    told = ash.journal.pairs.files_left()
    assert len(told) == 2
    ash.journal.pairs.remove(uid)
    assert ash.journal.pairs.files_left() == ()
    ash.journal.undo()
    assert ash.journal.pairs.files_left() == told


def test_shares_and_files_of_rounds_stand_in_one_order(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    sent(ash, sealed_round(ash), FileKind.ROUND_INVITATION)
    [left] = ash.journal.pairs.files_left()
    day = timedelta(days=1)

    def shared(uid: str, on: date) -> LoggedShare:
        return LoggedShare(uid, "Birch", on, "", 1, 1)

    before, same, after = (shared(str(of), left.made_on + of * day) for of in (-1, 0, 1))
    assert newest_first((after, same, before), (left,)) == (after, same, left, before)
