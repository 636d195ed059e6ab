"""A seal of a pair round: opens under its own key, round, side and questions, and under no other."""

import hashlib
from dataclasses import replace

import pytest

from app.domain.entries import AnswerDraft
from app.domain.errors import ExportProblem, FileTooLarge, InvalidInput, JournalError, RoundDiffers
from app.domain.pairing import OTHER, STARTER, TEXT_LENGTH, Seal
from app.domain.prompts import Wording
from app.sharing import seals
from app.sharing.seals import seal, unseal
from tests.fixtures.rounds import FIRST, MINE, ROUND, SECRET, THEIRS, WORDINGS

NONE = (None,) * len(WORDINGS)


@pytest.mark.parametrize("answers", [MINE, THEIRS, NONE], ids=["full", "in part", "nothing said"])
@pytest.mark.parametrize("side", [STARTER, OTHER])
def test_sealed_answers_come_back_as_they_were_given(
    answers: tuple[AnswerDraft | None, ...], side: str
) -> None:
    sealed, key = seal(ROUND, side, answers)
    assert unseal(sealed, key, ROUND, side, WORDINGS) == answers


def test_a_seal_shows_no_word_and_its_commitment_none_of_the_key() -> None:
    sealed, key = seal(ROUND, STARTER, MINE)
    assert SECRET[:12].encode() not in sealed.ciphertext
    assert key not in sealed.ciphertext
    assert len(key) == 32
    assert key.hex() not in sealed.commitment


def test_the_same_answers_sealed_twice_cannot_be_matched() -> None:
    (first, one), (second, other) = (seal(ROUND, STARTER, MINE) for _ in range(2))
    assert one != other
    assert first.ciphertext[:64] != second.ciphertext[:64]
    assert first.commitment != second.commitment


def test_the_size_of_a_seal_does_not_tell_what_was_answered() -> None:
    given: list[tuple[AnswerDraft | None, ...]] = [
        NONE,
        (None, None, None, AnswerDraft(-3), AnswerDraft(100)),
        (AnswerDraft("No."), None, AnswerDraft(("ask", "tell", "wait")), AnswerDraft(3), AnswerDraft(5)),
        MINE,
    ]
    assert {len(seal(ROUND, STARTER, answers)[0].ciphertext) for answers in given} == {seals.STEP + 16}


def test_another_key_round_side_or_commitment_opens_nothing() -> None:
    sealed, key = seal(ROUND, STARTER, MINE)
    other, other_key = seal(ROUND, STARTER, THEIRS)
    for attempt in (
        (sealed, other_key, ROUND, STARTER),
        (sealed, key[:-1], ROUND, STARTER),
        (sealed, b"", ROUND, STARTER),
        (sealed, key, FIRST, STARTER),
        (sealed, key, ROUND, OTHER),
        (replace(sealed, commitment=other.commitment), key, ROUND, STARTER),
        (replace(sealed, commitment="0" * 64), key, ROUND, STARTER),
        (replace(sealed, ciphertext=other.ciphertext), key, ROUND, STARTER),
        (replace(sealed, ciphertext=b""), key, ROUND, STARTER),
        (replace(sealed, ciphertext=bytes(seals.LARGEST_CIPHERTEXT + 1)), key, ROUND, STARTER),
    ):
        with pytest.raises(RoundDiffers) as problem:
            unseal(*attempt, WORDINGS)
        assert SECRET[:8] not in str(problem.value)
        assert not problem.value.__cause__ or SECRET[:8] not in str(problem.value.__cause__)


