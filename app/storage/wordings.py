"""Prompts, options and wordings are stored once each and named by number (ruling 16)."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, insert, select

from app.domain.prompts import AnswerKind, Ends, Option, Wording
from app.storage.schema.asked import option, prompt, wording


def wording_body(words: Wording) -> str:
    """A wording as canonical JSON."""
    return json.dumps(
        {
            "kind": words.kind.value,
            "question": words.question,
            "options": [[choice.id, choice.label] for choice in words.options],
            "ends": [words.ends.low, words.ends.high] if words.ends else None,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _wording_of(prompt_id: str, version: int, body: str) -> Wording:
    values = json.loads(body)
    return Wording(
        prompt_id,
        version,
        AnswerKind(values["kind"]),
        values["question"],
        tuple(Option(*pair) for pair in values["options"]),
        Ends(*values["ends"]) if values["ends"] else None,
    )


_MOST_MET: Final = 1000


@dataclass
class Words:
    """The numbers of prompts, options and wordings already met on this journal.

    A number once given is never taken back, so what is remembered stays true
    even when the transaction that met it first is rolled back: `forget` then.
    """

    prompts: dict[str, int] = field(default_factory=dict)
    options: dict[tuple[int, str], int] = field(default_factory=dict)
    wordings: dict[Wording, int] = field(default_factory=dict)
    by_number: dict[int, Wording] = field(default_factory=dict)
    option_codes: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    # The very objects met, kept so that an id stays theirs: the hash of a wording with its options is slow.
    _met: dict[int, tuple[Wording, int]] = field(default_factory=dict, repr=False)

    def forget(self) -> None:
        """Forget every number; they are read again when needed."""
        for known in (
            self.prompts,
            self.options,
            self.wordings,
            self.by_number,
            self.option_codes,
            self.kinds,
            self._met,
        ):
            known.clear()

    def prompt(self, connection: Connection, code: str) -> int:
        """The number of a prompt, given now if it has none."""
        if code not in self.prompts:
            found = connection.execute(select(prompt.c.id).where(prompt.c.code == code)).scalar()
            if found is None:
                found = connection.execute(insert(prompt).values(code=code)).lastrowid
            self.prompts[code] = found
        return self.prompts[code]

    def meet_prompts(self, connection: Connection) -> None:
        """Read the number of every prompt at once."""
        for number, code in connection.exec_driver_sql("SELECT id, code FROM prompt"):
            self.prompts[code] = number

    def option(self, connection: Connection, prompt_number: int, code: str) -> int:
        """The number of an option of a prompt, given now if it has none."""
        key = (prompt_number, code)
        if key not in self.options:
            found = connection.execute(
                select(option.c.id).where(option.c.prompt == prompt_number, option.c.code == code)
            ).scalar()
            if found is None:
                values = insert(option).values(prompt=prompt_number, code=code)
                found = connection.execute(values).lastrowid
            self.options[key] = found
            self.option_codes[found] = code
        return self.options[key]

    def wording(self, connection: Connection, words: Wording) -> int:
        """The number of a wording, given now if it has none."""
        met = self._met.get(id(words))
        if met is not None:
            return met[1]
        if words not in self.wordings:
            number = self.prompt(connection, words.prompt_id)
            body = wording_body(words)
            digest = hashlib.sha256(body.encode()).hexdigest()[:16]
            found = connection.execute(
                select(wording.c.id).where(
                    wording.c.prompt == number, wording.c.version == words.version, wording.c.digest == digest
                )
            ).scalar()
            if found is None:
                values = insert(wording).values(
                    prompt=number, version=words.version, digest=digest, body=body
                )
                found = connection.execute(values).lastrowid
                self.kinds.clear()
            self.wordings[words] = found
            self.by_number[found] = words
        number = self.wordings[words]
        if len(self._met) < _MOST_MET:
            self._met[id(words)] = (words, number)
        return number

    def wording_at(self, connection: Connection, number: int) -> Wording:
        """The wording of a number."""
        if number not in self.by_number:
            row = connection.exec_driver_sql(
                "SELECT p.code, w.version, w.body FROM wording w JOIN prompt p ON p.id = w.prompt WHERE w.id = ?",
                (number,),
            ).one()
            self.by_number[number] = _wording_of(row.code, row.version, row.body)
        return self.by_number[number]

    def kind(self, connection: Connection, prompt_number: int) -> str | None:
        """The answer kind of a prompt; None where no wording of it was ever met."""
        if not self.kinds:
            rows = connection.exec_driver_sql(
                "SELECT prompt, max(json_extract(body, '$.kind')) FROM wording GROUP BY prompt"
            )
            self.kinds.update({row[0]: row[1] for row in rows})
        return self.kinds.get(prompt_number)

    def option_code(self, connection: Connection, number: int) -> str:
        """The option id of a number."""
        if number not in self.option_codes:
            rows = connection.exec_driver_sql("SELECT id, prompt, code FROM option")
            for option_number, prompt_number, code in rows:
                self.options[prompt_number, code] = option_number
                self.option_codes[option_number] = code
        return self.option_codes[number]
