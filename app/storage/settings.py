"""What a journal knows about itself: named JSON values inside the encrypted file."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.whole import JsonValue
from app.storage.codes import instant
from app.storage.schema.asked import own_prompt
from app.storage.schema.journal import draft, journal, skipped
from app.storage.unit_of_work import UnitOfWork

IS_DEMO: Final = "is_demo"
"""Whether fiction counts here as the rest does."""
CAME_AS_DEMO: Final = "demo_came_with"
"""The import that made a person's own journal count so; it is still their own."""
KEYS_OF_PARTNER: Final = "practice_partner"
"""The secret of the practice partner, who has no journal of their own to keep it in; never in an export."""


def setting(connection: Connection, key: str, default: JsonValue = None) -> JsonValue:
    """The value of a key, or the default where it was never set."""
    found = connection.execute(select(journal.c.value).where(journal.c.key == key)).scalar()
    value: JsonValue = default if found is None else json.loads(found)
    return value


def settings(connection: Connection) -> Mapping[str, JsonValue]:
    """Every value by key."""
    return {row.key: json.loads(row.value) for row in connection.execute(select(journal))}


def set_setting(uow: UnitOfWork, key: str, value: JsonValue) -> None:
    """Set a value; undone like any other write."""
    text = json.dumps(value, ensure_ascii=False)
    known = uow.connection.execute(select(journal.c.key).where(journal.c.key == key)).scalar()
    if known is None:
        uow.insert(journal, key=key, value=text)
    else:
        uow.update(journal, {"key": key}, value=text)


def note(connection: Connection, key: str, value: JsonValue) -> None:
    """Set a value outside undo (rotation memory, stamps)."""
    values = {"key": key, "value": json.dumps(value, ensure_ascii=False)}
    connection.execute(insert(journal).values(values).on_conflict_do_update(["key"], set_=values))


# ---- drafts: autosaved typing, outside undo


def save_draft(connection: Connection, form: str, body: str, at: datetime) -> None:
    """Keep what stands in a form; one draft a form."""
    values = {"form": form, "body": body, "saved_at": instant(at)}
    connection.execute(insert(draft).values(values).on_conflict_do_update(["form"], set_=values))


def drop_draft(connection: Connection, form: str) -> None:
    """Forget the draft of a form."""
    connection.execute(delete(draft).where(draft.c.form == form))


def drafts(connection: Connection) -> dict[str, tuple[str, int]]:
    """Every draft by form: its body and when it was kept, in microseconds since 1970."""
    return {row.form: (row.body, row.saved_at) for row in connection.execute(select(draft))}


# ---- rotation memory, outside undo


def skip(connection: Connection, code: str, on: date) -> None:
    """Remember for the rotation that a card or prompt was passed over."""
    values = {"code": code, "skipped_on": on.toordinal()}
    connection.execute(insert(skipped).values(values).on_conflict_do_update(["code"], set_=values))


def skips(connection: Connection, since: date) -> dict[str, date]:
    """What was passed over since a day; older memory is dropped when next something is."""
    rows = connection.execute(select(skipped).where(skipped.c.skipped_on >= since.toordinal()))
    return {row.code: date.fromordinal(row.skipped_on) for row in rows}


def forget_skips(connection: Connection, before: date) -> None:
    """Drop what was passed over before a day."""
    connection.execute(delete(skipped).where(skipped.c.skipped_on < before.toordinal()))


# ---- a leader's own prompts


def own_prompts(connection: Connection) -> list[str]:
    """The bodies of the prompts a leader made, in order of making, without retired ones."""
    query = select(own_prompt.c.body).where(own_prompt.c.retired == 0).order_by(own_prompt.c.id)
    return list(connection.execute(query).scalars())


def put_own_prompt(uow: UnitOfWork, code: str, body: str) -> None:
    """Add a prompt, or change the one with this id."""
    found = uow.connection.execute(select(own_prompt.c.id).where(own_prompt.c.code == code)).scalar()
    if found is None:
        uow.insert(own_prompt, code=code, body=body)
    else:
        uow.update(own_prompt, {"id": found}, body=body, retired=0)


def retire_own_prompt(uow: UnitOfWork, code: str) -> None:
    """Ask a prompt no more; its answers keep their wording."""
    found = uow.connection.execute(select(own_prompt.c.id).where(own_prompt.c.code == code)).scalar()
    if found is not None:
        uow.update(own_prompt, {"id": found}, retired=1)
