"""What only a digest is known of is met where a plain search of every place meets it, in any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.redaction import Remembered, digest_of, fold, without

_SIGNS = "ab B_1ßÉé’'\n\t\u0301\u00ad\u00a0İx-[]removed"
_TEXTS = st.one_of(st.text(_SIGNS, max_size=50), st.text("ab A_1'-\n ", max_size=80), st.text(max_size=40))
_SECRETS = st.one_of(st.binary(min_size=1, max_size=70), st.just(b"k" * 32), st.just(b"k" * 65))


def plainly(text: str, known: Remembered) -> list[str]:
    """The folded words at every place of the folded text, each digested by itself."""
    folded = fold(text)
    met = []
    at = 0
    while at + known.length <= len(folded):
        words = folded[at : at + known.length]
        around = (folded[at - 1 : at] if at else "") + folded[at + known.length : at + known.length + 1]
        joined = any(sign.isalnum() or sign == "_" for sign in around)
        if digest_of(words, known.secret) == known.digest and not (known.alone and joined):
            met.append(words)
            at += known.length
        else:
            at += 1
    return met


@given(
    st.text("abAB_1'- \n\t\x1f.", max_size=80),
    st.integers(0, 79),
    st.integers(1, 12),
    st.booleans(),
    _SECRETS,
)
@example("A b  A\nb_a b", 0, 3, True, b"k")
@settings(max_examples=800, deadline=None)
def test_plain_letters_are_met_as_by_looking_at_every_place(
    text: str, start: int, length: int, alone: bool, secret: bytes
) -> None:
    words = fold(text)[start : start + length].strip()
    if not words:
        return
    known = Remembered(digest_of(words, secret), len(words), secret, alone)
    spans = known.spans(text)
    assert [fold(text[first:end]) for first, end in spans] == plainly(text, known)
    assert Remembered(known.digest, known.length, secret + b"x", alone).spans(text) == ()


@given(_TEXTS, _TEXTS, st.integers(0, 49), st.integers(1, 12), _SECRETS)
@settings(max_examples=800, deadline=None)
def test_words_in_any_letters_are_met_wherever_they_are_folded_alike(
    text: str, other: str, start: int, length: int, secret: bytes
) -> None:
    words = fold(other)[start : start + length].strip()
    if not words:
        return
    known = Remembered(digest_of(words, secret), len(words), secret)
    for one in (text, f"{text}{other}", f"{other}{text}{other}".upper()):
        assert bool(known.spans(one)) == bool(plainly(one, known))
    after, _ = without(f"{text}{other}", known)
    assert words in fold("[removed]") or words not in fold(after)
