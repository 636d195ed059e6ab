"""Made-up journals for property tests: whole, coherent, and answering the real prompt library.

Ids count up from 1 in the order of writing (entries, reviews and additions each
on their own; imports in order of first appearance), as the `balcony` importer
numbers them, so that what comes back from a file equals what went in.
"""

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from app.domain.comparing import MINE, THEIRS, RoundComment
from app.domain.conversation import (
    ActionStatus,
    AgreedAction,
    Comment,
    CommentKind,
    Conversation,
    LeaderAnswer,
    PairRound,
    Reply,
    RoundPrompt,
    RoundStatus,
)
from app.domain.entries import (
    CONFIDENCE_STEPS,
    Addition,
    Answer,
    AnswerDraft,
    AnswerValue,
    Entry,
    EntryId,
    EntryKind,
    Happened,
    Origin,
    Review,
    ReviewDate,
    ReviewId,
    Sensitivity,
    Theme,
    ThemeId,
    Version,
)  # fmt: skip
from app.domain.fields import Field
from app.domain.library import MergedLibrary, merge, read_pack
from app.domain.pairing import KEY_BYTES, MOST_PROMPTS, RoundRole, Seal, SealedRound, Withdrawn
from app.domain.prompts import AnswerKind, Ends, Needs, Option, Prompt, When
from app.domain.rounds_held import KeptRound, RoundFile
from app.domain.sharing import ROUND_KINDS, Anchor
from app.domain.whole import JournalHeader, JsonValue, WholeEntry

Draw = Callable[[st.SearchStrategy[Any]], Any]

PACK = Path(__file__).parent.parent / "resources" / "prompts" / "balcony.json"
_PROSE = (
    "Sit a senior practitioner beside the people taking the calls.",
    "# Not a heading\n\n- one\n- two\n\n> said aloud\n---\n<b>bold</b> ![x](http://example.org/x.png)",
    "Ysgol Llanrhymni – “cwrdd â’r teulu”, 3 o’r gloch 🌧",
    "\tA line that begins with a tab\nand ends with a backslash \\",
)
_MARKABLE = tuple(field.value for field in (Field.CONTEXT, Field.DECISION, Field.EXPECTED, Field.LEARNED))


@cache
def library() -> MergedLibrary:
    """The prompt library that ships."""
    return merge([read_pack(PACK.read_text("utf-8"), PACK.name)])


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Texts of one or more lines, whatever a keyboard, an importer or another script can give."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
    return st.one_of(st.sampled_from(_PROSE), st.just(""), st.text(letters, max_size=max_size))


def titles() -> st.SearchStrategy[str]:
    """Titles of one line."""
    return st.one_of(
        st.just("Pause the second screening step"),
        st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=40),
    )


def days() -> st.SearchStrategy[date]:
    """Days of a working life."""
    return st.dates(date(1990, 1, 1), date(2060, 12, 31))


def moments() -> st.SearchStrategy[datetime]:
    """Instants in UTC, to the microsecond."""
    years = st.integers(1990, 2060).map(lambda year: datetime(year, 1, 1, tzinfo=UTC))
    return st.builds(operator.add, years, st.timedeltas(timedelta(0), timedelta(days=364)))


def uids() -> st.SearchStrategy[str]:
    """Names of entries and reviews; draw them distinct."""
    return st.uuids(version=4).map(lambda uid: uid.hex)


@st.composite
def answers(draw: Draw, prompt: Prompt, when: When) -> Answer:
    """An answer to a prompt as it is put at a moment."""
    value: AnswerValue
    match prompt.kind:
        case AnswerKind.MULTI:
            chosen = draw(st.sets(st.sampled_from([option.id for option in prompt.options])))
            value = tuple(option.id for option in prompt.options if option.id in chosen)
        case AnswerKind.SINGLE:
            value = draw(st.sampled_from([option.id for option in prompt.options]))
        case AnswerKind.SLIDER:
            value = draw(st.integers(-3, 3))
        case AnswerKind.PERCENT:
            value = draw(st.integers(0, 100))
        case _:
            value = draw(texts())
    return Answer(
        wording=prompt.wording(when),
        value=value,
        other=draw(texts()) if prompt.kind is AnswerKind.MULTI else "",
        answered_at=draw(moments()),
        added_later=draw(st.booleans()),
        private_only=draw(st.booleans()),
        hold=draw(st.booleans()),
    )


