"""Getting ready for a meeting: what is new since the last one, and the questions to ask."""

from datetime import date, timedelta
from typing import Final

from app.domain.briefing import BriefMaterial, Sources, material_of
from app.domain.conversation import Reply
from app.domain.entries import Entry, EntryId
from app.domain.errors import InvalidInput
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import briefing, conversation, settings
from app.storage.entries import load_many

_LAST_MET: Final = "last_met"
_QUESTIONS: Final = "questions_to_ask"
_AT_FIRST: Final = timedelta(weeks=6)
"""How far a first brief looks back; meetings are mostly four to eight weeks apart."""
LONGEST_QUESTION: Final = 500


class Briefing:
    """Briefs for meetings of one journal."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def last_met(self) -> date | None:
        """The day remembered as the last meeting."""
        with self._ledger.file.read() as connection:
            kept = settings.setting(connection, _LAST_MET)
        try:
            return date.fromisoformat(str(kept)) if kept else None
        except ValueError:
            return None

    def met(self, on: date) -> None:
        """Remember a meeting, for the next brief to begin there; raises InvalidInput for a day to come."""
        if on > self._ledger.clock.today():
            raise InvalidInput("met", "That day is still to come.", "Choose today or a day before it.")
        with self._ledger.act("Remember the meeting") as act:
            settings.set_setting(act.uow, _LAST_MET, on.isoformat())

    def material(self, since: date | None = None) -> BriefMaterial:
        """Everything new from a day on, else from the last meeting, else of six weeks."""
        from app.services.pairs.rounds import Rounds

        today = self._ledger.clock.today()
        rounds = Rounds(self._ledger).all()
        first = since or self.last_met() or today - _AT_FIRST
        with self._ledger.file.read() as connection:
            words, day = self._ledger.file.words, first.toordinal()
            fiction = settings.setting(connection, settings.IS_DEMO) is True
            sources = Sources(
                load_many(connection, words, briefing.decided_since(connection, day)),
                load_many(connection, words, briefing.reviewed_since(connection, day)),
                load_many(connection, words, briefing.waiting_on(connection, today.toordinal())),
                conversation.all_actions(connection),
                tuple(one for one in rounds if fiction or not one.round.is_demo),
                *self._said(first, fiction=fiction),
            )
        return material_of(sources, first, today)

    def _said(self, since: date, *, fiction: bool) -> tuple[tuple[Reply, ...], dict[EntryId, Entry]]:
        """What came back from a day on, and the entries it speaks of."""
        with self._ledger.file.read() as connection:
            replies = [one for one in conversation.replies(connection) if one.on >= since]
            replies = [one for one in replies if fiction or not one.is_demo][-briefing.MOST :]
            said = [comment for one in replies for comment in one.comments]
            spoken_of = {one.entry_id for one in said if one.entry_id is not None}
            entries = load_many(connection, self._ledger.file.words, sorted(spoken_of))
        return tuple(replies), {one.id: one for one in entries}

    # ---- the questions

    def questions(self) -> tuple[str, ...]:
        """What the leader wants to ask, in their order."""
        with self._ledger.file.read() as connection:
            kept = settings.setting(connection, _QUESTIONS, [])
        return tuple(str(one) for one in kept) if isinstance(kept, list) else ()

    def ask(self, question: str) -> None:
        """Put a question on the list; raises InvalidInput."""
        text = " ".join(question.split())
        if not text or len(text) > LONGEST_QUESTION:
            raise InvalidInput(
                "question",
                "A question is a line of words."
                if not text
                else "That is longer than a question needs to be.",
                "Write it in a line or two.",
            )
        self._keep((*self.questions(), text), "Note a question")

    def drop_question(self, question: str) -> None:
        """Take a question off the list."""
        self._keep(tuple(one for one in self.questions() if one != question), "Remove a question")

    def _keep(self, questions: tuple[str, ...], label: str) -> None:
        with self._ledger.act(label) as act:
            settings.set_setting(act.uow, _QUESTIONS, list[JsonValue](questions))
