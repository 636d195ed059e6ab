"""K1: a thousand recovery codes that are nearly right open nothing, and every refusal reads the same."""

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import WrongRecoveryCode
from app.storage.keys import KdfPolicy, RecoveryCode, create_slots, open_with_recovery

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = RecoveryCode(random.Random(20261123).getrandbits(160))
PLAIN = "".join(CODE.groups)
REFUSALS = {
    "That is not a whole recovery code.",
    "One of the letters or figures of that recovery code is not right.",
    WrongRecoveryCode.message,
}


@pytest.fixture(scope="module")
def slots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A key file with this code, and the key behind it."""
    path = tmp_path_factory.mktemp("near") / "journal.keys"
    with patch.object(RecoveryCode, "random", lambda: CODE):
        key, code = create_slots(path, "j1", "seven quiet herons", CHEAP)
    assert code.secret() == CODE.secret()
    return path, bytes(key.view())


def _other_sign(place: int, sign: str) -> str:
    at = place % len(PLAIN)
    return PLAIN[:at] + sign + PLAIN[at + 1 :]


def _turned(places: set[int]) -> str:
    """Another code, whole in itself: its check characters fit."""
    return RecoveryCode(CODE._number ^ sum(1 << place for place in places)).text()


as_typed = st.sampled_from(
    [str.lower, str.upper, lambda text: f" {text}\n", lambda text: text.replace("-", " ")]
)
near = st.one_of(
    st.builds(_turned, st.sets(st.integers(0, 159), max_size=3)),
    st.builds(_other_sign, st.integers(0, 33), st.sampled_from(ALPHABET) | st.characters() | st.just("")),
    st.permutations(CODE.groups).map("-".join),
    st.sampled_from(
        [PLAIN + "0", PLAIN * 300, PLAIN + "\0", unicodedata.normalize("NFD", f"{PLAIN}é"), "", "\ud800"]
    ),
    st.sampled_from([PLAIN.translate({48 + n: 0xFF10 + n for n in range(10)}), PLAIN[:-2], CODE.text()]),
)


@settings(max_examples=1000)
@given(near, as_typed)
def test_a_thousand_codes_that_are_nearly_right_open_nothing_and_nothing_is_repeated(
    slots: tuple[Path, bytes], typed: str, change: Callable[[str], str]
) -> None:
    path, key = slots
    typed = change(typed)
    meant = "".join(typed.upper().replace("-", "").split()).translate(str.maketrans("OIL", "011"))
    if meant == PLAIN:
        assert bytes(open_with_recovery(path, typed).view()) == key
        return
    with pytest.raises(WrongRecoveryCode) as refused:
        open_with_recovery(path, typed)
    said = str(refused.value)
    assert refused.value.message in REFUSALS
    assert len(said) < 200  # ten kilobytes that were typed are not said again
    assert not any(group in said for group in CODE.groups)


@settings(max_examples=200)
@given(st.sets(st.integers(0, 159), min_size=1, max_size=3))
def test_every_other_code_that_is_whole_is_refused_in_the_same_words(
    slots: tuple[Path, bytes], places: set[int]
) -> None:
    with pytest.raises(WrongRecoveryCode) as refused:
        open_with_recovery(slots[0], _turned(places))
    assert str(refused.value) == f"{WrongRecoveryCode.message} {WrongRecoveryCode.advice}"
