"""The course of one coaching, made of what was shared and sent back, and of nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.coaching import Answered, Received, Remark, RemarkState, Session
from app.domain.conversation import KIND_WORDS, CommentKind, framework_words
from app.domain.sharing import ReviewReply, ShareBundle
from app.domain.written_dates import written


@dataclass(frozen=True, slots=True)
class Told:
    """Everything of one leader: what came, what was remarked on it, and the replies as they were sent."""

    bundles: tuple[Received, ...]
    remarks: tuple[Remark, ...]
    replies: tuple[ReviewReply, ...]


def answered(told: Told) -> tuple[Answered, ...]:
    """What the leader answered to remarks that were sent, in the order of the bundles."""
    sent = {one.uid for one in told.remarks if one.state is RemarkState.SENT}
    return tuple(
        Answered(one.comment_id, one.answer, kept.uid, kept.bundle.made_on)
        for kept in told.bundles
        for one in kept.bundle.thread
        if one.comment_id in sent
    )


def sessions(told: Told) -> tuple[Session, ...]:
    """One line of history for each bundle, oldest first."""
    said = {one.comment_id: one.answer for one in answered(told)}
    return tuple(_session(kept.bundle, told, said) for kept in told.bundles)


def _session(bundle: ShareBundle, told: Told, said: dict[str, str]) -> Session:
    back = [one for one in told.replies if one.bundle_id == bundle.bundle_id]
    return Session(
        bundle_id=bundle.bundle_id,
        made_on=bundle.made_on,
        purpose=bundle.purpose,
        topics=tuple(
            field.value for entry in bundle.entries for field in entry.fields if field.field_id == "title"
        ),
        questions=tuple(
            (one.body, said.get(one.comment_id))
            for reply in back
            for one in reply.comments
            if one.kind is CommentKind.QUESTION
        ),
        actions=tuple(action for reply in back for action in reply.actions),
        notes=tuple(reply.session for reply in back if reply.session),
    )


def written_out(told: Told) -> str:
    """All of it as Markdown, for the leader to read or for whoever may ask; never the coach's own notes."""
    return "\n\n".join(_lines(told)) + "\n"


def _lines(told: Told) -> Iterator[str]:
    for kept in told.bundles:
        bundle = kept.bundle
        yield f"# Shared by {bundle.from_name} on {written(bundle.made_on)}"
        yield from filter(None, (bundle.purpose, bundle.note, bundle.marking))
        for entry in bundle.entries:
            yield f"## {entry.when}"
            for field in entry.fields:
                yield from filter(None, (f"### {field.question or field.label}", field.value))
        for one in bundle.thread:
            yield f"Answer to an earlier comment: {one.answer}"
        for reply in told.replies:
            if reply.bundle_id == bundle.bundle_id:
                yield from _reply_lines(reply)


def _reply_lines(reply: ReviewReply) -> Iterator[str]:
    yield f"## Sent back on {written(reply.made_on)}"
    for one in reply.comments:
        quote = f"“{one.anchor.exact}” – " if one.anchor else ""
        framework = framework_words(one.framework, {})
        yield f"{KIND_WORDS[one.kind]}: {quote}{'. '.join(filter(None, (framework, one.body)))}"
    for action in reply.actions:
        by = f" (by {written(action.by)})" if action.by else ""
        yield f"Proposed for the {action.owner}: {action.text}{by}"
    if reply.session:
        yield f"Session of {written(reply.session.on)}: {reply.session.summary}"
        yield f"Take away: {reply.session.take_away}"
