"""Every colour pair that carries words or meaning is far enough apart, in each look."""

import re

import pytest

from app.ui.theme.colours import LOOKS, Tokens, contrast
from app.ui.theme.style import rules_of

ALL = pytest.mark.parametrize("tokens", LOOKS.values(), ids=lambda tokens: tokens.look.value)


def test_looks_differ_by_their_colours_alone() -> None:
    assert len({re.sub("#[0-9A-Fa-f]{6}", "colour", rules_of(tokens)) for tokens in LOOKS.values()}) == 1


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@ALL
def test_text_has_at_least_four_and_a_half_to_one(tokens: Tokens) -> None:
    grounds = (tokens.paper, tokens.side, tokens.card, tokens.field, tokens.hover, tokens.chosen)
    inks = (tokens.ink, tokens.muted, tokens.link, tokens.caution, tokens.problem)
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    pairs += [(tokens.ink, tokens.button)]
    pairs += [(tokens.on_accent, tokens.accent), (tokens.on_accent, tokens.accent_pressed)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@ALL
def test_controls_marks_and_focus_have_at_least_three_to_one(tokens: Tokens) -> None:
    grounds = (tokens.paper, tokens.side, tokens.card)
    signs = (tokens.control_line, tokens.focus, tokens.accent, *tokens.tones)
    pairs = [(sign, ground) for sign in signs for ground in grounds if sign not in tokens.tones]
    pairs += [(tone, tokens.card) for tone in tokens.tones]
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


@ALL
def test_the_focus_colour_is_told_apart_from_the_accent_by_its_own_ring(tokens: Tokens) -> None:
    assert tokens.focus != tokens.accent
    assert contrast(tokens.focus, tokens.field) >= 3


@ALL
def test_the_four_tones_of_a_chart_are_four(tokens: Tokens) -> None:
    assert len(set(tokens.tones)) == 4
