"""Sharing and answering, whole: what is sealed is what is read, for whom it is meant and nobody else."""

import io
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pyrage
import pytest

from app.domain import errors
from app.domain.sharing import (
    LARGEST_FILE,
    ContactCard,
    FileKind,
    NewCard,
    SharedEntry,
    Trust,
    new_id,
    shared_field,
)
from app.sharing import armour, frame, key_lock, passphrase_lock
from app.sharing.cards import card_text, new_card_text
from app.sharing.files import (
    as_recipient_sees,
    new_reply_token,
    seal_reply,
    seal_share,
    wants_passphrase,
)
from app.sharing.pictures import check_picture
from tests.fixtures import sharing as made
from tests.fixtures.sharing import CHEAP, coach, known, leader, opened, plain_of, stranger

SPOKEN = "sibling wispy parrot suitor cognitive unbraided"


def test_a_share_is_read_by_its_recipient_as_it_was_made() -> None:
    found = opened(seal_share(made.bundle(), leader().identity, [coach().card]))
    assert found.share == made.bundle()
    assert (found.kind, found.author, found.trust, found.mine) == (
        *(FileKind.SHARE, leader().card, Trust.CONFIRMED),
        False,
    )


def test_the_sender_can_open_what_was_sent() -> None:
    found = opened(seal_share(made.bundle(), leader().identity, [coach().card]), leader(), knows={})
    assert (found.mine, found.trust, found.share) == (True, Trust.CONFIRMED, made.bundle())


def test_a_reply_comes_back_as_it_was_made() -> None:
    data = seal_reply(made.reply(), coach().identity, [leader().card])
    found = opened(data, leader(), knows=known(coach()), shared={made.BUNDLE: None})
    assert (found.reply, found.trust, found.proved) == (made.reply(), Trust.CONFIRMED, False)


def test_what_the_recipient_sees_is_read_from_the_bytes_that_would_leave() -> None:
    assert as_recipient_sees(made.bundle()) == made.bundle()
    wrong_hash = replace(made.bundle().entries[0].fields[0], content_hash="0" * 64)
    told = made.bundle(entries=(SharedEntry(made.ENTRY, "June 2026", (wrong_hash,)),))
    assert as_recipient_sees(told).entries[0].fields[0] == made.bundle().entries[0].fields[0]


def test_one_who_is_not_known_yet_is_shown_as_such() -> None:
    found = opened(seal_share(made.bundle(), leader().identity, [coach().card]), knows={})
    assert found.trust is Trust.FIRST_USE


def test_a_first_share_by_passphrase_brings_a_reply_that_proves_where_it_comes_from() -> None:
    token = new_reply_token()
    data = seal_share(made.bundle(), leader().identity, SPOKEN, reply_token=token, factor=CHEAP)
    assert wants_passphrase(data)
    assert wants_passphrase(armour.to_text(data))
    with pytest.raises(errors.PassphraseWanted):
        opened(data, knows={})
    share = opened(data, passphrase=f" {SPOKEN.replace(' ', '  ')}\n", knows={})
    assert share.reply_token == token
    back = seal_reply(made.reply(), coach().identity, [share.author], reply_token=share.reply_token)
    found = opened(back, leader(), knows={}, shared={made.BUNDLE: token})
    assert (found.trust, found.proved, found.author) == (Trust.FIRST_USE, True, coach().card)


def test_a_reply_without_the_token_is_not_taken_for_proved() -> None:
    back = seal_reply(made.reply(), coach().identity, [leader().card])
    assert not opened(back, leader(), knows={}, shared={made.BUNDLE: new_reply_token()}).proved


def test_a_share_sealed_twice_gives_two_files_that_cannot_be_matched() -> None:
    first, second = (seal_share(made.bundle(), leader().identity, [coach().card]) for _ in range(2))
    assert opened(first).fingerprint != opened(second).fingerprint


def test_a_file_holds_no_word_in_the_open_and_no_recipient_within() -> None:
    data = seal_share(made.bundle(), leader().identity, [coach().card])
    inside = plain_of(data, coach())
    for word in (b"review", b"Ann", b"Bo", coach().card.recipient.encode(), leader().card.recipient.encode()):
        assert word not in data
    assert made.WORDS.encode() in inside
    assert coach().card.recipient.encode() not in inside
    assert b"2026-06-03T" not in inside


def test_the_zip_after_104_bytes_is_one_that_every_program_reads() -> None:
    inside = plain_of(seal_share(made.bundle(), leader().identity, [coach().card]), coach())
    assert frame.HEAD_BYTES == 104
    with zipfile.ZipFile(io.BytesIO(inside[104:])) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:2] == ["manifest.json", "entries.json"]
        assert made.WORDS in archive.read("entries.json").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_without_recipient_name_or_room_is_not_made() -> None:
    with pytest.raises(errors.InvalidInput):
        seal_share(made.bundle(), leader().identity, [])
    with pytest.raises(errors.InvalidInput):
        seal_share(made.bundle(), leader().identity, "")
    with pytest.raises(errors.InvalidInput):
        seal_share(made.bundle(from_name=" "), leader().identity, [coach().card])
    with pytest.raises(errors.InvalidInput):
        seal_share(made.bundle(), leader().identity, [ContactCard("Bo", "age1nobody", "")])


