"""A share put together from ticked fields only, with every outgoing text looked at (domain page 7.5, 7.6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from app.domain.choosing import Choosable, ChoosableEntry, Part, Ticks, count_words
from app.domain.contacts import AGREEMENT_AT_FIRST, SharePlace
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.errors import FileTooLarge, InvalidInput
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.privacy import (
    REMOVED,
    Alias,
    Alike,
    Edit,
    EditsOverlap,
    Notice,
    OffsetMap,
    Rules,
    Width,
    apply_aliases,
    apply_edits,
    clean_marking,
    coarsen,
    coarsen_dates,
    group_alike,
    joined,
    look,
    shared_themes,
)
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

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TOO_MUCH: Final = "This is more than fits in one file."
FEWER: Final = "Tick fewer entries, or shorter ones, and leave out pictures. Nothing was shared."
_LONGEST_LABEL: Final = 400


@dataclass(frozen=True, slots=True)
class Change:
    """Other words for a passage, `start` to `end` in the leader's own text; without words it is removed."""

    text_id: str
    start: int
    end: int
    words: str = ""


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


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One text as it leaves: `own` are the leader's words, `words` those of the copy; notices lie in `words`."""

    text_id: str
    own: str
    words: str
    offsets: OffsetMap
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Composed:
    """A share before it is locked. Nothing in `bundle` says which entries it came from; `places` do, for the log."""

    bundle: ShareBundle
    texts: tuple[OutgoingText, ...]
    places: tuple[SharePlace, ...]
    contact: str = ""

    @property
    def fields(self) -> int:
        return sum(len(entry.fields) for entry in self.bundle.entries)

    @property
    def words(self) -> str:
        """“7 fields from 3 entries”."""
        return count_words(self.fields, len(self.bundle.entries))

    @cached_property
    def notices(self) -> tuple[Alike, ...]:
        """Every warning, each once for the same words wherever they stand; those that stop come first."""
        return group_alike((one.text_id, one.words, one.notices) for one in self.texts if one.notices)

    @property
    def stops(self) -> bool:
        """Whether the stop about family proceedings must be shown first."""
        return any(one.stops for one in self.notices)

    def text(self, text_id: str) -> OutgoingText | None:
        return next((one for one in self.texts if one.text_id == text_id), None)

    def change(self, alike: Alike, words: str = "") -> tuple[Change, ...]:
        """The changes that put other words (or the marker of a removal) wherever a warning stands."""
        by_id = {one.text_id: one for one in self.texts}
        return tuple(
            Change(
                place.text_id, *by_id[place.text_id].offsets.span_to_original(place.start, place.end), words
            )
            for place in alike.places
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
        self._most = most
        self._length = 0
        self._sender = sender
        self._rules = rules
        self._texts: list[OutgoingText] = []
        self._places: list[SharePlace] = []
        self._seen: dict[tuple[str, bool], tuple[Notice, ...]] = {}
        self._changes: dict[str, list[Edit]] = {}
        for one in wish.changes:
            self._changes.setdefault(one.text_id, []).append(Edit(one.start, one.end, one.words or REMOVED))

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
        return Composed(bundle, tuple(self._texts), tuple(self._places), sender.contact)

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
        told = self._outgoing(text_id, value, court=entry.court_related, dates=free, quiet=not free)
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

    # ---- every text

    def _text(self, text_id: str, own: str, *, quiet: bool = False) -> str:
        return self._outgoing(text_id, own, quiet=quiet).words

    def _outgoing(
        self, text_id: str, own: str, *, court: bool = False, dates: bool = True, quiet: bool = False
    ) -> OutgoingText:
        """A text as it leaves. `quiet` ones are kept only where there is something to say of them.

        Raises FileTooLarge before a share is looked at that no file could hold.
        """
        self._length += len(own)
        if self._length > self._most:
            raise FileTooLarge(TOO_MUCH, FEWER)
        words, offsets = self._changed(text_id, own, dates=dates)
        told = OutgoingText(text_id, own, words, offsets, self._looked_at(words, court=court))
        if own and (told.notices or not quiet or words != own):
            self._texts.append(told)
        return told

    def _changed(self, text_id: str, own: str, *, dates: bool) -> tuple[str, OffsetMap]:
        words, offsets = own, OffsetMap()
        edits = self._changes.get(text_id, ())
        steps: list[Callable[[str], tuple[str, OffsetMap]]] = []
        if edits:
            steps.append(lambda text: apply_edits(text, edits))
        width = self._wish.width
        if width is not None and dates:
            steps.append(lambda text: coarsen_dates(text, width))
        if self._sender.aliases:
            steps.append(lambda text: apply_aliases(text, self._sender.aliases))
        for step in steps:
            try:
                words, more = step(words)
            except EditsOverlap as error:
                raise InvalidInput(
                    "changes", "Two changes want the same words.", "Take one of them back."
                ) from error
            if more.swaps:
                offsets = joined(offsets, more) if offsets.swaps else more
        return words, offsets

    def _looked_at(self, words: str, *, court: bool) -> tuple[Notice, ...]:
        if not words:
            return ()
        key = (words, court)
        if key not in self._seen:
            self._seen[key] = look(words, self._rules, court_marked=court)
        return self._seen[key]


def when_words(on: date, width: Width | None) -> str:
    """A day as the recipient reads it."""
    return coarsen(on, width) if width else f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


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
