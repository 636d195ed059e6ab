"""Texts on their way out: other words put in, names replaced, and each looked at (domain page 7.5)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.domain.errors import FileTooLarge, InvalidInput
from app.domain.privacy import (
    REMOVED,
    Alias,
    Alike,
    Edit,
    EditsOverlap,
    Notice,
    OffsetMap,
    Place,
    Rules,
    Width,
    apply_aliases,
    apply_edits,
    coarsen_dates,
    fitted,
    group_alike,
    joined,
    look,
)
from app.domain.sharing import LARGEST_FILE

TOO_MUCH: Final = "This is more than fits in one file."
FEWER: Final = "Tick fewer entries, or shorter ones, and leave out pictures. Nothing was shared."


@dataclass(frozen=True, slots=True)
class Change:
    """Other words for a passage, `start` to `end` in the leader's own text; without words it is removed."""

    text_id: str
    start: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One text as it leaves: `own` are the leader's words, `words` those of the copy; notices lie in `words`."""

    text_id: str
    own: str
    words: str
    offsets: OffsetMap
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Outgoing:
    """Every text that is to leave together, and what was noticed in them."""

    texts: tuple[OutgoingText, ...]

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
        return tuple(self._changed(alike, place, words) for place in alike.places)

    def _changed(self, alike: Alike, place: Place, words: str) -> Change:
        text = self._by_id[place.text_id]
        start, end = text.offsets.span_to_original(place.start, place.end)
        start, words = fitted(text.own, start, words, alike.group)
        return Change(place.text_id, start, end, words)

    @cached_property
    def _by_id(self) -> dict[str, OutgoingText]:
        return {one.text_id: one for one in self.texts}


class Outbound:
    """Puts texts together for one recipient; `most` is how many characters they may hold in all."""

    def __init__(
        self,
        rules: Rules,
        *,
        aliases: Sequence[Alias] = (),
        changes: Iterable[Change] = (),
        width: Width | None = None,
        most: int = LARGEST_FILE,
    ) -> None:
        self.texts: list[OutgoingText] = []
        self._rules = rules
        self._aliases = aliases
        self._width = width
        self._most = most
        self._length = 0
        self._seen: dict[tuple[str, bool], tuple[Notice, ...]] = {}
        self._changes: dict[str, list[Edit]] = {}
        for one in changes:
            self._changes.setdefault(one.text_id, []).append(Edit(one.start, one.end, one.words or REMOVED))

    def words(self, text_id: str, own: str, *, quiet: bool = False) -> str:
        """The words of a text as they leave."""
        return self.text(text_id, own, quiet=quiet).words

    def text(
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
            self.texts.append(told)
        return told

    def _changed(self, text_id: str, own: str, *, dates: bool) -> tuple[str, OffsetMap]:
        words, offsets = own, OffsetMap()
        edits = self._changes.get(text_id, ())
        steps: list[Callable[[str], tuple[str, OffsetMap]]] = []
        if edits:
            steps.append(lambda text: apply_edits(text, edits))
        width = self._width
        if width is not None and dates:
            steps.append(lambda text: coarsen_dates(text, width))
        if self._aliases:
            steps.append(lambda text: apply_aliases(text, self._aliases))
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


def check_stop(outgoing: Outgoing, *, past_stop: bool) -> None:
    """Raises InvalidInput where the stop about family proceedings was not passed."""
    if outgoing.stops and not past_stop:
        raise InvalidInput(
            "stop",
            "Information from family proceedings may be unlawful to pass on, even without names.",
            "Check with legal before sharing; take the words out, or say that you have checked.",
        )


def check_read(*, read: bool) -> None:
    """Raises InvalidInput where the words that leave were not read."""
    if not read:
        raise InvalidInput(
            "read", "These words were not read yet.", "Read what they will see, and say that you have."
        )