@pytest.mark.parametrize("words", ["x" * (1024 * 1024 + 1), "half \ud83d a pair", "no\0thing"])
def test_words_that_no_file_can_hold_are_refused_before_it_is_made(words: str) -> None:
    with pytest.raises(errors.ExportProblem) as problem:
        as_recipient_sees(made.bundle(note=words))
    assert words[:8] not in str(problem.value)


def test_more_than_fits_is_said_to_be_too_large() -> None:
    field = shared_field("context", "Context", "", "text", "x" * 1024 * 1024)
    entries = tuple(SharedEntry(new_id(), "June 2026", (field,)) for _ in range(17))
    with pytest.raises(errors.FileTooLarge):
        seal_share(made.bundle(entries=entries), leader().identity, [coach().card])


def test_a_thousand_decisions_are_sealed_and_opened_again_whole() -> None:
    fields = tuple(
        shared_field(f"answer:p{place}", "Label", "What was it?" * 3, "text", "Some words here. " * 15)
        for place in range(18)
    )
    entries = tuple(SharedEntry(new_id(), "June 2026", fields) for _ in range(1000))
    data = seal_share(made.bundle(entries=entries), leader().identity, [coach().card])
    assert opened(data).share.entries == entries


def test_a_file_over_64_mebibytes_is_refused_before_memory_grows() -> None:
    import tracemalloc

    large = bytes(LARGEST_FILE + 1)
    tracemalloc.start()
    with pytest.raises(errors.FileTooLarge):
        opened(large)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000


# ---- contact cards through the same door


def test_a_card_is_opened_like_any_file_and_compared_with_those_known() -> None:
    text = card_text(leader().card)
    assert opened(text, knows={}).trust is Trust.FIRST_USE
    assert opened(text.encode("utf-16")).trust is Trust.CONFIRMED
    found = opened(text.encode())
    assert (found.kind, found.content, found.trust) == (FileKind.CARD, leader().card, Trust.CONFIRMED)
    assert opened(card_text(coach().card)).mine


def test_a_card_of_a_known_name_with_other_keys_is_a_change() -> None:
    other = replace(stranger().card, name="ann  leader")
    assert opened(card_text(replace(other, name="ann leader"))).trust is Trust.CHANGED


def test_a_new_card_signed_by_a_confirmed_key_is_confirmed_and_one_by_a_stranger_is_not() -> None:
    renewed = replace(stranger().card, name="Ann Leader")
    found = opened(new_card_text(renewed, leader().identity))
    assert (found.kind, found.trust) == (FileKind.NEW_CARD, Trust.CONFIRMED)
    assert found.content == NewCard(leader().card.verify_key, renewed)
    assert opened(new_card_text(renewed, stranger().identity)).trust is Trust.CHANGED


def test_other_people_are_told_apart_by_key_not_by_name() -> None:
    assert opened(card_text(stranger().card)).trust is Trust.FIRST_USE


# ---- as text to paste


def wrapped(text: str, width: int) -> str:
    return "\n".join(
        line[at : at + width] for line in text.splitlines() for at in range(0, len(line) or 1, width)
    )


CHANGED_BY_MAIL: dict[str, Callable[[str], str]] = {
    "untouched": lambda text: text,
    "Windows lines": lambda text: text.replace("\n", "\r\n"),
    "quoted": lambda text: "> " + text.replace("\n", "\n> "),
    "quoted twice": lambda text: ">> " + text.replace("\n", "\n>> "),
    "quoted with bars": lambda text: "| " + text.replace("\n", "\n| "),
    "wrapped narrower": lambda text: wrapped(text, 40),
    "in one line": lambda text: text.replace("\n", " "),
    "empty lines between": lambda text: text.replace("\n", "\n\n"),
    "hard spaces": lambda text: text.replace("\n", "\xa0\n"),
    "zero-width signs": lambda text: text.replace("\n", "\u200b\n"),
    "long dashes": lambda text: text.replace("-----", "—"),
    "quoted-printable": lambda text: text.replace("=", "=3D"),
    "a letter around it": lambda text: f"Dear Bo, here it is.\n\n{text}\nBest wishes\nAnn — Director\n",
}


