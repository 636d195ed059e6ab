"""Something to look at on the coach's desk: a made-up leader's share, sealed and kept as a real one is."""

from datetime import date, timedelta

from app.domain.anchoring import anchor_on
from app.domain.contacts import AGREEMENT_AT_FIRST
from app.domain.conversation import CommentKind
from app.domain.sharing import (
    BundleComment,
    ProposedAction,
    SessionNote,
    ShareBundle,
    SharedChart,
    SharedEntry,
    new_id,
    shared_field,
)
from app.services.journal import Journal

_STORY = (
    "The placement budget had been spent by September. I asked three heads of service to find savings without "
    "saying what I would protect. Nobody asked me what I would protect, and I took the quiet for agreement.\n\n"
    "In the second meeting one of them said that the teams had stopped bringing hard cases to panel."
)
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="120" viewBox="0 0 420 120">'
    '<rect x="130" y="10" width="240" height="24" fill="#1F5F6B"/>'
    '<rect x="130" y="46" width="150" height="24" fill="#1F5F6B"/>'
    '<rect x="130" y="82" width="60" height="24" fill="#1F5F6B"/></svg>'
)


def demo_bundle(name: str, on: date) -> ShareBundle:
    """A share with every kind of answer, a chart and an agreement; nothing in it happened."""
    first = SharedEntry(
        new_id(),
        "June 2026",
        (
            shared_field("title", "Title", "", "text", "Ask for savings without naming what I protect"),
            shared_field("context", "What led to it", "What was going on?", "text", _STORY),
            shared_field("confidence", "How sure", "How sure were you?", "percent", "60%", step=60),
            shared_field(
                "answer:stood", "Where I stood", "Where were you standing?", "slider",
                "−2 of 3 towards “In among it”", ends=("In among it", "Standing back"), step=-2,
            ),
            shared_field(
                "answer:heard", "Who was heard", "Whose voices were heard?", "multi",
                "Heads of service; Finance",
            ),
            shared_field(
                "review:1:learned", "What I learned", "What did you learn?", "text",
                "That quiet in a room is not the same as agreement.",
            ),
        ),
    )  # fmt: skip
    second = SharedEntry(
        new_id(),
        "spring 2026",
        (
            shared_field("title", "Title", "", "text", "Hold the front door"),
            shared_field("expected", "Expected", "What did you expect?", "text", "Fewer calls by May."),
        ),
    )
    chart = SharedChart(
        "Where I stand", "Mostly in among it.", 15, _PICTURE, ("Place", "Decisions"),
        (("In among it", "8"), ("In the middle", "5"), ("Standing back", "2")), "January to June 2026",
    )  # fmt: skip
    return ShareBundle(
        bundle_id=new_id(), made_on=on, from_name=name, to_label="Rowan",
        purpose="Savings, and what I do when a room is quiet",
        note="I would like you to ask me about the second meeting.",
        agreement=AGREEMENT_AT_FIRST, delete_by=on + timedelta(days=180),
        entries=(first, second), charts=(chart,),
    )  # fmt: skip


def lay_on_desk(journal: Journal, name: str = "Ash Demo", *, remarks: bool = True) -> str:
    """Seal a share for this journal, open it as it would arrive, and keep it; gives the bundle's id."""
    from app.sharing.files import seal_share
    from app.sharing.keys import new_identity

    if not journal.sharing.people.my_name():
        journal.sharing.people.set_my_name("Rowan")
    today = journal.clock.today()
    bundle = demo_bundle(name, today - timedelta(days=2))
    sealed = seal_share(bundle, new_identity(), (journal.sharing.people.my_card(),))
    journal.desk.keep(journal.desk.open(sealed))
    if remarks:
        _remark(journal, bundle, today)
    return bundle.bundle_id


def _remark(journal: Journal, bundle: ShareBundle, today: date) -> None:
    desk, uid, share = journal.desk, bundle.bundle_id, bundle.entries[0].share_id
    at = _STORY.index("I took the quiet for agreement")
    anchor = anchor_on(_STORY, at, at + len("I took the quiet for agreement"))
    desk.remark(
        uid,
        BundleComment(
            new_id(), share, "context", CommentKind.QUESTION, "What else could it have been?", anchor
        ),
    )
    desk.remark(
        uid,
        BundleComment(new_id(), share, "answer:stood", CommentKind.NOTICING, "You come back to this place."),
    )
    held = BundleComment(new_id(), share, "", CommentKind.ENCOURAGEMENT, "You named it yourself, and early.")
    desk.hold(desk.remark(uid, held).uid)
    desk.propose(uid, ProposedAction("", "Ask one head of service what they heard", today, "leader"))
    desk.note_session(uid, SessionNote(today, "We spoke about quiet rooms.", "Say first what I protect."))
    contact = desk.bundle(uid).contact
    desk.private_note(contact, "Ask next time about the panel.", bundle=uid)
    desk.set_next_meeting(contact, today + timedelta(days=9))
