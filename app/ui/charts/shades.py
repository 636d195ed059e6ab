"""Steps of one colour, and the ink that can be read on each."""

from functools import cache

from app.ui.theme.colours import Look, Tokens, contrast

STEPS = (0.15, 0.35, 0.62, 1.0)
"""How much of the accent each step of a grid holds; the rest is the card."""
# On a dark card light ink fades earlier and dark ink takes over later.
_DARK_STEPS = (0.15, 0.42, 0.74, 1.0)


@cache
def mixed(ground: str, colour: str, part: float) -> str:
    """A colour laid over another: 0 is the ground, 1 the colour."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * part):02X}" for low, high in pairs)


def shade(tokens: Tokens, step: int) -> str:
    """The colour of a step, 1 to 4."""
    steps = _DARK_STEPS if tokens.look is Look.DARK else STEPS
    return mixed(tokens.card, tokens.tones[0], steps[step - 1])


@cache
def ink_on(tokens: Tokens, ground: str) -> str:
    """The colour of the look that is read best on a ground."""
    return max((tokens.ink, tokens.on_accent, tokens.card), key=lambda ink: contrast(ink, ground))


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
