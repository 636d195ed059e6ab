"""Where the privacy check's notices lie in the recipient's view."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.composing import Composed
from app.domain.privacy import Notice

Marks = Mapping[str, Sequence[Notice]]
"""Notices by the place of a text in the view: "note", "agreement:purpose", "<share id>/<field id>" …"""
NO_MARKS: Final[Marks] = {}
_OF_A_ROUND: Final = {
    "question": "in question",
    "answer": "in the answer to question",
    "other": "in the answer to question",
}


def marks_of(composed: Composed) -> Marks:
    """The notices of a share by where its recipient reads them."""
    shared = {f"{one.entry_id}/{one.field_id}": f"{one.share_id}/{one.field_id}" for one in composed.places}
    found: dict[str, Sequence[Notice]] = {}
    for text in composed.texts:
        plain = text.text_id.rstrip("?<>")
        ending = text.text_id[len(plain) :]
        # What stops was shown before the words, and lies over whole texts.
        notices = tuple(one for one in text.notices if not one.stops)
        if notices:
            found[shared.get(plain, plain) + ending] = notices
    return found


def where_words(text_id: str) -> str:
    """What part of a share a text is, for saying where something was noticed."""
    begins, _, rest = text_id.partition(":")
    number = re.match(r"\d+", rest)
    if number and begins in _OF_A_ROUND:
        return f"{_OF_A_ROUND[begins]} {int(number[0]) + 1}"
    return {
        "topic": "in the topic",
        "case": "in the case",
        "learning": "in what you agreed to have learned",
        "label": "in the name it is for",
        "purpose": "in what it is about",
        "note": "in your note",
        "marking": "in the marking",
        "agreement": "in the agreement",
        "chart": "in a chart",
        "thread": "in an answer to a comment",
    }.get(begins, "in what you wrote")
