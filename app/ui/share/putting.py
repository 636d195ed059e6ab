"""A share put together and locked on the journal's thread, and read back from the very bytes that will leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from time import monotonic, sleep
from typing import TYPE_CHECKING

from app.domain.composing import Composed, ShareWish
from app.domain.exchange import Progress
from app.services.journal import Journal
from app.services.sharing.sealing import Sealed
from app.services.sharing.sharing import new_passphrase
from app.ui.jobs import Job, Jobs
from app.ui.share.drawing import drawn
from app.ui.share.reading_marks import Marks, marks_of

if TYPE_CHECKING:
    from app.patterns.series import Series


_EVERY = 0.15  # seconds


class Lock(StrEnum):
    """How a share is kept from others on its way."""

    CARD = "card"
    WORDS = "words"
    PLAIN = "plain"


@dataclass(frozen=True)
class Order:
    """What is to be put together. `lock` None takes keys where there are any, else a passphrase."""

    wish: ShareWish
    my_name: str
    series: Sequence[Series]
    range_words: str
    family: str
    past_stop: bool = False
    lock: Lock | None = None
    passphrase: str = ""


@dataclass(frozen=True)
class PutTogether:
    """A share before it leaves. `sealed` is None while the stop about family proceedings stands before it."""

    composed: Composed
    sealed: Sealed | None
    lock: Lock
    passphrase: str = ""
    marks: Marks = field(default_factory=dict)
    has_card: bool = False


def put_together(journal: Journal, job: Job, jobs: Jobs, order: Order) -> PutTogether:
    """Compose, lock, and read back; raises JournalError or Cancelled. Nothing leaves, and nothing is written."""
    report = now_and_then(jobs.progress_of(job))
    people = journal.sharing.people
    if order.my_name and order.my_name != people.my_name():
        people.set_my_name(order.my_name)
    wish = replace(order.wish, charts=drawn(order.series, order.range_words, order.family))
    composed = journal.sharing.compose(wish, progress=report, cancelled=job.is_cancelled)
    lock = order.lock or (Lock.CARD if _has_card(journal, composed) else Lock.WORDS)
    if composed.stops and not order.past_stop:
        return PutTogether(composed, None, lock)
    return locked(journal, job, composed, lock, order.passphrase, past_stop=order.past_stop)


def locked(
    journal: Journal, job: Job, composed: Composed, lock: Lock, passphrase: str, *, past_stop: bool
) -> PutTogether:
    """The same words under a lock."""
    # Warnings are grouped and placed here, not on the window's thread: there can be thousands.
    sharing, marks, _ = journal.sharing, marks_of(composed), composed.notices
    has_card = _has_card(journal, composed)
    if lock is Lock.PLAIN:
        sealed = sharing.plain(composed, protect_it_myself=True, past_stop=past_stop)
        return PutTogether(composed, sealed, lock, marks=marks, has_card=has_card)
    words = (passphrase or new_passphrase()) if lock is Lock.WORDS else ""
    sealed = sharing.seal(composed, passphrase=words or None, past_stop=past_stop, cancelled=job.is_cancelled)
    return PutTogether(composed, sealed, lock, words, marks, has_card)


def now_and_then(report: Progress) -> Progress:
    """Progress told a few times a second: a thousand entries would otherwise fill the window's time with counting."""
    last = 0.0

    def told(done: int, of: int | None) -> None:
        nonlocal last
        sleep(0)  # the window may want a turn
        if monotonic() - last >= _EVERY or done == of:
            last = monotonic()
            report(done, of)

    return told


def _has_card(journal: Journal, composed: Composed) -> bool:
    uid = composed.contact
    return bool(uid) and journal.sharing.people.contact(uid).card is not None
