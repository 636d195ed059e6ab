"""Kept copies of shares in which removed words stand otherwise: names, days and warnings were put in other words."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.privacy import REMOVED
from app.domain.privacy.offsets import OffsetMap, from_rows
from app.domain.redaction import Search, Span, fold
from app.domain.sharing import content_hash
from app.storage import emptying
from app.storage.rows import fetched

_WORD: Final = re.compile(r"\w+")
_ASKED: Final = (
    "SELECT f.share, f.share_id, f.field, coalesce(f.entry, 0), json_extract(x.value, '$.question'),"
    " json_extract(x.value, '$.ends') FROM share_field f JOIN share s ON s.id = f.share,"
    " json_each(s.body, '$.entries') e, json_each(e.value, '$.fields') x"
    " WHERE (f.field = 'answer:' || ?1 OR f.field LIKE 'review:%:answer:' || ?1)"
    " AND json_extract(e.value, '$.share_id') = f.share_id AND json_extract(x.value, '$.field_id') = f.field"
)
_ANSWERED: Final = (
    "SELECT s.id, json_extract(a.value, '$.answer') FROM share s, json_each(s.body, '$.thread') a"
    " WHERE s.uid = ? AND json_extract(a.value, '$.comment_id') = ?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a kept copy that go whole: a field of a shared entry, or (without `share_id`) an answer to a remark.

    `entry` is the one the words came from; shows none of them.
    """

    share: int
    share_id: str
    field: str
    entry: int
    value: str
    is_question: bool = False
    """Whether the question goes, and not what was answered."""

    def __repr__(self) -> str:
        return f"Part({self.share}, {self.field})"


