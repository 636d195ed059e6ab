"""A remark stands on the words it was made on, wherever they went, and on no other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchoring import Version, anchor_on, as_it_is, find_quote, place, place_in_versions
from app.domain.privacy.offsets import Edit, apply_edits

TEXT = "We held the front door open. Then the front door stuck, and we waited for the budget."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_unchanged_words_are_placed_by_their_characters() -> None:
    spot = at("front door stuck")
    assert place(anchor_on(TEXT, *spot), TEXT) == spot


def test_words_that_moved_are_found_by_what_is_quoted() -> None:
    anchor = anchor_on(TEXT, *at("waited for the budget"))
    moved = "In June. " + TEXT.replace("open", "wide open")
    assert place(anchor, moved) == at("waited for the budget", moved)


def test_the_words_around_tell_two_equal_passages_apart() -> None:
    second = (TEXT.rindex("front door"), TEXT.rindex("front door") + 10)
    moved = "Before. " + TEXT
    found = place(anchor_on(TEXT, *second), moved)
    assert found == (moved.rindex("front door"), moved.rindex("front door") + 10)


def test_words_that_are_gone_have_no_place() -> None:
    assert place(anchor_on(TEXT, *at("budget")), TEXT.replace("budget", "money")) is None


def test_a_short_word_whose_surroundings_changed_is_not_guessed() -> None:
    anchor = anchor_on("The board asked.", 4, 9)
    assert place(anchor, "A new board of governors answered") is None


def test_two_places_as_good_as_each_other_are_no_place() -> None:
    line = "we waited for the board to say so\n"
    anchor = anchor_on(line, *at("waited for the board", line))
    assert place(anchor, line + line) is None


def test_a_place_that_does_not_hold_the_quoted_words_is_refused_though_the_text_is_the_same() -> None:
    right = anchor_on(TEXT, *at("front door open"))
    forged = type(right)(
        "another quote..", right.prefix, right.suffix, right.start, right.end, right.content_hash
    )
    assert place(forged, TEXT) is None


def test_places_outside_the_text_do_no_harm() -> None:
    right = anchor_on(TEXT, *at("budget"))
    for start, end in ((-5, 2), (0, 10**9), (7, 7), (9, 3)):
        other = type(right)(right.exact, right.prefix, right.suffix, start, end, right.content_hash)
        assert place(other, TEXT) in {None, at("budget")}


def test_no_words_are_no_anchor() -> None:
    with pytest.raises(ValueError, match="no words there"):
        anchor_on(TEXT, 5, 5)
    assert find_quote(TEXT, "", "a", "b") is None


def test_an_alias_in_the_copy_leads_to_the_leaders_own_words() -> None:
    own = "Mrs Alder wrote first, and then Mrs Alder rang."
    edits = [Edit(start, start + 9, "a head") for start in (0, own.rindex("Mrs Alder"))]
    copy, offsets = apply_edits(own, edits)
    version = Version(copy, offsets.span_to_original)
    start, end = place_in_versions(anchor_on(copy, *at("then a head rang", copy)), (version,)) or (0, 0)
    assert own[start:end] == "then Mrs Alder rang"


WORDS = st.text(st.sampled_from("ab c\n“é"), min_size=1, max_size=60)


@given(WORDS, st.data())
def test_whatever_is_found_is_the_quoted_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = anchor_on(text, start, data.draw(st.integers(start + 1, len(text))))
    assert place(anchor, text) == (anchor.start, anchor.end)
    other = data.draw(WORDS)
    found = place_in_versions(anchor, (Version(other, as_it_is),))
    assert found is None or other[found[0] : found[1]] == anchor.exact
