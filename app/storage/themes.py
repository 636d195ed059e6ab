"""The leader's own list of themes."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from app.domain.entries import Theme, ThemeId
from app.storage.schema.asked import theme
from app.storage.schema.entries import entry_theme
from app.storage.unit_of_work import UnitOfWork


def all_themes(connection: Connection) -> tuple[Theme, ...]:
    """Every theme in the leader's order, with how many entries carry it; archived ones last."""
    rows = connection.exec_driver_sql(
        "SELECT t.id, t.name, t.key, t.archived, coalesce(u.n, 0) FROM theme t"
        " LEFT JOIN theme_use u ON u.theme = t.id ORDER BY t.archived, t.position, t.id"
    )
    return tuple(
        Theme(ThemeId(number), name, key, archived=bool(archived), used=used)
        for number, name, key, archived, used in rows
    )


def recent(connection: Connection, limit: int) -> tuple[Theme, ...]:
    """The themes met on the latest entries, newest first, then the leader's order; without archived ones."""
    known = {one.id: one for one in all_themes(connection) if not one.archived}
    return tuple(known[number] for number in latest(connection, limit, tuple(known)))


def theme_numbers(connection: Connection) -> dict[str, int]:
    """Theme numbers by folded name."""
    rows = connection.exec_driver_sql("SELECT id, name FROM theme")
    return {name.casefold(): number for number, name in rows}


def names(connection: Connection) -> tuple[str, ...]:
    """The names of the themes that are not archived, as the leader wrote them, in the leader's order."""
    rows = connection.exec_driver_sql("SELECT name FROM theme WHERE archived = 0 ORDER BY position, id")
    return tuple(rows.scalars())


def add_theme(uow: UnitOfWork, name: str, key: str | None = None, *, archived: bool = False) -> ThemeId:
    """Add a theme at the end of the list."""
    last = uow.connection.execute(select(func.coalesce(func.max(theme.c.position), 0))).scalar_one()
    return ThemeId(uow.insert(theme, name=name, key=key, archived=int(archived), position=last + 1))


def take_in(uow: UnitOfWork, arriving: Iterable[Theme], *, exactly: bool) -> dict[str, int]:
    """Add the themes of another journal; their numbers by folded name.

    A theme is the same by its fixed key, else by its name. `exactly` makes the list the one that
    arrives: names, order and what is archived; others that no entry carries go.
    """
    here = all_themes(uow.connection)
    by_key = {one.key: one for one in here if one.key}
    by_name = {one.name.casefold(): one for one in here}
    numbers: dict[str, int] = {}
    for place, one in enumerate(arriving, start=1):
        known = by_key.get(one.key or "") or by_name.get(one.name.casefold())
        if known is None or (exactly and known.id in numbers.values()):
            number = add_theme(uow, one.name, one.key, archived=one.archived)
        else:
            number = known.id
        if exactly:
            change_theme(uow, number, name=one.name, key=one.key, archived=int(one.archived), position=place)
        numbers[one.name.casefold()] = number
    if exactly:
        for other in here:
            if other.id not in numbers.values():
                if other.used:
                    change_theme(uow, other.id, archived=1)
                else:
                    remove_theme(uow, other.id)
    return numbers


def change_theme(uow: UnitOfWork, theme_id: ThemeId, /, **values: int | str | None) -> None:
    """Rename, archive or move a theme."""
    uow.update(theme, {"id": theme_id}, **values)


def remove_theme(uow: UnitOfWork, theme_id: ThemeId) -> None:
    """Take a theme that no entry carries off the list."""
    uow.delete(theme, theme.c.id == theme_id)


def set_themes(uow: UnitOfWork, entry_id: int, wanted: Iterable[int]) -> None:
    """Give an entry exactly these themes."""
    here = set(
        uow.connection.execute(select(entry_theme.c.theme).where(entry_theme.c.entry == entry_id)).scalars()
    )
    goal = set(wanted)
    if here - goal:
        uow.delete(
            entry_theme, (entry_theme.c.entry == entry_id) & entry_theme.c.theme.in_(sorted(here - goal))
        )
    for number in sorted(goal - here):
        uow.insert(entry_theme, entry=entry_id, theme=number)


def latest(connection: Connection, limit: int, among: tuple[ThemeId, ...]) -> tuple[ThemeId, ...]:
    """The themes met on the latest entries, newest first, then the leader's order."""
    rows = connection.exec_driver_sql(
        "SELECT x.theme FROM (SELECT id FROM entry WHERE deleted_at IS NULL"
        " ORDER BY decided_on DESC, id DESC LIMIT 50) e JOIN entry_theme x ON x.entry = e.id"
    )
    met = dict.fromkeys(ThemeId(row[0]) for row in rows if row[0] in among)
    return tuple([*met, *(one for one in among if one not in met)][:limit])
