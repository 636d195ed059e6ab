"""Adding links: each covers all before it, and its subject as that stands now."""

import os
import time
from collections.abc import Iterable, Iterator
from enum import IntEnum
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from app.storage.chain.subjects import KINDS, Subject, checked, content, contents, digest, highest
from app.storage.rows import driver_of

SALT_BYTES: Final = 16
_LINK_TAG: Final = b"balcony chain link 1\0"
_SPAN: Final = 400
_FEW: Final = 24
_INSERT: Final = (
    "INSERT INTO chain (seq, at, act, kind, key, salt, digest, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST: Final = "SELECT seq, at, head FROM chain ORDER BY seq DESC LIMIT 1"
_LAST_OF: Final = "SELECT salt, digest FROM chain WHERE kind = ? AND key = ? ORDER BY seq DESC LIMIT 1"
_TOUCHED: Final = "SELECT 1 FROM chain_touched WHERE kind = ? AND key = ?"
_NOTE: Final = (
    "INSERT INTO chain_touched (kind, key, act) VALUES (?, ?, ?)"
    " ON CONFLICT (kind, key) DO UPDATE SET act = max(act, excluded.act)"
)


class Act(IntEnum):
    """Why a link was added."""

    FIRST = 0
    CHANGED = 1
    REDACTED = 2
    DIFFERED = 3
    """What was about to be changed was not as its last link says; found before the change."""
    KEPT = 4
    """A person looked at what differs and keeps it as it is."""
    ACCEPTED = 5
    """A person opened an older or another version of the journal as it is."""


class Link(NamedTuple):
    """The end of a chain."""

    seq: int
    at: int
    head: bytes


NOTHING_YET: Final = Link(0, 0, b"\0" * 32)


def is_there(connection: Connection) -> bool:
    """Whether the schema has a chain yet; a file that was not brought up to date has none."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'chain'"
    return driver_of(connection).execute(query).fetchone() is not None


def last_link(connection: Connection) -> Link:
    """The newest link."""
    found = driver_of(connection).execute(_LAST).fetchone()
    return NOTHING_YET if found is None else Link(*found)


def head_after(before: bytes, link: tuple[int, int, int, str, int], digested: bytes) -> bytes:
    """The head of a link (seq, at, act, kind, key) behind another; the salt is not in it, for it may go."""
    return sha256(
        b"%s%s%d|%d|%d|%s|%d|%s" % (_LINK_TAG, before, *link[:3], link[3].encode(), link[4], digested)
    ).digest()


def append(connection: Connection, subjects: Iterable[Subject]) -> None:
    """Link these subjects as they stand when the transaction commits.

    Whatever is written inside `JournalFile.write` or `untracked` is noted without this; it is for subjects
    whose rows no statement of this transaction has changed.
    """
    given = [(*subject, Act.CHANGED.value) for subject in checked(subjects)]
    driver_of(connection).executemany(_NOTE, given)


def forget(connection: Connection, subjects: Iterable[Subject]) -> None:
    """Destroy the salts of all links of these subjects, and append one redaction link each at the commit."""
    driver = driver_of(connection)
    given = checked(subjects)
    for subject in given:
        _forget_salts(driver, subject.kind, (subject.key,))
    driver.executemany(_NOTE, [(*subject, Act.REDACTED.value) for subject in given])


def settle(connection: Connection) -> int:
    """Link everything this transaction touched; how many links were added. Called once before the commit."""
    driver = driver_of(connection)
    touched = driver.execute("SELECT kind, key, act FROM chain_touched ORDER BY kind, key").fetchall()
    if not touched:
        return 0
    driver.execute("DELETE FROM chain_touched")
    at = _now()
    for kind, rows in groupby(touched, itemgetter(0)):
        _link(driver, kind, [(key, act) for _kind, key, act in rows], at)
    return len(touched)


def link_all(connection: Connection) -> None:
    """Begin the chain of a journal that has none: one link for everything that is there."""
    driver, at = driver_of(connection), _now()
    for kind in KINDS:
        last = highest(driver, kind)
        for first in range(0, last + 1, _SPAN):
            found = contents(driver, kind, first, first + _SPAN - 1)
            _write(driver, kind, [(key, Act.FIRST.value, found[key]) for key in sorted(found)], at)


def keep(connection: Connection, subjects: Iterable[Subject], act: Act = Act.KEPT) -> None:
    """Link subjects as they stand at once, for another reason than a change."""
    driver, at = driver_of(connection), _now()
    for subject in subjects:
        spelt = content(driver, subject) if subject.kind in KINDS else b""
        _write(driver, subject.kind, [(subject.key, act.value, spelt)], at)


def note_if_differing(connection: Connection, subject: Subject) -> bool:
    """Before a change: whether a subject is not as its last link says, which is then noted for good.

    Otherwise the link of the change would make a page of an older file look as if it had been written so.
    """
    driver = driver_of(connection)
    if driver.execute(_TOUCHED, subject).fetchone() is not None:
        return False  # this transaction has changed it already
    link = driver.execute(_LAST_OF, subject).fetchone()
    spelt = content(driver, subject)
    if link is not None and link[0] is not None and digest(subject, link[0], spelt) == link[1]:
        return False
    if link is None and not spelt:
        return False
    _write(driver, subject.kind, [(subject.key, Act.DIFFERED.value, spelt)], _now())
    return True


def _now() -> int:
    """Microseconds. All links of one act have the same, by which whoever finds a file can count its acts."""
    return time.time_ns() // 1000


def _link(driver: Any, kind: str, rows: list[tuple[int, int]], at: int) -> None:
    if len(rows) <= _FEW:
        _write_changed(
            driver, kind, [(key, act, content(driver, Subject(kind, key))) for key, act in rows], at
        )
        return
    for span in _spans(rows):
        there = contents(driver, kind, span[0][0], span[-1][0])
        _write_changed(driver, kind, [(key, act, there.get(key, b"")) for key, act in span], at)


def _write_changed(driver: Any, kind: str, rows: list[tuple[int, int, bytes]], at: int) -> None:
    """Link what changed; of what was deleted no digest stays that its words could be compared with."""
    gone = [key for key, _act, spelt in rows if not spelt]
    _forget_salts(driver, kind, gone)
    _write(driver, kind, rows, at)


def _forget_salts(driver: Any, kind: str, keys: Iterable[int]) -> None:
    """Without its salt a digest confirms no guess at the words it was made of; the links still fit."""
    given = [(kind, key) for key in keys]
    driver.executemany("UPDATE chain SET salt = NULL WHERE kind = ? AND key = ? AND salt IS NOT NULL", given)


def _spans(rows: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Rows in order of their key, cut where a span would read much that was not touched."""
    span: list[tuple[int, int]] = []
    for row in rows:
        if span and row[0] - span[0][0] >= _SPAN:
            yield span
            span = []
        span.append(row)
    yield span


def _write(driver: Any, kind: str, rows: list[tuple[int, int, bytes]], at: int) -> None:
    found = driver.execute(_LAST).fetchone() or NOTHING_YET
    seq, head = found[0], found[2]
    drawn = os.urandom(SALT_BYTES * len(rows))
    links = []
    for place, (key, act, spelt) in enumerate(rows):
        seq += 1
        salt = drawn[SALT_BYTES * place : SALT_BYTES * (place + 1)]
        digested = digest(Subject(kind, key), salt, spelt)
        head = head_after(head, (seq, at, act, kind, key), digested)
        links.append((seq, at, act, kind, key, salt, digested, head))
    driver.executemany(_INSERT, links)
