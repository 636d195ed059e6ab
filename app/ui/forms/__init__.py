"""The form engine: what a form asks, as widgets, with its draft kept while a person types."""

from app.ui.forms.entry_form import EntryForm
from app.ui.forms.filled import Fields, fields_of, says_something
from app.ui.forms.ground import Ground, ground_of
from app.ui.forms.part import About, NameNotice, Part
from app.ui.forms.questions import QuestionPart, question_part

__all__ = [
    "About",
    "EntryForm",
    "Fields",
    "Ground",
    "NameNotice",
    "Part",
    "QuestionPart",
    "fields_of",
    "ground_of",
    "question_part",
    "says_something",
]
