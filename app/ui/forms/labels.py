"""The questions that a form puts for the fields of an entry."""

from app.domain.fields import Field
from app.domain.forms import FormKind

_USUAL = {
    Field.TITLE: "What did you decide, in a line?",
    Field.EXPECTED: "What do you expect to see, and by when?",
    Field.CONFIDENCE: "How sure am I?",
    Field.REVIEW_DUE: "Look again",
    Field.THEMES: "Themes",
    Field.DECIDED_ON: "When",
    Field.CONTEXT: "What was going on",
    Field.DECISION: "What I chose and why",
    Field.SENSITIVITY: "Marks",
}
_OTHERWISE = {
    (FormKind.TO_DECIDE, Field.TITLE): "What do you have to decide, in a line?",
    (FormKind.TO_DECIDE, Field.CONTEXT): "What is going on",
    (FormKind.REFLECTION, Field.TITLE): "What happened, in a line?",
    (FormKind.REFLECTION, Field.CONTEXT): "What happened, and what you make of it",
    (FormKind.WEEKLY, Field.TITLE): "Title",
    (FormKind.QUARTERLY, Field.TITLE): "Title",
}
ROLES = "Roles, not names. What matters is what you thought and why."


def label_of(field: Field, kind: FormKind) -> str:
    """The question for a field on a form."""
    return _OTHERWISE.get((kind, field), _USUAL[field])
