"""The two sides of a comparison as they are called and marked."""

from dataclasses import dataclass, replace

from app.domain.comparing import initials


@dataclass(frozen=True, slots=True)
class Whose:
    """`names` head the two sides, `letters` mark them on an axis; `both` heads what they chose alike.

    `gone` says, in place of every answer of the other, that it is not here any more.
    """

    names: tuple[str, str]
    letters: tuple[str, str]
    both: str = "Both"
    gone: str = ""

    @property
    def marks(self) -> str:
        """Which mark on an axis is whose."""
        mine, theirs = self.names
        one, other = self.letters
        return f"Round mark {one}: {mine}. Diamond {other}: {theirs}."

    def at(self, when: str) -> "Whose":
        """The same two at another time."""
        mine, theirs = self.names
        names = (f"{mine}, {when}", f"{theirs}, {when}")
        return replace(self, names=names, both=f"{self.both}, {when}")


def whose(mine: str, theirs: str, names: tuple[str, str] | None = None, both: str = "Both") -> Whose:
    """Two sides, marked by the beginnings of `mine` and `theirs`."""
    return Whose(names or (mine, theirs), initials(mine, theirs), both)
