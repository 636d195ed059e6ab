"""Comparing the whole chain with the journal, a short step at a time.

Each step is a read transaction of its own, for a reader that stays keeps others from writing. What is
written in between is taken in before the next step, so that a change is never taken for a difference.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import sqlcipher3
from sqlalchemy import Connection

from app.domain.errors import Cancelled
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.storage.chain.links import NOTHING_YET, Act, head_after, keep, last_link, link_all
from app.storage.chain.subjects import KINDS, Subject, content, contents, digest, numbers
from app.storage.rows import driver_of

_LINKS_AT_ONCE: Final = 1000
_SUBJECTS_AT_ONCE: Final = 100
_HIGHEST: Final = 2**62
_BROKEN: Final = "chain"
"""The kind of a link that says of another, by its number, that a person keeps it though it does not fit."""

Reads = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a comparison met: the subjects that are not as their last link says, and links that do not fit."""

    links: int
    differing: tuple[Subject, ...]
    broken: tuple[int, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it was written."""
        return not self.differing and not self.broken

    @property
    def entries(self) -> tuple[int, ...]:
        """The entries among what differs."""
        return tuple(subject.key for subject in self.differing if subject.kind == "entry")


@dataclass
class _Reader:
    """Where a comparison stands in the chain, and the last link it met of each subject."""

    seq: int = 0
    head: bytes = NOTHING_YET.head
    links: int = 0
    at_end: bool = False
    last: dict[str, dict[int, int]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    differed: set[Subject] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)

    def read_to_end(self, driver: Any) -> None:
        """Take in what was linked since the last step."""
        self.read_on(driver)
        while not self.at_end:
            self.read_on(driver)

    def read_on(self, driver: Any) -> None:
        """Take in the next links."""
        rows = driver.execute(
            "SELECT seq, at, act, kind, key, digest, head FROM chain NOT INDEXED"
            " WHERE seq > ? ORDER BY seq LIMIT ?",
            (self.seq, _LINKS_AT_ONCE),
        ).fetchall()
        for seq, at, act, kind, key, digested, head in rows:
            fits = seq == self.seq + 1 and head == head_after(self.head, (seq, at, act, kind, key), digested)
            if not fits:
                self.broken.add(seq)
            self.seq, self.head = seq, head
            self._take(seq, act, Subject(kind, key))
        self.links += len(rows)
        self.at_end = len(rows) < _LINKS_AT_ONCE

    def _take(self, seq: int, act: int, subject: Subject) -> None:
        if subject.kind == _BROKEN:
            self.broken.discard(subject.key)
            return
        self.last.setdefault(subject.kind, {})[subject.key] = seq
        if act == Act.DIFFERED:
            self.differed.add(subject)
        elif act in (Act.KEPT, Act.REDACTED):
            self.differed.discard(subject)

    def differing(self, driver: Any, kind: str, span: "_Span") -> list[Subject]:
        """The subjects of a kind in a span that are not as their last link says."""
        linked = self.last.get(kind, {})
        try:
            there = contents(driver, kind, span.first, span.last)
        except sqlcipher3.DatabaseError:  # a page that does not belong here can also not be read
            given = [Subject(kind, key) for key in span.keys]
            return [one for one in given if not _reads_as(driver, one, linked.get(one.key))]
        keys = sorted({*span.keys, *there})
        links = _links(driver, [linked[key] for key in keys if key in linked])
        return [
            Subject(kind, key)
            for key in keys
            if not _agrees(links.get(linked.get(key, 0)), Subject(kind, key), there.get(key, b""))
        ]


class _Span(NamedTuple):
    """Numbers to look at, and the limits of the reading around them that leave no gap between spans."""

    first: int
    last: int
    keys: list[int]


def _spans(keys: list[int]) -> Iterator[_Span]:
    first = 0
    for place in range(0, max(len(keys), 1), _SUBJECTS_AT_ONCE):
        some = keys[place : place + _SUBJECTS_AT_ONCE]
        last = some[-1] if place + _SUBJECTS_AT_ONCE < len(keys) else _HIGHEST
        yield _Span(first, last, some)
        first = last + 1


def _links(driver: Any, seqs: list[int]) -> dict[int, tuple[bytes | None, bytes]]:
    rows = driver.execute(
        "SELECT seq, salt, digest FROM chain WHERE seq IN (SELECT value FROM json_each(?))", (str(seqs),)
    )
    return {seq: (salt, digested) for seq, salt, digested in rows}


def _agrees(link: tuple[bytes | None, bytes] | None, subject: Subject, spelt: bytes) -> bool:
    if link is None:
        return not spelt
    return link[0] is not None and digest(subject, link[0], spelt) == link[1]


def _reads_as(driver: Any, subject: Subject, seq: int | None) -> bool:
    try:
        spelt = content(driver, subject)
        link = driver.execute("SELECT salt, digest FROM chain WHERE seq = ?", (seq,)).fetchone()
    except sqlcipher3.DatabaseError:
        return False
    return _agrees(link, subject, spelt)


def verify(reads: Reads, progress: Progress = no_progress, cancelled: Asked = never) -> Findings:
    """Compare everything; raises Cancelled between two steps when that is asked."""
    reader, found = _Reader(), set[Subject]()
    for step, done, total in _steps(reader, found):
        if cancelled():
            raise Cancelled
        with reads() as connection:
            if not connection.in_transaction():
                connection.begin()
            step(driver_of(connection))
        progress(done, total)
    return Findings(reader.links, tuple(sorted(found | reader.differed)), tuple(sorted(reader.broken)))


_Step = Callable[[Any], object]


def _steps(reader: _Reader, found: set[Subject]) -> Iterator[tuple[_Step, int, int]]:
    """The steps, with how many subjects are behind each and how many there are."""
    keys: dict[str, list[int]] = {}
    while not reader.at_end:
        yield reader.read_on, 0, 0
    for kind in KINDS:

        def count(driver: Any, kind: str = kind) -> None:
            keys[kind] = numbers(driver, kind)

        yield count, 0, 0
    done, total = 0, sum(len({*keys[kind], *reader.last[kind]}) for kind in KINDS)
    for kind in KINDS:
        for span in _spans(sorted({*keys[kind], *reader.last[kind]})):

            def compare(driver: Any, kind: str = kind, span: _Span = span) -> None:
                reader.read_to_end(driver)
                found.update(reader.differing(driver, kind, span))

            done += len(span.keys)
            yield compare, done, total


def link_upgraded(connection: Connection) -> None:
    """After an upgrade of the schema: the first links of everything, or new ones of what it changed.

    What stood there before cannot be compared then, for this version reads the columns of its own schema.
    """
    if last_link(connection).seq == 0:
        link_all(connection)
    else:
        keep(connection, verify(lambda: nullcontext(connection)).differing, Act.FIRST)


def keep_as_found(connection: Connection, findings: Findings) -> None:
    """Note that a person keeps what differs as it is; the next comparison begins from here."""
    keep(connection, findings.differing)
    keep(connection, (Subject(_BROKEN, seq) for seq in findings.broken))
