"""How many decisions were looked at again, counted once for every chart that needs it."""

from app.domain.entries import Happened
from app.domain.readings import Counts, CountsFound, Fact, Findings

REVIEWED = Counts(Fact.REVIEWED)

FINAL = (Happened.YES.value, Happened.PART.value, Happened.NO.value, Happened.VOID.value)
"""What came of it, in the reviews that count as final."""


def final_reviews(findings: Findings) -> int:
    """The final reviews of the window; a review that left it open is not one."""
    return findings.counts.get(REVIEWED, CountsFound()).of(*FINAL)
