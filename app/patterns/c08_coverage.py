"""C8 Prompt coverage: what have I never asked myself?

Answers at every stage count: deciding, looking again, weekly and plain
reflections. A question stands in the denominator once it has been asked for at
least eight weeks, in a form that has been used.

Figures: `answered` and `enabled` (questions met in the window, of those in the
denominator), `never` (ids of the rest, in library order), `frameworks` (answers
by framework id and "2025-06", months without one left out). `n` counts answers.
"""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from app.domain.days import Span, month_of
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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Months, or else quarters or years, to keep them few."""

    length: int
    year_start: int
    periods: tuple[tuple[int, str, Span], ...] = ()
    """The first month of each, how it is said, and its days in the window."""

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(short for _, short, _ in self.periods)


@dataclass(frozen=True)
class _Framework:
    """One row of the grid: its questions, which of them count, which were met, and answers by month."""

    id: str
    name: str
    prompts: tuple[str, ...]
    due: int
    met: int
    by_month: dict[int, int]
    """Oldest month first; none without an answer."""

    @cached_property
    def n(self) -> int:
        return sum(self.by_month.values())

    @cached_property
    def figures(self) -> Mapping[str, int]:
        return {month_key(month): k for month, k in self.by_month.items()}

    @cached_property
    def behind(self) -> Behind:
        """Every entry with an answer to one of its questions."""
        return Behind(self.prompts[0], stages=_STAGES, also=self.prompts[1:])

    def marks(self, columns: _Columns) -> tuple[Mark, ...]:
        """How many answers there are in each column."""
        drawn: tuple[_Columns, tuple[Mark, ...]] | None = self.__dict__.get("drawn")
        if drawn is None or drawn[0] != columns:
            answers = gathered(self.by_month, columns.length, columns.year_start)
            marks = [self._mark(answers.get(first, 0), short, span) for first, short, span in columns.periods]
            drawn = self.__dict__["drawn"] = columns, tuple(marks)
        return drawn[1]

    def _mark(self, k: int, short: str, span: Span) -> Mark:
        label = f"{self.name}, {short}: {k} {plural(k, 'answer', 'answers')}"
        return Mark(
            label, k, behind=Behind(self.prompts[0], stages=_STAGES, span=span, also=self.prompts[1:])
        )


def _prompts(findings: Findings) -> tuple[AskedPrompt, ...]:
    """The questions this page is about, in library order."""
    chosen = findings.framework
    return tuple(one for one in findings.asked.values() if chosen is None or one.framework == chosen)


def _is_due(prompt: AskedPrompt, asked_by: date) -> bool:
    """Whether a question has been asked since that day or longer, in a form in use."""
    since = prompt.enabled_on
    return prompt.in_use and since is not None and since <= asked_by


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
    """As it was read last where nothing of it changed: one save answers questions of a few."""
    name, asked_by = findings.frameworks.get(framework, framework), findings.today - _ASKED_FOR
    answers = tuple([findings.coverage.get(one.prompt_id, _NONE) for one in prompts])
    due = tuple([_is_due(one, asked_by) for one in prompts])
    read = (name, tuple([one.prompt_id for one in prompts]), due, answers)
    last = _LAST.setdefault(framework, deque(maxlen=_LOOKS))
    known = next((row for what, row in last if what == read), None)
    if known is None:
        last.appendleft((read, known := _read(framework, *read)))
    return known


_Answers = Mapping[int, int]
_Read = tuple[str, tuple[str, ...], tuple[bool, ...], tuple[_Answers, ...]]
_NONE: _Answers = {}
_LOOKS: Final = 4
"""How many looks are kept: two periods may stand beside each other."""
_LAST: dict[str, deque[tuple[_Read, _Framework]]] = {}


def _read(
    framework: str, name: str, prompts: tuple[str, ...], due: tuple[bool, ...], answers: tuple[_Answers, ...]
) -> _Framework:
    by_month: dict[int, int] = defaultdict(int)
    for months in answers:
        for month, k in months.items():
            by_month[month] += k
    met = sum(is_due and any(months.values()) for is_due, months in zip(due, answers, strict=True))
    kept = {month: k for month, k in sorted(by_month.items()) if k}
    return _Framework(framework, name, prompts, sum(due), met, kept)


@read_once
def _never(findings: Findings) -> tuple[AskedPrompt, ...]:
    asked_by = findings.today - _ASKED_FOR
    return tuple(one for one in _prompts(findings) if _is_due(one, asked_by) and not _is_met(one, findings))


def _count(findings: Findings) -> Counted:
    frameworks = _frameworks(findings)
    n = sum(framework.n for framework in frameworks)
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
            "frameworks": {framework.id: framework.figures for framework in frameworks},
        },
    )


def _everything(findings: Findings) -> Behind:
    met = [prompt.prompt_id for prompt in _prompts(findings) if _is_met(prompt, findings)]
    if not met:
        return Behind(Fact.DECIDED, (0,))
    return Behind(met[0], stages=_STAGES, also=tuple(met[1:]))


def _say(findings: Findings) -> Said:
    frameworks, never = _frameworks(findings), _never(findings)
    columns = _columns(frameworks, findings)
    return Said(
        sentence=_sentence(frameworks, len(never), _where(findings)),
        table=_table(frameworks, columns),
        pictures=(_grid(frameworks, columns),),
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


def _columns(frameworks: tuple[_Framework, ...], findings: Findings) -> _Columns:
    answered = [framework.by_month for framework in frameworks if framework.by_month]
    window, year_start = findings.window, findings.year_start
    if not answered:
        return _Columns(1, year_start)
    oldest, newest = min(next(iter(one)) for one in answered), max(next(reversed(one)) for one in answered)
    first = oldest if window.first is None else min(month_of(window.first), oldest)
    last = newest if window.last is None else max(month_of(window.last), newest)
    for length in (1, QUARTER, YEAR):
        periods = range(period_of(first, length, year_start), last + 1, length)
        if len(periods) <= _COLUMNS_AT_MOST:
            break
    said = [(one, period_short(one, length), period_span(one, length, window)) for one in periods]
    return _Columns(length, year_start, tuple(said))


def _grid(frameworks: tuple[_Framework, ...], columns: _Columns) -> Picture:
    return Grid(
        {1: "Answers by month", QUARTER: "Answers by quarter", YEAR: "Answers by year"}[columns.length],
        columns.heads,
        tuple(GridRow(framework.name, framework.marks(columns)) for framework in frameworks),
        down="Framework",
        across={1: "Month", QUARTER: "Quarter", YEAR: "Year"}[columns.length],
    )


def _table(frameworks: tuple[_Framework, ...], columns: _Columns) -> Table:
    return Table(
        ("Framework", "Answers", "Questions met", *columns.heads),
        tuple(
            (
                framework.name,
                str(framework.n),
                f"{framework.met} of {framework.due}",
                *[str(int(mark.value)) for mark in framework.marks(columns)],
            )
            for framework in frameworks
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
