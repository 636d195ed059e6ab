"""One look at a text before it is shared (domain page 7.5): obvious patterns only, in one pass each."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.privacy.aliases import Alias, find_aliases
from app.domain.privacy.coarsening import wider_dates
from app.domain.privacy.names import find_names
from app.domain.privacy.notices import Group, Notice, suggestions
from app.domain.privacy.numbers import is_nhs_number
from app.domain.privacy.rules import Rule, Rules, Words

_Hit = tuple[int, int, Rule]
_Span = tuple[int, int]

_DIGITS = re.compile(r"\d+")
_AROUND = 40  # characters that belong to a number at most, before it and after


def look(
    text: str, rules: Rules, *, aliases: Sequence[Alias] = (), court_marked: bool = False
) -> tuple[Notice, ...]:
    """What in a text could point to somebody, in order of place.

    Positions are characters of `text`. Notices that stop (family proceedings) may lie over others; the
    rest never overlap, and an entry of the alias list goes before any pattern. `court_marked` says that
    the entry carries a court-related mark: the whole text then stops. Takes time in proportion to the text.
    """
    known = [
        Notice(rules.alias.id, Group.ALIAS, start, end, rules.alias.why, suggestions(one.instead))
        for start, end, one in find_aliases(text, aliases)
    ]
    hits = _hits(text, rules, rules.all)
    stops = [_notice(text, *hit) for hit in hits if hit[2].stops]
    if court_marked:
        mark = rules.court_mark
        stops.append(Notice(mark.id, mark.group, 0, len(text), mark.why, mark.offers, stops=True))
    rest = _apart([hit for hit in hits if not hit[2].stops], [(one.start, one.end) for one in known])
    told = [*known, *_merged(stops), *(_notice(text, *hit) for hit in rest)]
    return tuple(sorted(told, key=lambda one: (one.start, not one.stops, one.end)))


def look_while_writing(text: str, rules: Rules) -> tuple[tuple[int, int, Rule], ...]:
    """The few rules that speak while somebody writes: passages in order, without overlaps."""
    hits = _hits(text, rules, [rule for rule in rules.all if rule.while_writing])
    return tuple(_apart(hits, ()))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the ways that rules read it; each character keeps its place."""

    typed: str
    small: str
    around_digits: tuple[_Span, ...]

    def spans(self, rule: Rule) -> Iterator[_Span]:
        """Where the pattern of a rule stands."""
        text = self.typed if rule.as_typed else self.small
        if rule.needs and not any(one in self.small for one in rule.needs):
            return
        if not rule.digits:
            for match in rule.pattern.finditer(text):
                yield match.span()
            return
        for start, end in self.around_digits:
            for match in rule.pattern.finditer(text[start:end]):
                yield start + match.start(), start + match.end()


def _text(text: str) -> _Text:
    typed = text.replace("’", "'")
    return _Text(typed, in_small_letters(text), tuple(_around_digits(text)))


def _around_digits(text: str) -> Iterator[_Span]:
    """The stretches of a text that hold digits, with some characters on both sides, cut between words."""
    start = end = -1
    for match in _DIGITS.finditer(text):
        if start >= 0 and match.start() > end:
            yield start, _word_end(text, end)
            start = -1
        if start < 0:
            begins = max(0, match.start() - _AROUND)
            start = max(text.rfind(" ", 0, begins), begins - _AROUND, 0)
        end = match.end() + 2 * _AROUND
    if start >= 0:
        yield start, _word_end(text, end)


def _word_end(text: str, end: int) -> int:
    found = text.find(" ", end, end + _AROUND)
    return min(len(text), end + _AROUND) if found < 0 else found


def _hits(text: str, rules: Rules, wanted: Iterable[Rule]) -> list[_Hit]:
    """Every passage of the wanted rules, by place, longest and first rule first."""
    read = _text(text)
    asked = {rule.id for rule in wanted}
    hits: list[_Hit] = []
    for rule in rules.first:
        if rule.id in asked:
            hits += _of_pattern(rule, read, rules.words)
    for rule in rules.beside:
        if rule.id in asked:
            near = sorted((start, end) for start, end, other in hits if other.group in rule.near)
            found = _of_pattern(rule, read, rules.words)
            hits += [hit for hit in found if _is_near(hit, near, rule.within)]
    hits += [
        (start, end, rules.names[name]) for name, start, end in find_names(text, rules.words) if name in asked
    ]
    return sorted(hits, key=lambda hit: (hit[0], -hit[1], rules.order[hit[2].id]))


