"""Contacts, cards, keys of one's own for each, agreements, and other words for names."""

from pathlib import Path

import pytest

from app.domain.contacts import AGREEMENT_AT_FIRST, ContactKind, Side
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, KeyChanged
from app.domain.sharing import Agreement, NewCard
from app.services.journal import Journal
from app.sharing.cards import read_any_card
from app.sharing.keys import card, confirmation_words, new_identity
from tests.fixtures.cheap import TODAY, assert_whole, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.shares import a_coach, everything, shared_with


@pytest.fixture
def named(journal: Journal) -> Journal:
    journal.sharing.people.set_my_name("Ash")
    return journal


def test_there_is_no_card_without_a_name(journal: Journal) -> None:
    with pytest.raises(InvalidInput):
        journal.sharing.people.my_card()
    journal.sharing.people.set_my_name("  Ash ")
    assert journal.sharing.people.my_card().name == "Ash"
    with pytest.raises(InvalidInput):
        journal.sharing.people.set_my_name(" ")


def test_every_contact_knows_other_keys_and_always_the_same(named: Journal) -> None:
    one, other = a_coach(named, "Rowan")[0], a_coach(named, "Birch")[0]
    cards = [named.sharing.people.my_card(uid) for uid in (one, other)]
    assert cards[0].verify_key != cards[1].verify_key
    assert cards[0].recipient != cards[1].recipient
    assert named.sharing.people.my_card(one) == cards[0]


def test_whoever_was_given_the_card_for_anybody_finds_those_keys_on_files(named: Journal) -> None:
    for_anybody = named.sharing.people.my_card()
    uid, _ = a_coach(named)
    assert named.sharing.people.my_card(uid) == for_anybody


def test_keys_stay_when_everything_is_undone(named: Journal) -> None:
    uid, _ = a_coach(named)
    before = named.sharing.people.my_card(uid)
    while named.undo() is not None:
        pass
    named.sharing.people.set_my_name("Ash")
    assert named.sharing.people.my_card(uid) == before
    assert_whole(named)


def test_both_sides_read_the_same_six_words(named: Journal) -> None:
    theirs = new_identity()
    contact = named.sharing.people.add(card(theirs, "Rowan"))
    mine = named.sharing.people.my_card(contact.uid)
    assert named.sharing.people.words_with(contact.uid) == confirmation_words(card(theirs, "Rowan"), mine)
    named.sharing.people.confirm(contact.uid)
    assert named.sharing.people.contact(contact.uid).confirmed_on == TODAY
    named.undo()
    assert named.sharing.people.contact(contact.uid).confirmed_on is None


def test_nobody_without_a_card_can_be_confirmed(named: Journal) -> None:
    uid = named.sharing.people.add_by_name("Rowan", ContactKind.PEER).uid
    with pytest.raises(InvalidInput):
        named.sharing.people.confirm(uid)
    with pytest.raises(InvalidInput):
        named.sharing.people.words_with(uid)


def test_a_card_under_a_known_name_with_other_keys_stops(named: Journal) -> None:
    identity = new_identity()
    contact = named.sharing.people.add(card(identity, "Rowan"))
    assert named.sharing.people.add(card(identity, "Rowan")) == contact
    with pytest.raises(KeyChanged):
        named.sharing.people.add(card(new_identity(), "rowan"))
    with pytest.raises(KeyChanged):
        named.sharing.people.give_card(contact.uid, card(new_identity(), "Rowan"))
    assert len(named.sharing.people.contacts()) == 1


def test_a_card_goes_to_the_contact_that_was_added_by_name(named: Journal) -> None:
    uid = named.sharing.people.add_by_name("Rowan").uid
    identity = new_identity()
    assert named.sharing.people.add(card(identity, "Rowan")).uid == uid
    assert named.sharing.people.contact(uid).verify_key == identity.verify_key


