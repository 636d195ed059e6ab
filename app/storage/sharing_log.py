"""The sharing log: what left, word for word, and where each word came from. Outside undo: what left, left."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from app.domain.contacts import LoggedShare, SharePlace
from app.domain.entries import EntryId
from app.domain.privacy import REMOVED
from app.domain.sharing import ShareBundle, content_hash
from app.storage import contacts
from app.storage.bundles import bundle_from, to_text
from app.storage.codes import date_of, day_number
from app.storage.rows import fetched
from app.storage.schema.sharing import share, share_field

HERE: Final = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = s.batch AND b.taken_back > 0)"
_LOGGED: Final = (
    "SELECT s.uid, s.label, s.made_on, s.fingerprint, s.entries, s.fields, c.uid, s.is_plain,"
    " s.asked_to_delete_on, (SELECT count(*) FROM share_field f WHERE f.share = s.id AND f.entry IS NULL),"
    " json_array_length(s.body, '$.charts')"
    f" FROM share s LEFT JOIN contact c ON c.id = s.contact WHERE {HERE}"
)
_PLACES: Final = (
    "SELECT f.share_id, f.field, e.id, v.uid, f.offsets, f.source_hash, e.uid FROM share_field f"
    " JOIN share s ON s.id = f.share LEFT JOIN review v ON v.id = f.review LEFT JOIN entry e ON e.id = f.entry"
    f" WHERE s.uid = ? AND {HERE} ORDER BY f.id"
)


def enter(
    connection: Connection,
    bundle: ShareBundle,
    places: Iterable[SharePlace],
    *,
    contact: str | None,
    fingerprint: str,
    reply_token: bytes | None = None,
    is_plain: bool = False,
) -> None:
    """Enter a share once; entered again, it stays as it is."""
    if connection.execute(select(share.c.id).where(share.c.uid == bundle.bundle_id)).first() is not None:
        return
    fields = sum(len(entry.fields) for entry in bundle.entries)
    values = {
        "uid": bundle.bundle_id,
        "contact": contacts.number(connection, contact) if contact else None,
        "label": bundle.to_label,
        "made_on": bundle.made_on.toordinal(),
        "fingerprint": fingerprint,
        "entries": len(bundle.entries),
        "fields": fields,
        "body": to_text(bundle),
        "reply_token": reply_token.hex() if reply_token else None,
        "is_plain": int(is_plain),
    }
    number = int(connection.execute(insert(share).values(values)).lastrowid)
    reviews: dict[str, int] = dict(fetched(connection, "SELECT uid, id FROM review"))
    rows = [_place_row(number, one, reviews) for one in places]
    if rows:
        connection.execute(insert(share_field), rows)


def _place_row(number: int, place: SharePlace, reviews: Mapping[str, int]) -> dict[str, Any]:
    return {
        "share": number,
        "share_id": place.share_id,
        "entry": place.entry_id,
        "review": reviews.get(place.review_uid) if place.review_uid else None,
        "field": place.field_id,
        "offsets": json.dumps(place.offsets) if place.offsets else "",
        "source_hash": place.source_hash,
    }


def log(connection: Connection) -> tuple[LoggedShare, ...]:
    """Every share, the newest first."""
    return tuple(_logged(row) for row in fetched(connection, f"{_LOGGED} ORDER BY s.made_on DESC, s.id DESC"))


def find(connection: Connection, uid: str) -> LoggedShare | None:
    """One share by the id of its bundle."""
    rows = fetched(connection, f"{_LOGGED} AND s.uid = ?", (uid,))
    return _logged(rows[0]) if rows else None


def containing(connection: Connection, entries: Sequence[int]) -> tuple[LoggedShare, ...]:
    """The shares that hold words of any of these entries, the newest first."""
    numbers = ", ".join(str(int(one)) for one in entries)
    answered = (
        "SELECT a.share FROM thread_answer a JOIN comment m ON m.id = a.comment"
        f" WHERE m.entry IN ({numbers}) AND a.share IS NOT NULL"
    )
    held = f"(s.id IN (SELECT share FROM share_field WHERE entry IN ({numbers})) OR s.uid IN ({answered}))"
    query = f"{_LOGGED} AND {held} ORDER BY s.made_on DESC, s.id DESC"
    return tuple(_logged(row) for row in fetched(connection, query))


def exact_copy(connection: Connection, uid: str) -> ShareBundle | None:
    """What left, word for word, but for what was erased since."""
    rows = fetched(connection, f"SELECT s.body FROM share s WHERE s.uid = ? AND {HERE}", (uid,))
    return bundle_from(rows[0][0]) if rows else None


def places(connection: Connection, uid: str) -> tuple[SharePlace, ...]:
    """Where the words of a share came from."""
    return tuple(_place(row) for row in fetched(connection, _PLACES, (uid,)))


def tokens(connection: Connection) -> dict[str, bytes | None]:
    """Every bundle that left this journal, with the token its reply must prove it had."""
    rows = fetched(connection, f"SELECT s.uid, s.reply_token FROM share s WHERE {HERE}")
    return {uid: bytes.fromhex(token) if token else None for uid, token in rows}


def shown_to(connection: Connection, contact: int) -> dict[int, dict[str, str]]:
    """What somebody was shown of each entry: the hash of the leader's own words then, by field."""
    query = (
        "SELECT f.entry, f.field, f.source_hash FROM share_field f JOIN share s ON s.id = f.share"
        f" WHERE s.contact = ? AND f.entry IS NOT NULL AND {HERE} ORDER BY f.id"
    )
    found: dict[int, dict[str, str]] = {}
    for entry, field, source_hash in fetched(connection, query, (contact,)):
        found.setdefault(entry, {})[field] = source_hash
    return found


