"""The map of frameworks: where the answers to each show, how many there are, and what was not met yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.readings import Coverage, Findings
from app.patterns.pattern import ANY, Pattern

ASKS = (Coverage(),)

MODELS: dict[str, tuple[str, ...]] = {
    "strategic-triangle": ("Strategic triangle",),
    "implementation-context": ("Implementation science: context",),
    "learning-loops": ("Single and double loop learning",),
    "control-influence": ("Management as control, leadership as influence",),
    "sys-part-emergent": ("Systemic, participative, emergent",),
    "boundaries": ("Cultural and local-authority boundaries",),
    "kings-fund-seven": ("King’s Fund seven messages",),
    "seven-practices": ("Seven practice aspects",),
    "role-purpose": ("Role and purpose: champion for children", "Four watchwords"),
    "personal-agency": ("Personal agency: three features",),
    "balcony-dance": ("Balcony and dance floor",),
    "discussion-questions": ("Three discussion questions",),
}
"""The thirteen models the paper is known for (domain section 1), by the framework they belong to."""


@dataclass(frozen=True, slots=True)
class ChartName:
    """A chart and its title."""

    chart: str
    title: str


@dataclass(frozen=True, slots=True)
class FrameworkUse:
    """One framework: `models` of the paper it holds, the charts that show it, and its answers in the selection.

    `not_met` are the ids of its questions that are asked and have no answer there, in library order.
    """

    framework: str
    name: str
    models: tuple[str, ...]
    charts: tuple[ChartName, ...]
    answers: int
    prompts: int
    not_met: tuple[str, ...]


def coverage_map(findings: Findings, charts: Iterable[Pattern]) -> tuple[FrameworkUse, ...]:
    """Every framework of the library, in its order; asks for `ASKS`."""
    known = tuple(charts)
    return tuple(_use(findings, framework, name, known) for framework, name in findings.frameworks.items())


def _use(findings: Findings, framework: str, name: str, charts: tuple[Pattern, ...]) -> FrameworkUse:
    mine = [one for one in findings.asked.values() if one.framework == framework]
    answers = {one.prompt_id: sum(findings.coverage.get(one.prompt_id, {}).values()) for one in mine}
    return FrameworkUse(
        framework,
        name,
        MODELS.get(framework, ()),
        tuple(ChartName(one.chart, one.title) for one in charts if belongs_to(one, framework, answers)),
        sum(answers.values()),
        len(mine),
        tuple(one.prompt_id for one in mine if one.enabled_on is not None and not answers[one.prompt_id]),
    )


def belongs_to(chart: Pattern, framework: str, prompts: Iterable[str]) -> bool:
    """Whether a chart shows a framework: answers to one of its prompts, or what its practice asks in fields."""
    return (
        ANY in chart.draws_on or framework in chart.frameworks or not set(prompts).isdisjoint(chart.draws_on)
    )
