"""What is asked: the library with a leader's own prompts, which are on, and what the quick form asks next."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from app.domain import library, own_prompts, rotation
from app.domain.entries import AnswerDraft, Stage
from app.domain.errors import InvalidInput
from app.domain.library import MergedLibrary, Pack
from app.domain.prompts import AnswerKind, Ends, Needs, Option, Prompt, When, Wording
from app.domain.rotation import AskedHistory, Question
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import asked, settings
from app.storage.unit_of_work import UnitOfWork

_OFF, _ON = "prompts_off", "prompts_on"
ASKED_SINCE = "asked_since"
"""The setting that names the day on which each prompt was last turned on, by id."""
EVERY_PROMPT = "*"
"""Stands there for every prompt that is not named."""


@dataclass(frozen=True)
class Asked:
    """The library and the ids of the prompts that are on."""

    library: MergedLibrary
    enabled: frozenset[str]


class Asking:
    """The prompts of one journal."""

    def __init__(self, ledger: Ledger, packs: Sequence[Pack]) -> None:
        self._ledger = ledger
        self._packs = tuple(packs)
        self._known: Asked | None = None

    def now(self) -> Asked:
        """The library with the leader's own prompts, and what is on."""
        if self._known is None:
            with self._ledger.file.read() as connection:
                own = [prompt_from(body) for body in settings.own_prompts(connection)]
                off = _ids(settings.setting(connection, _OFF, []))
                on = _ids(settings.setting(connection, _ON, []))
            merged = library.merge(self._packs, own)
            enabled = {prompt.id for prompt in merged.prompts if prompt.default_on or prompt.id in on}
            self._known = Asked(merged, frozenset(enabled - off))
        return self._known

    def forget(self) -> None:
        """Read prompts and settings again when next asked (after undo)."""
        self._known = None

    def shipped(self) -> frozenset[str]:
        """The ids of the prompts that come with Balcony."""
        return frozenset(prompt.id for prompt in library.merge(self._packs, []).prompts)

    def wordings(self, answers: Collection[str], when: When | None) -> dict[str, Wording]:
        """The wording of each prompt as it is put at a moment; raises InvalidInput for an unknown one."""
        known = self.now().library
        found = {}
        for prompt_id in answers:
            prompt = known.prompt(prompt_id)
            if prompt is None:
                raise InvalidInput(
                    "answer",
                    f"There is no prompt called {prompt_id}.",
                    "Use the id of a prompt from the library or one of your own.",
                )
            found[prompt_id] = prompt.wording(when)
        return found

    # ---- which are on

    def turn(self, prompt_id: str, *, on: bool) -> None:
        """Ask a prompt, or ask it no more; what was answered stays."""
        known = self.now().library.prompt(prompt_id)
        default = known.default_on if known else True
        was_on = prompt_id in self.now().enabled
        with self._ledger.act("Change which prompts are asked") as writing:
            connection = writing.uow.connection
            off = _ids(settings.setting(connection, _OFF, [])) - {prompt_id}
            more = _ids(settings.setting(connection, _ON, [])) - {prompt_id}
            if on and not default:
                more |= {prompt_id}
            if not on and default:
                off |= {prompt_id}
            settings.set_setting(writing.uow, _OFF, list[JsonValue](sorted(off)))
            settings.set_setting(writing.uow, _ON, list[JsonValue](sorted(more)))
            if on and not was_on:
                self._note_since(writing.uow, prompt_id)
        self.forget()

    # ---- a leader's own

    def add_own(
        self,
        question: str,
        kind: AnswerKind,
        when: Sequence[When],
        *,
        help_text: str = "",
        labels: Sequence[str] = (),
        ends: tuple[str, str] | None = None,
    ) -> Prompt:
        """Make a prompt of one's own; raises InvalidInput."""
        made = own_prompts.own_prompt(question, kind, when, help_text=help_text, options=labels, ends=ends)
        self._keep(made, "Add a prompt")
        return made

    def reword(self, prompt_id: str, question: str, labels: Sequence[str] | None = None) -> Prompt:
        """Re-word a copy of a library prompt, or change one of the leader's own; raises InvalidInput."""
        prompt = self.now().library.prompt(prompt_id)
        if prompt is None:
            raise InvalidInput("prompt", "That prompt is not there any more.", "Choose another one.")
        if own_prompts.is_own(prompt.id):
            made = own_prompts.revised(prompt, question, labels=labels)
        else:
            made = own_prompts.reworded(prompt, question, labels=labels)
        self._keep(made, "Re-word a prompt")
        return made

    def retire_own(self, prompt_id: str) -> None:
        """Take one of the leader's own prompts off the list; its answers stay."""
        with self._ledger.act("Remove a prompt") as writing:
            settings.retire_own_prompt(writing.uow, prompt_id)
        self.forget()

    def _keep(self, prompt: Prompt, label: str) -> None:
        is_new = self.now().library.prompt(prompt.id) is None
        with self._ledger.act(label) as writing:
            settings.put_own_prompt(writing.uow, prompt.id, prompt_body(prompt))
            if is_new:
                self._note_since(writing.uow, prompt.id)
        self.forget()

    def _note_since(self, uow: UnitOfWork, prompt_id: str) -> None:
        kept = settings.setting(uow.connection, ASKED_SINCE, {})
        since = {
            **(kept if isinstance(kept, dict) else {}),
            prompt_id: self._ledger.clock.today().isoformat(),
        }
        settings.set_setting(uow, ASKED_SINCE, since)

    # ---- rotation

    def next_question(
        self, answers: Mapping[str, AnswerDraft] | None = None, without: Collection[str] = frozenset()
    ) -> Question | None:
        """What the quick form asks next; `without` are those already shown ("another")."""
        now = self.now()
        return rotation.next_question(now.library, now.enabled, answers or {}, self._history(), without)

    def skip(self, question_id: str) -> None:
        """Let a question rest for 14 days; kept outside undo and shown nowhere."""
        today = self._ledger.clock.today()
        with self._ledger.file.untracked() as connection:
            settings.forget_skips(connection, today - timedelta(days=rotation.REST_DAYS))
            settings.skip(connection, question_id, today)

    def _history(self) -> AskedHistory:
        today = self._ledger.clock.today()
        cards = {card.id: card.prompts for card in self.now().library.cards}
        with self._ledger.file.read() as connection:
            counts, last = asked.answered_by_prompt(connection, Stage.DECISION)
            skipped = settings.skips(connection, today - timedelta(days=rotation.REST_DAYS))
        for card, prompts in cards.items():
            counts.setdefault(card, max((counts.get(prompt, 0) for prompt in prompts), default=0))
            days = [last[prompt] for prompt in prompts if prompt in last]
            if days:
                last.setdefault(card, max(days))
        return AskedHistory(today, counts, last, skipped)


