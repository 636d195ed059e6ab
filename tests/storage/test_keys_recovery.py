"""The recovery code as a person copies it from paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import WrongRecoveryCode
from app.storage.keys import RecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.integers(0, 2**160 - 1).map(RecoveryCode)


@given(codes)
def test_a_printed_code_is_read_back(code: RecoveryCode) -> None:
    assert RecoveryCode.read(code.text()).secret() == code.secret()
    assert len(code.secret()) == 20


@given(codes)
def test_a_code_is_eight_groups_of_four_and_two_check_characters(code: RecoveryCode) -> None:
    assert [len(group) for group in code.groups] == [4] * 8 + [2]
    assert set("".join(code.groups)) <= set(ALPHABET)


@given(
    codes,
    st.sampled_from([str.lower, str.title, lambda text: text.replace("-", " \n"), lambda text: f" {text} "]),
)
def test_case_spaces_and_dashes_do_not_matter(code: RecoveryCode, change: object) -> None:
    assert callable(change)
    assert RecoveryCode.read(change(code.text())).secret() == code.secret()


def test_letters_that_look_like_figures_are_understood() -> None:
    code = RecoveryCode(1 << 60 | 32)
    typed = code.text().replace("0", "O").replace("1", "l", 1).replace("1", "I")
    assert RecoveryCode.read(typed).secret() == code.secret()


@given(codes, st.integers(0, 33), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(code: RecoveryCode, place: int, other: str) -> None:
    plain = "".join(code.groups)
    typed = plain[:place] + other + plain[place + 1 :]
    if typed == plain:
        return
    with pytest.raises(WrongRecoveryCode):
        RecoveryCode.read(typed)


@given(codes, st.integers(0, 32))
def test_two_swapped_neighbours_are_noticed(code: RecoveryCode, place: int) -> None:
    plain = "".join(code.groups)
    typed = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    # a swap across the border between code and check characters is only very likely to be noticed
    if typed == plain or place == 31:
        return
    with pytest.raises(WrongRecoveryCode):
        RecoveryCode.read(typed)


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_plain_words(typed: str) -> None:
    with pytest.raises(WrongRecoveryCode) as refused:
        RecoveryCode.read(typed)
    assert refused.value.advice


def test_codes_are_not_guessable_from_one_another() -> None:
    assert len({RecoveryCode.random().secret() for _ in range(200)}) == 200