def last_shared_on(connection: Connection, contact: int) -> date | None:
    """The day of the latest share with somebody."""
    rows = fetched(
        connection, f"SELECT max(s.made_on) FROM share s WHERE s.contact = ? AND {HERE}", (contact,)
    )
    return date_of(rows[0][0]) if rows else None


def note_asked_to_delete(connection: Connection, uid: str, on: date | None) -> bool:
    """Note the day somebody was asked to delete a share, or take that note away; whether there is such a share."""
    values = (day_number(on), uid)
    done = connection.exec_driver_sql("UPDATE share SET asked_to_delete_on = ? WHERE uid = ?", values)
    return done.rowcount > 0


# ---- erasing


def forget_entries(connection: Connection, numbers: Sequence[int]) -> None:
    """Take the words of entries out of every kept copy; that they were shared, and how much, stays."""
    for number in numbers:
        held = fetched(
            connection,
            "SELECT s.id, s.body, f.share_id FROM share_field f JOIN share s ON s.id = f.share"
            " WHERE f.entry = ? GROUP BY s.id, f.share_id",
            (number,),
        )
        for share_number, body, share_id in held:
            emptied = (_without_words(json.loads(body), share_id), share_number)
            connection.exec_driver_sql("UPDATE share SET body = ? WHERE id = ?", emptied)
        _forget_answers(connection, number)
        connection.exec_driver_sql(
            "UPDATE share_field SET entry = NULL, review = NULL, offsets = '', source_hash = '' WHERE entry = ?",
            (number,),
        )


def _forget_answers(connection: Connection, number: int) -> None:
    """What was answered to remarks on an entry left with shares too."""
    rows = fetched(
        connection,
        "SELECT DISTINCT a.share, m.uid FROM thread_answer a JOIN comment m ON m.id = a.comment"
        " WHERE m.entry = ? AND a.share IS NOT NULL",
        (number,),
    )
    for uid, remark in rows:
        for (text,) in fetched(connection, "SELECT body FROM share WHERE uid = ?", (uid,)):
            body = json.loads(text)
            for answer in body.get("thread", ()):
                if answer["comment_id"] == remark:
                    answer["answer"] = REMOVED
            kept = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
            connection.exec_driver_sql("UPDATE share SET body = ? WHERE uid = ?", (kept, uid))


def _without_words(body: dict[str, Any], share_id: str) -> str:
    for entry in body.get("entries", ()):
        if entry["share_id"] == share_id:
            entry["when"] = ""
            for field in entry["fields"]:
                field |= {"value": REMOVED, "content_hash": content_hash(REMOVED)}
                field.pop("step", None)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _logged(row: Sequence[Any]) -> LoggedShare:
    uid, label, made_on, fingerprint, entries, fields, contact, is_plain, asked, erased, charts = row
    return LoggedShare(
        uid,
        label,
        date.fromordinal(made_on),
        fingerprint,
        entries,
        fields,
        contact,
        bool(is_plain),
        date_of(asked),
        erased,
        charts or 0,
    )


def _place(row: Sequence[Any]) -> SharePlace:
    share_id, field, entry, review_uid, offsets, source_hash, entry_uid = row
    return SharePlace(
        share_id,
        field,
        None if entry is None else EntryId(entry),
        review_uid,
        tuple(tuple(one) for one in json.loads(offsets)) if offsets else (),
        source_hash,
        entry_uid or "",
    )
