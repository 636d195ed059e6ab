"""The named fields of entries and reviews that are not answers to prompts."""

from enum import StrEnum


class Field(StrEnum):
    """A field as forms order it and as the sealing rules name it; values are stable."""

    TITLE = "title"
    CONTEXT = "context"
    DECISION = "decision"
    EXPECTED = "expected"
    CONFIDENCE = "confidence"
    DECIDED_ON = "decided-on"
    REVIEW_DUE = "review-due"
    THEMES = "themes"
    SENSITIVITY = "sensitivity"
    STATUS = "status"
    ANSWER = "answer"
    AS_WRITTEN = "as-written"
    HAPPENED = "happened"
    WHAT_HAPPENED = "what-happened"
    PROCESS = "process"
    OUTCOME = "outcome"
    LEARNED = "learned"
