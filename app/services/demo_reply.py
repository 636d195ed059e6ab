"""A reply to look at before it is taken in: something shared from the demo journal, and what a made-up coach sends back."""

from datetime import timedelta
from pathlib import Path

from app.domain.anchoring import anchor_on
from app.domain.choosing import Ticks
from app.domain.composing import ShareWish
from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.sharing import BundleComment, ProposedAction, ReviewReply, SessionNote, ShareBundle, new_id
from app.services.journal import Journal

_COACH = "Linden Demo"
_SHOWN = ("title", "context", "expected")


def a_reply(journal: Journal, folder: Path) -> bytes:
    """Share the newest decision that can be with a made-up coach, saved into a folder, and seal what they send back."""
    from app.sharing.files import seal_reply
    from app.sharing.keys import card, new_identity

    people, identity = journal.sharing.people, new_identity()
    if not people.my_name():
        people.set_my_name("Rowan")
    coach = people.add(card(identity, _COACH), ContactKind.COACH)
    offered = journal.sharing.choices(limit=50).entries
    chosen = next(one for one in offered if {*_SHOWN} <= {field.field_id for field in one.fields})
    wish = ShareWish(ticks=Ticks().tick(chosen.entry_id, *_SHOWN), to=coach.uid)
    sealed = journal.sharing.seal(journal.sharing.compose(wish), past_stop=True)
    journal.sharing.save(sealed, folder, read=True)
    return seal_reply(_said(sealed.view), identity, (people.my_card(coach.uid),))


def _said(shared: ShareBundle) -> ReviewReply:
    entry = shared.entries[0]
    field = entry.fields[-1]
    words = field.value.split(". ")[0]
    asked = BundleComment(
        new_id(), entry.share_id, field.field_id, CommentKind.QUESTION,
        "Who else would have to agree for this to happen?", anchor_on(field.value, 0, len(words)),
    )  # fmt: skip
    whole = BundleComment(
        new_id(), entry.share_id, "", CommentKind.FRAMEWORK,
        "You say when you will look again, and not yet at what.", framework="decision-quality",
    )  # fmt: skip
    day = shared.made_on
    return ReviewReply(
        reply_id=new_id(),
        bundle_id=shared.bundle_id,
        made_on=day,
        from_name=_COACH,
        comments=(asked, whole),
        actions=(
            ProposedAction(
                new_id(), "Ask one of them before the next meeting", day + timedelta(days=14), "leader"
            ),
            ProposedAction(new_id(), "Send the two questions again", None, "coach"),
        ),
        session=SessionNote(day, "We spoke about who has to agree.", "Ask before I announce."),
    )
