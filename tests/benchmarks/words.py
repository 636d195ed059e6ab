"""Made-up prose with the word frequencies of English: our own words first, then invented rarer ones."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

RESOURCES = Path(__file__).parents[2] / "resources"
VOCABULARY = 40_000
_SHIFT, _POWER = 2.7, 1.14  # Zipf–Mandelbrot: the commonest word is about one in fifteen
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_STARTS = (
    "b",
    "c",
    "ch",
    "d",
    "f",
    "fl",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "th",
    "tr",
    "v",
)
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = (
    "b",
    "ck",
    "d",
    "ft",
    "g",
    "l",
    "ll",
    "m",
    "mp",
    "n",
    "nd",
    "ng",
    "nt",
    "p",
    "r",
    "rn",
    "rt",
    "s",
    "ss",
    "st",
    "t",
    "th",
    "x",
)


@dataclass(frozen=True)
class Vocabulary:
    """Words from the commonest to the rarest, and how often each has come up to its rank."""

    words: tuple[str, ...]
    up_to: tuple[float, ...]

    def words_of(self, random: Random, size: int) -> str:
        """Words that fill about `size` bytes, as sentences."""
        drawn = random.choices(self.words, cum_weights=self.up_to, k=max(size // 5, 1))
        text = " ".join(drawn)[:size].rsplit(" ", 1)[0]
        return text[:1].upper() + text[1:] + "."


@cache
def vocabulary() -> Vocabulary:
    """The words of our demo journal and prompts by how often they occur, and invented ones after them."""
    counted = Counter(word for text in _our_texts() for word in _WORD.findall(text.lower()))
    words = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    known = set(words)
    random = Random(VOCABULARY)
    while len(words) < VOCABULARY:
        word = _invented(random)
        if word not in known:
            known.add(word)
            words.append(word)
    weights = (1 / (rank + _SHIFT) ** _POWER for rank in range(1, VOCABULARY + 1))
    return Vocabulary(tuple(words), tuple(accumulate(weights)))


def _our_texts() -> Iterator[str]:
    for path in (RESOURCES / "demo" / "demo.json", RESOURCES / "prompts" / "balcony.json"):
        yield from _strings(json.loads(path.read_text("utf-8")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _invented(random: Random) -> str:
    syllables = random.choice((1, 2, 2, 2, 2, 3))
    made = "".join(random.choice(_STARTS) + random.choice(_MIDDLES) for _ in range(syllables))
    return made + random.choice(_ENDS)
