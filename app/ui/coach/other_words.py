"""Other words for what the privacy check noticed in a reply, put into the remark, action or note they stand in."""

from dataclasses import replace

from app.domain.privacy import REMOVED, Alike
from app.domain.sharing import ReviewReply
from app.services.journal import Journal


def put_other_words(journal: Journal, reply: ReviewReply, alike: Alike, words: str) -> None:
    """Change every place where the same was noticed; without words it is removed."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for place in alike.places:
        spans.setdefault(place.text_id, []).append((place.start, place.end))

    def mended(text_id: str, text: str) -> str:
        for start, end in sorted(spans.get(text_id, ()), reverse=True):
            text = f"{text[:start]}{words or REMOVED}{text[end:]}"
        return text

    for comment in reply.comments:
        if comment.comment_id in spans:
            journal.desk.change(replace(comment, body=mended(comment.comment_id, comment.body)))
    for action in reply.actions:
        if action.action_id in spans:
            journal.desk.propose(reply.bundle_id, replace(action, text=mended(action.action_id, action.text)))
    note = reply.session
    if note is not None and spans.keys() & {"summary", "take_away"}:
        changed = replace(
            note, summary=mended("summary", note.summary), take_away=mended("take_away", note.take_away)
        )
        journal.desk.note_session(reply.bundle_id, changed)
