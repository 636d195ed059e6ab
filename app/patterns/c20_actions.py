"""C20 Agreed actions: what did I say I would do?

The list is the chart: the oldest open first, then what was done or let go. The
count comes second, and no share of it is ever made. Actions have no window.

Figures: `open`, `done` and `let_go`, whole numbers.
"""

from app.domain.conversation import STATUS_WORDS, ActionStatus, AgreedAction
from app.domain.readings import Agreed, Findings
from app.domain.written_dates import written
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.series import BarRow, Bars, Line, Mark
from app.patterns.small_numbers import counted_table, plural

_ORDER = (ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.LET_GO)


def _of(findings: Findings, status: ActionStatus) -> int:
    return sum(action.status is status for action in findings.actions)


def _line(action: AgreedAction) -> Line:
    words = [STATUS_WORDS[action.status].capitalize()]
    if action.closed_on is not None:
        words[0] += f" on {written(action.closed_on)}"
    elif action.due_on is not None:
        words.append(f"by {written(action.due_on)}")
    if action.owner != "leader":
        words.append(f"for the {action.owner}")
    return Line(written(action.agreed_on), f"{action.text} ({', '.join(words)})", action.entry_id)


def _oldest_open_first(action: AgreedAction) -> tuple[bool, int]:
    return action.status is not ActionStatus.OPEN, action.agreed_on.toordinal()


def _count(findings: Findings) -> Counted:
    n = len(findings.actions)
    return Counted(
        n=n,
        of=None,
        caption=f"{n} {plural(n, 'action was', 'actions were')} agreed in all, whatever the period above.",
        everything=None,
        figures={
            "open": _of(findings, ActionStatus.OPEN),
            "done": _of(findings, ActionStatus.DONE),
            "let_go": _of(findings, ActionStatus.LET_GO),
        },
        lines=tuple(_line(action) for action in sorted(findings.actions, key=_oldest_open_first)),
        lines_title="The oldest open first",
    )


def _say(findings: Findings) -> Said:
    counts = [(STATUS_WORDS[status].capitalize(), _of(findings, status)) for status in _ORDER]
    still_open = counts[0][1]
    are = plural(still_open, "action is", "actions are")
    ask = "Which one would still help?" if still_open else "What would you like to agree next?"
    return Said(
        sentence=f"{still_open or 'No'} agreed {are} open, {counts[1][1]} done and {counts[2][1]} let go. {ask}",
        table=counted_table("Agreed actions", "Number", tuple((name, k, None) for name, k in counts), 0),
        pictures=(
            Bars(
                "Agreed actions",
                tuple(BarRow(name, right=Mark(f"{name}: {k}", float(k))) for name, k in counts),
            ),
        ),
    )


pattern = Pattern(
    chart="C20",
    title="Agreed actions",
    question="What did I say I would do?",
    asks=(Agreed(),),
    count=_count,
    say=_say,
    empty="Actions you agree with a coach will be listed here.",
    about=(
        "Lists what you agreed to do with a coach, the oldest open first. Mark one as done or let it go on "
        "the page With others; letting go is a decision too. No share of actions done is worked out."
    ),
    source="your coach’s replies and your own marks",
    only_with=lambda findings: bool(findings.actions),
)
