"""The dashboard: one file, one chart. A file named `c<number>_<name>.py` with a `pattern` is a chart."""

import importlib
import pkgutil
import re

from app.patterns.pattern import Pattern

_FILE = re.compile(r"c\d\d_")


def _discovered() -> tuple[Pattern, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if _FILE.match(module.name))
    patterns: list[Pattern] = []
    for name in names:
        found = importlib.import_module(f"{__name__}.{name}").pattern
        if not isinstance(found, Pattern):
            raise TypeError(name)
        patterns.append(found)
    return tuple(patterns)


PATTERNS: tuple[Pattern, ...] = _discovered()
"""Every chart of this version, in chart order."""

_OPENS_WITH = ("C1", "C3", "C5", "C6", "C9", "C4")

PAGE_ORDER: tuple[str, ...] = tuple(
    chart for chart in _OPENS_WITH if any(pattern.chart == chart for pattern in PATTERNS)
)
"""The charts the page opens with (ruling 36)."""

MORE: tuple[str, ...] = tuple(pattern.chart for pattern in PATTERNS if pattern.chart not in PAGE_ORDER)
"""The charts under "More", in chart order."""