@st.composite
def some_answers(draw: Draw, when: When, most: int = 3) -> tuple[Answer, ...]:
    """Answers to different prompts of the real library that are asked at a moment."""
    asked = library().asked(when)
    chosen = draw(st.lists(st.sampled_from(asked), max_size=most, unique_by=lambda prompt: prompt.id))
    return tuple(draw(answers(prompt, when)) for prompt in chosen)


@st.composite
def reviews(draw: Draw, review_id: ReviewId, uid: str) -> Review:
    """A review of one decision."""
    return Review(
        id=review_id,
        uid=uid,
        reviewed_on=draw(days()),
        written_at=draw(moments()),
        happened=draw(st.none() | st.sampled_from(Happened)),
        what_happened=draw(texts()),
        outcome=draw(st.none() | st.integers(-3, 3)),
        process=draw(st.none() | st.integers(-3, 3)),
        learned=draw(texts()),
        answers=draw(some_answers(When.REVIEW, most=2)),
    )


@dataclass
class _Counters:
    """What counts up through one journal."""

    themes: tuple[Theme, ...] = ()
    reviews: int = 0
    additions: int = 0
    batches: int = 0
    written: list[WholeEntry] = field(default_factory=list)


def _marks(least: int = 0) -> st.SearchStrategy[frozenset[Sensitivity]]:
    return st.frozensets(st.sampled_from(Sensitivity), min_size=least, max_size=2)


@st.composite
def _entry(draw: Draw, uid: str, review_uids: list[str], so_far: _Counters) -> WholeEntry:
    kind = draw(st.sampled_from(EntryKind))
    is_decision = kind is EntryKind.DECISION
    written_reviews = []
    for review_uid in review_uids if is_decision else []:
        so_far.reviews += 1
        written_reviews.append(draw(reviews(ReviewId(so_far.reviews), review_uid)))
    about = st.none() | st.sampled_from([review.id for review in written_reviews] or [None])
    withheld = is_decision and draw(st.booleans())
    due = draw(st.none() | days()) if is_decision else None
    source = draw(st.none() | st.sampled_from(so_far.written)) if so_far.written else None
    origin = draw(_origins(so_far)) if kind is EntryKind.REFLECTION else None
    entry = Entry(
        id=EntryId(len(so_far.written) + 1),
        uid=uid,
        kind=kind,
        decided_on=draw(days()),
        written_on=draw(days()),
        written_at=draw(moments()),
        title=draw(titles()),
        context=draw(texts()),
        decision=draw(texts()) if is_decision else "",
        expected=draw(texts()) if is_decision else "",
        confidence=draw(st.none() | st.sampled_from(CONFIDENCE_STEPS))
        if is_decision and not withheld
        else None,
        confidence_withheld=withheld,
        review_due=due,
        no_review=is_decision and due is None and draw(st.booleans()),
        snoozed_until=draw(st.none() | days()) if due else None,
        undecided=is_decision and not written_reviews and draw(st.booleans()),
        withdrawn=is_decision and draw(st.booleans()),
        locked_on=draw(days()) if written_reviews else None,
        themes=tuple(draw(st.lists(st.sampled_from(so_far.themes), unique=True, max_size=2)))
        if so_far.themes
        else (),
        marks=draw(_marks()),
        field_marks=draw(st.dictionaries(st.sampled_from(_MARKABLE), _marks(least=1), max_size=1)),
        answers=draw(some_answers(When.WEEKLY if kind is EntryKind.WEEKLY else When.DECISION)),
        reviews=tuple(written_reviews),
        additions=tuple(draw(_additions(about, so_far))),
        review_dates=tuple(draw(st.lists(st.builds(ReviewDate, days(), st.none() | days()), max_size=2))),
        is_demo=draw(st.booleans()),
        origin=origin,
        came_from=source.entry.id if source else None,
    )
    versions = st.builds(Version, st.sampled_from(_MARKABLE), texts(), moments(), about)
    return WholeEntry(
        entry,
        tuple(draw(st.lists(versions, max_size=2))),
        source.entry.uid if source else None,
        draw(st.none() | uids()) if origin else None,
    )


