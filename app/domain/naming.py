"""The quiet warning while writing: words that could point to one person (domain page 7.5, ruling 46).

It speaks by the few rules of the privacy check that are marked for it; the rest wait until something is
shared. Some things will be missed, and most risk is in the story.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.privacy import Group, Rule, Rules, look_while_writing

MOST_CHARACTERS = 20_000


class Points(StrEnum):
    """What a passage could give away."""

    NAME = "name"
    ROLE = "role"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A passage (`start` to `end`, characters) that could point to one person, and what to say instead."""

    start: int
    end: int
    points: Points
    instead: str

    @property
    def advice(self) -> str:
        """One calm sentence for the person writing."""
        if self.points is Points.IDENTIFIER:
            return f"This could point to one person. It can {self.instead}."
        return f"This could point to one person. Would “{self.instead}” say enough?"


def notice(text: str, rules: Rules) -> tuple[Noticed, ...]:
    """What in a text could point to one person, in order, without overlaps.

    Takes time in proportion to the text, and reads its first 20 000 characters.
    """
    found = look_while_writing(text[:MOST_CHARACTERS], rules)
    return tuple(Noticed(start, end, _POINTS[rule.group], _instead(rule)) for start, end, rule in found)


def _instead(rule: Rule) -> str:
    return rule.quiet or rule.say[0]


_POINTS = {Group.NAME: Points.NAME, Group.ROLE: Points.ROLE, Group.IDENTIFIER: Points.IDENTIFIER}
