"""Whether what is expected could later be judged: a day or something to be seen in it; no Qt."""

import re

_WHEN = re.compile(
    r"\d|\b(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter|easter|christmas|today|tomorrow|tonight|days?"
    r"|weeks?|fortnight|months?|quarter|terms?|half-term|years?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(fewer|less|more|at least|at most|no more than|half|all|none|every|each|no one|nobody|everyone|doubles?|halves?"
    r"|rises?|falls?|drops?|closed?|opens?|opened|starts?|started|ends?|ended|leaves?|stays?|agrees?|agreed|signed?|signs"
    r"|votes?|voted|appointed|published|inspected|rated|moves?|moved|returns?|per cent)\b|%",
    re.IGNORECASE,
)


def could_be_judged(expected: str) -> bool:
    """Whether there is a day, a number or a word for something to be seen."""
    return bool(_WHEN.search(expected) or _SEEN.search(expected))