def test_new_keys_signed_with_the_earlier_ones_are_followed(named: Journal) -> None:
    earlier, fresh = new_identity(), new_identity()
    uid = named.sharing.people.add(card(earlier, "Rowan")).uid
    named.sharing.people.take_new_card(NewCard(earlier.verify_key, card(fresh, "Rowan")))
    assert named.sharing.people.contact(uid).verify_key == fresh.verify_key
    with pytest.raises(InvalidInput):
        named.sharing.people.take_new_card(NewCard(new_identity().verify_key, card(fresh, "Rowan")))


def test_ones_own_new_card_is_signed_and_the_earlier_keys_still_open_files(named: Journal) -> None:
    uid, _ = a_coach(named)
    before = named.sharing.people.my_card(uid)
    new = read_any_card(named.sharing.people.renewed_card(uid))
    assert isinstance(new, NewCard)
    assert new.old_key == before.verify_key
    assert named.sharing.people.my_card(uid) == new.card
    assert before.recipient in {one.recipient for one in named.sharing.keys.identities()}


def test_ending_names_what_they_have_not_been_asked_to_delete(named: Journal, written: EntryId) -> None:
    uid = shared_with(named, "Rowan", everything(named))
    (share,) = named.sharing.log.all(uid)
    assert named.sharing.people.end(uid) == (share,)
    assert named.sharing.people.contact(uid).ended_on == TODAY
    named.sharing.log.asked_to_delete(share.uid)
    assert named.sharing.people.end(uid) == ()
    named.sharing.people.begin_again(uid)
    assert named.sharing.people.contact(uid).ended_on is None


# ---- agreements


def test_an_agreement_begins_with_our_words_and_is_kept_in_theirs(named: Journal, clock: MovedClock) -> None:
    uid, _ = a_coach(named)
    agreements = named.sharing.agreements
    assert agreements.to_edit(uid) == AGREEMENT_AT_FIRST
    assert agreements.with_contact(uid) is None
    agreements.agree(uid, Agreement(purpose="To think"))
    agreements.agree(uid, Agreement(purpose="Theirs"), Side.THEIRS)
    clock.pass_by(days=2)
    agreements.agree(uid, Agreement(purpose="To think more"))
    kept = agreements.with_contact(uid)
    assert kept is not None
    assert kept.agreement.purpose == "To think more"
    theirs = agreements.with_contact(uid, Side.THEIRS)
    assert theirs is not None
    assert theirs.agreement.purpose == "Theirs"
    named.undo()
    assert agreements.to_edit(uid).purpose == "To think"


# ---- other words for names


def test_two_contacts_never_meet_the_same_words_for_a_name(named: Journal) -> None:
    one, other = a_coach(named, "Rowan")[0], a_coach(named, "Birch")[0]
    words = named.sharing.other_words
    words.set(one, "Sarah Poole", words.suggest(one, "Sarah Poole", "Head of service"))
    suggested = words.suggest(other, "sarah poole", "Head of service")
    assert suggested.startswith("Head of service ")
    assert suggested not in words.of(one).values()
    with pytest.raises(InvalidInput):
        words.set(other, "sarah poole", words.of(one)["Sarah Poole"].upper())
    words.set(other, "Sarah Poole", suggested)
    words.set(other, "sarah poole", "A colleague")
    assert words.of(other) == {"Sarah Poole": "A colleague"}
    words.remove(other, "SARAH POOLE")
    assert words.of(other) == {}


def test_other_words_leave_in_no_export(named: Journal, written: EntryId, tmp_path: Path) -> None:
    uid, _ = a_coach(named)
    named.sharing.other_words.set(uid, "Canaryname", "Canaryinstead")
    for format_id in named.exchange.formats_out:
        path = tmp_path / format_id
        named.exchange.give_out(format_id, path)
        text = path.read_text("utf-8")
        assert "Canaryname" not in text
        assert "Canaryinstead" not in text


def test_another_journal_has_other_keys(named: Journal, tmp_path: Path) -> None:
    second = new_journal(tmp_path / "second", MovedClock(TODAY))
    second.sharing.people.set_my_name("Ash")
    assert second.sharing.people.my_card().verify_key != named.sharing.people.my_card().verify_key
    second.close(back_up=False)