@st.composite
def _origins(draw: Draw, so_far: _Counters) -> Origin | None:
    if draw(st.booleans()):
        return None
    batch = draw(st.integers(1, so_far.batches + 1))
    so_far.batches = max(so_far.batches, batch)
    tags = draw(st.lists(st.sampled_from(["work", "early help", "Ofsted"]), unique=True, max_size=2))
    return Origin(
        draw(st.sampled_from(["day-one", "jrnl", "markdown"])), batch, tuple(tags), draw(st.booleans())
    )


@st.composite
def _additions(draw: Draw, about: st.SearchStrategy[ReviewId | None], so_far: _Counters) -> list[Addition]:
    written = []
    for _ in range(draw(st.integers(0, 2))):
        so_far.additions += 1
        written.append(Addition(so_far.additions, draw(texts()), draw(moments()), draw(days()), draw(about)))
    return written


@st.composite
def own_prompts(draw: Draw) -> Prompt:
    """A prompt a leader wrote, or a re-worded one, with anything a prompt can have."""
    kind = draw(st.sampled_from(AnswerKind))
    choices = kind in {AnswerKind.SINGLE, AnswerKind.MULTI}
    needs = st.builds(Needs, prompt=st.just("dj-options"), answered=st.just(value=True)) | st.builds(
        Needs, card=st.just("ic"), any_at_most=st.integers(-3, 3)
    )
    return Prompt(
        id=f"custom-{draw(uids())[:12]}",
        title=draw(titles()),
        question=draw(texts()),
        help=draw(texts()),
        framework="own",
        kind=kind,
        when=tuple(draw(st.lists(st.sampled_from(When), min_size=1, unique=True))),
        version=draw(st.integers(1, 9)),
        options=(Option("a", draw(titles())), Option("b", "Neither")) if choices else (),
        ends=Ends("standing back", draw(titles())) if kind is AnswerKind.SLIDER else None,
        facet=draw(st.sampled_from(["", "options"])),
        core=draw(st.booleans()),
        default_on=draw(st.booleans()),
        needs=draw(st.none() | needs),
        question_at=draw(st.just(()) | st.just(((When.REVIEW, "And now?"),))),
        note=draw(texts()),
        based_on=draw(st.none() | st.just("dj-options")),
    )


def settings_values() -> st.SearchStrategy[JsonValue]:
    """What a journal's own settings can hold."""
    leaves: st.SearchStrategy[Any] = (
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.floats(allow_nan=False, allow_infinity=False)
        | texts()
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(titles(), inner, max_size=2),
        max_leaves=4,
    )


@st.composite
def headers(draw: Draw) -> JournalHeader:
    """What belongs to a journal as a whole."""
    names = draw(st.lists(titles().filter(bool), unique=True, max_size=3))
    themes = [Theme(ThemeId(1), "safeguarding", "safeguarding")]
    themes += [
        Theme(ThemeId(number), name, None, draw(st.booleans()))
        for number, name in enumerate((name for name in names if name != "safeguarding"), start=2)
    ]
    return JournalHeader(
        is_demo=draw(st.booleans()),
        themes=tuple(themes),
        own_prompts=tuple(draw(st.lists(own_prompts(), max_size=2, unique_by=lambda prompt: prompt.id))),
        settings=draw(st.dictionaries(titles().filter(bool), settings_values(), max_size=2)),
    )