def _ids(value: object) -> set[str]:
    return {str(item) for item in value} if isinstance(value, list) else set()


def prompt_body(prompt: Prompt) -> str:
    """A leader's own prompt as JSON."""
    return json.dumps(
        {
            "id": prompt.id,
            "title": prompt.title,
            "question": prompt.question,
            "help": prompt.help,
            "framework": prompt.framework,
            "kind": prompt.kind.value,
            "when": [moment.value for moment in prompt.when],
            "version": prompt.version,
            "options": [[option.id, option.label] for option in prompt.options],
            "ends": [prompt.ends.low, prompt.ends.high] if prompt.ends else None,
            "based_on": prompt.based_on,
            "facet": prompt.facet,
            "core": prompt.core,
            "default_on": prompt.default_on,
            "needs": asdict(prompt.needs) if prompt.needs else None,
            "question_at": [[moment.value, question] for moment, question in prompt.question_at],
            "note": prompt.note,
        },
        ensure_ascii=False,
    )


def prompt_from(body: str) -> Prompt:
    """A leader's own prompt from its JSON."""
    raw = json.loads(body)
    return Prompt(
        id=raw["id"],
        title=raw["title"],
        question=raw["question"],
        help=raw["help"],
        framework=raw["framework"],
        kind=AnswerKind(raw["kind"]),
        when=tuple(When(moment) for moment in raw["when"]),
        version=raw["version"],
        options=tuple(Option(*pair) for pair in raw["options"]),
        ends=Ends(*raw["ends"]) if raw["ends"] else None,
        based_on=raw["based_on"],
        facet=raw["facet"],
        core=raw["core"],
        default_on=raw["default_on"],
        needs=_needs_from(raw["needs"]),
        question_at=tuple((When(moment), question) for moment, question in raw["question_at"]),
        note=raw["note"],
    )


def _needs_from(raw: dict[str, Any] | None) -> Needs | None:
    if raw is None:
        return None
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    return Needs(**{**raw, **lists})
