"""What a leader types for an employer who pays for coaching: themes and attendance, nothing from entries."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class SponsorFields:
    """Every line of the page, as typed."""

    coach: str = ""
    period: str = ""
    meetings: str = ""
    themes: str = ""
    next_step: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()

    @property
    def text(self) -> str:
        """All of it, for one look."""
        return "\n".join(getattr(self, one.name) for one in fields(self))


LABELS = {
    "coach": "With whom",
    "period": "Over what time",
    "meetings": "Meetings held",
    "themes": "Themes",
    "next_step": "What is next",
}
"""What each line is called on the page."""
EXPLAINS = "This page holds themes and attendance only. What was said stays between the two people who met."
