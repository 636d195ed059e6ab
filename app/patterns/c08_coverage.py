"""C8 Prompt coverage: what have I never asked myself?

Answers at every stage count: deciding, looking again, weekly and plain
reflections. A question stands in the denominator once it has been asked for at
least eight weeks, in a form that has been used.

Figures: `answered` and `enabled` (questions met in the window, of those in the
denominator), `never` (ids of the rest, in library order), `frameworks` (answers
by framework id and "2025-06", months without one left out). `n` counts answers.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.domain.days import month_of
from app.domain.entries import Stage
from app.domain.readings import AskedPrompt, Behind, Coverage, Fact, Findings
from app.patterns.months import month_key
from app.patterns.pattern import ANY, Counted, Pattern, Said, read_once
from app.patterns.quarters import QUARTER, YEAR, gathered, period_of, period_short, period_span
from app.patterns.series import Grid, GridRow, Mark, Offer, Picture, Table
from app.patterns.small_numbers import plural

_COVERAGE = Coverage()
_STAGES = (Stage.DECISION, Stage.REVIEW, Stage.WEEKLY, Stage.REFLECTION)
_ASKED_FOR = timedelta(weeks=8)
_COLUMNS_AT_MOST = 18


@dataclass(frozen=True)
class _Framework:
    """One row of the grid: its questions, which of them count, which were met, and answers by month."""

    id: str
    name: str
    prompts: tuple[str, ...]
    due: int
    met: int
    by_month: Mapping[int, int]

    @property
    def behind(self) -> Behind:
        """Every entry with an answer to one of its questions."""
        return Behind(self.prompts[0], stages=_STAGES, also=self.prompts[1:])


def _prompts(findings: Findings) -> tuple[AskedPrompt, ...]:
    """The questions this page is about, in library order."""
    chosen = findings.framework
    return tuple(one for one in findings.asked.values() if chosen is None or one.framework == chosen)


def _is_due(prompt: AskedPrompt, findings: Findings) -> bool:
    """Whether a question has been asked for eight weeks, in a form in use."""
    since = prompt.enabled_on
    return prompt.in_use and since is not None and since <= findings.today - _ASKED_FOR


def _is_met(prompt: AskedPrompt, findings: Findings) -> bool:
    return any(findings.coverage.get(prompt.prompt_id, {}).values())


@read_once
def _frameworks(findings: Findings) -> tuple[_Framework, ...]:
    """Every framework with a question, in library order, those without an answer too."""
    by_framework: dict[str, list[AskedPrompt]] = {}
    for prompt in _prompts(findings):
        by_framework.setdefault(prompt.framework, []).append(prompt)
    ids = [one for one in findings.frameworks if one in by_framework]
    ids += [one for one in by_framework if one not in findings.frameworks]
    return tuple(_framework(one, by_framework[one], findings) for one in ids)


def _framework(framework: str, prompts: list[AskedPrompt], findings: Findings) -> _Framework:
    by_month: dict[int, int] = defaultdict(int)
    for prompt in prompts:
        for month, k in findings.coverage.get(prompt.prompt_id, {}).items():
            by_month[month] += k
    due = [prompt for prompt in prompts if _is_due(prompt, findings)]
    return _Framework(
        framework,
        findings.frameworks.get(framework, framework),
        tuple(prompt.prompt_id for prompt in prompts),
        len(due),
        sum(_is_met(prompt, findings) for prompt in due),
        {month: k for month, k in sorted(by_month.items()) if k},
    )


def _never(findings: Findings) -> tuple[AskedPrompt, ...]:
    return tuple(one for one in _prompts(findings) if _is_due(one, findings) and not _is_met(one, findings))


def _count(findings: Findings) -> Counted:
    frameworks = _frameworks(findings)
    n = sum(sum(framework.by_month.values()) for framework in frameworks)
    due = sum(framework.due for framework in frameworks)
    return Counted(
        n=n,
        of=None,
        caption=(
            f"{n} {plural(n, 'answer', 'answers')} in this period, when deciding, looking again and "
            f"reflecting. {due} {plural(due, 'question has', 'questions have')} been asked for eight weeks "
            "or more."
        ),
        everything=_everything(findings),
        figures={
            "answered": sum(framework.met for framework in frameworks),
            "enabled": due,
            "never": [prompt.prompt_id for prompt in _never(findings)],
            "frameworks": {
                framework.id: {month_key(month): k for month, k in framework.by_month.items()}
                for framework in frameworks
            },
        },
    )


def _everything(findings: Findings) -> Behind:
    met = [prompt.prompt_id for prompt in _prompts(findings) if _is_met(prompt, findings)]
    if not met:
        return Behind(Fact.DECIDED, (0,))
    return Behind(met[0], stages=_STAGES, also=tuple(met[1:]))


def _say(findings: Findings) -> Said:
    frameworks, never = _frameworks(findings), _never(findings)
    periods, length = _periods(frameworks, findings)
    return Said(
        sentence=_sentence(frameworks, len(never), _where(findings)),
        table=_table(frameworks, periods, length, findings.year_start),
        pictures=(_grid(frameworks, periods, length, findings),),
        offers=tuple(Offer(prompt.prompt_id, prompt.title) for prompt in never),
        offers_title=f"You have not yet met these questions{_where(findings)}" if never else "",
    )


def _sentence(frameworks: tuple[_Framework, ...], never: int, where: str) -> str:
    due = sum(framework.due for framework in frameworks)
    if not due:
        return (
            "No question has been asked for eight weeks yet, so none is listed as not yet met. "
            "Which one would you like to meet next?"
        )
    said = f"You have met {due - never} of {due} questions{where}."
    return f"{said} Which of the others would you try?" if never else f"{said} Which would you ask again?"


def _where(findings: Findings) -> str:
    """What the page is narrowed to, as the end of a sentence; nothing when it is not."""
    theme = " on this theme" if findings.theme is not None else ""
    return theme if findings.window.first is None else f"{theme} in this period"


def _periods(frameworks: tuple[_Framework, ...], findings: Findings) -> tuple[tuple[int, ...], int]:
    """The first months of the columns and their length: months, or else quarters or years, to keep them few."""
    answered = [month for framework in frameworks for month in framework.by_month]
    if not answered:
        return (), 1
    window = findings.window
    first = min(answered) if window.first is None else min(month_of(window.first), *answered)
    last = max(answered) if window.last is None else max(month_of(window.last), *answered)
    for length in (1, QUARTER, YEAR):
        begin = period_of(first, length, findings.year_start)
        periods = tuple(range(begin, last + 1, length))
        if len(periods) <= _COLUMNS_AT_MOST:
            break
    return periods, length


def _grid(
    frameworks: tuple[_Framework, ...], periods: tuple[int, ...], length: int, findings: Findings
) -> Picture:
    rows = tuple(
        GridRow(
            framework.name,
            _marks(framework, periods, length, findings),
        )
        for framework in frameworks
    )
    return Grid(
        {1: "Answers by month", QUARTER: "Answers by quarter", YEAR: "Answers by year"}[length],
        tuple(period_short(first, length) for first in periods),
        rows,
        down="Framework",
        across={1: "Month", QUARTER: "Quarter", YEAR: "Year"}[length],
    )


def _marks(
    framework: _Framework, periods: tuple[int, ...], length: int, findings: Findings
) -> tuple[Mark, ...]:
    by_period = gathered(framework.by_month, length, findings.year_start)
    first_prompt, others = framework.prompts[0], framework.prompts[1:]
    found = []
    for first in periods:
        k = by_period.get(first, 0)
        label = f"{framework.name}, {period_short(first, length)}: {k} {plural(k, 'answer', 'answers')}"
        span = period_span(first, length, findings.window)
        found.append(Mark(label, k, behind=Behind(first_prompt, stages=_STAGES, span=span, also=others)))
    return tuple(found)


def _table(
    frameworks: tuple[_Framework, ...], periods: tuple[int, ...], length: int, year_start: int
) -> Table:
    counted = [gathered(framework.by_month, length, year_start) for framework in frameworks]
    return Table(
        ("Framework", "Answers", "Questions met", *(period_short(first, length) for first in periods)),
        tuple(
            (
                framework.name,
                str(sum(framework.by_month.values())),
                f"{framework.met} of {framework.due}",
                *(str(by_period.get(first, 0)) for first in periods),
            )
            for framework, by_period in zip(frameworks, counted, strict=True)
        ),
        tuple(framework.behind for framework in frameworks),
    )


pattern = Pattern(
    chart="C8",
    title="Questions met and not yet met",
    question="What have I never asked myself?",
    asks=(_COVERAGE,),
    count=_count,
    say=_say,
    empty="Answer a few questions, and the ones you have not yet met will be listed here.",
    empty_prompt="bd-position",
    about=(
        "Counts answers to every question, by framework: when deciding, when looking again, and in weekly and "
        "other reflections. A question counts as one you could have met once it has been asked for eight "
        "weeks, in a form you have used; “not for me” takes it out of that count. A pale or empty row is no "
        "fault: it may be a part of the job that did not come up."
    ),
    source="The question library, drawn from Scott, Harris & Florek (2013); each framework names its own source",
    draws_on=(ANY,),
)
