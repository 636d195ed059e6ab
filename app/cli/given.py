"""What a person gave for an entry or a review, typed as options or as JSON: one reader for both."""

import json
import re
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from app.cli.command import WrongUsage
from app.domain.entries import AnswerDraft, AnswerValue
from app.domain.errors import InvalidInput
from app.domain.library import MergedLibrary, exclusive_options
from app.domain.prompts import AnswerKind, Prompt, Wording

_WHOLE = re.compile(r"[+-]?\d{1,4}", re.ASCII)

Raw = Mapping[str, object]


def from_json(text: str, known: Sequence[str]) -> Raw:
    """A JSON object with no field but the known ones; raises InvalidInput."""
    found = _object(text)
    strange = [name for name in found if name not in known]
    if strange:
        raise InvalidInput("input", _unknown(len(strange)), f"Use only {', '.join(known)}.")
    return found


def objects(text: str) -> Mapping[str, Raw]:
    """A JSON object of objects; raises InvalidInput."""
    found = _object(text)
    made = {name: one for name, one in found.items() if isinstance(one, dict)}
    if len(made) < len(found):
        raise InvalidInput(
            "input", "Something in the input is not a JSON object.", "The help page shows how."
        )
    return made


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
        text.encode()
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise InvalidInput("input", "The input is not JSON.", "The help page shows an example.") from None
    if not isinstance(found, dict):
        raise InvalidInput("input", "The input is not a JSON object.", "Put the fields between { and }.")
    return found


def _unknown(fields: int) -> str:
    return f"{fields} {'field of the input is' if fields == 1 else 'fields of the input are'} not known."


def from_options(options: Namespace, names: Sequence[str]) -> dict[str, object]:
    """The options of these names that were typed; answers (ID=VALUE) become a mapping."""
    found = {name: getattr(options, name) for name in names if getattr(options, name) not in (None, False)}
    if "answers" in found:
        found["answers"] = dict(_pair(typed) for typed in options.answers)
    return found


def _pair(typed: str) -> tuple[str, str]:
    name, equals, value = typed.partition("=")
    if not (name.strip() and equals):
        raise WrongUsage("write an answer as ID=VALUE, such as bd-position=2")
    return name.strip(), value


# ---- one field at a time


def text(raw: Raw, name: str) -> str:
    """A text, empty when it was not given."""
    value = raw.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidInput(name, f"“{name}” is not a text.", "Put it between quotation marks.")
    return value


def number(raw: Raw, name: str) -> int | None:
    """A whole number, or None when it was not given."""
    value = raw.get(name)
    return None if value is None else _number(name, value)


def _number(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    plain = value.strip().replace("−", "-") if isinstance(value, str) else ""
    if not _WHOLE.fullmatch(plain):
        raise InvalidInput(name, f"“{name}” is not a whole number.", "Write it in figures, such as 2 or -1.")
    return int(plain)


def day(raw: Raw, name: str) -> date | None:
    """A day, or None when it was not given."""
    value = raw.get(name)
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(text(raw, name))
    except ValueError:
        raise InvalidInput(name, f"“{name}” is not a day.", "Write it as 2026-06-30.") from None


def yes(raw: Raw, name: str) -> bool:
    """True or false; false when it was not given."""
    value = raw.get(name, False)
    if not isinstance(value, bool):
        raise InvalidInput(name, f"“{name}” is neither true nor false.", "Write true or false.")
    return value


def texts(raw: Raw, name: str) -> tuple[str, ...]:
    """A list of texts, empty when it was not given."""
    value = raw.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InvalidInput(name, f"“{name}” is not a list of texts.", 'Write it as ["one", "another"].')
    return tuple(value)


# ---- answers


def answers(raw: Raw, library: MergedLibrary) -> dict[str, AnswerDraft]:
    """The answers by prompt id, each read by the kind of its prompt; raises InvalidInput."""
    value = raw.get("answers")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidInput("answers", "“answers” is not a JSON object.", "Name each prompt by its id.")
    return {name: _answer(_prompt(library, name), given, library) for name, given in value.items()}


def _prompt(library: MergedLibrary, name: str) -> Prompt:
    found = library.prompt(name)
    if found is None:
        raise InvalidInput(
            "answer", f"There is no prompt called {name}.", "“balcony prompts” lists them with their ids."
        )
    return found


def _answer(prompt: Prompt, given: object, library: MergedLibrary) -> AnswerDraft:
    found = _read(prompt.kind, prompt.id, given)
    value = found.value
    if isinstance(value, tuple) and len(value) > 1:
        alone = exclusive_options(library, prompt.id).intersection(value)
        if alone:
            raise InvalidInput(
                "answer",
                f"In {prompt.id}, {min(alone)} goes with no other.",
                "Choose it alone, or leave it out.",
            )
    return found


def answers_to(raw: Raw, asked: Sequence[Wording]) -> dict[int, AnswerDraft]:
    """The answers by the place of their question, read by its kind; raises InvalidInput."""
    value = raw.get("answers")
    if not isinstance(value, dict) or not value:
        raise InvalidInput("answers", "“answers” is not a JSON object.", "Name each prompt by its id.")
    places = {wording.prompt_id: place for place, wording in enumerate(asked)}
    if not places.keys() >= value.keys():
        raise InvalidInput(
            "answer", "The round does not ask that.", "“balcony round show” lists its questions."
        )
    return {places[name]: _read(asked[places[name]].kind, name, one) for name, one in value.items()}


def _read(kind: AnswerKind, name: str, given: object) -> AnswerDraft:
    other = ""
    if isinstance(given, dict):
        other = text(given, "other")
        given = given.get("value", [] if kind is AnswerKind.MULTI else None)
    return AnswerDraft(_READERS[kind](name, given), other)


def _words(name: str, value: object) -> AnswerValue:
    return text({name: value}, name)


def _options(name: str, value: object) -> AnswerValue:
    listed = value.split(",") if isinstance(value, str) else value
    chosen = (one.strip() for one in texts({name: listed}, name))
    return tuple(dict.fromkeys(one for one in chosen if one))


_READERS: Mapping[AnswerKind, Callable[[str, object], AnswerValue]] = {
    AnswerKind.SLIDER: _number,
    AnswerKind.PERCENT: _number,
    AnswerKind.SINGLE: _words,
    AnswerKind.TEXT: _words,
    AnswerKind.MULTI: _options,
}
