"""The fourth step of leaving: who holds words of yours, which coaching goes on, which rounds are open."""

from dataclasses import replace

from app.domain.contacts import ContactKind
from app.domain.leaving import Holder, OpenRound, StillToDo
from app.domain.written_dates import written
from app.services.journal import Journal
from app.services.leaving import still_to_do
from app.ui.coach.alone import hidden
from app.ui.desk import Desk
from app.ui.leaving.looked import LookedPart, count
from app.ui.pairs.shown import rounds_shown
from app.ui.settings.section import Rows
from app.ui.widgets import Body, Card, Flow, Muted

_MOST = 20
_KINDS = {ContactKind.COACH: "coach", ContactKind.LEADER: "leader", ContactKind.PEER: "peer"}
_HOW = (
    "Go through everybody: say that you are leaving, ask for what they hold to be deleted, note here that you "
    "asked, then end the coaching on the page Contacts. What left cannot be called back; this list is what the log "
    "of shares knows."
)


class PeoplePart(LookedPart):
    """A list to go through; each line leads to where it is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Coaching and rounds", desk)
        self._shown: StillToDo | None = None
        people, rounds = Card("Who holds what"), Card("Pair rounds that go on")
        people.add(Body(_HOW))
        self.people, self.rounds = Rows(), Rows()
        self.first = self.way("Contacts", "contacts")
        people.add(self.people)
        people.add_row(self.first, self.way("What you shared", "sharing-log"))
        rounds.add(Muted("A round that goes on is finished together or withdrawn on its own page."))
        rounds.add(self.rounds)
        self.column.insertWidget(0, people)
        self.column.insertWidget(1, rounds)

    def arrive(self) -> None:
        self.trouble.hide()
        self.desk.read(_shown_now, self.show_found, self, failed=self.trouble.tell, key="leaving-people")

    def show_found(self, found: StillToDo) -> None:
        if found == self._shown:
            return
        self._shown = found
        self.people.clear()
        for one in found.holders[:_MOST]:
            self.people.add(Body(said_of(one)))
            link = self.way("What they hold", "sharing-log", quiet=False, contact=one.uid)
            link.setAccessibleName(f"What they hold: {one.name}")
            if one.shares:
                self.people.add(Flow(link))
        if len(found.holders) > _MOST:
            self.people.add(Muted(f"And {len(found.holders) - _MOST:,} more, in Contacts."))
        if not found.holders:
            self.people.add(Body("Nobody holds anything that was shared from this journal."))
        if found.nameless_shares:
            shares = count(found.nameless_shares, "share", "shares")
            self.people.add(Muted(f"{shares} left without a contact: see “What you shared”."))
        self._show_rounds(found.rounds)

    def _show_rounds(self, rounds: tuple[OpenRound, ...]) -> None:
        self.rounds.clear()
        for one in rounds[:_MOST]:
            words = f"{one.topic or 'A round'}, with {one.other}, begun on {written(one.begun_on)}"
            link = self.way(words.replace("&", "&&"), "round", quiet=False, round=one.uid)
            link.setAccessibleName(f"Open: {words}")
            self.rounds.add(Flow(link))
        if not rounds:
            self.rounds.add(Body("No round is open."))


def said_of(one: Holder) -> str:
    """How it stands with one person."""
    state = f"ended on {written(one.ended_on)}" if one.ended_on is not None else "not ended yet"
    if not one.shares:
        return f"{one.name} ({_KINDS[one.kind]}): {state}. Nothing was shared from here."
    asked = (
        "all asked to be deleted"
        if not one.not_asked
        else f"{count(one.not_asked, 'not asked', 'not asked')} to be deleted"
    )
    return f"{one.name} ({_KINDS[one.kind]}): {state}. {count(one.shares, 'share', 'shares')}, {asked}."


def _shown_now(journal: Journal) -> StillToDo:
    """Without the leaders who are hidden while one alone is shown."""
    found, gone = still_to_do(journal), hidden(journal)
    rounds = {one.uid for one in rounds_shown(journal)}
    return replace(
        found,
        holders=tuple(one for one in found.holders if one.uid not in gone),
        rounds=tuple(one for one in found.rounds if one.uid in rounds),
    )
