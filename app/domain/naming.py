"""The quiet warning while writing: words that could point to one person (domain page 7.5, ruling 46).

Patterns only, in one pass over the text: some things will be missed, and most risk is in the story.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

MOST_CHARACTERS = 20_000


class Points(StrEnum):
    """What a passage could give away."""

    NAME = "name"
    ROLE = "role"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    NHS_NUMBER = "nhs-number"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A passage (`start` to `end`, characters) that could point to one person, and what to say instead."""

    start: int
    end: int
    points: Points
    instead: str

    @property
    def advice(self) -> str:
        """One calm sentence for the person writing."""
        if self.points in {Points.NAME, Points.ROLE}:
            return f"This could point to one person. Would “{self.instead}” say enough?"
        return f"This could point to one person. It can {self.instead}."


_TITLE_WORDS = "mr mrs ms miss mx dr prof cllr councillor judge hhj pc dc ds di sir dame lord lady rev fr"
_SECTOR_WORDS = """
ofsted icb nhs lado mash send ehcp ehcps uasc iro iros ilacs sef lga adcs solace swe plo dcs lmcs cex slt
dfe cqc cafcass camhs hmi hmip children act acts section working together keeping safe in education early
help family safeguarding hub hubs front door care leavers staying put virtual school head heads staff
college social work annual conversation local authority government council councils county city borough
cabinet scrutiny committee corporate parenting board panel partnership partners partnerships integrated
system service services team teams health police department for home office treasury ministry justice
inspectorate tribunal independent reviewing officer officers association directors director executive chief
finance legal monitoring member members strategy plan review reviews king's fund balcony dance floor january
february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday christmas easter ramadan eid diwali british english england wales scotland
northern ireland uk united kingdom north south east west i
"""
_OPENING_WORDS = """
a an the this that these those my our your his her its their we you he she it they one two three no not yes
if when while after before since until because although though as at by for from in into of on over to with
without under about between and but or so then now today yesterday tomorrow last next every each some many
most all both why what who where which how there here please dear agree ask assign bring brief buy call
cancel change choose close commission cut decline delay end extend fund give hand hold keep launch let limit
make meet merge move offer open pause pay phase put raise recruit refuse remove replace rewrite say sell send
set share show split stand start stop suspend take tell test turn use wait widen withdraw write met saw spoke told
rang wrote said got went had has was is are
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_SECTOR = frozenset(_SECTOR_WORDS.split())  # capitals in this sector that name no person
_OPENERS = frozenset(_OPENING_WORDS.split())  # capitals that only begin a sentence
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?:;\n•\"“”()]")

_ROLES: tuple[tuple[str, str], ...] = (
    (r"the leader(?: of the council)?", "a senior elected member"),
    (r"(?:the |our |my )?lead member", "an elected member"),
    (r"(?:the |our |my )?chief executive", "a senior colleague"),
    (r"the (?:head|director) of", "a senior colleague"),
    (r"(?:the )?headteacher (?:of|at)", "a school leader"),
    (r"my (?:deputy|assistant director|manager|boss|chair)", "a colleague"),
    (r"the (?:judge|coroner|magistrate)", "the court"),
    (r"the (?:mayor|mp|police commissioner|chief constable)", "a senior partner"),
)
_ROLE = re.compile(
    "|".join(rf"(?P<role{place}>\b{words}\b)" for place, (words, _) in enumerate(_ROLES)), re.IGNORECASE
)
_IDENTIFIERS: tuple[tuple[Points, re.Pattern[str], str], ...] = (
    (
        Points.EMAIL,
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
        "stay out: an address is never needed here",
    ),
    (Points.NHS_NUMBER, re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"), "stay in the case record"),
    (
        Points.PHONE,
        re.compile(r"(?<![\d+])(?:\+44 ?(?:\(0\) ?)?|0)\d(?:[ -]?\d){8,9}(?!\d)"),
        "stay out: a number is never needed here",
    ),
    (
        Points.POSTCODE,
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
        "become a wider area, such as “the north of the county”",
    ),
)


def notice(text: str) -> tuple[Noticed, ...]:
    """What in a text could point to one person, in order, without overlaps.

    Takes time in proportion to the text, and reads its first 20 000 characters.
    """
    read = text[:MOST_CHARACTERS]
    found = [*_identifiers(read), *_roles(read), *_names(read)]
    kept: list[Noticed] = []
    for one in sorted(found, key=lambda noticed: (noticed.start, -noticed.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _identifiers(text: str) -> list[Noticed]:
    return [
        Noticed(*match.span(), points, instead)
        for points, pattern, instead in _IDENTIFIERS
        for match in pattern.finditer(text)
        if points is not Points.NHS_NUMBER or is_nhs_number(match.group())
    ]


def is_nhs_number(text: str) -> bool:
    """Whether ten digits carry the NHS check digit (modulus 11 over weights 10 to 2)."""
    digits = [int(char) for char in text if char.isdecimal()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == check % 11


def _roles(text: str) -> list[Noticed]:
    found = []
    for match in _ROLE.finditer(text):
        place = int((match.lastgroup or "role0").removeprefix("role"))
        found.append(Noticed(*match.span(), Points.ROLE, _ROLES[place][1]))
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    opens: bool
    """It begins a sentence."""
    joined: bool
    """Only spaces stand between it and the word before."""

    @property
    def plain(self) -> str:
        return self.text.casefold().removesuffix("'s").removesuffix("’s")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        after_title = bool(words) and words[-1].plain in _TITLES and between.strip() in {"", "."}
        opens = not words or (not after_title and _BREAK.search(between) is not None)
        joined = bool(words) and not opens and (after_title or not between.strip(" "))
        words.append(_Word(match.group(), *match.span(), opens, joined))
        end = match.end()
    return words


def _names(text: str) -> list[Noticed]:
    found: list[Noticed] = []
    run: list[_Word] = []
    for word in _words(text):
        if not word.joined or not word.capital:
            found += _name_in(run)
            run = []
        if word.capital:
            run.append(word)
    return found + _name_in(run)


def _name_in(run: list[_Word]) -> list[Noticed]:
    """The name in a run of capitalised words: after a title, or two words that nothing else explains."""
    for place, word in enumerate(run):
        if word.plain in _TITLES and any(after.plain not in _SECTOR for after in run[place + 1 :]):
            return [Noticed(word.start, run[-1].end, Points.NAME, "a colleague")]
    if run and run[0].opens and _just_opens(run[0]):
        run = run[1:]
    unexplained = [word for word in run if word.plain not in _SECTOR]
    if len(unexplained) < 2:
        return []
    return [Noticed(unexplained[0].start, unexplained[-1].end, Points.NAME, "a senior partner")]


def _just_opens(word: _Word) -> bool:
    """Whether a word has its capital only from beginning a sentence: small words and verbs."""
    return word.plain in _OPENERS or word.plain.endswith(("ed", "ing"))
