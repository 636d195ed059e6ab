"""Aliases, wider dates and the marking alter the share copy only, and every place can be found again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.privacy import (
    LONGEST_MARKING,
    Alias,
    Edit,
    EditsOverlap,
    Group,
    OffsetMap,
    Person,
    aliases_for,
    apply_aliases,
    apply_edits,
    clean_marking,
    coarsen,
    coarsen_dates,
    fitted,
    from_rows,
    joined,
    shared_themes,
)

NAMES = ("Sarah Jones", "sarah", "Jones", "Jones Smith", "O'Neill", "Anne-Marie", "Will", "É", "ß")
ALIASES = [Alias(name, f"Colleague {place}", name == "Will") for place, name in enumerate(NAMES)]
PIECES = st.sampled_from(
    (*NAMES, "SARAH JONES", "o’neill", "anne marie", "will", " ", "\n", ", ", "’s", "xx", "İ", ".")
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def rebuilt(text: str, copy: str, places: OffsetMap) -> str:
    """The original made from the copy: what was not swapped from the copy, the rest from the original."""
    parts, at = [], 0
    for one in places.swaps:
        parts += [copy[at : one.new_start], text[one.start : one.end]]
        at = one.new_end
    return "".join([*parts, copy[at:]])


def holds(text: str, copy: str, places: OffsetMap) -> None:
    assert rebuilt(text, copy, places) == text
    inside = {at for one in places.swaps for at in range(one.new_start, one.new_end)}
    for at in range(len(copy)):
        if at not in inside:
            assert copy[at] == text[places.to_original(at)]
            assert places.to_share(places.to_original(at)) == at
    for one in places.swaps:
        for at in range(one.new_start, one.new_end):
            assert places.span_to_original(at, at + 1) == (one.start, one.end)
        for at in range(one.start, one.end):
            assert places.span_to_share(at, at + 1) == (one.new_start, one.new_end)
    assert places.span_to_original(0, len(copy)) == (0, len(text)) or not copy
    assert from_rows(places.as_rows()) == places


@given(TEXTS)
def test_every_place_of_a_copy_with_aliases_leads_back(text: str) -> None:
    copy, places = apply_aliases(text, ALIASES)
    holds(text, copy, places)
    again, unmoved = apply_aliases(text, [])
    assert (again, unmoved) == (text, OffsetMap())


@given(
    TEXTS,
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 8), st.sampled_from(("x", "[removed]"))), max_size=6
    ),
)
def test_two_rounds_of_edits_are_one_map(text: str, wanted: list[tuple[int, int, str]]) -> None:
    middle, first = apply_aliases(text, ALIASES)
    edits: list[Edit] = []
    for start, length, words in sorted(wanted):
        if start + length <= len(middle) and (not edits or edits[-1].end <= start):
            edits.append(Edit(start, start + length, words))
    copy, second = apply_edits(middle, edits)
    holds(text, copy, joined(first, second))


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=5), max_size=5))
def test_any_list_of_names_can_be_used_on_any_text(text: str, names: list[str]) -> None:
    copy, places = apply_aliases(text, [Alias(name, "A colleague") for name in names])
    assert rebuilt(text, copy, places) == text


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Sarah Jones and SARAH and sarah jones", "Colleague 0 and Colleague 1 and Colleague 0"),
        ("Sarah\nJones, Sarah  Jones", "Colleague 0, Colleague 0"),
        ("Sarah’s idea, o’neill's car", "Colleague 1’s idea, Colleague 4's car"),
        ("Sarah Jones Smith", "Colleague 0 Smith"),
        ("Sarahs and Joneses stay", "Sarahs and Joneses stay"),
        ("I will ask Will", "I will ask Colleague 6"),
        ("ANNE MARIE", "Colleague 5"),
    ],
)
def test_aliases_stand_in_for_names_in_any_writing(text: str, copy: str) -> None:
    assert apply_aliases(text, ALIASES)[0] == copy


def test_words_put_in_are_not_looked_at_again() -> None:
    swapped = [Alias("Ann", "Bob"), Alias("Bob", "Ann")]
    assert apply_aliases("Ann met Bob", swapped)[0] == "Bob met Ann"


PEOPLE = [Person(f"p{n}", (f"Name{n}", f"Nick{n}"), "Head of service") for n in range(30)]


def test_aliases_are_the_same_within_a_share_and_differ_between_recipients() -> None:
    one, two = (aliases_for(PEOPLE, secret) for secret in (b"one", b"two"))
    assert one == aliases_for(list(reversed(PEOPLE)), b"one")[::-1] or set(one) == set(
        aliases_for(list(reversed(PEOPLE)), b"one")
    )
    assert {alias.name: alias.instead for alias in one} != {alias.name: alias.instead for alias in two}
    assert len({alias.instead for alias in one}) == len(PEOPLE)
    assert all(first.instead == second.instead for first, second in zip(one[::2], one[1::2], strict=True))


def test_an_alias_a_recipient_has_met_stays_when_the_list_grows() -> None:
    before = aliases_for(PEOPLE[:3], b"one")
    given_ = {person.key: before[2 * place].instead for place, person in enumerate(PEOPLE[:3])}
    after = aliases_for(PEOPLE, b"one", given=given_)
    assert after[:6] == before
    assert len({alias.instead for alias in after}) == len(PEOPLE)


def test_a_name_that_is_a_word_is_met_only_with_a_capital() -> None:
    (alias,) = aliases_for([Person("w", ("Will",), "")], b"x", also_words=frozenset({"will"}))
    assert apply_aliases("I will ask Will", [alias])[0] == "I will ask colleague A"


@pytest.mark.parametrize(
    ("day", "month", "season"),
    [
        (date(2026, 6, 3), "June 2026", "summer 2026"),
        (date(2026, 12, 31), "December 2026", "winter 2026–27"),
        (date(2027, 1, 1), "January 2027", "winter 2026–27"),
        (date(2000, 2, 29), "February 2000", "winter 1999–00"),
        (date(2026, 3, 1), "March 2026", "spring 2026"),
        (date(2026, 11, 30), "November 2026", "autumn 2026"),
    ],
)
def test_a_day_becomes_its_month_or_season(day: date, month: str, season: str) -> None:
    assert (coarsen(day, "month"), coarsen(day, "season")) == (month, season)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("on 3 June 2026, and", "in June 2026, and"),
        ("the 3rd of June it", "June it"),
        ("Tuesday 11 November", "November"),
        ("June 3rd, 2026", "June 2026"),
        ("02/09/2025 and 2.9.25", "September 2025 and September 2025"),
        ("2025-08-19", "August 2025"),
        ("31/31/2025 is no day", "31/31/2025 is no day"),
        ("in 2026, in June 2026", "in 2026, in June 2026"),
    ],
)
def test_dates_in_a_text_become_months(text: str, copy: str) -> None:
    made, places = coarsen_dates(text, "month")
    assert made == copy
    holds(text, made, places)


def test_a_theme_of_one_entry_is_not_shared() -> None:
    assert shared_themes([("a", "b"), ("b",), ("c", "c")]) == {"b"}


@pytest.mark.parametrize(
    "edits", [[Edit(0, 2, "x"), Edit(1, 3, "y")], [Edit(0, 9, "x")], [Edit(1, 1, "x")], [Edit(0, 1, "")]]
)
def test_edits_that_cannot_all_be_made_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(EditsOverlap):
        apply_edits("abcd", edits)


@given(st.text(max_size=200))
def test_a_marking_is_one_plain_short_line(text: str) -> None:
    clean = clean_marking(text)
    assert len(clean) <= LONGEST_MARKING
    assert clean.isprintable()
    assert clean == clean_marking(clean)
    assert clean == " ".join(clean.split())


def test_a_marking_keeps_its_words_and_loses_what_is_unseen() -> None:
    assert clean_marking("  OFFICIAL\n –\u202e SENSITIVE\u200b\x00 ") == "OFFICIAL – SENSITIVE"


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("On 14 June 2026 we met.", "In June 2026 we met."),
        ("We heard on 3 June. Her letter came.", "We heard in June. Her letter came."),
        ("on 3 and 4 June 2026", "in June 2026"),
        ("between the 3rd and 5th of June we waited", "in June we waited"),
        ("from 28 May to 3 June", "from May to June"),
        ("June 14–16, 2026 was hard", "June 2026 was hard"),
        ("on 3 Sept. we met", "in September we met"),
        ("based on 3 June 2026 figures", "based on June 2026 figures"),
        ("due 14-06-2026", "due June 2026"),
        ("option 3 may help, as paragraph 3.1.10 says", "option 3 may help, as paragraph 3.1.10 says"),
    ],
)
def test_a_month_reads_as_a_month_and_leaves_no_day_behind(text: str, copy: str) -> None:
    assert coarsen_dates(text, "month")[0] == copy


def test_words_put_in_open_a_sentence_with_a_capital() -> None:
    copy, _ = apply_aliases("I rang. Jo Bly came with Jo Bly’s dog.", (Alias("Jo Bly", "a colleague"),))
    assert copy == "I rang. A colleague came with a colleague’s dog."
    assert fitted("He left on 3 June.", 11, "June", Group.DATE) == (8, "in June")
    assert fitted("Jo left.", 0, "a colleague", Group.NAME) == (0, "A colleague")
