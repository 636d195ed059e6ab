"""`balcony comment` and `balcony reply`: words beside what a leader shared, and the file that takes them back."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli import given
from app.cli.coaching import files
from app.cli.coaching.told import (
    action_shape,
    action_words,
    comment_shape,
    comment_words,
    notice_lines,
    session_shape,
)
from app.cli.command import Command, WrongUsage, day, whole, words
from app.cli.given import Raw
from app.cli.session import Session
from app.cli.shapes import Shape
from app.domain.anchoring import anchor_on
from app.domain.conversation import CommentKind
from app.domain.errors import InvalidInput
from app.domain.sharing import (
    OWNERS,
    Anchor,
    BundleComment,
    ProposedAction,
    ReviewReply,
    SessionNote,
    ShareBundle,
    SharedEntry,
    SharedField,
)

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.services.replying import ReplyDraft, SealedReply

FIELDS: Final = (
    "kind", "body", "entry", "on", "quote", "framework", "in_reply_to", "by", "owner", "day", "take_away",
)  # fmt: skip
ACTION, SESSION = "action", "session"
KINDS: Final = (*(one.value for one in CommentKind), ACTION, SESSION)
_MORE_WORDS = "Choose words that stand there once, as they stand there."


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bundle", metavar="BUNDLE", help="what it is about; “balcony desk” gives the ids")
    # As an option, "-" may stand at the end, where an argument that may be left out could not. It then is
    # no value of --from either, so that --from takes none.
    parser.add_argument("-", dest="body", action="store_true", help="your words come from stdin")
    parser.add_argument(
        "--from", dest="source", action="store_true", help="with -: all about it comes as JSON from stdin"
    )
    parser.add_argument("--kind", choices=KINDS, help="what it is (question)")
    parser.add_argument(
        "--entry", type=whole, metavar="N", help="the number of the entry; needed only among several"
    )
    parser.add_argument(
        "--on", type=words, metavar="FIELD", help="the field it is about; without one, all of the entry"
    )
    parser.add_argument("--quote", type=words, metavar="WORDS", help="the words of that field it stands on")
    parser.add_argument("--framework", type=words, metavar="ID", help="the framework to look through")
    parser.add_argument("--in-reply-to", metavar="ID", help="an earlier comment")
    parser.add_argument("--by", type=day, metavar="DATE", help="for an action: by when")
    parser.add_argument("--owner", choices=OWNERS, help="for an action: whose it would be (leader)")
    parser.add_argument("--day", type=day, metavar="DATE", help="for a session note: the day you met (today)")


def _act(session: Session, options: Namespace) -> int:
    raw = _raw(session, options)
    kind = given.text(raw, "kind") or CommentKind.QUESTION.value
    if kind not in KINDS:
        raise InvalidInput("kind", "“kind” is not known.", f"Choose one of {', '.join(KINDS)}.")
    with session.journal() as journal:
        if kind == ACTION:
            uid = _propose(journal, options.bundle, raw)
        elif kind == SESSION:
            note = SessionNote(
                given.day(raw, "day") or session.clock.today(), given.text(raw, "body"), given.text(raw, "take_away")
            )  # fmt: skip
            journal.desk.note_session(options.bundle, note)
            uid = None
        else:
            said = comment_of(raw, journal.desk.bundle(options.bundle).bundle)
            uid = journal.desk.remark(options.bundle, said).uid
    session.result({"id": uid, "kind": kind}, [uid or "The session note goes with the next reply."])
    return 0


def _raw(session: Session, options: Namespace) -> Raw:
    names = [name for name in FIELDS if name not in {"body", "take_away"}]
    typed = given.from_options(options, names)
    if not options.body:
        raise WrongUsage("put - at the end to read your words from stdin, or use --from -")
    if options.source:
        if typed:
            raise WrongUsage("with --from -, everything about it comes from the input")
        return given.from_json(session.input(), FIELDS)
    return {**typed, "body": session.input().strip()}


def _propose(journal: "Journal", bundle: str, raw: Raw) -> str:
    owner = given.text(raw, "owner") or OWNERS[0]
    if owner not in OWNERS:
        raise InvalidInput("owner", "“owner” is not known.", f"Choose one of {', '.join(OWNERS)}.")
    action = ProposedAction("", given.text(raw, "body").strip(), given.day(raw, "by"), owner)
    return journal.desk.propose(bundle, action).uid


def comment_of(raw: Raw, bundle: ShareBundle) -> BundleComment:
    """A remark on words of a bundle; raises InvalidInput where they are not there."""
    name, quote = given.text(raw, "on"), given.text(raw, "quote")
    entry = _entry(bundle, given.number(raw, "entry"), name)
    field = entry.field(name) if entry and name else None
    if quote and field is None:
        raise InvalidInput("on", "Words are quoted from a field.", "Name it with --on.")
    return BundleComment(
        "",
        entry.share_id if entry else "",
        name,
        CommentKind(given.text(raw, "kind") or CommentKind.QUESTION),
        given.text(raw, "body").strip(),
        _anchor(field, quote) if field and quote else None,
        given.text(raw, "in_reply_to") or None,
        given.text(raw, "framework") or None,
    )


def _entry(bundle: ShareBundle, number: int | None, name: str) -> SharedEntry | None:
    """The entry meant: by its number, else the only one with that field; None for everything that was shared."""
    if number is not None:
        if not 1 <= number <= len(bundle.entries):
            raise InvalidInput(
                "entry", "There is no such entry in it.", "“balcony desk BUNDLE” numbers them."
            )
        return bundle.entries[number - 1]
    if not name:
        return None
    having = [one for one in bundle.entries if one.field(name)]
    if not having:
        raise InvalidInput("on", "There is no such field in it.", "“balcony desk BUNDLE” names them.")
    if len(having) > 1:
        raise InvalidInput("entry", "Several entries have that field.", "Name one with --entry.")
    return having[0]


def _anchor(field: SharedField, quote: str) -> Anchor:
    at = field.value.find(quote)
    if at < 0 or field.value.find(quote, at + 1) >= 0:
        found = "These words are not there." if at < 0 else "These words stand there more than once."
        raise InvalidInput("quote", found, _MORE_WORDS)
    return anchor_on(field.value, at, at + len(quote))


# ---- the reply


def _reply_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bundle", metavar="BUNDLE", help="what it answers; “balcony desk” gives the ids")
    files.take_place(parser)
    parser.add_argument(
        "--i-have-read", action="store_true", help="I have read what the privacy check noticed"
    )


def _reply(session: Session, options: Namespace) -> int:
    place, leaves = files.wanted_place(session, options), options.out is not None or options.text
    with session.journal() as journal:
        draft = journal.desk.reply(options.bundle)
        noticed = _noticed(draft)
        for line in notice_lines(noticed):
            session.console.tell(line)
        may_leave = leaves and (options.i_have_read or not noticed)
        sealed = journal.desk.seal(draft) if may_leave else None
        path, text = _let_out(journal, sealed, place, as_text=options.text) if sealed else (None, None)
    reply = sealed.reply if sealed else draft.reply
    session.result(_reply_shape(draft, sealed, path, text), _reply_lines(reply, path, text))
    if leaves and not sealed:
        session.console.tell("Nothing was made. Read what was noticed, then add --i-have-read.")
        return 1
    return 0


def _noticed(draft: "ReplyDraft") -> list[tuple[str, str]]:
    found = ((each.text[one.start : one.end], one.why) for each in draft.noticed for one in each.notices)
    return list(dict.fromkeys(found))


def _let_out(
    journal: "Journal", sealed: "SealedReply", place: Path | None, *, as_text: bool
) -> tuple[Path | None, str | None]:
    """The file that was written, or the text."""
    if as_text:
        text = journal.desk.as_text(sealed)
        return (files.written_text(text, place), None) if place else (None, text)
    if place is None or place.is_dir():
        return (journal.desk.save(sealed, place) if place else None), None
    return journal.desk.save(sealed, place.parent).replace(place), None


def _reply_shape(
    draft: "ReplyDraft", sealed: "SealedReply | None", path: Path | None, text: str | None
) -> Shape:
    reply = sealed.reply if sealed else draft.reply
    return {
        "id": reply.reply_id if sealed else None,
        "comments": [comment_shape(one) for one in reply.comments],
        "actions": [action_shape(one) for one in reply.actions],
        "session": session_shape(reply.session),
        "notices": [{"words": found, "why": why} for found, why in _noticed(draft)],
        "path": str(path) if path else None,
        "text": text,
        "fingerprint": sealed.fingerprint if sealed else None,
    }


def _reply_lines(reply: ReviewReply, path: Path | None, text: str | None) -> Iterator[str]:
    if text is not None:
        yield from text.splitlines()
        return
    for one in reply.comments:
        yield from comment_words(one)
    yield from map(action_words, reply.actions)
    if reply.session:
        yield f"Session of {reply.session.on.isoformat()}: {reply.session.summary}"
    yield f"Written to {path}" if path else "Not made yet: name a file with --out, or --text."


comment = Command(
    "comment", "say something about what a leader shared, for the next reply", _arguments, _act,
    more="Your words come from stdin: put - at the end. The words you quote are the leader's: with --from -, they come\n"
    "from stdin too, where other programs cannot see them.",
)  # fmt: skip
reply = Command(
    "reply", "make the file that takes your comments back to the leader", _reply_arguments, _reply,
    more="Without --out or --text it only shows what would go. What was held back in the window stays.",
)  # fmt: skip
