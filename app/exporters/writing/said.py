"""The value of an answer in words, as Markdown."""

from app.domain.entries import AnswerValue
from app.domain.prompts import AnswerKind, Wording
from app.exporters.writing.prose import one_line, prose


def said(wording: Wording, value: AnswerValue, other: str) -> str:
    """What was answered, with what was written beside the options."""
    if isinstance(value, tuple):
        lines = [f"- {one_line(wording.label(option))}" for option in value]
        return "\n".join([*lines, *([f"- Other: {one_line(other)}"] if other else [])])
    if isinstance(value, int):
        if wording.kind is AnswerKind.PERCENT:
            return f"{value} %"
        low, high = (wording.ends.low, wording.ends.high) if wording.ends else ("", "")
        between = f", from −3 ({one_line(low)}) to +3 ({one_line(high)})" if wording.ends else ""
        return f"{signed(value)}{between}"
    beside = f"\n\nOther: {prose(other)}" if other else ""
    words = one_line(wording.label(value)) if wording.kind is AnswerKind.SINGLE else prose(value)
    return f"{words}{beside}"


def signed(value: int) -> str:
    """A step of a scale with its sign."""
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{abs(value)}"
