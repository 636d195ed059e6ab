"""Entries and headers from Balcony's own JSON; the inverse of the exporter's shapes."""

from collections.abc import Mapping
from itertools import count

from app.domain.entries import (
    CONFIDENCE_STEPS,
    Addition,
    Answer,
    AnswerValue,
    Entry,
    EntryId,
    EntryKind,
    Happened,
    Origin,
    Review,
    ReviewDate,
    ReviewId,
    Sensitivity,
    Theme,
    ThemeId,
    Version,
)  # fmt: skip
from app.domain.prompts import AnswerKind, Ends, Needs, Option, Prompt, When, Wording
from app.domain.whole import JournalHeader, WholeEntry
from app.importers.reading.fields import Fields, is_whole
from app.importers.reading.words import whole

_SLIDER = range(-3, 4)
_PERCENT = range(101)


def header_from(journal: Fields) -> JournalHeader:
    """The header; themes are numbered from 1 in their order."""
    settings = journal.part("settings")
    themes = journal.parts("themes", _theme)
    return JournalHeader(
        is_demo=journal.flag("is_demo"),
        themes=tuple(
            Theme(ThemeId(number), theme.name, theme.key, theme.archived)
            for number, theme in enumerate(themes, start=1)
        ),
        own_prompts=journal.parts("own_prompts", _prompt),
        settings=settings.values() if settings else {},
    )


def _theme(theme: Fields) -> Theme:
    return Theme(ThemeId(0), theme.needed("name"), theme.maybe("key"), theme.flag("archived"))


def _prompt(prompt: Fields) -> Prompt:
    needs = prompt.part("needs")
    return Prompt(
        id=prompt.needed("id"),
        title=prompt.text("title"),
        question=prompt.text("question"),
        help=prompt.text("help"),
        framework=prompt.text("framework"),
        kind=prompt.named("kind", AnswerKind),
        when=prompt.names("when", When),
        version=prompt.count("version"),
        options=prompt.parts("options", _option),
        ends=_ends(prompt),
        facet=prompt.text("facet"),
        core=prompt.flag("core"),
        default_on=prompt.flag("default_on"),
        needs=_needs(needs) if needs else None,
        question_at=prompt.parts("question_at", lambda at: (at.named("when", When), at.text("question"))),
        note=prompt.text("note"),
        based_on=prompt.maybe("based_on"),
    )


def _needs(needs: Fields) -> Needs:
    return Needs(
        needs.maybe("prompt"),
        needs.maybe("card"),
        needs.flag("answered"),
        needs.words("any_of"),
        needs.words("none_of"),
        needs.number("any_at_most", -3, 3),
    )


def _option(option: Fields) -> Option:
    return Option(option.needed("id"), option.text("label"))


def _ends(of: Fields) -> Ends | None:
    ends = of.part("ends")
    return Ends(ends.text("low"), ends.text("high")) if ends else None


def wording_from(wording: Fields) -> tuple[int, Wording]:
    """A wording and its number in the file."""
    return wording.count("number"), Wording(
        wording.needed("prompt"),
        wording.count("version"),
        wording.named("kind", AnswerKind),
        wording.text("question"),
        wording.parts("options", _option),
        _ends(wording),
    )


