"""What the numbers in readings stand for: questions, stages and values, both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from app.domain.entries import Stage
from app.domain.readings import ANSWERED, Fact, ReadingValue, crossed
from app.storage.codes import (
    ANSWERED_CODE,
    CROSS,
    CROSS_MIDDLE,
    CROSSED_FROM,
    FACT_VALUES,
    FACTS,
    STAGES,
    TEXT_CODE,
    YES_NO,
)
from app.storage.derived import VOICE_PROMPTS
from app.storage.wordings import Words

_NAMES: dict[str, dict[int, ReadingValue]] = {
    fact: {code: value for value, code in values.items()} for fact, values in FACT_VALUES.items()
}
_NO_YES = ("no", "yes")


@dataclass(frozen=True)
class Meanings:
    """Turns readings of one journal into numbers and back; `words` remembers what was met."""

    connection: Connection
    words: Words

    def question(self, reading: str) -> int:
        """The number of a reading; a prompt never met has one that nothing carries."""
        if reading in FACTS:
            return FACTS[Fact(reading)]
        if reading not in self.words.prompts:
            self.words.meet_prompts(self.connection)
        return self.words.prompts.get(reading, 0)

    @cached_property
    def prompts(self) -> dict[int, str]:
        """The id of every prompt met, by its number."""
        self.words.meet_prompts(self.connection)
        return {number: code for code, number in self.words.prompts.items()}

    @property
    def kinds(self) -> dict[int, str]:
        """The kind of answer of every prompt met, by its number."""
        self.words.kind(self.connection, 0)
        return self.words.kinds

    def of_kind(self, kind: str) -> set[int]:
        """The numbers of the prompts with a kind of answer."""
        return {number for number, its in self.kinds.items() if its == kind}

    def stages(self, reading: str, stages: Iterable[Stage]) -> tuple[int, ...]:
        """The numbers of stages; a fact has but one."""
        return (0,) if reading in FACTS else tuple(STAGES[stage] for stage in stages)

    def value(self, reading: str, code: int) -> ReadingValue:
        """What a stored value stands for."""
        if reading in _NAMES:
            return _NAMES[reading][code]
        if reading in CROSSED_FROM:
            second = code % CROSS - CROSS_MIDDLE
            option = self.words.option_code(self.connection, code // CROSS)
            return f"{option}/{_NO_YES[second] if reading == Fact.FORMAL_HAPPENED else second}"
        if reading == Fact.VOICES:
            return self._chosen(code)
        if reading == Fact.JUDGED:
            return (code // 10 - 3) * 10 + code % 10 - 3
        return code if reading in FACTS else self._prompt_value(reading, code)

    def _prompt_value(self, reading: str, code: int) -> ReadingValue:
        kind = self.words.kind(self.connection, self.question(reading))
        if kind == "multi":
            return self._chosen(code)
        if kind == "single":
            return self.words.option_code(self.connection, code)
        return ANSWERED if kind == "text" else code

    def _chosen(self, code: int) -> str:
        return ANSWERED if code == ANSWERED_CODE else self.words.option_code(self.connection, code)

    def carries(self, column: str, reading: str, values: Iterable[ReadingValue]) -> str:
        """A condition that a column holds one of the values; a crossed one that ends in "/" leaves its second open."""
        codes, ranges = [], []
        for value in values:
            if reading in CROSSED_FROM and str(value).endswith("/"):
                option = self._crossed_option(reading, value)
                if option is not None:
                    ranges.append(f"{column} BETWEEN {option * CROSS} AND {option * CROSS + CROSS - 1}")
                continue
            code = self.code(reading, value)
            if code is not None:
                codes.append(str(code))
        one_of = f"{column} IN ({', '.join(codes)})"
        return f"({' OR '.join((one_of, *ranges))})"

    def code(self, reading: str, value: ReadingValue) -> int | None:
        """How a value is stored, or None where no entry can carry it."""
        if reading in FACT_VALUES:
            return FACT_VALUES[reading][value]
        if reading in CROSSED_FROM:
            return self._crossed_code(reading, value)
        if isinstance(value, int):
            return _judged(value) if reading == Fact.JUDGED else value
        is_voice = reading == Fact.VOICES
        kind = "multi" if is_voice else self.words.kind(self.connection, self.question(reading))
        if value == ANSWERED:
            return ANSWERED_CODE if kind == "multi" else TEXT_CODE
        return self._option(VOICE_PROMPTS if is_voice else str(self.question(reading)), value)

    def _crossed_code(self, reading: str, value: ReadingValue) -> int | None:
        option, other = self._crossed_option(reading, value), crossed(value)[1]
        second = YES_NO[other] if reading == Fact.FORMAL_HAPPENED else int(other)
        return None if option is None else option * CROSS + CROSS_MIDDLE + second

    def _crossed_option(self, reading: str, value: ReadingValue) -> int | None:
        return self._option(str(self.question(CROSSED_FROM[reading])), crossed(value)[0])

    def _option(self, owners: str, code: ReadingValue) -> int | None:
        found = self.connection.exec_driver_sql(
            f"SELECT min(id) FROM option WHERE prompt IN ({owners}) AND code = ?", (code,)
        ).scalar()
        return None if found is None else int(found)


def _judged(value: int) -> int:
    """How process * 10 + outcome, each -3 to 3, is stored: neither digit below nought."""
    process = (value + 3) // 10
    return (process + 3) * 10 + value - process * 10 + 3


def listed(numbers: Iterable[int]) -> str:
    """Numbers as they stand inside `IN (…)`."""
    return ",".join(str(number) for number in sorted(numbers))
