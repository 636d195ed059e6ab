"""What the coach's desk asks the journal for, each page all in one go."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.domain.coaching import CoachNote, Desk, Leader, Received, Remark, Session
from app.domain.contacts import Contact
from app.domain.errors import InvalidInput
from app.domain.privacy import Alike
from app.domain.privacy.grouping import group_alike
from app.paths import bundled
from app.services.journal import Journal
from app.services.replying import ReplyDraft, SealedReply
from app.ui.coach.alone import hidden, only_shown


@dataclass(frozen=True)
class Home:
    """The leaders to be shown; `only` is set while all others are hidden."""

    leaders: tuple[Leader, ...]
    only: str


@dataclass(frozen=True)
class LeaderRead:
    """One leader: what they shared, what was said over time, and the coach's own notes."""

    leader: Leader
    contact: Contact
    bundles: tuple[Received, ...]
    sessions: tuple[Session, ...]
    notes: tuple[CoachNote, ...]
    on_hold: bool
    only: bool


@dataclass(frozen=True)
class BundleRead:
    """One bundle with all that was made on it; `said` are the remarks of the whole coaching by their id."""

    received: Received
    made: Desk
    said: Mapping[str, Remark]
    frameworks: Mapping[str, str]

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.received.bundle.from_name


@dataclass(frozen=True)
class ReplyRead:
    """A reply about to leave: sealed and read back, or what stands in its way."""

    received: Received
    my_name: str
    draft: ReplyDraft | None = None
    sealed: SealedReply | None = None
    noticed: tuple[Alike, ...] = ()
    trouble: str = ""
    is_confirmed: bool = True


def home(journal: Journal) -> Home:
    """The list of leaders."""
    found = journal.desk.leaders()
    only = only_shown(journal, found)
    return Home(tuple(one for one in found if only in {"", one.contact}), only)


def read_leader(journal: Journal, contact: str) -> LeaderRead:
    """One leader's page. Raises InvalidInput where there is no such leader, or another alone is shown."""
    found = home(journal)
    leader = next((one for one in found.leaders if one.contact == contact), None)
    if leader is None:
        raise not_here()
    return LeaderRead(
        leader,
        journal.sharing.people.contact(contact),
        journal.desk.bundles(contact),
        journal.desk.history(contact),
        tuple(one for one in journal.desk.private_notes(contact) if one.bundle_id is None),
        journal.desk.is_on_hold(contact),
        found.only == contact,
    )


def read_bundle(journal: Journal, uid: str) -> BundleRead:
    """One bundle's page; errors as of `read_leader`."""
    kept = journal.desk.bundle(uid)
    if kept.contact in hidden(journal):
        raise not_here()
    made = journal.desk.made_on(uid)
    said = {one.uid: one for one in made.remarks}
    if kept.bundle.thread:
        others = (one.uid for one in journal.desk.bundles(kept.contact) if one.uid != uid)
        said |= {one.uid: one for other in others for one in journal.desk.made_on(other).remarks}
    frameworks = {one.id: one.name for one in journal.prompts.now().library.frameworks}
    return BundleRead(kept, made, said, frameworks)


def read_reply(journal: Journal, uid: str) -> ReplyRead:
    """The next reply on a bundle, sealed so that what is read is what leaves; errors as of `read_bundle`."""
    kept = journal.desk.bundle(uid)
    if kept.contact in hidden(journal):
        raise not_here()
    my_name = journal.sharing.people.my_name()
    try:
        draft = journal.desk.reply(uid)
        if not my_name:
            return ReplyRead(kept, my_name, draft)
        sealed = journal.desk.seal(draft)
    except InvalidInput as refused:
        return ReplyRead(kept, my_name, trouble=f"{refused.message} {refused.advice}")
    noticed = group_alike((one.text_id, one.text, one.notices) for one in draft.noticed)
    confirmed = journal.sharing.people.contact(kept.contact).confirmed_on is not None
    return ReplyRead(kept, my_name, draft, sealed, noticed, is_confirmed=confirmed)


def not_here() -> InvalidInput:
    return InvalidInput("contact", "This is not shown now.", "Choose a leader from the list.")


@lru_cache(maxsize=1)
def open_questions() -> tuple[str, ...]:
    """The questions a coach can begin from, as they ship."""
    text = bundled("resources/coaching/questions.json").read_text("utf-8")
    return tuple(str(one) for one in json.loads(text)["questions"])