class Reworded:
    """Told of each text in which words stand, it says which kept copies of that text hold them in other words."""

    def __init__(self, connection: Connection, search: Search) -> None:
        self._connection = connection
        self._search = search
        rows = fetched(connection, "SELECT DISTINCT entry FROM share_field WHERE entry IS NOT NULL")
        self._shared = frozenset(entry for (entry,) in rows)
        self._met: dict[tuple[int, int | None, str], emptying.Target] = {}
        self._answers: dict[str, int] = {}
        self._prompts: dict[str, int] = {}

    def meet(self, table: str, column: str, row: Any, entry: int | None) -> None:
        """Words stand in this column of this row, which belongs to an entry."""
        if table == "thread_answer":
            query = (
                "SELECT c.uid, c.entry FROM thread_answer t JOIN comment c ON c.id = t.comment WHERE t.id = ?"
            )
            self._answers |= {uid: number or 0 for uid, number in fetched(self._connection, query, (row,))}
        elif table == "wording":
            query = "SELECT p.code, p.id FROM wording w JOIN prompt p ON p.id = w.prompt WHERE w.id = ?"
            self._prompts |= dict(fetched(self._connection, query, (row,)))
        elif table == "theme":
            query = "SELECT entry FROM entry_theme WHERE theme = ?"
            for (number,) in fetched(self._connection, query, (row,)):
                self._add(number, emptying.Target("theme", "name", row, "", shared="themes"))
        elif entry in self._shared and entry is not None:
            here = emptying.lying(self._connection, table, column, row, entry)
            if here is not None:
                self._add(entry, here)

    def _add(self, entry: int, here: emptying.Target) -> None:
        if entry in self._shared:
            self._met[entry, here.review, here.shared] = here

    def parts(self) -> dict[int, tuple[Part, ...]]:
        """What goes of each kept copy, by the number of its share."""
        found: dict[int, tuple[Part, ...]] = {}
        for one in (*self._of_fields(), *self._of_answers(), *self._of_questions()):
            found[one.share] = (*found.get(one.share, ()), one)
        return found

    def _of_fields(self) -> Iterator[Part]:
        held = [
            (one, entry, here)
            for (entry, _, _), here in self._met.items()
            for one in emptying.copies(self._connection, entry, here)
            if one.offsets or not one.source_hash  # else it left as it was: the words are found as they stand
        ]
        for share, group in groupby(sorted(held, key=lambda one: one[0].share), lambda one: one[0].share):
            values = self._values(share)
            for one, entry, here in group:
                value = values.get((one.share_id, one.field), REMOVED)
                if value != REMOVED and self._goes(value, one, entry, here):
                    yield Part(share, one.share_id, one.field, entry, value)

    def _values(self, share: int) -> dict[tuple[str, str], str]:
        """What a kept copy shows, by entry and field."""
        body = json.loads(fetched(self._connection, "SELECT body FROM share WHERE id = ?", (share,))[0][0])
        return {
            (entry["share_id"], field["field_id"]): str(field["value"])
            for entry in body.get("entries", ())
            for field in entry["fields"]
        }

    def _goes(self, value: str, one: emptying.Copy, entry: int, here: emptying.Target) -> bool:
        """Whether a copy may hold a part of the words otherwise than they were: where it cannot be told, it does."""
        texts = emptying.texts_at(self._connection, entry, here)
        then = next((text for text in texts if content_hash(text) == one.source_hash), None)
        if then is not None:
            offsets = from_rows(json.loads(one.offsets))
            return any(self._is_otherwise(then, value, offsets, span) for span in self._search.spans(then))
        return self._is_unlike(value, texts)

    def _is_unlike(self, value: str, texts: Iterable[str]) -> bool:
        return value not in texts and not self._search.spans(value)

    def _is_otherwise(self, own: str, copy: str, offsets: OffsetMap, span: Span) -> bool:
        """Whether other words stand in the copy for some of this passage.

        A name to be swapped for a role is gone already where other words stand for all of it.
        """
        start, end = span
        for one in offsets.swaps:
            if one.end <= start or end <= one.start:
                continue
            is_whole = one.start <= start and end <= one.end
            if not (self._search.alone and is_whole):
                return True
            if _words(own[start:end]) & _words(copy[one.new_start : one.new_end]):
                return True
        return False

    def _of_answers(self) -> Iterator[Part]:
        for uid, entry in self._answers.items():
            query = "SELECT t.body, t.share FROM thread_answer t JOIN comment c ON c.id = t.comment WHERE c.uid = ?"
            own = fetched(self._connection, query, (uid,))
            texts = [body for body, _ in own]
            for bundle in {share for _, share in own if share}:
                for share, value in fetched(self._connection, _ANSWERED, (bundle, uid)):
                    if value != REMOVED and self._is_unlike(str(value), texts):
                        yield Part(share, "", uid, entry, str(value))

    def _of_questions(self) -> Iterator[Part]:
        """Questions of the leader's own leave with other names too; nothing says how they left."""
        for code, number in self._prompts.items():
            bodies = fetched(self._connection, "SELECT body FROM wording WHERE prompt = ?", (number,))
            own = [json.loads(body) for (body,) in bodies]
            texts = [text for one in own for text in (one["question"], *(one["ends"] or ()))]
            for share, share_id, field, entry, question, ends in fetched(self._connection, _ASKED, (code,)):
                said = (question, *(json.loads(ends) if ends else ()))
                if any(text != REMOVED and self._is_unlike(text, texts) for text in said):
                    yield Part(share, share_id, field, entry, question, is_question=True)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def emptied(body: str, parts: Sequence[Part]) -> str:
    """A kept copy without these parts."""
    if not parts:
        return body
    shape: dict[str, Any] = json.loads(body)
    for part in parts:
        if part.is_question:
            _empty_question(shape, part)
        elif part.share_id:
            emptying.empty_field(shape, part.share_id, part.field)
        for answer in shape.get("thread", ()):
            if not part.share_id and answer["comment_id"] == part.field and answer["answer"] == part.value:
                answer["answer"] = REMOVED
    return emptying.as_kept(shape)


def _empty_question(shape: dict[str, Any], part: Part) -> None:
    for entry in shape["entries"]:
        for field in entry["fields"]:
            if (entry["share_id"], field["field_id"]) == (part.share_id, part.field):
                field |= {"label": REMOVED, "question": REMOVED}
                if field.get("ends"):
                    field["ends"] = [REMOVED, REMOVED]


def forget_quotes(connection: Connection, parts: Iterable[Part]) -> None:
    """Remarks on such a part quote it in the words of the copy: no quote and no anchor of theirs stays."""
    for part in parts:
        if part.is_question:
            continue
        rows = fetched(
            connection,
            "SELECT id FROM comment WHERE share_id = ? AND field_id = ?"
            " AND (quote IS NOT NULL OR anchor IS NOT NULL)",
            (part.share_id, part.field),
        )
        emptying.drop_quotes(connection, [number for (number,) in rows])
