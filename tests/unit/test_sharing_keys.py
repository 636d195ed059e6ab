"""Keys, contact cards, and the six words two people compare."""

from collections.abc import Callable

import pytest

from app.domain.errors import FileDamaged, InvalidInput, JournalDamaged, NotABalconyFile, NotGenuine
from app.domain.names import same_name, tidy_name
from app.domain.sharing import ContactCard, NewCard
from app.sharing.cards import card_qr, card_text, new_card_text, read_any_card, read_card
from app.sharing.keys import Identity, card, confirmation_words, is_signed, new_identity
from tests.fixtures.sharing import coach, leader, stranger


def test_an_identity_kept_as_text_signs_and_reads_as_before() -> None:
    kept = Identity.from_secret(leader().identity.to_secret())
    assert (kept.recipient, kept.verify_key) == (leader().card.recipient, leader().card.verify_key)
    assert is_signed(leader().identity.public_bytes(), kept.sign(b"words"), b"words")
    assert not is_signed(leader().identity.public_bytes(), kept.sign(b"words"), b"other words")


def test_an_identity_shows_nothing_of_its_secrets() -> None:
    secret = leader().identity.to_secret()
    assert repr(leader().identity) == str(leader().identity) == "Identity(…)"
    assert secret.startswith("AGE-SECRET-KEY-1")


@pytest.mark.parametrize("secret", ["", "x:y", "AGE-SECRET-KEY-1:AAAA", f"{new_identity().to_secret()[:-8]}"])
def test_a_damaged_identity_is_not_taken(secret: str) -> None:
    with pytest.raises(JournalDamaged):
        Identity.from_secret(secret)


def test_each_identity_is_another() -> None:
    assert len({new_identity().recipient for _ in range(20)}) == 20


def test_a_card_has_the_lengths_the_format_names_and_needs_a_name() -> None:
    assert (len(leader().card.recipient), len(leader().card.verify_key)) == (62, 44)
    assert card(leader().identity, " Ann\u202e \n Leader ").name == "Ann Leader"
    with pytest.raises(InvalidInput):
        card(leader().identity, " \u200b ")


def test_names_are_compared_as_a_person_reads_them() -> None:
    assert same_name("Ann  Leader", "ann leader\u200b")
    assert not same_name("Ann Leader", "Ann Leeder")
    assert len(tidy_name("x" * 500)) == 80


def test_both_sides_read_the_same_six_words_and_a_stranger_others() -> None:
    words = confirmation_words(leader().card, coach().card)
    assert words == confirmation_words(coach().card, leader().card)
    assert len(words) == 6
    assert all(word.isascii() and word.replace("-", "").isalpha() for word in words)
    assert words != confirmation_words(leader().card, stranger().card)


def test_the_six_words_hold_both_keys_of_both_people() -> None:
    mixed = ContactCard("Bo Coach", coach().card.recipient, stranger().card.verify_key)
    assert confirmation_words(leader().card, mixed) != confirmation_words(leader().card, coach().card)


# ---- cards as text

CHANGED_BY_MAIL: list[Callable[[str], str]] = [
    lambda text: text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "> > " + text.replace("\n", "\n> > "),
    lambda text: "Dear Ann,\n\nhere it is.\n\n" + text + "\n-- \nBo",
    lambda text: text.replace("-----", "—"),
    lambda text: text.replace(" ", "\xa0"),
    lambda text: "\n".join(
        line[at : at + 40] for line in text.splitlines() for at in range(0, len(line), 40)
    ),
    lambda text: text.replace("\n", " "),
]


@pytest.mark.parametrize("change", CHANGED_BY_MAIL)
def test_a_card_is_read_as_mail_programs_leave_it(change: Callable[[str], str]) -> None:
    assert read_card(change(card_text(coach().card))) == coach().card


@pytest.mark.parametrize("name", ["Zoë O’Hara-Smith", "A -- B", "Key: Address: x", "Bo — coach", "李"])
def test_a_card_keeps_any_name(name: str) -> None:
    mine = card(coach().identity, name)
    assert read_card(card_text(mine)) == mine


def test_a_mistyped_or_shortened_card_is_refused() -> None:
    text = card_text(coach().card)
    key = coach().card.verify_key
    for wrong in (
        text.replace("Bo Coach", "Bo Couch"),
        text.replace(key, key[1:] + key[0]),
        text.replace("Check:", "Chek:"),
        text[: text.index("Check")],
        text.replace(coach().card.recipient, stranger().card.recipient),
    ):
        with pytest.raises(FileDamaged):
            read_card(wrong)
    with pytest.raises(NotABalconyFile):
        read_card("Dear Ann, see you on Monday.")


def test_a_new_card_is_signed_with_the_earlier_key() -> None:
    text = new_card_text(stranger().card, coach().identity)
    assert read_any_card(text) == NewCard(coach().card.verify_key, stranger().card)
    assert read_card(text) == stranger().card


def test_a_new_card_signed_by_somebody_else_is_not_genuine() -> None:
    forged = new_card_text(stranger().card, stranger().identity)
    text = forged.replace(
        f"Earlier key: {stranger().card.verify_key}", f"Earlier key: {coach().card.verify_key}"
    )
    with pytest.raises(FileDamaged):
        read_any_card(text)  # the check figure is wrong as well
    import hashlib

    lines = [line for line in text.splitlines() if not line.startswith(("---", "Check"))]
    check = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    old = next(line for line in text.splitlines() if line.startswith("Check"))
    with pytest.raises(NotGenuine):
        read_any_card(text.replace(old, f"Check: {check}"))


def test_the_picture_of_a_card_is_square_and_has_its_three_corners() -> None:
    squares = card_qr(coach().card)
    assert {len(row) for row in squares} == {len(squares)}
    for top, left in ((0, 0), (0, len(squares) - 7), (len(squares) - 7, 0)):
        assert all(squares[top][left : left + 7])
        assert not any(squares[top + 1][left + 1 : left + 6])
