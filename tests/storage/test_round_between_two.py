"""A whole round between a leader and a coach, each in a journal of their own, with nothing but files between."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.anchoring import anchor_on
from app.domain.choosing import Ticks
from app.domain.composing import ShareWish
from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.errors import KeyChanged, NotGenuine
from app.domain.merging import ActionDecision, Standing
from app.domain.sharing import BundleComment, ProposedAction, SessionNote, Trust
from app.services.journal import Journal
from app.sharing.keys import card, new_identity
from tests.fixtures.cheap import assert_whole, log, new_journal
from tests.fixtures.clock import MovedClock

CONTEXT = "We waited for Mrs Alder, and the front door stayed shut."


@pytest.fixture
def coach(tmp_path: Path, clock: MovedClock) -> Iterator[Journal]:
    opened = new_journal(tmp_path / "coach", clock)
    opened.sharing.people.set_my_name("Birch")
    yield opened
    opened.close(back_up=False)


@pytest.fixture
def leader(journal: Journal) -> Journal:
    journal.sharing.people.set_my_name("Ash")
    log(journal, "Hold the front door", context=CONTEXT)
    return journal


def everything(journal: Journal) -> Ticks:
    """Every field that can be ticked."""
    ticks = Ticks()
    for one in journal.sharing.choices(limit=100).entries:
        ticks = ticks.tick(one.entry_id, *(field.field_id for field in one.fields))
    return ticks


def remarked(coach: Journal, uid: str) -> BundleComment:
    """Remark on the words about the front door in a bundle on the desk."""
    entry = coach.desk.bundle(uid).bundle.entries[0]
    field = entry.field("context")
    assert field is not None
    at = field.value.index("the front door")
    anchor = anchor_on(field.value, at, at + 14)
    said = BundleComment("", entry.share_id, "context", CommentKind.QUESTION, "Whose door?", anchor)
    return coach.desk.remark(uid, said).comment


def test_two_journals_share_answer_and_answer_again(leader: Journal, coach: Journal, tmp_path: Path) -> None:
    with_coach = leader.sharing.people.add(coach.sharing.people.my_card()).uid
    with_leader = coach.sharing.people.add(leader.sharing.people.my_card(with_coach), ContactKind.LEADER).uid
    leader.sharing.people.confirm(with_coach)
    coach.sharing.people.confirm(with_leader)
    assert leader.sharing.people.words_with(with_coach) == coach.sharing.people.words_with(with_leader)
    leader.sharing.other_words.set(with_coach, "Mrs Alder", "a head")

    def shared(**wish: object) -> Path:
        made = leader.sharing.compose(ShareWish(ticks=everything(leader), to=with_coach, **wish))  # type: ignore[arg-type]
        return leader.sharing.save(leader.sharing.seal(made), tmp_path, read=True)

    looked = coach.desk.open(shared().read_bytes())
    assert looked.trust is Trust.CONFIRMED
    coach.desk.keep(looked)
    uid = looked.share.bundle_id
    said = remarked(coach, uid)
    coach.desk.propose(uid, ProposedAction("", "Ask at the door", None, "leader"))
    coach.desk.note_session(uid, SessionNote(coach.clock.today(), "We spoke.", "Wait less."))
    back = coach.desk.save(coach.desk.seal(coach.desk.reply(uid)), tmp_path)

    preview = leader.merging.preview(back.read_bytes())
    (action,) = preview.actions
    leader.merging.merge(preview, {action.action.action_id: ActionDecision(True)})
    (reply,) = leader.conversation.replies()
    entry_id = reply.comments[0].entry_id
    assert entry_id is not None
    place = leader.merging.places(entry_id)[said.comment_id]
    assert place.standing is Standing.WORDS
    assert place.spot is not None
    assert CONTEXT[slice(*place.spot)] == "the front door"
    assert reply.contact_uid == with_coach

    leader.merging.answer(said.comment_id, "Mine, I thought.")
    coach.desk.keep(coach.desk.open(shared(thread=leader.merging.answers(with_coach)).read_bytes()))
    assert leader.merging.answers(with_coach) == ()
    (answer,) = coach.desk.made_on(uid).answers
    assert (answer.comment_id, answer.answer) == (said.comment_id, "Mine, I thought.")
    assert coach.desk.history(with_leader)[0].questions == (("Whose door?", "Mine, I thought."),)
    assert_whole(leader)
    assert_whole(coach)


def test_a_first_share_without_cards_comes_back_proved_and_gives_the_coach_their_card(
    leader: Journal, coach: Journal, tmp_path: Path
) -> None:
    made = leader.sharing.compose(ShareWish(ticks=everything(leader), label="My coach"))
    sealed = leader.sharing.seal(made, passphrase="quiet herons wade at dusk")
    path = leader.sharing.save(sealed, tmp_path, read=True)
    looked = coach.desk.open(path.read_bytes(), "quiet herons wade at dusk")
    coach.desk.keep(looked)
    remarked(coach, looked.share.bundle_id)
    text = coach.desk.as_text(coach.desk.seal(coach.desk.reply(looked.share.bundle_id)))
    leader.merging.merge(leader.merging.preview(text))
    (contact,) = leader.sharing.people.contacts()
    assert (contact.name, contact.confirmed_on) == ("My coach", None)
    assert contact.card is not None
    leader.sharing.people.confirm(contact.uid)
    assert len(leader.conversation.replies()) == 1
    assert_whole(leader)


def test_somebody_under_a_known_name_with_other_keys_is_stopped(
    leader: Journal, coach: Journal, tmp_path: Path
) -> None:
    with_coach = leader.sharing.people.add(coach.sharing.people.my_card()).uid
    coach.sharing.people.add(card(new_identity(), "Ash"), ContactKind.LEADER)
    made = leader.sharing.compose(ShareWish(ticks=everything(leader), to=with_coach))
    path = leader.sharing.save(leader.sharing.seal(made), tmp_path, read=True)
    looked = coach.desk.open(path.read_bytes())
    with pytest.raises(KeyChanged):
        coach.desk.keep(looked)
    assert coach.desk.leaders()[0].bundles == 0


def test_a_reply_of_ones_own_is_not_merged(leader: Journal, coach: Journal, tmp_path: Path) -> None:
    with_coach = leader.sharing.people.add(coach.sharing.people.my_card()).uid
    made = leader.sharing.compose(ShareWish(ticks=everything(leader), to=with_coach))
    path = leader.sharing.save(leader.sharing.seal(made), tmp_path, read=True)
    coach.desk.keep(coach.desk.open(path.read_bytes()))
    uid = made.bundle.bundle_id
    remarked(coach, uid)
    data = coach.desk.save(coach.desk.seal(coach.desk.reply(uid)), tmp_path).read_bytes()
    opened = leader.desk.open(data)
    with pytest.raises(NotGenuine):
        leader.merging.preview(replace(opened, mine=True))