class EntryReader:
    """Reads entry after entry; ids count up in the order of the file."""

    def __init__(self, themes: tuple[Theme, ...], wordings: Mapping[int, Wording]) -> None:
        self._themes = {theme.name: theme for theme in themes}
        self._wordings = wordings
        self._uids: set[str] = set()
        self._entries: dict[str, EntryId] = {}
        self._entry_ids, self._review_ids, self._addition_ids = count(1), count(1), count(1)

    def read(self, fields: Fields) -> WholeEntry:
        """One entry with its history."""
        reviews = fields.parts("reviews", self._review)
        by_uid = {review.uid: review.id for review in reviews}
        entry = Entry(
            id=EntryId(next(self._entry_ids)),
            uid=self._uid(fields),
            kind=fields.named("kind", EntryKind),
            decided_on=fields.day("decided_on"),
            written_on=fields.day("written_on"),
            written_at=fields.moment("written_at"),
            title=fields.text("title"),
            context=fields.text("context"),
            decision=fields.text("decision"),
            expected=fields.text("expected"),
            confidence=_confidence(fields),
            confidence_withheld=fields.flag("confidence_withheld"),
            review_due=fields.maybe_day("review_due"),
            no_review=fields.flag("no_review"),
            snoozed_until=fields.maybe_day("snoozed_until"),
            undecided=fields.flag("undecided"),
            withdrawn=fields.flag("withdrawn"),
            locked_on=fields.maybe_day("locked_on"),
            themes=self._themes_of(fields),
            marks=frozenset(fields.names("marks", Sensitivity)),
            field_marks=_field_marks(fields),
            answers=fields.parts("answers", self._answer),
            reviews=reviews,
            additions=fields.parts("additions", lambda part: self._addition(part, by_uid)),
            review_dates=fields.parts("review_dates", _review_date),
            is_demo=fields.flag("is_demo"),
            origin=_origin(fields),
            came_from=self._entries.get(fields.text("came_from")),
        )
        self._entries[entry.uid] = entry.id
        versions = fields.parts("versions", lambda part: _version(part, by_uid))
        return WholeEntry(entry, versions, fields.maybe("came_from"), fields.maybe("import_key"))

    def _uid(self, fields: Fields) -> str:
        uid = fields.needed("uid")
        if uid in self._uids:
            raise fields.refuse("uid")
        self._uids.add(uid)
        return uid

    def _themes_of(self, fields: Fields) -> tuple[Theme, ...]:
        names = fields.words("themes")
        if any(name not in self._themes for name in names):
            raise fields.refuse("themes")
        return tuple(self._themes[name] for name in names)

    def _review(self, fields: Fields) -> Review:
        outcome = fields.number("outcome", -3, 3)
        return Review(
            id=ReviewId(next(self._review_ids)),
            uid=self._uid(fields),
            reviewed_on=fields.day("reviewed_on"),
            written_at=fields.moment("written_at"),
            happened=fields.named("happened", Happened) if fields.maybe("happened") else None,
            what_happened=fields.text("what_happened"),
            outcome=outcome,
            process=fields.number("process", -3, 3),
            learned=fields.text("learned"),
            answers=fields.parts("answers", self._answer),
        )

    def _answer(self, fields: Fields) -> Answer:
        wording = self._wordings.get(fields.count("wording"))
        if wording is None or fields.text("prompt") != wording.prompt_id:
            raise fields.refuse("wording")
        return Answer(
            wording,
            answer_value(fields, wording.kind),
            fields.text("other"),
            fields.maybe_moment("answered_at"),
            fields.flag("added_later"),
            fields.flag("private_only"),
            fields.flag("hold"),
        )

    def _addition(self, fields: Fields, reviews: Mapping[str, ReviewId]) -> Addition:
        return Addition(
            next(self._addition_ids),
            fields.text("text"),
            fields.moment("written_at"),
            fields.day("written_on"),
            _review_of(fields, reviews),
        )


def answer_value(fields: Fields, kind: AnswerKind) -> AnswerValue:
    """The value of an answer, as its kind has it."""
    value = fields.get("value")
    if kind is AnswerKind.MULTI:
        return fields.words("value")
    if kind in {AnswerKind.SLIDER, AnswerKind.PERCENT}:
        if not is_whole(value) or value not in (_SLIDER if kind is AnswerKind.SLIDER else _PERCENT):
            raise fields.refuse("value")
        return value
    if not isinstance(value, str):
        raise fields.refuse("value")
    return whole(value)


def _confidence(fields: Fields) -> int | None:
    found = fields.number("confidence", CONFIDENCE_STEPS[0], CONFIDENCE_STEPS[-1])
    if found is not None and found not in CONFIDENCE_STEPS:
        raise fields.refuse("confidence")
    return found


def _field_marks(fields: Fields) -> dict[str, frozenset[Sensitivity]]:
    marks = fields.part("field_marks")
    if marks is None:
        return {}
    return {whole(name): frozenset(marks.names(name, Sensitivity)) for name in marks.keys()}  # noqa: SIM118


def _review_date(fields: Fields) -> ReviewDate:
    return ReviewDate(fields.day("chosen_on"), fields.maybe_day("review_due"))


def _origin(fields: Fields) -> Origin | None:
    origin = fields.part("origin")
    if origin is None:
        return None
    return Origin(
        origin.needed("format"), origin.count("batch"), origin.words("tags"), origin.flag("starred")
    )


def _version(fields: Fields, reviews: Mapping[str, ReviewId]) -> Version:
    return Version(
        fields.needed("field"),
        fields.text("text"),
        fields.moment("replaced_at"),
        _review_of(fields, reviews),
    )


def _review_of(fields: Fields, reviews: Mapping[str, ReviewId]) -> ReviewId | None:
    uid = fields.maybe("review")
    if uid is not None and uid not in reviews:
        raise fields.refuse("review")
    return reviews[uid] if uid else None
