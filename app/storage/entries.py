"""Reading one entry whole. Plain statements: this is on the path of opening a decision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping

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
from app.storage.codes import HAPPENED_NAMES, KIND_NAMES, marks_of, moment
from app.storage.wordings import Words

Row = RowMapping
Grouped = dict[int, list[Row]]


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)


def _rows(connection: Connection, statement: str, numbers: Sequence[int]) -> Sequence[Row]:
    marks = ",".join("?" * len(numbers))
    return connection.exec_driver_sql(statement.format(marks=marks), tuple(numbers)).mappings().all()


def _grouped(connection: Connection, statement: str, numbers: Sequence[int]) -> Grouped:
    groups: Grouped = defaultdict(list)
    for row in _rows(connection, statement, numbers):
        groups[row["entry"]].append(row)
    return groups


def load(connection: Connection, words: Words, entry_id: int) -> Entry | None:
    """The entry of an id with everything that belongs to it, also from the bin; None where there is none."""
    found = load_many(connection, words, (entry_id,))
    return found[0] if found else None


def load_many(connection: Connection, words: Words, numbers: Sequence[int]) -> list[Entry]:
    """Entries by id, in the order of ids; at most some hundreds at once."""
    found = _rows(connection, "SELECT * FROM entry WHERE id IN ({marks}) ORDER BY id", numbers)
    themes = _grouped(
        connection,
        "SELECT x.entry, t.id, t.name, t.key, t.archived FROM entry_theme x JOIN theme t ON t.id = x.theme"
        " WHERE x.entry IN ({marks}) ORDER BY t.position, t.id",
        numbers,
    )
    answers = _answers(connection, words, numbers)
    reviews = _grouped(
        connection, "SELECT * FROM review WHERE entry IN ({marks}) ORDER BY reviewed_on, id", numbers
    )
    additions = _grouped(connection, "SELECT * FROM addition WHERE entry IN ({marks}) ORDER BY id", numbers)
    dates = _grouped(connection, "SELECT * FROM review_date WHERE entry IN ({marks}) ORDER BY id", numbers)
    fields = _grouped(connection, "SELECT * FROM field_mark WHERE entry IN ({marks}) ORDER BY field", numbers)
    return [
        _entry(
            row,
            tuple(_theme(theme) for theme in themes[row["id"]]),
            tuple(answers.get((row["id"], None), ())),
            tuple(
                _review(review, tuple(answers.get((row["id"], review["id"]), ())))
                for review in reviews[row["id"]]
            ),
            tuple(_addition(later) for later in additions[row["id"]]),
            tuple(
                ReviewDate(date.fromordinal(chosen["chosen_on"]), _date(chosen["review_due"]))
                for chosen in dates[row["id"]]
            ),
            {mark["field"]: marks_of(mark["marks"]) for mark in fields[row["id"]]},
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
    return Entry(
        id=EntryId(row["id"]),
        uid=row["uid"],
        kind=KIND_NAMES[row["kind"]],
        decided_on=date.fromordinal(row["decided_on"]),
        written_on=date.fromordinal(row["written_on"]),
        written_at=moment(row["written_at"]),
        title=row["title"],
        context=row["context"],
        decision=row["decision"],
        expected=row["expected"],
        confidence=row["confidence"],
        confidence_withheld=bool(row["confidence_withheld"]),
        review_due=_date(row["review_due"]),
        no_review=bool(row["no_review"]),
        snoozed_until=_date(row["snoozed_until"]),
        undecided=bool(row["undecided"]),
        withdrawn=bool(row["withdrawn"]),
        locked_on=_date(row["locked_on"]),
        themes=themes,
        marks=marks_of(row["marks"]),
        field_marks=field_marks,
        answers=answers,
        reviews=reviews,
        additions=additions,
        review_dates=review_dates,
        is_demo=bool(row["is_demo"]),
        origin=_origin(row),
        came_from=EntryId(row["came_from"]) if row["came_from"] else None,
        deleted_at=moment(row["deleted_at"]) if row["deleted_at"] is not None else None,
    )


def _origin(row: Row) -> Origin | None:
    if not row["origin"]:
        return None
    tags = tuple(row["tags"].split("\n")) if row["tags"] else ()
    return Origin(row["origin"], row["batch"] or 0, tags, starred=bool(row["starred"]))


def _theme(row: Row) -> Theme:
    return Theme(ThemeId(row["id"]), row["name"], row["key"], archived=bool(row["archived"]))


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
    if any(words.wording_at(connection, row["wording"]).kind is AnswerKind.MULTI for row in rows):
        for row in _rows(
            connection,
            "SELECT c.answer, c.option FROM answer a JOIN answer_choice c ON c.answer = a.id"
            " WHERE a.entry IN ({marks})",
            numbers,
        ):
            choices[row["answer"]].append(words.option_code(connection, row["option"]))
    found: dict[tuple[int, int | None], list[Answer]] = defaultdict(list)
    for row in rows:
        found[row["entry"], row["review"]].append(_answer(connection, words, row, choices[row["id"]]))
    return found


def _answer(connection: Connection, words: Words, row: Row, chosen: list[str]) -> Answer:
    asked = words.wording_at(connection, row["wording"])
    value: AnswerValue = row["value"]
    other = row["text"]
    if asked.kind is AnswerKind.TEXT:
        value, other = row["text"], ""
    elif asked.kind is AnswerKind.SINGLE:
        value = words.option_code(connection, row["value"])
    elif asked.kind is AnswerKind.MULTI:
        order = {option.id: place for place, option in enumerate(asked.options)}
        value = tuple(sorted(chosen, key=lambda code: (order.get(code, len(order)), code)))
    marks = marks_of(row["marks"])
    return Answer(
        asked,
        value,
        other,
        moment(row["answered_at"]),
        added_later=bool(row["added_later"]),
        private_only=Sensitivity.PRIVATE_ONLY in marks,
        hold=Sensitivity.HOLD in marks,
    )


def _review(row: Row, answers: tuple[Answer, ...]) -> Review:
    return Review(
        ReviewId(row["id"]),
        row["uid"],
        date.fromordinal(row["reviewed_on"]),
        moment(row["written_at"]),
        HAPPENED_NAMES[row["happened"]] if row["happened"] else None,
        row["what_happened"],
        row["outcome"],
        row["process"],
        row["learned"],
        answers,
    )


def _addition(row: Row) -> Addition:
    return Addition(
        row["id"],
        row["text"],
        moment(row["written_at"]),
        date.fromordinal(row["written_on"]),
        ReviewId(row["review"]) if row["review"] is not None else None,
    )


def versions(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Version, ...]]:
    """Every kept earlier text of some entries, oldest first."""
    groups = _grouped(connection, "SELECT * FROM version WHERE entry IN ({marks}) ORDER BY id", numbers)
    return {
        number: tuple(
            Version(
                row["field"],
                row["text"],
                moment(row["replaced_at"]),
                ReviewId(row["review"]) if row["review"] is not None else None,
            )
            for row in rows
        )
        for number, rows in groups.items()
    }
