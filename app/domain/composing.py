"""A share put together from ticked fields only, with every outgoing text looked at (domain page 7.5, 7.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from app.domain.choosing import Choosable, ChoosableEntry, Part, Ticks, count_words
from app.domain.contacts import AGREEMENT_AT_FIRST, SharePlace
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.errors import InvalidInput
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.outgoing import Change, Outbound, Outgoing
from app.domain.privacy import Alias, Rules, Width, clean_marking, coarsen, shared_themes
from app.domain.sharing import (
    LARGEST_FILE,
    Agreement,
    ShareBundle,
    SharedChart,
    SharedEntry,
    SharedField,
    ThreadAnswer,
    new_id,
    shared_field,
)
from app.domain.written_dates import written

_LONGEST_LABEL: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWish:
    """What the leader wants to share, and how it should leave.

    `to` is the uid of a contact, or empty with a `label` for somebody not known yet. `aliases` None takes the
    list kept for that contact. `width` None leaves days as they are.
    """

    ticks: Ticks = field(default_factory=Ticks)
    to: str = ""
    label: str = ""
    purpose: str = ""
    note: str = ""
    marking: str = ""
    charts: tuple[SharedChart, ...] = ()
    width: Width | None = None
    aliases: tuple[tuple[str, str], ...] | None = None
    changes: tuple[Change, ...] = ()
    with_agreement: bool = False
    delete_by: date | None = None
    thread: tuple[ThreadAnswer, ...] = ()


@dataclass(frozen=True)
class Composed(Outgoing):
    """A share before it is locked. Nothing in `bundle` says which entries it came from; `places` do, for the log."""

    bundle: ShareBundle
    places: tuple[SharePlace, ...]
    contact: str = ""

    @property
    def fields(self) -> int:
        return sum(len(entry.fields) for entry in self.bundle.entries)

    @property
    def words(self) -> str:
        """“7 fields from 3 entries”."""
        charts = len(self.bundle.charts)
        return (
            count_words(self.fields, len(self.bundle.entries), charts) if self.fields or charts else "A note"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who shares, with whom, on which day, and the list of other words kept for them."""

    name: str
    label: str
    on: date
    contact: str = ""
    aliases: tuple[Alias, ...] = ()
    agreement: Agreement | None = None


class Composing:
    """Composes one share; `most` is how many characters of words it may hold."""

    def __init__(self, wish: ShareWish, sender: Sender, rules: Rules, most: int = LARGEST_FILE) -> None:
        self._wish = wish
        self._sender = sender
        self._out = Outbound(rules, aliases=sender.aliases, changes=wish.changes, width=wish.width, most=most)
        self._text = self._out.words
        self._places: list[SharePlace] = []

    def compose(
        self,
        entries: Iterable[ChoosableEntry],
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> Composed:
        """The share of these entries' ticked fields; raises InvalidInput for a tick on what cannot be shared."""
        wish, sender = self._wish, self._sender
        chosen = list(entries)
        kept = shared_themes(one.themes for one in chosen if wish.ticks.has(one.entry_id, "themes"))
        shared = []
        for number, one in enumerate(chosen):
            if cancelled():
                raise CancelledByPerson
            shared.append(self._entry(one, kept))
            progress(number + 1, len(chosen))
        bundle = ShareBundle(
            bundle_id=new_id(),
            made_on=sender.on,
            from_name=sender.name,
            to_label=sender.label,  # their own name, which needs no warning
            purpose=self._text("purpose", wish.purpose),
            note=self._text("note", wish.note),
            agreement=self._agreement() if wish.with_agreement else None,
            delete_by=wish.delete_by,
            marking=self._text("marking", clean_marking(wish.marking)),
            entries=tuple(one for one in shared if one.fields),
            charts=tuple(self._chart(one, number) for number, one in enumerate(wish.charts)),
            thread=tuple(
                ThreadAnswer(one.comment_id, self._text(f"thread:{number}", one.answer))
                for number, one in enumerate(wish.thread)
            ),
        )
        return Composed(
            texts=tuple(self._out.texts), bundle=bundle, places=tuple(self._places), contact=sender.contact
        )

    # ---- entries

    def _entry(self, entry: ChoosableEntry, themes: frozenset[str]) -> SharedEntry:
        share_id = new_id()
        ticked = self._wish.ticks.chosen.get(entry.entry_id, frozenset())
        fields = tuple(one for one in entry.fields if one.field_id in ticked)
        if len(fields) != len(ticked):
            raise not_shareable()
        shared = [self._field(entry, one, share_id, themes) for one in fields]
        return SharedEntry(
            share_id, when_words(entry.on, self._wish.width), tuple(one for one in shared if one is not None)
        )

    def _field(
        self, entry: ChoosableEntry, one: Choosable, share_id: str, themes: frozenset[str]
    ) -> SharedField | None:
        value = one.value
        if one.part is Part.THEMES and self._wish.width is not None:
            value = "\n".join(name for name in entry.themes if name in themes)
            if not value:
                return None
        text_id = f"{entry.entry_id}/{one.field_id}"
        free = one.kind == "text"
        told = self._out.text(text_id, value, court=entry.court_related, dates=free, quiet=not free)
        question = self._text(f"{text_id}?", one.question, quiet=True)
        ends = one.ends and (
            self._text(f"{text_id}<", one.ends[0], quiet=True),
            self._text(f"{text_id}>", one.ends[1], quiet=True),
        )
        self._places.append(
            SharePlace(
                share_id, one.field_id, entry.entry_id, one.review_uid,
                tuple(tuple(row) for row in told.offsets.as_rows()), one.source_hash, entry.uid,
            )
        )  # fmt: skip
        label = _line(question.join(one.label.rsplit(one.question, 1)))
        return shared_field(one.field_id, label, question, one.kind, told.words, ends=ends, step=one.step)

    # ---- the rest

    def _agreement(self) -> Agreement | None:
        agreed = self._sender.agreement
        if agreed is None:
            return None
        told = {}
        for name in ("purpose", "who_else", "kept_where", "how_long", "when_it_ends", "at_the_end"):
            words = getattr(agreed, name)
            # Our own words speak of courts and children, and warn of nothing.
            ours = words == getattr(AGREEMENT_AT_FIRST, name)
            told[name] = words if ours else self._text(f"agreement:{name}", words, quiet=True)
        return Agreement(**told)

    def _chart(self, chart: SharedChart, number: int) -> SharedChart:
        """A chart's own words, with aliases; a picture whose words were changed is left out for its table."""
        begins = f"chart:{number}"
        words = self._text(begins, chart.words)
        rows = tuple(
            tuple(self._text(f"{begins}:{y}:{x}", cell, quiet=True) for x, cell in enumerate(row))
            for y, row in enumerate(chart.rows)
        )
        same = words == chart.words and rows == chart.rows
        return replace(chart, words=words, rows=rows, svg=chart.svg if same else "")


def when_words(on: date, width: Width | None) -> str:
    """A day as the recipient reads it."""
    return coarsen(on, width) if width else written(on)


def _line(text: str) -> str:
    """A label of one line, no longer than a file holds."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_LABEL else plain[: _LONGEST_LABEL - 1].rstrip() + "…"


def not_shareable() -> InvalidInput:
    return InvalidInput(
        "ticks",
        "Something ticked cannot be shared: it is marked not for sharing, in the bin, or not there any more.",
        "Take its tick off, or take the mark off the entry first.",
    )
