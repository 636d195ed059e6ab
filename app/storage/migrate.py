"""Brings a journal to the schema this version writes, or leaves it exactly as it was."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, Engine

from app.domain.errors import JournalError, JournalTooNew, MigrationFailed
from app.paths import bundled
from app.storage import chain, derived
from app.storage.engine import for_writing
from app.storage.translate import translating
from app.storage.triggers import TRIGGERS, create_triggers

HEAD: Final[str] = "0005"
"""The newest revision this version knows; a test holds it against the revision files."""

_KEPT: Final = (
    "journal", "prompt", "option", "wording", "theme", "own_prompt", "import_batch", "entry", "entry_theme",
    "review", "answer", "answer_choice", "addition", "version", "review_date", "field_mark", "import_key",
    "draft", "skipped", "reply", "comment", "agreed_action", "pair_round", "round_prompt", "round_answer",
    "round_choice", "contact", "identity", "agreement", "alias", "share", "share_field", "received", "remark",
    "proposal", "session_note", "coach_note", "sent_reply", "thread_answer", "round_comment", "round_file",
    "redaction",
)  # fmt: skip


def revision(connection: Connection) -> str | None:
    """The revision of an open journal; None for a file without any."""
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).scalar()
    if known is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def check_is_head(engine: Engine) -> None:
    """Raise JournalTooNew, or MigrationFailed for an earlier revision, where nothing may be written."""
    with translating(), engine.connect() as connection:
        here = revision(connection) or ""
    if here > HEAD:
        raise JournalTooNew
    if here < HEAD:
        raise MigrationFailed(
            "This journal must be brought up to date for this version before it can be read.",
            "Copy its folder to a place in which you may write, and open it there. Nothing was changed.",
        )


def bring_to_head(engine: Engine, back_up: Callable[[], object]) -> bool:
    """Upgrade when needed, with a verified backup first; whether anything was done.

    Raises JournalTooNew for a revision this version does not know, BackupFailed
    when no backup could be made, MigrationFailed when the upgrade was taken back.
    """
    with translating(), engine.connect() as connection:
        here = revision(connection)
    if here == HEAD:
        return False
    if here is not None:
        if here > HEAD:
            raise JournalTooNew
        back_up()
    with translating(), for_writing(engine).connect() as connection:
        _upgrade(connection, fresh=here is None)
    return True


def _upgrade(connection: Connection, *, fresh: bool) -> None:
    """One transaction with foreign keys off: a batch migration empties child tables when they are on."""
    raw = connection.connection.driver_connection
    if raw is None:
        raise MigrationFailed
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        if raw.execute("PRAGMA foreign_keys").fetchone()[0] != 0:
            raise MigrationFailed
        with connection.begin():
            before = {} if fresh else _sizes(connection)
            if not fresh:
                _drop_triggers(connection)
            _run_alembic(connection)
            create_triggers(connection)
            _verify(connection, before)
    except JournalError:
        raise
    except Exception as error:
        raise MigrationFailed from error
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def make_at(engine: Engine, wanted: str) -> None:
    """Give an empty file the tables of a revision, without what is drawn from them."""
    with translating(), for_writing(engine).connect() as connection, connection.begin():
        _run_alembic(connection, wanted)


def finish(connection: Connection) -> None:
    """In a journal at the head whose rows were put in as they are: triggers, what is drawn, and the first links."""
    create_triggers(connection)
    derived.rebuild(connection)
    chain.link_upgraded(connection)


def _run_alembic(connection: Connection, wanted: str = "head") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, wanted)


def _drop_triggers(connection: Connection) -> None:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    for (name,) in rows:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _sizes(connection: Connection) -> dict[str, int]:
    here = {
        row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    return {
        table: connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one()
        for table in _KEPT
        if table in here
    }


def _verify(connection: Connection, before: dict[str, int]) -> None:
    after = _sizes(connection)
    if any(after.get(table, 0) < size for table, size in before.items()):
        raise MigrationFailed
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise MigrationFailed
    triggers = {
        row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    }
    if triggers != set(TRIGGERS) or revision(connection) != HEAD:
        raise MigrationFailed
    if before:
        derived.rebuild(connection)
        chain.link_upgraded(connection)
