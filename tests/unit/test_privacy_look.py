"""The privacy check notices each pattern of the list, says why, and stays quick on any text."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.privacy import (
    REMOVED,
    Alias,
    Choice,
    Group,
    RulesUnreadable,
    group_alike,
    look,
    read_rules,
)
from app.domain.privacy.numbers import is_nhs_number
from app.paths import bundled
from app.services.privacy_rules import privacy_rules
from tests.fixtures.privacy_figures import sentences

RULES = privacy_rules()


def seen(text: str) -> list[tuple[str, str]]:
    return [(one.rule_id, text[one.start : one.end]) for one in look(text, RULES)]


@pytest.mark.parametrize(
    ("text", "rule", "passage"),
    [
        ("write to a.b+c@example.co.uk now", "email", "a.b+c@example.co.uk"),
        ("ring 01632 960 123.", "phone", "01632 960 123"),
        ("ring +44 (0)1632 960123", "phone", "+44 (0)1632 960123"),
        ("near HX7 9ZQ again", "postcode", "HX7 9ZQ"),
        ("number 943 476 5919", "nhs-number", "943 476 5919"),
        ("pupil A123456789012 there", "upn", "A123456789012"),
        ("it was QQ 12 34 56 C then", "ni-number", "QQ 12 34 56 C"),
        ("a blue one, BD51 SMR, left", "vehicle", "BD51 SMR"),
        ("bundle ZE24C00317 went", "court-case-number", "ZE24C00317"),
        ("see www.example.org/x?y=1 there", "web-address", "www.example.org/x?y=1"),
        ("record 48213377 there", "record-reference", "record 48213377"),
        ("it was 48213377 there", "long-digits", "48213377"),
        ("told Cllr. Patel about it", "name-after-title", "Cllr. Patel"),
        ("then Sarah Jones rang", "two-capitals", "Sarah Jones"),
        ("we told sarah that day", "first-name", "sarah"),
        ("it was Pemberton’s idea", "name-possessive", "Pemberton’s"),
        ("told M. Castellanos so", "initials", "M. Castellanos"),
        ("with Brackenridge in mind", "lone-capital", "Brackenridge"),
        ("the leader was cross", "elected-leader", "the leader"),
        ("the head of housing rang", "head-or-director-of", "the head of housing"),
        ("we went to Thornbury Lodge again", "named-place", "Thornbury Lodge"),
        ("a fourteen-year-old rang", "age-old", "fourteen-year-old"),
        ("he was aged nine then", "aged", "aged nine"),
        ("the eldest of five wrote", "siblings", "eldest of five"),
        ("he was placed with his grandmother", "placed-or-moved", "was placed with"),
        ("she moved from Devon last year", "moved-from-place", "moved from Devon"),
        ("after the arrest we met", "violence-and-arrest", "arrest"),
        ("the inquest opens soon", "court-and-tribunal", "inquest"),
        ("a section 47 enquiry began", "section-47", "section 47"),
        ("care proceedings began", "family-proceedings", "care proceedings"),
    ],
)
def test_each_pattern_of_the_list_is_noticed_at_its_place(text: str, rule: str, passage: str) -> None:
    assert (rule, passage) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "In order to keep the hub open we met in court shoes, so to speak.",
        "A ten-year-old strategy needs another look.",
        "Care leavers aged 18 to 25 told us so.",
        "I was placed in a difficult position.",
        "We paid £1200000 for 1,200 visits in 2025.",
        "Plan B. The board agreed. Use e.g. the U.K. figures.",
        "The Virtual School and the Staff College met Ofsted.",
    ],
)
def test_ordinary_sentences_pass_in_silence(text: str) -> None:
    assert [one for one in seen(text) if one[0] != "court-and-tribunal"] == []


def test_a_date_is_noticed_beside_an_event_and_offered_as_month_or_season() -> None:
    assert "exact-date" not in [rule for rule, _ in seen("We meet on 3 June 2026 about the budget.")]
    (date,) = [one for one in look("The arrest was on 3 June 2026.", RULES) if one.group is Group.DATE]
    assert [one.words for one in date.suggestions] == ["", "June 2026", "summer 2026", REMOVED]


def test_every_notice_offers_to_leave_and_to_remove() -> None:
    notices = [note for sentence in sentences() for note in look(sentence.text, RULES)]
    assert {one.group for one in notices} == {*Group} - {Group.ALIAS}
    for one in notices:
        assert one.why.endswith(".")
        assert one.suggestions[0].choice is Choice.LEAVE
        assert (one.suggestions[-1].choice, one.suggestions[-1].words) == (Choice.REMOVE, REMOVED)
        assert all(change.words for change in one.suggestions[1:])


def test_a_role_there_is_one_of_is_offered_a_shared_one() -> None:
    (one,) = look("Our borough commander agreed.", RULES)
    assert "a senior partner" in [change.words for change in one.suggestions]


def test_family_proceedings_stop_and_a_court_mark_stops_the_whole_text() -> None:
    text = "The judge at the final hearing asked why."
    assert any(one.stops for one in look(text, RULES))
    (marked,) = look("A quiet sentence.", RULES, court_marked=True)
    assert (marked.start, marked.end, marked.stops) == (0, 17, True)
    assert "unlawful to pass on" in marked.why
    assert not any(one.stops for one in look("The order of the day was lunch.", RULES))


def test_an_entry_of_the_alias_list_goes_before_any_pattern() -> None:
    text = "then Sarah Jones rang"
    (one,) = look(text, RULES, aliases=[Alias("sarah jones", "Colleague A")])
    assert (one.group, text[one.start : one.end]) == (Group.ALIAS, "Sarah Jones")
    assert one.suggestions[1].words == "Colleague A"


def test_the_same_warning_in_several_places_is_told_once() -> None:
    texts = {"a": "Then Sarah’s idea.", "b": "We told SARAH and the judge.", "c": "Sarah  agreed."}
    alike = group_alike((name, text, look(text, RULES)) for name, text in texts.items())
    told = {(one.rule_id, one.words): [place.text_id for place in one.places] for one in alike}
    assert told["first-name", "Sarah’s"] == ["a", "c"]
    assert sum(len(one.places) for one in alike) == sum(len(look(text, RULES)) for text in texts.values())


def test_stops_come_first_when_warnings_are_told_once() -> None:
    text = "Sarah rang about the care proceedings."
    assert [one.stops for one in group_alike([("a", text, look(text, RULES))])] == [True, False]


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("943 476 5919", True), ("943-476-5919", True), ("9434765918", False), ("943476591", False)],
)
def test_an_nhs_number_carries_its_check_digit(digits: str, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


@given(
    st.text(alphabet=st.sampled_from("Mr Sarah İßJnes.,@0123456789\n-'’é the court order aged"), max_size=300)
)
def test_passages_lie_in_the_text_and_only_stops_lie_over_others(text: str) -> None:
    end = 0
    for one in look(text, RULES):
        assert 0 <= one.start < one.end <= len(text)
        if not one.stops:
            assert end <= one.start
            end = one.end


def test_words_a_rule_needs_stand_in_all_that_it_finds() -> None:
    text = "\n".join(one.text for one in sentences()).lower().replace("’", "'")
    for rule in (rule for rule in RULES.patterns if rule.needs and not rule.as_typed):
        for match in rule.pattern.finditer(text):
            assert any(one in match.group() + " " for one in rule.needs) or rule.id == "mayor"


UNITS = (
    "A", "Aa ", "a.", "a@", "a@b.", "0", "0 ", "Mr ", "Judge Ofsted ", "-", "the ", "SW1", "'", "\n", "our ",
    "the head of ", "a-", "www.", "aged ", "of the ", "http://x", "1/", "the boy ", "court ", "order ", "two ",
    "Oak House ", "A. ", "0 (", "director of children and ", "ß", "İ", "My ", "12 Oak ", "lead for x ", "\t",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_any_long_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    start = time.thread_time()
    look(text, RULES)
    assert time.thread_time() - start < 2


def test_rules_that_cannot_be_read_say_so_without_their_words() -> None:
    words = (bundled("resources/privacy") / "words.json").read_text("utf-8")
    whole = json.loads((bundled("resources/privacy") / "rules.json").read_text("utf-8"))
    twice = {**whole, "patterns": [*whole["patterns"], whole["patterns"][0]]}
    for damaged in ("", "[]", "{}", json.dumps(twice)):
        with pytest.raises(RulesUnreadable):
            read_rules(damaged, words)
    assert read_rules(json.dumps(whole), words).patterns
