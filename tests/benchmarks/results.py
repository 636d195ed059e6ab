"""What a benchmark found, and how it is printed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """One figure of one goal. `ratio` is against the limit measured in the same run."""

    goal: int
    what: str
    decisions: int
    ours: float
    limit: float | None
    wanted: str
    holds: bool | None
    """None where the figure is for information."""
    unit: str = "ms CPU"

    @property
    def ratio(self) -> float | None:
        """Ours by the limit."""
        return self.ours / self.limit if self.limit else None


def as_json(results: Iterable[Result]) -> list[dict[str, object]]:
    """The results as plain values."""
    return [{**asdict(one), "ratio": one.ratio} for one in results]


def table(results: Iterable[Result]) -> str:
    """The results as lines of text."""
    lines = [f"{'goal':>4}  {'':<52}{'N':>8}{'ours':>10}{'limit':>10}{'ratio':>7}  {'holds':<6} wanted"]
    for one in results:
        limit = "" if one.limit is None else f"{one.limit:.2f}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        said = {True: "yes", False: "NO", None: "–"}[one.holds]
        lines.append(
            f"{one.goal:>4}  {one.what:<52}{one.decisions:>8}{one.ours:>10.2f}{limit:>10}{ratio:>7}  {said:<6}"
            f" {one.wanted} ({one.unit})"
        )
    return "\n".join(lines)