def test_a_seal_with_any_bit_turned_or_any_end_cut_off_opens_nothing() -> None:
    sealed, key = seal(ROUND, STARTER, MINE)
    whole = sealed.ciphertext
    turned = [
        whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :] for at in range(0, len(whole), 41)
    ]
    cut = [whole[:at] for at in range(0, len(whole), 41)]
    assert len(turned) + len(cut) > 200
    for other in (*turned, *cut, whole + b"\0"):
        with pytest.raises(RoundDiffers):
            unseal(Seal(other, sealed.commitment), key, ROUND, STARTER, WORDINGS)
    for bit in range(256):
        other_key = bytes(each ^ (1 << bit % 8 if at == bit // 8 else 0) for at, each in enumerate(key))
        with pytest.raises(RoundDiffers):
            unseal(sealed, other_key, ROUND, STARTER, WORDINGS)


def test_answers_to_other_questions_are_not_shown_under_these() -> None:
    sealed, key = seal(ROUND, STARTER, MINE)
    for asked in (WORDINGS[:-1], (*WORDINGS, WORDINGS[0]), WORDINGS[::-1], ()):
        with pytest.raises(RoundDiffers):
            unseal(sealed, key, ROUND, STARTER, asked)


def forged(words: bytes) -> tuple[Seal, bytes]:
    """Any words, sealed with a right key and a right commitment."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, context = bytes(range(32)), f"Balcony round 1\n{ROUND}\n{STARTER}".encode()
    ciphertext = ChaCha20Poly1305(key).encrypt(bytes(12), words, context)
    return Seal(ciphertext, hashlib.sha256(key + words).hexdigest()), key


def filled(answer: str, head: str = f'"round_id":"{ROUND}","side":"a"') -> bytes:
    told = f'{{{head},"answers":[{answer}]}}'.encode()
    return told + b" " * (-len(told) % 4096)


WAY, TEXT, SEVERAL, SCALE, SURE = WORDINGS[1], WORDINGS[0], WORDINGS[2], WORDINGS[3], WORDINGS[4]
HOSTILE: dict[str, tuple[bytes, Wording]] = {
    "a step too high": (filled('{"value":4}'), SCALE),
    "a step too low": (filled('{"value":-4}'), SCALE),
    "true for a step": (filled('{"value":true}'), SCALE),
    "a word for a step": (filled('{"value":"2"}'), SCALE),
    "more than certain": (filled('{"value":101}'), SURE),
    "less than nothing": (filled('{"value":-1}'), SURE),
    "an option of another question": (filled('{"value":"fly"}'), WAY),
    "no option": (filled('{"value":""}'), WAY),
    "a list for one option": (filled('{"value":["ask"]}'), WAY),
    "an option twice": (filled('{"value":["ask","ask"]}'), SEVERAL),
    "a strange option among others": (filled('{"value":["ask","fly"]}'), SEVERAL),
    "a number for words": (filled('{"value":7}'), TEXT),
    "words too long": (filled(f'{{"value":"{"x" * (TEXT_LENGTH + 1)}"}}'), TEXT),
    "words beside, too long": (filled(f'{{"value":[],"other":"{"x" * (TEXT_LENGTH + 1)}"}}'), SEVERAL),
    "no value": (filled('{"other":"x"}'), TEXT),
    "null": (filled("null"), TEXT),
    "a part nobody asked for": (filled('{"value":"x","more":1}'), TEXT),
    "written in another way": (filled('{"value": "x"}'), TEXT),
    "an escape that is not needed": (filled('{"value":"\\u0078"}'), TEXT),
    "a key twice": (filled('{"value":"x","value":"x"}'), TEXT),
    "NUL": (filled('{"value":"\\u0000"}'), TEXT),
    "half a surrogate pair": (filled('{"value":"\\ud83d"}'), TEXT),
    "another round within": (filled('{"value":"x"}', f'"round_id":"{FIRST}","side":"a"'), TEXT),
    "another side within": (filled('{"value":"x"}', f'"round_id":"{ROUND}","side":"b"'), TEXT),
    "not filled up": (filled('{"value":"x"}').rstrip(), TEXT),
    "filled up with more": (filled('{"value":"x"}') + b" " * 4096, TEXT),
    "no object": (b"[]" + b" " * 4094, TEXT),
    "no JSON": (b"\xff" * 4096, TEXT),
    "deep": ((b'{"answers":' + b"[" * 3000 + b"]" * 3000 + b"}").ljust(8192), TEXT),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_words_that_do_not_fit_their_question_are_not_shown_even_under_a_right_seal(name: str) -> None:
    words, asked = HOSTILE[name]
    sealed, key = forged(words)
    with pytest.raises(RoundDiffers) as problem:
        unseal(sealed, key, ROUND, STARTER, (asked,))
    assert type(problem.value) is RoundDiffers


def test_the_same_words_written_rightly_are_shown() -> None:
    sealed, key = forged(filled('{"value":"x"}'))
    assert unseal(sealed, key, ROUND, STARTER, (TEXT,)) == (AnswerDraft("x"),)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (AnswerDraft("x" * (TEXT_LENGTH + 1)), InvalidInput),
        (AnswerDraft((), "x" * (TEXT_LENGTH + 1)), InvalidInput),
        (AnswerDraft("no\0thing"), ExportProblem),
        (AnswerDraft("half \ud83d a pair"), ExportProblem),
    ],
)
def test_answers_no_seal_can_hold_are_refused_before_sealing(
    given: AnswerDraft, reason: type[JournalError]
) -> None:
    with pytest.raises(reason) as problem:
        seal(ROUND, STARTER, (given,))
    assert "xxx" not in str(problem.value)
    assert "half" not in str(problem.value)


def test_the_longest_answers_are_sealed_and_more_is_said_to_be_too_large() -> None:
    longest = AnswerDraft("\N{GRINNING FACE}" * TEXT_LENGTH)
    texts = tuple(replace(TEXT, prompt_id=f"p{place}") for place in range(5))
    sealed, key = seal(ROUND, STARTER, (longest,) * 5)
    assert unseal(sealed, key, ROUND, STARTER, texts) == (longest,) * 5
    with pytest.raises(FileTooLarge):
        seal(ROUND, STARTER, (replace(longest, other=str(longest.value)),) * 5)


def test_no_third_side_can_be_sealed() -> None:
    with pytest.raises(ValueError, match="c"):
        seal(ROUND, "c", MINE)
