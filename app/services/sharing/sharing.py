"""Sharing from an open journal: everything a window or a command needs, by what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sharing import SharedChart
from app.services.ledger import Ledger
from app.services.noticing import Noticing
from app.services.sharing.agreements import Agreements, OtherWords
from app.services.sharing.choosing import Choosing
from app.services.sharing.composing import Composer
from app.services.sharing.log import SharingLog
from app.services.sharing.own_keys import OwnKeys
from app.services.sharing.pages import Pages
from app.services.sharing.people import People
from app.services.sharing.sealing import Sealing

if TYPE_CHECKING:
    from app.patterns.series import Series


class Sharing:
    """The leader's side. Nothing is ticked at first, and nothing leaves before its words were read."""

    def __init__(self, ledger: Ledger) -> None:
        self.keys = OwnKeys(ledger)
        self.people = People(ledger, self.keys)
        self.agreements = Agreements(ledger)
        self.other_words = OtherWords(ledger)
        self.log = SharingLog(ledger)
        self.pages = Pages(ledger)
        self.noticing = Noticing(ledger)
        choosing = Choosing(ledger)
        composer = Composer(ledger, choosing, self.people, self.agreements, self.other_words)
        sealing = Sealing(ledger, self.keys, self.people, choosing)
        self.choices = choosing.choices
        self.ticked = choosing.ticked
        self.compose = composer.compose
        self.seal = sealing.seal
        self.plain = sealing.plain
        self.save = sealing.save
        self.as_text = sealing.as_text


def new_passphrase() -> str:
    """Six words to tell by telephone, for a file whose recipient has no card yet."""
    from app.services.passphrases import suggested_passphrase

    return suggested_passphrase()


def shared_chart(series: Series, range_words: str, svg: str = "") -> SharedChart:
    """A chart as it is shared: its sentence, its count and its table. The texts it lists never go along."""
    return SharedChart(
        name=series.title,
        words=series.sentence,
        n=series.n,
        svg=svg,
        headers=series.table.headers,
        rows=series.table.rows,
        range_words=range_words,
    )
