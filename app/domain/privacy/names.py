"""The reading of capitals: which words in a text look like somebody's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.privacy.rules import Words

Found = tuple[str, int, int]
"""The id of a rule, and the passage it was found at."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?:;\n•\"“”()]")
_SHOUTED = 4  # words in capitals in a row that are shouted rather than named
_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place."""

    text: str
    start: int
    end: int
    opens: bool
    """It begins a sentence."""
    joined: bool
    """Only spaces stand between it and the word before."""
    plain: str
    """In small letters, without a possessive."""
    capital: bool

    @property
    def possessive(self) -> bool:
        return self.text.endswith(("'s", "’s"))

    @property
    def acronym(self) -> bool:
        return 1 < len(self.plain) <= _ACRONYM and self.text[: len(self.plain)].isupper()


def find_names(text: str, words: Words) -> Iterator[Found]:
    """What looks like a name, in order; takes time in proportion to the text."""
    read = _read(text, words)
    run: list[Word] = []
    for place, word in enumerate(read):
        after = read[place + 1] if place + 1 < len(read) else None
        if not word.joined and run:
            yield from _in_run(run, word, words)
            run = []
        if word.capital or (run and word.plain in words.particles and _goes_on(after)):
            run.append(word)
            continue
        if run:
            yield from _in_run(run, word, words)
            run = []
        if word.plain in words.first_names and word.plain not in words.names_that_are_words:
            yield "first-name", word.start, word.start + len(word.plain)
    if run:
        yield from _in_run(run, None, words)


def _goes_on(after: Word | None) -> bool:
    return after is not None and after.joined and after.text[0].isupper()


def _read(text: str, words: Words) -> list[Word]:
    read: list[Word] = []
    end = 0
    last = ""
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        between = text[end:start]
        if between == " ":
            opens, joined = not read, bool(read)
        else:
            bare = between.strip()
            after_title = bool(read) and last in words.titles and bare in {"", "."}
            opens = not read or (not after_title and _BREAK.search(between) is not None)
            joined = bool(read) and not opens and (after_title or not between.strip(" "))
        last = word.casefold().removesuffix("'s").removesuffix("’s")
        end = match.end()
        read.append(Word(word, start, end, opens, joined, last, word[0].isupper()))
    return read


def _in_run(run: list[Word], after: Word | None, words: Words) -> Iterator[Found]:
    """The name in a run of words with capitals."""
    if sum(word.text.isupper() and len(word.text) > 1 for word in run) >= _SHOUTED:
        yield from _shouted(run, words)
        return
    for place, word in enumerate(run):
        if word.plain in words.titles and any(one.plain not in words.sector for one in run[place + 1 :]):
            yield "name-after-title", word.start, run[-1].end
            return
    if run[0].opens and just_opens(run[0], words):
        run = run[1:]
    while run and run[-1].plain in words.particles and not run[-1].capital:
        run = run[:-1]
    unexplained = [
        word for word in run if word.capital and word.plain not in words.sector and not word.acronym
    ]
    if len(unexplained) > 1:
        yield "two-capitals", unexplained[0].start, unexplained[-1].end
    elif unexplained:
        kind = _alone(unexplained[0], after, words)
        if kind:
            yield kind, unexplained[0].start, unexplained[0].end


def _shouted(run: list[Word], words: Words) -> Iterator[Found]:
    for place, word in enumerate(run):
        if word.plain in words.first_names and word.plain not in words.names_that_are_words:
            yield "first-name", word.start, run[min(place + 1, len(run) - 1)].end


def _alone(word: Word, after: Word | None, words: Words) -> str:
    """Which rule notices a single word with a capital; empty for none."""
    also_a_word = word.plain in words.names_that_are_words
    if word.plain in words.first_names and not also_a_word:
        return "first-name"
    if word.opens and word.plain in words.not_people:
        return ""
    if word.possessive and not (word.opens and also_a_word):
        return "name-possessive"
    if not word.opens:
        return "first-name" if also_a_word else "lone-capital" if len(word.plain) > 1 else ""
    acts = after is not None and after.joined and _acts(after, words)
    if acts:
        return "first-name" if also_a_word else "opening-name"
    return ""


def _acts(word: Word, words: Words) -> bool:
    return word.plain in words.person_verbs


def just_opens(word: Word, words: Words) -> bool:
    """Whether a word has its capital only from beginning a sentence: small words and verbs."""
    if word.plain in words.first_names:
        return False
    return word.plain in words.openers or word.plain.endswith(("ed", "ing", "ly"))
