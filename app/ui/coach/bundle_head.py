"""What stands above the entries of a bundle: the leader's note, what was agreed, and answers to earlier remarks."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from app.domain.coaching import Remark
from app.domain.conversation import CommentKind
from app.domain.sharing import Agreement, BundleComment, ShareBundle, new_id
from app.ui.coach.gathering import BundleRead
from app.ui.coach.place_view import PlaceView
from app.ui.coach.words import MOST_SHOWN, holds_words, named, state_words
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.share.agreement_words import LABELS
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Disclosure, Heading, Muted, column_of
from app.ui.widgets.accessible import Group

WHOLE = ("", "")


class HeadCard(Card):
    """The leader's covering words."""

    def __init__(self, read: BundleRead) -> None:
        bundle = read.received.bundle
        super().__init__("What they would like from you" if bundle.note or bundle.purpose else "About this")
        self.body.setSpacing(2 * GRID)
        if bundle.marking:
            self.add(Body(bundle.marking, selectable=True))
        for title, text in (("What it is about", bundle.purpose), ("Their note", bundle.note)):
            if text:
                self.add(_said(title, text))
        self.add(Muted(f"{holds_words(bundle)}. {state_words(read.received)}"))
        if bundle.agreement is not None:
            fold = Disclosure("What you agreed")
            for part in _agreed(bundle.agreement):
                fold.add(part)
            self.add(fold)


def _said(title: str, text: str) -> Group:
    part = Group(title)
    column = column_of(part, spacing=2)
    column.addWidget(Heading(title, 3))
    column.addWidget(LongText(text, most=MOST_SHOWN))
    return part


def _agreed(agreed: Agreement) -> Iterator[Group]:
    for one in fields(agreed):
        words = getattr(agreed, one.name)
        if words:
            yield _said(LABELS[one.name], words)


class AnswerView(PlaceView):
    """What the leader answered to an earlier remark; a remark here goes on with that thread."""

    def __init__(self, comment_id: str, answer: str, before: Remark | None) -> None:
        asked = named(before.comment.body) if before else "an earlier remark of yours"
        super().__init__("Their answer", WHOLE, "Go on with this", f"the answer to: {asked}")
        self.in_reply_to = comment_id
        self.comment.setAccessibleName(f"Go on with this: {asked}")
        self.words.addWidget(Heading("You said", 3))
        said = before.comment.body if before else ""
        self.words.addWidget(
            LongText(said, most=MOST_SHOWN) if before else Muted("This remark is no longer here.")
        )
        self.words.addWidget(Heading("They answered", 3))
        self.words.addWidget(Quote(answer))
        self.finish()

    def started(self) -> BundleComment:
        return BundleComment(new_id(), "", "", CommentKind.QUESTION, "", in_reply_to=self.in_reply_to)


class ThreadCard(Card):
    """Every answer that came with a bundle."""

    def __init__(self, bundle: ShareBundle, said: Mapping[str, Remark]) -> None:
        super().__init__("Answers to what you said before")
        self.body.setSpacing(3 * GRID)
        self.places: list[AnswerView] = []
        for one in bundle.thread:
            view = AnswerView(one.comment_id, one.answer, said.get(one.comment_id))
            self.places.append(view)
            self.add(view)
