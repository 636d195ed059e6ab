"""CPU and wall time of tasks that take turns, so that what else this machine does falls on all of them."""

import os
import resource
import tempfile
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TypeVar


def of_a_child() -> dict[str, str]:
    """The environment of a process that is measured: without a screen, and with its modules compiled once.

    An installed program is compiled already; where bytecode may not be written beside the sources, compiling
    would be half of what is measured.
    """
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = Path(tempfile.gettempdir()) / f"balcony-benchmarks-{os.getuid()}-compiled"
    return {"QT_QPA_PLATFORM": "offscreen", **given, "PYTHONPYCACHEPREFIX": str(compiled)}


Task = Callable[[], object]
Name = TypeVar("Name", bound=Hashable)


@dataclass
class Times:
    """Milliseconds of each round: CPU (user and system) and wall."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu)

    @property
    def wall_ms(self) -> float:
        return median(self.wall)


def timed(task: Task, times: Times) -> None:
    """Run a task once and note how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    task()
    times.cpu.append((time.process_time() - cpu) * 1000)
    times.wall.append((time.perf_counter() - wall) * 1000)


def in_turns(tasks: Mapping[Name, Task], rounds: int, warm: int = 1) -> dict[Name, Times]:
    """Every task once a round, each round in another order; the warm-up rounds are not counted."""
    random = Random(0)
    times = {name: Times() for name in tasks}
    for place in range(warm + rounds):
        for name in random.sample(list(tasks), len(tasks)):
            timed(tasks[name], times[name] if place >= warm else Times())
    return times


def children_in_turns(tasks: Mapping[str, Task], rounds: int) -> dict[str, Times]:
    """The same for tasks that start a process and wait for it: its CPU time counts."""
    random = Random(0)
    times = {name: Times() for name in tasks}
    for _ in range(rounds):
        for name in random.sample(list(tasks), len(tasks)):
            wall, cpu = time.perf_counter(), _children_ms()
            tasks[name]()
            times[name].cpu.append(_children_ms() - cpu)
            times[name].wall.append((time.perf_counter() - wall) * 1000)
    return times


def _children_ms() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def p95(values: list[float]) -> float:
    """The value that 19 in 20 stay under."""
    return quantiles(values, n=20, method="inclusive")[-1]
