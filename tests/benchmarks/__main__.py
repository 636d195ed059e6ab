"""Prints every goal of speed beside the limit of this machine: `python -m tests.benchmarks`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable

from tests.benchmarks import (
    dashboard,
    exchanging,
    patterns,
    saving,
    searching,
    sharing,
    today,
    trust,
    turns,
    window,
)
from tests.benchmarks.results import Result, as_json, table

Sizes = tuple[int, ...]
GOALS: dict[int, Callable[[Sizes], Iterable[Result]]] = {
    1: window.run,
    2: today.run,
    3: searching.run,
    4: lambda sizes: (*patterns.run(sizes), *dashboard.run(sizes)),
    5: lambda sizes: (*patterns.after_a_save(sizes), *turns.run(sizes)),
    6: saving.run,
    7: saving.opening,
    8: lambda sizes: (one for one in exchanging.run(min(10_000, max(sizes))) if one.goal == 8),
    9: lambda sizes: (one for one in exchanging.run(min(10_000, max(sizes))) if one.goal == 9),
    10: window.memory,
    11: exchanging.disk,
    12: lambda sizes: sharing.run(min(10_000, max(sizes))),
    13: trust.run,
}


def main() -> int:
    """Measure what was asked for; the exit code says whether every goal holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--size", type=int, nargs="*", default=[10_000, 100_000], help="decisions in the journal"
    )
    parser.add_argument("--goal", type=int, nargs="*", choices=sorted(GOALS), default=sorted(GOALS))
    parser.add_argument("--json", action="store_true", help="print figures for a script")
    asked = parser.parse_args()
    sizes = tuple(sorted(set(asked.size)))
    results: list[Result] = []
    for goal in asked.goal:
        sys.stderr.write(f"goal {goal} …\n")
        results += GOALS[goal](sizes)
    print(json.dumps(as_json(results), indent=1) if asked.json else table(results))
    return 0 if all(one.holds is not False for one in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