@pytest.mark.parametrize("change", CHANGED_BY_MAIL.values(), ids=CHANGED_BY_MAIL)
def test_a_file_survives_a_mail_program(change: Callable[[str], str]) -> None:
    data = seal_share(made.bundle(), leader().identity, [coach().card])
    text = change(armour.to_text(data))
    assert opened(text).share == made.bundle()
    assert opened(text.encode()).fingerprint == opened(data).fingerprint
    assert opened(text.encode("utf-16")).share == made.bundle()


def test_text_without_its_end_is_damaged_and_any_other_text_is_no_file() -> None:
    text = armour.to_text(seal_share(made.bundle(), leader().identity, [coach().card]))
    with pytest.raises(errors.FileDamaged):
        opened(text[: len(text) // 2])
    with pytest.raises(errors.FileDamaged):
        opened(text.replace(text[100:104], "(!)§", 1))
    for other in ("", "Dear Ann", b"", b"PK\3\4", b"%PDF-1.7", "BEGIN AGE", b"\xff\xfe"):
        with pytest.raises(errors.NotABalconyFile):
            opened(other)


# ---- what is wrong is said in different words


def test_six_different_things_are_said_in_six_different_ways() -> None:
    data = seal_share(made.bundle(), leader().identity, [coach().card])
    locked = seal_share(made.bundle(), leader().identity, SPOKEN, factor=CHEAP)
    newer = made.signed(made.parcel_of({"entries.json": made.share_json()}, version=2))
    inside = bytearray(plain_of(data, coach()))
    inside[-1] ^= 1
    forged = key_lock.encrypt(bytes(inside), [coach().card.recipient])
    cases: dict[type[errors.JournalError], Callable[[], object]] = {
        errors.WrongSharePassphrase: lambda: opened(locked, passphrase="other words"),
        errors.FileDamaged: lambda: opened(data[:-1]),
        errors.FileTooNew: lambda: opened(newer),
        errors.NotForYou: lambda: opened(data, stranger()),
        errors.AlreadyOpened: lambda: opened(data, seen=frozenset({made.BUNDLE})),
        errors.NotGenuine: lambda: opened(forged),
    }
    said = set()
    for kind, attempt in cases.items():
        with pytest.raises(kind) as problem:
            attempt()
        assert type(problem.value) is kind
        said |= {problem.value.message, problem.value.advice, problem.value.code}
    assert len(said) == 3 * len(cases)


# ---- passphrases: the age format, with fixed work


@pytest.mark.parametrize("length", [0, 1, 65535, 65536, 65537, 131072, 200_001])
def test_what_a_passphrase_locks_opens_again_and_in_any_age_program(length: int) -> None:
    content = random.Random(length).randbytes(length)
    data = passphrase_lock.lock(content, "two words", CHEAP)
    assert passphrase_lock.unlock(data, "two words") == content
    assert pyrage.passphrase.decrypt(data, "two words") == content


def test_the_work_of_a_guess_is_fixed_and_not_that_of_this_computer() -> None:
    assert b" 18\n" in passphrase_lock.lock(b"", "words").splitlines(keepends=True)[1]


def test_letters_composed_or_not_make_the_same_passphrase() -> None:
    assert passphrase_lock.unlock(passphrase_lock.lock(b"x", "cafe\u0301", CHEAP), "caf\u00e9") == b"x"


def test_chunks_cannot_be_dropped_doubled_or_changed_about() -> None:
    content = os.urandom(3 * 65536)
    data = passphrase_lock.lock(content, "words", CHEAP)
    begin = len(data) - 3 * (65536 + 16)
    head, chunks = data[:begin], [data[begin + at * 65552 : begin + (at + 1) * 65552] for at in range(3)]
    for order in ((0, 1), (0, 2), (1, 0, 2), (0, 1, 1, 2), (0, 1, 2, 2), (2,), ()):
        with pytest.raises(errors.FileDamaged):
            passphrase_lock.unlock(head + b"".join(chunks[place] for place in order), "words")
    assert passphrase_lock.unlock(data, "words") == content


# ---- pictures


def test_pictures_as_balcony_draws_them_are_taken() -> None:
    drawn = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<svg width="190.5mm" height="101.865mm"\n '
        'viewBox="0 0 720 385"\n xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'version="1.2" baseProfile="tiny">\n<title>Where I stood</title>\n<desc>Self-reported</desc>\n<defs>\n'
        '</defs>\n<g fill="none" stroke="black" >\n<text fill="#1f2933" xml:space="preserve" x="12"\n >A &lt; b'
        '</text>\n<polyline fill="none" points="16.0,39.6 16.0,54.3 " /></g></svg>\n'
    )
    assert check_picture(drawn) == drawn


def test_an_entry_shared_with_two_people_goes_out_under_ids_that_differ() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in ids)


def test_dates_leave_as_days_only() -> None:
    data = seal_reply(made.reply(made_on=date(2026, 6, 10)), coach().identity, [leader().card])
    assert b'"made_on":"2026-06-10"' in plain_of(data, leader())
