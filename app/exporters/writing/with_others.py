"""What came from a coach and from a pair, as Markdown: comments beside their entry, the rest at the end."""

from collections.abc import Iterator

from app.domain.conversation import (
    KIND_WORDS,
    STATUS_WORDS,
    ActionStatus,
    AgreedAction,
    Comment,
    Conversation,
    Reply,
    framework_words,
)
from app.domain.entries import Entry
from app.domain.written_dates import with_weekday
from app.exporters.writing.prose import one_line, prose
from app.exporters.writing.round_prose import round_prose


def comments_on(entry: Entry, kept: Conversation) -> Iterator[str]:
    """The comments on one entry, each under who made it and when."""
    asked = {answer.prompt_id: answer.wording.question for answer in entry.answers}
    for reply in kept.replies:
        for comment in reply.comments:
            if comment.entry_uid == entry.uid:
                yield _comment(comment, reply, asked.get(comment.prompt_id or "", ""))


def _comment(comment: Comment, reply: Reply, question: str) -> str:
    parts = [f"##### {one_line(reply.from_name)}, {with_weekday(reply.on)}: {KIND_WORDS[comment.kind]}"]
    if question:
        parts.append(f"On the question: {one_line(question)}")
    if comment.quote:
        parts.append("\n".join(f"> {line}" for line in prose(comment.quote).split("\n")))
    said = (framework_words(comment.framework, {}), prose(comment.body))
    return "\n\n".join([*parts, *filter(None, said)])


def with_others(kept: Conversation) -> Iterator[str]:
    """Sessions, agreed actions and rounds; nothing where there are none."""
    if not kept:
        return
    beside = {one.held.uid: one for one in kept.kept_rounds}
    yield "## With others"
    for reply in kept.replies:
        yield from _session(reply)
    if kept.actions:
        yield "### Agreed actions"
        yield "\n".join(_action(action) for action in kept.actions)
    for pair in kept.rounds:
        yield from round_prose(pair, beside.get(pair.uid))


def _session(reply: Reply) -> Iterator[str]:
    yield f"### {one_line(reply.from_name)}, {with_weekday(reply.on)}"
    if reply.session_summary:
        yield prose(reply.session_summary)
    if reply.take_away:
        yield f"What I take away: {prose(reply.take_away)}"
    for comment in reply.loose:
        yield _comment(comment, reply, "")


def _action(action: AgreedAction) -> str:
    words = [] if action.owner == "leader" else [f"for the {one_line(action.owner)}"]
    words.append(f"agreed on {with_weekday(action.agreed_on)}")
    if action.due_on:
        words.append(f"by {with_weekday(action.due_on)}")
    if action.closed_on:
        words.append(f"{STATUS_WORDS[action.status]} on {with_weekday(action.closed_on)}")
    else:
        words.append(STATUS_WORDS[action.status])
    box = "x" if action.status is ActionStatus.DONE else " "
    return f"- [{box}] {one_line(action.text)} ({', '.join(words)})"
