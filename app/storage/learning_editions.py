"""Which edition of the agreed learning each file that came was, beside its note in `round_file`."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from app.storage import pair_rounds, settings
from app.storage.unit_of_work import UnitOfWork

EDITIONS: Final = "learning_editions"
"""The setting with the edition of each learning file that came, by the file's id; never in an export."""


def editions(connection: Connection) -> Mapping[str, int]:
    """The edition of every learning file that came and said one, by the file's id."""
    kept = settings.setting(connection, EDITIONS, {})
    return {one: of for one, of in kept.items() if isinstance(of, int)} if isinstance(kept, dict) else {}


def keep(uow: UnitOfWork, file_id: str, edition: int) -> None:
    """Keep the edition of a file that came, undone with it; those of files no longer here go."""
    here = {one: of for one, of in editions(uow.connection).items() if pair_rounds.came(uow.connection, one)}
    settings.set_setting(uow, EDITIONS, {**here, file_id: edition})
