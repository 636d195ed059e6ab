"""What arrives from elsewhere: many entries at once, drawn into the index in one pass."""

import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.coaching import DeskKept
from app.domain.contacts import SharingKept
from app.domain.conversation import Conversation
from app.domain.entries import Answer, AnswerDraft, Entry, ImportedEntry, Review, Sensitivity
from app.domain.errors import ImportProblem
from app.domain.prompts import AnswerKind
from app.domain.whole import WholeEntry
from app.storage import chain, conversing, derived, desk_kept, erasing, settings, sharing_kept
from app.storage.codes import ENTRY_KINDS, HAPPENED, SENSITIVITY, day_number, instant, mark_bits
from app.storage.schema import entries as tables
from app.storage.schema.journal import import_batch
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words
from app.storage.writing import Moment, Provenance, entry_values, stored_answer

_AT_ONCE: Final = 400
KEYED_BY: Final = "import_secret"

Values = dict[str, Any]


@dataclass
class Arrivals:
    """Writes many entries in one transaction; `finish` draws what follows and gives the batch's number."""

    uow: UnitOfWork
    words: Words
    format: str
    at: datetime
    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    added: int = 0

    def __post_init__(self) -> None:
        self.connection = self.uow.connection
        chain.whole_entries_arrive(self.connection)
        self.is_first = self._is_first()
        self.made_room = False
        made = insert(import_batch).values(format=self.format, imported_at=instant(self.at))
        self.batch = int(self.connection.execute(made).lastrowid)
        self._next = {
            table.name: self._after_last(table) for table in (tables.entry, tables.answer, tables.review)
        }
        self._sources: list[tuple[int, str]] = []
        self._tied: list[tuple[int, int]] = []
        self._secret = b""
        self._taken_back_keys: dict[str, int] = {}
        self._taken_back_uids: dict[str, int] = {}
        self.conversed = 0
        self.held: set[str] = set()

    def _is_first(self) -> bool:
        """Whether there is nothing here but what was taken back."""
        statement = (
            "SELECT 1 FROM entry e LEFT JOIN import_batch b ON b.id = e.batch"
            " WHERE e.deleted_at IS NULL OR coalesce(b.taken_back, 0) = 0 LIMIT 1"
        )
        return self.connection.exec_driver_sql(statement).first() is None

    def _after_last(self, table: Any) -> int:
        highest = self.connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        given = self.connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)
        ).scalar()
        return max(int(highest), int(given or 0)) + 1

    def keyed(self, key: str) -> str:
        """The name under which a source entry is remembered: it says nothing without this journal (ruling 27)."""
        if not self._secret:
            secret = settings.setting(self.connection, KEYED_BY)
            if not isinstance(secret, str):
                secret = secrets.token_hex(32)
                settings.note(self.connection, KEYED_BY, secret)
            self._secret = bytes.fromhex(secret)
        return hmac.digest(self._secret, key.encode("utf-8", "replace"), "sha256").hex()

    def known_keys(self) -> set[str]:
        """Source entries that are here already, also those in the bin, but not those taken back."""
        return set(self._known(tables.import_key.c.key, self._taken_back_keys))

    def known_uids(self) -> set[str]:
        """Entries that are here already, also those in the bin, but not those taken back."""
        return set(self._known(tables.entry.c.uid, self._taken_back_uids))

    def _known(self, column: Any, taken_back: dict[str, int]) -> Iterator[str]:
        """Every value of a column; those of entries taken back are remembered to make room instead.

        An entry on hold makes no room: its values are known, and in `held` too.
        """
        kept = self._numbers_held()
        query = select(column, tables.entry.c.id, tables.entry.c.deleted_at, import_batch.c.taken_back)
        joined = tables.entry.outerjoin(import_batch, import_batch.c.id == tables.entry.c.batch)
        if column is tables.import_key.c.key:
            joined = tables.import_key.join(joined, tables.import_key.c.entry == tables.entry.c.id)
        for value, number, deleted_at, gone in self.connection.execute(query.select_from(joined)):
            if not gone or deleted_at is None:
                yield value
            elif kept is None or number in kept:
                self.held.add(value)
                yield value
            else:
                taken_back[value] = number

    def _numbers_held(self) -> set[int] | None:
        """The entries on hold; None while the whole journal is."""
        if settings.setting(self.connection, "hold", default=False) is True:
            return None
        return set(self.connection.exec_driver_sql(erasing.HELD).scalars())

    def _make_room(self, taken_back: dict[str, int], value: str, arriving: int) -> None:
        """An entry of an import that was taken back goes for good when the same one comes again.

        What was made of it since is tied to the one that arrives.
        """
        number = taken_back.pop(value, None)
        if number is not None:
            made_of_it = select(tables.entry.c.id).where(tables.entry.c.came_from == number)
            self._tied += [(row.id, arriving) for row in self.connection.execute(made_of_it)]
            erasing.erase(self.connection, f"SELECT {int(number)}")
            self.made_room = True

    def _number(self, table: str) -> int:
        number = self._next[table]
        self._next[table] += 1
        return number

    def add_imported(self, arriving: ImportedEntry, moment: Moment, key: str) -> None:
        """Add a reflection from another journal under its keyed name."""
        number = self._number("entry")
        self._make_room(self._taken_back_keys, key, number)
        source = Provenance(
            batch=self.batch, origin=self.format, tags=arriving.tags, starred=arriving.starred
        )
        self.rows["entry"].append({"id": number, **entry_values(arriving.draft, moment, source)})
        self.rows["import_key"].append({"key": key, "entry": number})
        self._flush_when_full()

    def add_whole(self, arriving: WholeEntry, themes: Mapping[str, int]) -> None:
        """Add an entry of an exported journal, with all that belongs to it."""
        found = arriving.entry
        number = self._number("entry")
        self._make_room(self._taken_back_uids, found.uid, number)
        if arriving.import_key is not None:
            self._make_room(self._taken_back_keys, arriving.import_key, number)
        reviews = {review.id: self._number("review") for review in found.reviews}
        final = found.final_review
        self.rows["entry"].append(
            {**self._entry_row(found), "id": number, "reviewed": reviews[final.id] if final else 0}
        )
        for theme in dict.fromkeys(themes[theme.name.casefold()] for theme in found.themes):
            self.rows["entry_theme"].append({"entry": number, "theme": theme})
        for answer in found.answers:
            self._add_answer(answer, number, None, found.written_at)
        for review in found.reviews:
            self._add_review(review, number, reviews[review.id])
        self._add_rest(arriving, number, reviews)
        self._flush_when_full()

    def add_sharing(self, arriving: SharingKept) -> None:
        """Add contacts and what was shared, once every entry is added and before what came back."""
        self._flush()
        with _as_one_journal():
            self.conversed += sharing_kept.arrive(self.connection, arriving, self.batch)

    def add_desk(self, arriving: DeskKept) -> None:
        """Add what leaders shared and what was said of it, once every contact is added."""
        with _as_one_journal():
            came, made_room = desk_kept.arrive(self.connection, arriving, self.batch)
        self.conversed += came
        self.made_room = self.made_room or made_room

    def add_conversation(self, arriving: Conversation) -> None:
        """Add what came from and with others, once every entry it may speak of is added."""
        self._flush()
        with _as_one_journal():
            came, made_room = conversing.arrive(self.connection, self.words, arriving, self.batch)
        self.conversed += came
        self.made_room = self.made_room or made_room

    def _entry_row(self, found: Entry) -> Values:
        origin = found.origin
        return {
            "uid": found.uid,
            "kind": ENTRY_KINDS[found.kind],
            "decided_on": found.decided_on.toordinal(),
            "written_on": found.written_on.toordinal(),
            "written_at": instant(found.written_at),
            "title": found.title,
            "context": found.context,
            "decision": found.decision,
            "expected": found.expected,
            "confidence": found.confidence,
            "confidence_withheld": int(found.confidence_withheld),
            "review_due": day_number(found.review_due),
            "no_review": int(found.no_review),
            "snoozed_until": day_number(found.snoozed_until),
            "undecided": int(found.undecided),
            "withdrawn": int(found.withdrawn),
            "locked_on": day_number(found.locked_on),
            "marks": mark_bits(found.marks),
            "is_demo": int(found.is_demo),
            "came_from": None,
            "batch": self.batch,
            "origin": origin.format if origin else "",
            "tags": "\n".join(origin.tags) if origin else "",
            "starred": int(origin.starred) if origin else 0,
            "deleted_at": None,
        }

    def _add_answer(self, answer: Answer, entry: int, review: int | None, at: datetime) -> None:
        asked = answer.wording
        prompt = self.words.prompt(self.connection, asked.prompt_id)
        given = AnswerDraft(answer.value, answer.other)
        value, text, choices = stored_answer(self.connection, self.words, prompt, asked.kind, given)
        number = self._number("answer")
        marks = answer.private_only * SENSITIVITY[Sensitivity.PRIVATE_ONLY]
        marks |= answer.hold * SENSITIVITY[Sensitivity.HOLD]
        self.rows["answer"].append(
            {
                "id": number,
                "entry": entry,
                "review": review,
                "prompt": prompt,
                "wording": self.words.wording(self.connection, asked),
                "value": value,
                "text": text,
                "answered_at": instant(answer.answered_at or at),
                "added_later": int(answer.added_later),
                "marks": marks,
            }
        )
        if asked.kind is AnswerKind.MULTI:
            self.rows["answer_choice"] += [{"answer": number, "option": choice} for choice in choices]

    def _add_review(self, review: Review, entry: int, number: int) -> None:
        self.rows["review"].append(
            {
                "id": number,
                "uid": review.uid,
                "entry": entry,
                "reviewed_on": review.reviewed_on.toordinal(),
                "written_at": instant(review.written_at),
                "happened": HAPPENED[review.happened] if review.happened else None,
                "what_happened": review.what_happened,
                "outcome": review.outcome,
                "process": review.process,
                "learned": review.learned,
            }
        )
        for answer in review.answers:
            self._add_answer(answer, entry, number, review.written_at)

    def _add_rest(self, arriving: WholeEntry, number: int, reviews: Mapping[Any, int]) -> None:
        found = arriving.entry
        for later in found.additions:
            self.rows["addition"].append(
                {
                    "entry": number,
                    "review": reviews[later.review_id] if later.review_id is not None else None,
                    "text": later.text,
                    "written_at": instant(later.written_at),
                    "written_on": later.written_on.toordinal(),
                }
            )
        for kept in arriving.versions:
            self.rows["version"].append(
                {
                    "entry": number,
                    "review": reviews[kept.review_id] if kept.review_id is not None else None,
                    "field": kept.field,
                    "text": kept.text,
                    "replaced_at": instant(kept.replaced_at),
                }
            )
        for chosen in found.review_dates:
            self.rows["review_date"].append(
                {
                    "entry": number,
                    "chosen_on": chosen.chosen_on.toordinal(),
                    "review_due": day_number(chosen.review_due),
                }
            )
        for name, marks in found.field_marks.items():
            self.rows["field_mark"].append({"entry": number, "field": name, "marks": mark_bits(marks)})
        if arriving.import_key is not None:
            self.rows["import_key"].append({"key": arriving.import_key, "entry": number})
        if arriving.came_from_uid is not None:
            self._sources.append((number, arriving.came_from_uid))

    def _flush_when_full(self) -> None:
        self.added += 1
        if len(self.rows["entry"]) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        for name in _ORDER:
            rows = self.rows.pop(name, [])
            if rows:
                names = ", ".join(f'"{column}"' for column in rows[0])
                places = ", ".join(f":{column}" for column in rows[0])
                with _as_one_journal():
                    self.connection.exec_driver_sql(f"INSERT INTO {name} ({names}) VALUES ({places})", rows)

    def finish(self) -> int:
        """Write what is left, tie entries to those they came from, and draw the whole batch."""
        self._flush()
        for number, uid in self._sources:
            source = select(tables.entry.c.id).where(tables.entry.c.uid == uid).scalar_subquery()
            self.connection.execute(
                update(tables.entry).where(tables.entry.c.id == number).values(came_from=source)
            )
        for number, arrived in self._tied:
            mine = update(tables.entry).where(tables.entry.c.id == number)
            self.connection.execute(mine.values(came_from=arrived))
        self.connection.execute(
            update(import_batch).where(import_batch.c.id == self.batch).values(entries=self.added)
        )
        with _as_one_journal():
            derived.add_batch(self.connection, self.batch)
        if not derived.index_agrees(self.connection):
            raise ImportProblem(
                "The search index did not take in everything, so the import was taken back.",
                "Start Balcony again, then try once more. Nothing was changed.",
            )
        chain.whole_entries_came(self.connection)
        return self.batch


@contextmanager
def _as_one_journal() -> Iterator[None]:
    """A file can hold what no journal can: two answers to one question, one import key twice."""
    try:
        yield
    except IntegrityError as error:
        raise ImportProblem(
            "This file says something twice that can only be said once.",
            "Export it again from the journal it came from. Nothing was changed.",
        ) from error


_ORDER: Final = (
    "entry", "entry_theme", "review", "answer", "answer_choice", "addition", "version", "review_date",
    "field_mark", "import_key",
)  # fmt: skip