@st.composite
def whole_journals(draw: Draw, most: int = 5) -> tuple[JournalHeader, tuple[WholeEntry, ...]]:
    """A journal with its history, in the order of writing."""
    header = draw(headers())
    so_far = _Counters(header.themes)
    number = draw(st.integers(0, most))
    names = draw(st.lists(uids(), min_size=number * 3, max_size=number * 3, unique=True))
    for place in range(number):
        uid, *review_uids = names[place * 3 : place * 3 + 3]
        kept = review_uids[: draw(st.integers(0, 2))]
        so_far.written.append(draw(_entry(uid, kept, so_far)))
    said = draw(conversations(tuple(so_far.written)))
    return replace(header, conversation=said), tuple(so_far.written)


# ---- what came from and with others


@st.composite
def conversations(draw: Draw, about: tuple[WholeEntry, ...] = ()) -> Conversation:
    """Replies that speak of these entries, actions that may belong to them, and rounds of a pair."""
    names = iter([f"said-{number}" for number in range(30)])
    replies = tuple(draw(_replies(next(names), names, about)) for _ in range(draw(st.integers(0, 2))))
    actions = tuple(draw(_actions(next(names), replies, about)) for _ in range(draw(st.integers(0, 2))))
    rounds = tuple(draw(_rounds(next(names))) for _ in range(draw(st.integers(0, 1))))
    kept = tuple(draw(_kept_rounds(one.uid, next(names))) for one in rounds)
    return Conversation(replies, actions, rounds, tuple(one for one in kept if not one.is_plain))


@st.composite
def _replies(draw: Draw, uid: str, names: Iterator[str], about: tuple[WholeEntry, ...]) -> Reply:
    return Reply(
        uid=uid,
        from_name=draw(titles()),
        received_on=draw(days()),
        bundle_uid=draw(st.just("") | uids()),
        session_on=draw(st.none() | days()),
        session_summary=draw(texts()),
        take_away=draw(texts()),
        is_demo=draw(st.booleans()),
        comments=tuple(
            draw(_comments(next(names), about)) for _ in range(draw(st.integers(0, 3)) if about else 0)
        ),
        loose=tuple(draw(_loose(next(names))) for _ in range(draw(st.integers(0, 1)))),
        typed_in=draw(st.booleans()),
        made_on=draw(st.none() | days()),
        fingerprint=draw(st.sampled_from(["", "f" * 64])),
    )


def _loose(uid: str) -> st.SearchStrategy[Comment]:
    """A comment on everything that was shared."""
    return st.builds(
        Comment, st.just(uid), st.just(""), st.sampled_from(CommentKind), texts(), closed=st.booleans()
    )


@st.composite
def _anchors(draw: Draw) -> Anchor:
    start = draw(st.integers(0, 40))
    exact = draw(texts().filter(bool))
    return Anchor(exact, draw(texts())[:32], draw(texts())[:32], start, start + len(exact), "0" * 64)


@st.composite
def _leader_answers(draw: Draw, about: str) -> tuple[LeaderAnswer, ...]:
    said = range(draw(st.integers(0, 2)))
    return tuple(
        LeaderAnswer(f"{about}-{place}", draw(texts()), draw(days()), draw(st.none() | uids()))
        for place in said
    )


@st.composite
def _comments(draw: Draw, uid: str, about: tuple[WholeEntry, ...]) -> Comment:
    entry = draw(st.sampled_from(about)).entry
    return Comment(
        uid=uid,
        entry_uid=entry.uid,
        kind=draw(st.sampled_from(CommentKind)),
        body=draw(texts()),
        field=draw(st.sampled_from(["", "answer", "context"])),
        prompt_id=draw(st.none() | st.sampled_from([prompt.id for prompt in library().prompts])),
        quote=draw(st.none() | texts().filter(bool)),
        review_uid=draw(st.sampled_from([None, *(review.uid for review in entry.reviews)])),
        in_reply_to=draw(st.none() | uids()),
        share_id=draw(st.sampled_from(["", "a" * 32])),
        field_id=draw(st.sampled_from(["", "context", "review:1:learned"])),
        anchor=draw(st.none() | _anchors()),
        framework=draw(st.sampled_from([None, "triangle"])),
        closed=draw(st.booleans()),
        answers=draw(_leader_answers(uid)),
    )


