"""Reading one entry whole. Plain statements: this is on the path of opening a decision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.domain.entries import (
    Addition,
    Answer,
    AnswerValue,
    Entry,
    EntryId,
    Origin,
    Review,
    ReviewDate,
    ReviewId,
    Sensitivity,
    Theme,
    ThemeId,
    Version,
)
from app.domain.prompts import AnswerKind
from app.storage.codes import HAPPENED_NAMES, KIND_NAMES, date_of, marks_of, moment
from app.storage.rows import fetched
from app.storage.wordings import Words

Row = Sequence[Any]
Grouped = dict[int, list[Row]]
# Columns are named in the order in which the functions below take them apart; a child begins with its entry.
_ENTRY = (
    "SELECT id, uid, kind, decided_on, written_on, written_at, title, context, decision, expected, confidence,"
    " confidence_withheld, review_due, no_review, snoozed_until, undecided, withdrawn, locked_on, marks,"
    " is_demo, origin, batch, tags, starred, came_from, deleted_at"
    " FROM entry WHERE id IN ({marks}) ORDER BY id"
)
_REVIEW = (
    "SELECT entry, id, uid, reviewed_on, written_at, happened, what_happened, outcome, process, learned"
    " FROM review WHERE entry IN ({marks}) ORDER BY reviewed_on, id"
)


def _rows(connection: Connection, statement: str, numbers: Sequence[int]) -> Sequence[Row]:
    marks = ",".join("?" * len(numbers))
    return fetched(connection, statement.format(marks=marks), numbers)


def _grouped(connection: Connection, statement: str, numbers: Sequence[int]) -> Grouped:
    groups: Grouped = defaultdict(list)
    for row in _rows(connection, statement, numbers):
        groups[row[0]].append(row)
    return groups


def load(connection: Connection, words: Words, entry_id: int) -> Entry | None:
    """The entry of an id with everything that belongs to it, also from the bin; None where there is none."""
    found = load_many(connection, words, (entry_id,))
    return found[0] if found else None


def load_many(connection: Connection, words: Words, numbers: Sequence[int]) -> list[Entry]:
    """Entries by id, in the order of ids; at most some hundreds at once."""
    found = _rows(connection, _ENTRY, numbers)
    themes = _grouped(
        connection,
        "SELECT x.entry, t.id, t.name, t.key, t.archived FROM entry_theme x JOIN theme t ON t.id = x.theme"
        " WHERE x.entry IN ({marks}) ORDER BY t.position, t.id",
        numbers,
    )
    answers = _answers(connection, words, numbers)
    reviews = _grouped(connection, _REVIEW, numbers)
    additions, dates, fields = (
        _grouped(connection, statement, numbers)
        for statement in (
            "SELECT entry, id, text, written_at, written_on, review FROM addition"
            " WHERE entry IN ({marks}) ORDER BY id",
            "SELECT entry, chosen_on, review_due FROM review_date WHERE entry IN ({marks}) ORDER BY id",
            "SELECT entry, field, marks FROM field_mark WHERE entry IN ({marks}) ORDER BY field",
        )
    )
    return [
        _entry(
            row,
            tuple(_theme(theme) for theme in themes.get(row[0], ())),
            tuple(answers.get((row[0], None), ())),
            tuple(
                _review(review, tuple(answers.get((row[0], review[1]), ())))
                for review in reviews.get(row[0], ())
            ),
            tuple(_addition(later) for later in additions.get(row[0], ())),
            tuple(
                ReviewDate(date.fromordinal(chosen_on), date_of(due))
                for _, chosen_on, due in dates.get(row[0], ())
            ),
            {field: marks_of(bits) for _, field, bits in fields.get(row[0], ())},
        )
        for row in found
    ]


def _entry(
    row: Row,
    themes: tuple[Theme, ...],
    answers: tuple[Answer, ...],
    reviews: tuple[Review, ...],
    additions: tuple[Addition, ...],
    review_dates: tuple[ReviewDate, ...],
    field_marks: Mapping[str, frozenset[Sensitivity]],
) -> Entry:
    (
        number, uid, kind, decided_on, written_on, written_at, title, context, decision, expected, confidence,
        confidence_withheld, review_due, no_review, snoozed_until, undecided, withdrawn, locked_on, marks,
        is_demo, origin, batch, tags, starred, came_from, deleted_at,
    ) = row  # fmt: skip
    return Entry(
        id=EntryId(number),
        uid=uid,
        kind=KIND_NAMES[kind],
        decided_on=date.fromordinal(decided_on),
        written_on=date.fromordinal(written_on),
        written_at=moment(written_at),
        title=title,
        context=context,
        decision=decision,
        expected=expected,
        confidence=confidence,
        confidence_withheld=bool(confidence_withheld),
        review_due=date_of(review_due),
        no_review=bool(no_review),
        snoozed_until=date_of(snoozed_until),
        undecided=bool(undecided),
        withdrawn=bool(withdrawn),
        locked_on=date_of(locked_on),
        themes=themes,
        marks=marks_of(marks),
        field_marks=field_marks,
        answers=answers,
        reviews=reviews,
        additions=additions,
        review_dates=review_dates,
        is_demo=bool(is_demo),
        origin=_origin(origin, batch, tags, starred),
        came_from=EntryId(came_from) if came_from else None,
        deleted_at=moment(deleted_at) if deleted_at is not None else None,
    )


def _origin(origin: str, batch: int | None, tags: str, starred: int) -> Origin | None:
    if not origin:
        return None
    return Origin(origin, batch or 0, tuple(tags.split("\n")) if tags else (), starred=bool(starred))


def _theme(row: Row) -> Theme:
    _, number, name, key, archived = row
    return Theme(ThemeId(number), name, key, archived=bool(archived))


def _answers(
    connection: Connection, words: Words, numbers: Sequence[int]
) -> dict[tuple[int, int | None], list[Answer]]:
    rows = _rows(
        connection,
        "SELECT id, entry, review, wording, value, text, answered_at, added_later, marks FROM answer"
        " WHERE entry IN ({marks}) ORDER BY id",
        numbers,
    )
    choices: dict[int, list[str]] = defaultdict(list)
    if any(words.wording_at(connection, row[3]).kind is AnswerKind.MULTI for row in rows):
        for answer, option in _rows(
            connection,
            "SELECT c.answer, c.option FROM answer a JOIN answer_choice c ON c.answer = a.id"
            " WHERE a.entry IN ({marks})",
            numbers,
        ):
            choices[answer].append(words.option_code(connection, option))
    found: dict[tuple[int, int | None], list[Answer]] = defaultdict(list)
    for row in rows:
        found[row[1], row[2]].append(_answer(connection, words, row, choices.get(row[0], ())))
    return found


def _answer(connection: Connection, words: Words, row: Row, chosen: Sequence[str]) -> Answer:
    _, _, _, wording, value, text, answered_at, added_later, bits = row
    asked = words.wording_at(connection, wording)
    given: AnswerValue = value
    other = text
    if asked.kind is AnswerKind.TEXT:
        given, other = text, ""
    elif asked.kind is AnswerKind.SINGLE:
        given = words.option_code(connection, value)
    elif asked.kind is AnswerKind.MULTI:
        order = {option.id: place for place, option in enumerate(asked.options)}
        given = tuple(sorted(chosen, key=lambda code: (order.get(code, len(order)), code)))
    marks = marks_of(bits)
    return Answer(
        asked,
        given,
        other,
        moment(answered_at),
        bool(added_later),
        Sensitivity.PRIVATE_ONLY in marks,
        Sensitivity.HOLD in marks,
    )


def _review(row: Row, answers: tuple[Answer, ...]) -> Review:
    _, number, uid, reviewed_on, written_at, happened, what_happened, outcome, process, learned = row
    return Review(
        ReviewId(number),
        uid,
        date.fromordinal(reviewed_on),
        moment(written_at),
        HAPPENED_NAMES[happened] if happened else None,
        what_happened,
        outcome,
        process,
        learned,
        answers,
    )


def _addition(row: Row) -> Addition:
    _, number, text, written_at, written_on, review = row
    return Addition(
        number,
        text,
        moment(written_at),
        date.fromordinal(written_on),
        ReviewId(review) if review is not None else None,
    )


def versions(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Version, ...]]:
    """Every kept earlier text of some entries, oldest first."""
    statement = (
        "SELECT entry, field, text, replaced_at, review FROM version WHERE entry IN ({marks}) ORDER BY id"
    )
    return {
        number: tuple(
            Version(field, text, moment(replaced_at), ReviewId(review) if review is not None else None)
            for _, field, text, replaced_at, review in rows
        )
        for number, rows in _grouped(connection, statement, numbers).items()
    }
