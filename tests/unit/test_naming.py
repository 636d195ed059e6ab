"""The quiet warning notices what could point to one person, and leaves the words of the sector alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.naming import MOST_CHARACTERS, Noticed, Points
from app.domain.naming import notice as notice_by
from app.services.privacy_rules import privacy_rules


def notice(text: str) -> tuple[Noticed, ...]:
    return notice_by(text, privacy_rules())


def seen(text: str) -> list[tuple[str, str]]:
    return [(one.points.value, text[one.start : one.end]) for one in notice(text)]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("We met Mr Smith today", "Mr Smith"),
        ("told Cllr. Patel about it", "Cllr. Patel"),
        ("then Judge O’Brien ruled", "Judge O’Brien"),
        ("DC Khan rang", "DC Khan"),
        ("I spoke with Sarah Jones about it", "Sarah Jones"),
        ("Sarah Jones rang", "Sarah Jones"),
        ("It was Jo Anne-Marie’s idea", "Jo Anne-Marie’s"),
        ("Yesterday. The Northfield Grange home", "Northfield Grange"),
        ("Met Élise Ünal there", "Élise Ünal"),
    ],
)
def test_names_are_noticed(text: str, passage: str) -> None:
    assert seen(text) == [("name", passage)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We told Ofsted and the ICB about the Children Act duty.",
        "Pause the second screening step. Staff were calm. Nobody minded.",
        "Paused Early Help visits until Monday",
        "The Staff College and Social Work England agreed",
        "The annual conversation. It went well. We listened.",
        "told Sarah that it was fine",
        "SEND and EHCP work, then the MASH",
        "I think I know. I do.",
        "the leadership of the service; lead members; team leaders",
        "Costs were 1200 to 1500 and 10 of 12 posts",
        "Judge Ofsted by what it does",
    ],
)
def test_ordinary_words_of_the_sector_pass_without_a_word(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "passage", "instead"),
    [
        ("the leader was cross", "the leader", "a senior elected member"),
        ("Told the lead member early", "the lead member", "an elected member"),
        ("our Chief Executive asked", "our Chief Executive", "a senior colleague"),
        ("the head of housing", "the head of housing", "a senior colleague"),
        ("with the Director of finance", "the Director of finance", "a senior colleague"),
        ("my deputy left", "my deputy", "a colleague"),
        ("the judge asked", "the judge", "the court"),
    ],
)
def test_roles_held_by_one_person_are_noticed_with_a_wider_word(
    text: str, passage: str, instead: str
) -> None:
    (one,) = notice(text)
    assert (one.points, text[one.start : one.end], one.instead) == (Points.ROLE, passage, instead)
    assert instead in one.advice


@pytest.mark.parametrize(
    ("text", "points", "passage"),
    [
        ("write to a.b+c@example.co.uk now", "identifier", "a.b+c@example.co.uk"),
        ("ring 01632 960 123.", "identifier", "01632 960 123"),
        ("ring +44 (0)1632 960123", "identifier", "+44 (0)1632 960123"),
        ("near SW1A 1AA again", "identifier", "SW1A 1AA"),
        ("number 943 476 5919", "identifier", "943 476 5919"),
    ],
)
def test_addresses_and_numbers_are_noticed(text: str, points: str, passage: str) -> None:
    assert seen(text) == [(points, passage)]


def test_advice_is_calm_and_never_repeats_the_words() -> None:
    found = notice("Mr Smith and the judge, a@b.org, SW1A 1AA")
    assert len(found) == 4
    for one in found:
        assert one.advice.startswith("This could point to one person.")
        assert "Smith" not in one.advice


@given(st.text(alphabet=st.sampled_from("Mr Sarah Jnes.,@0123456789\n-'’é the leader"), max_size=300))
def test_passages_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for one in notice(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@pytest.mark.parametrize(
    "unit", ["A", "Aa ", "a.", "a@", "a@b.", "0", "0 ", "Mr ", "Judge Ofsted ", "-", "the ", "SW1", "'", "\n"]
)
def test_any_long_text_is_read_in_a_moment(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    start = time.thread_time()
    noticed = notice(text)
    assert time.thread_time() - start < 2
    assert all(one.end <= MOST_CHARACTERS for one in noticed)
