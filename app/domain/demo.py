"""The demo journal: fictional entries read from their file, their dates moved to today."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.domain.conversation import (
    ActionStatus,
    AgreedAction,
    Comment,
    CommentKind,
    Conversation,
    PairRound,
    Reply,
    RoundPrompt,
    RoundStatus,
)
from app.domain.days import week_ending
from app.domain.entries import AnswerDraft, EntryDraft, EntryKind, Happened, ReviewDraft
from app.domain.errors import JournalError
from app.domain.forms import weekly_title
from app.domain.prompts import Wording

_WRITTEN = time(16, 40, tzinfo=UTC)
_COACH = "Coach"
_MINE, _THEIRS = "A", "B"
# The file gives no days for the round; it ended a week before its today.
_ROUND_OPENED, _ROUND_REVEALED = timedelta(weeks=3), timedelta(weeks=1)


class DemoUnreadable(JournalError):  # noqa: N818  named for what happened, as all of them are
    code = "demo-unreadable"
    message = "The demo journal that comes with Balcony is damaged."
    advice = "Install Balcony again. Your own journal is not touched."


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One fictional entry under a fixed uid, with its reviews in order."""

    uid: str
    draft: EntryDraft
    reviews: tuple[ReviewDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoRound:
    """The finished round of a pair: the ids of its prompts and what each side answered."""

    topic: str
    prompts: tuple[str, ...]
    mine: Mapping[str, AnswerDraft]
    theirs: Mapping[str, AnswerDraft]
    agreed_learning: str
    opened_on: date
    revealed_on: date

    def asked(self, wordings: Mapping[str, Wording]) -> PairRound:
        """The round with the wording of every prompt by its id."""
        return PairRound(
            uid="demo-round",
            topic=self.topic,
            mine=_MINE,
            theirs=_THEIRS,
            opened_on=self.opened_on,
            status=RoundStatus.REVEALED,
            revealed_on=self.revealed_on,
            agreed_learning=self.agreed_learning,
            is_demo=True,
            prompts=tuple(
                RoundPrompt(wordings[prompt], self.mine.get(prompt), self.theirs.get(prompt))
                for prompt in self.prompts
            ),
        )


@dataclass(frozen=True, slots=True)
class DemoJournal:
    """Everything the demo journal holds, each in the order it was written; rounds stand apart, unworded.

    `today` is the demo's today, moved as every other date is.
    """

    entries: tuple[DemoEntry, ...]
    weeklies: tuple[DemoEntry, ...]
    today: date
    conversation: Conversation = field(default_factory=Conversation)
    rounds: tuple[DemoRound, ...] = ()


def whole_weeks(demo_today: date, today: date) -> timedelta:
    """The whole weeks from the demo's today to the real one, rounded down so that nothing lies ahead."""
    return timedelta(weeks=(today - demo_today).days // 7)


def read_demo(text: str, today: date, *, as_dated: bool = False, only_decisions: bool = False) -> DemoJournal:
    """Read the demo file; raises DemoUnreadable.

    Dates keep their weekday (moved by whole weeks) unless `as_dated`. `only_decisions` leaves out the
    light entries and keeps the weekly reflections, the coach's reply and the round.
    """
    try:
        raw = json.loads(text)
        demo_today = date.fromisoformat(raw["demo_today"])
        shift = timedelta() if as_dated else whole_weeks(demo_today, today)
        entries = raw["decisions"] if only_decisions else raw["decisions"] + raw["light"]
        read = [_entry(one, shift) for one in entries]
        weeklies = [_weekly(one, shift) for one in raw["weekly"]]
        conversation = _conversation(raw["coach_reply"], shift)
        rounds = (_round(raw["pair_round"], demo_today + shift),)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise DemoUnreadable from None
    return DemoJournal(_by_day(read), _by_day(weeklies), demo_today + shift, conversation, rounds)


def _by_day(entries: list[DemoEntry]) -> tuple[DemoEntry, ...]:
    return tuple(sorted(entries, key=lambda one: (one.draft.written_on or date.min, one.uid)))


def _day(text: str | None, shift: timedelta) -> date | None:
    return date.fromisoformat(text) + shift if text else None


def answers_in(raw: Mapping[str, Any]) -> dict[str, AnswerDraft]:
    """Answers by the id of their prompt, as the demo's files spell them."""
    return {
        name: AnswerDraft(tuple(value) if isinstance(value, list) else value) for name, value in raw.items()
    }


def _entry(raw: dict[str, Any], shift: timedelta) -> DemoEntry:
    logged = date.fromisoformat(raw["logged"]) + shift
    draft = EntryDraft(
        kind=EntryKind.DECISION,
        title=raw["title"],
        context=raw.get("context", ""),
        decision=raw.get("decision", ""),
        expected=raw.get("expected", ""),
        confidence=raw.get("confidence"),
        review_due=_day(raw.get("review_due"), shift),
        decided_on=logged,
        themes=tuple(raw["themes"]),
        answers=answers_in(raw["answers"]),
        written_at=datetime.combine(logged, _WRITTEN),
        written_on=logged,
    )
    review = raw.get("review")
    return DemoEntry(raw["id"], draft, (_review(review, shift),) if review else ())


def _review(raw: dict[str, Any], shift: timedelta) -> ReviewDraft:
    return ReviewDraft(
        happened=Happened(raw["happened"]),
        what_happened=raw.get("what_happened", ""),
        outcome=raw.get("outcome"),
        process=raw.get("process"),
        learned=raw.get("learned", ""),
        answers=answers_in(raw.get("answers", {})),
        reviewed_on=_day(raw["date"], shift),
    )


def _weekly(raw: dict[str, Any], shift: timedelta) -> DemoEntry:
    """A weekly reflection: written on the day the file names, counted at the Sunday of that week."""
    written = date.fromisoformat(raw["week_ending"]) + shift
    draft = EntryDraft(
        kind=EntryKind.WEEKLY,
        title=weekly_title(written),
        no_review=True,
        decided_on=week_ending(written),
        answers=answers_in(raw["answers"]),
        written_at=datetime.combine(written, _WRITTEN),
        written_on=written,
    )
    return DemoEntry(raw["id"], draft)


def _conversation(raw: dict[str, Any], shift: timedelta) -> Conversation:
    """What a coach sent back about one entry: comments, a session note, and actions agreed in it."""
    about, session = raw["bundle_entry"], raw["session"]
    on = date.fromisoformat(session["date"]) + shift
    reply = Reply(
        uid="demo-reply",
        from_name=_COACH,
        received_on=on,
        session_on=on,
        session_summary=session["summary"],
        take_away=session["take_away"],
        is_demo=True,
        comments=tuple(_comment(one, about) for one in raw["comments"]),
    )
    return Conversation((reply,), tuple(_action(one, about, reply, shift) for one in raw["actions"]))


def _comment(raw: dict[str, Any], about: str) -> Comment:
    return Comment(
        uid=raw["id"],
        entry_uid=about,
        kind=CommentKind(raw["type"]),
        body=raw["body"],
        field=raw["field"],
        prompt_id=raw["prompt"],
        quote=raw["quote"],
    )


def _action(raw: dict[str, Any], about: str, reply: Reply, shift: timedelta) -> AgreedAction:
    """An agreed action; the file does not say when a done one was done, so it was by its day."""
    status, due_on = ActionStatus(raw["status"]), _day(raw["by"], shift)
    return AgreedAction(
        uid=raw["id"],
        text=raw["text"],
        owner=raw["owner"],
        due_on=due_on,
        status=status,
        agreed_on=reply.on,
        closed_on=None if status is ActionStatus.OPEN else due_on,
        entry_uid=about,
        reply_uid=reply.uid,
        is_demo=True,
    )


def _round(raw: dict[str, Any], today: date) -> DemoRound:
    return DemoRound(
        topic=raw["topic"],
        prompts=tuple(raw["prompts"]),
        mine=answers_in(raw["a"]),
        theirs=answers_in(raw["b"]),
        agreed_learning=raw["agreed_learning"],
        opened_on=today - _ROUND_OPENED,
        revealed_on=today - _ROUND_REVEALED,
    )