def _of_pattern(rule: Rule, read: _Text, words: Words) -> list[_Hit]:
    spans: Iterable[_Span] = read.spans(rule)
    if rule.check:
        spans = _CHECKS[rule.check](spans, read.typed, words)
    found = [(start, end, rule) for start, end in spans if end > start]
    if not rule.near_source or not found:
        return found
    near = [match.span() for match in rule.near_pattern.finditer(read.small)]
    return [hit for hit in found if _is_near(hit, near, rule.within)]


def _is_near(hit: _Hit, near: Sequence[_Span], within: int) -> bool:
    """Whether one of the spans (sorted, apart) lies beside the passage, not in it, at most so far away."""
    start, end, _ = hit
    place = bisect_left(near, (start, end))
    before = any(0 <= start - other[1] <= within for other in near[max(0, place - 3) : place])
    return before or any(0 <= other[0] - end <= within for other in near[place : place + 3])


def _apart(hits: Sequence[_Hit], taken: Sequence[_Span]) -> Iterator[_Hit]:
    """The hits (in order of place) that lie over no earlier one and over nothing that is taken."""
    end = place = 0
    for hit in hits:
        while place < len(taken) and taken[place][1] <= hit[0]:
            place += 1
        free = place == len(taken) or hit[1] <= taken[place][0]
        if hit[0] >= end and free:
            end = hit[1]
            yield hit


def _merged(stops: Sequence[Notice]) -> Iterator[Notice]:
    """Stops of patterns that do not lie over each other, and the mark of the entry."""
    end = 0
    for one in stops:
        if one.rule_id == "court-mark" or one.start >= end:
            end = max(end, one.end)
            yield one


def _notice(text: str, start: int, end: int, rule: Rule) -> Notice:
    offers = suggestions(*wider_dates(text[start:end])) if rule.coarsen else rule.offers
    return Notice(rule.id, rule.group, start, end, rule.why, offers, rule.stops)


def in_small_letters(text: str) -> str:
    """The text in small letters with plain apostrophes, each character still in its place."""
    small = text.replace("’", "'").lower()
    if len(small) != len(text):  # a few letters become two
        small = "".join(low if len(low := char.lower()) == 1 else char for char in text.replace("’", "'"))
    return small


def _only_nhs(spans: Iterable[_Span], text: str, _: Words) -> Iterator[_Span]:
    return ((start, end) for start, end in spans if is_nhs_number(text[start:end]))


def _own_name(spans: Iterable[_Span], text: str, words: Words) -> Iterator[_Span]:
    """Places with a name of their own: “Thornbury Lodge”, not “the Virtual School”."""
    for start, end in spans:
        named = text[start:end].split(" ")
        skipped = 0
        while len(named) > 1 and _tells_nothing(named[0], words):
            skipped += len(named.pop(0)) + 1
        if len(named) > 1:
            yield start + skipped, end


def _starts_with_name(spans: Iterable[_Span], text: str, words: Words) -> Iterator[_Span]:
    return (
        (start, end) for start, end in spans if not _tells_nothing(re.split(r"\W", text[start:end])[0], words)
    )


def _initials(spans: Iterable[_Span], text: str, words: Words) -> Iterator[_Span]:
    """“M. Castellanos” and “T.J.”, not “plan B. The” or “the U.K.”."""
    for start, end in spans:
        last = text[start:end].rpartition(".")[2].strip()
        letters = text[start:end].replace(".", "").casefold()
        if not (_tells_nothing(last, words) if last else letters in words.sector):
            yield start, end


def _tells_nothing(word: str, words: Words) -> bool:
    plain = word.casefold().removesuffix("'s")
    return plain in words.sector or plain in words.openers or plain.endswith(("ed", "ing"))


_CHECKS: dict[str, Callable[[Iterable[_Span], str, Words], Iterator[_Span]]] = {
    "nhs": _only_nhs,
    "place": _own_name,
    "initials": _initials,
    "starts-with-name": _starts_with_name,
}