@st.composite
def _actions(draw: Draw, uid: str, replies: tuple[Reply, ...], about: tuple[WholeEntry, ...]) -> AgreedAction:
    status = draw(st.sampled_from(ActionStatus))
    return AgreedAction(
        uid=uid,
        text=draw(texts()),
        owner=draw(st.sampled_from(["leader", "coach"])),
        due_on=draw(st.none() | days()),
        status=status,
        agreed_on=draw(days()),
        closed_on=None if status is ActionStatus.OPEN else draw(days()),
        entry_uid=draw(st.sampled_from([None, *(one.entry.uid for one in about)])),
        reply_uid=draw(st.sampled_from([None, *(reply.uid for reply in replies)])),
        is_demo=draw(st.booleans()),
    )


@st.composite
def _rounds(draw: Draw, uid: str) -> PairRound:
    status = draw(st.sampled_from(RoundStatus))
    asked = draw(st.lists(st.sampled_from(library().prompts), max_size=3, unique_by=lambda one: one.id))
    return PairRound(
        uid=uid,
        topic=draw(titles()),
        mine=draw(titles()),
        theirs=draw(titles()),
        opened_on=draw(days()),
        status=status,
        revealed_on=draw(st.none() | days()),
        case_text=draw(texts()),
        agreed_learning=draw(texts()),
        is_demo=draw(st.booleans()),
        prompts=tuple(draw(_round_prompts(prompt, shown=status is RoundStatus.REVEALED)) for prompt in asked),
    )


@st.composite
def _kept_rounds(draw: Draw, uid: str, comment_uid: str) -> KeptRound:
    """What a round has beside its words, in any mixture a journal can come to."""
    seals = st.none() | st.builds(
        Seal, st.binary(min_size=1, max_size=40), st.text("0123456789abcdef", min_size=64, max_size=64)
    )
    keys = st.none() | st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
    held = SealedRound(
        uid=uid,
        role=draw(st.sampled_from(RoundRole)),
        closes_on=draw(st.none() | days()),
        sealed_on=draw(st.none() | days()),
        mine=draw(seals),
        my_key=draw(keys),
        theirs=draw(seals),
        their_key=draw(keys),
        key_given_on=draw(st.none() | days()),
        look_back=draw(st.none() | uids()),
        withdrawn_on=draw(st.none() | days()),
        withdrawn_by=draw(st.sampled_from(Withdrawn)),
        learning_changed_on=draw(st.none() | days()),
        their_learning=draw(st.none() | texts().filter(bool)),
        onward_mine=draw(st.booleans()),
        onward_theirs=draw(st.booleans()),
        words_removed_on=draw(st.none() | days()),
    )
    said = RoundComment(
        comment_uid,
        draw(st.integers(0, MOST_PROMPTS - 1)),
        draw(st.sampled_from([MINE, THEIRS])),
        draw(texts()),
        draw(days()),
        draw(st.none() | _anchors()),
    )
    files = st.builds(
        RoundFile, st.sampled_from(list(ROUND_KINDS)), st.booleans(), days(), uids(), st.just("f" * 64)
    )
    return KeptRound(held, draw(st.sampled_from([(), (said,)])), tuple(draw(st.lists(files, max_size=2))))


@st.composite
def _round_prompts(draw: Draw, prompt: Prompt, *, shown: bool) -> RoundPrompt:
    mine, theirs = (draw(st.none() | answers(prompt, prompt.when[0])) for _ in range(2))
    return RoundPrompt(
        prompt.wording(prompt.when[0]),
        AnswerDraft(mine.value, mine.other) if mine else None,
        AnswerDraft(theirs.value, theirs.other) if theirs and shown else None,
    )
