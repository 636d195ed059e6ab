"""The first two steps of leaving: what is on hold, and what is distilled so that only the learning stays."""

from app.domain.leaving import StillToDo
from app.ui.desk import Desk
from app.ui.leaving.looked import LookedPart, count
from app.ui.widgets import Body, Card, Flow, Muted

_HELD = (
    "While anything is on hold it is not distilled or erased. You can still take your learning with you and end "
    "your coaching. Ask whoever you asked about the request what becomes of this journal when you leave; it may "
    "have to stay."
)
_NOT_HELD = (
    "If a request, claim, review or inquiry may touch what you wrote, say so now, before anything goes. Leaving "
    "is not a reason to remove what may be asked for."
)
_FACTS = (
    "Facts of a case, decisions and safeguarding concerns belong in the proper record. If something here is not "
    "there yet, put it there before you leave."
)
_DISTIL = (
    "Distilling keeps the title, the themes, the places on scales, beliefs you rewrote and what you carry forward; "
    "the story of it goes. It is done entry by entry, and cannot be undone. It is worth doing if you keep this "
    "journal or a part of it; skip it if you erase everything."
)


class HoldPart(LookedPart):
    """Says what is on hold, and leads to the page of a request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("What is on hold", desk)
        card = Card("Look at what is on hold first")
        self.told, self._means = Body(), Body()
        self.first = self.way("A request has arrived", "request")
        for part in (
            self.told, self._means,
            Flow(self.first, self.way("The hold, in Settings", "settings", section="hold")), Muted(_FACTS),
        ):  # fmt: skip
            card.add(part)
        self.column.insertWidget(0, card)

    def show_found(self, found: StillToDo) -> None:
        if found.journal_held:
            words = "The whole journal is on hold."
        elif found.entries_held:
            words = f"{count(found.entries_held, 'entry is', 'entries are')} on hold."
        else:
            words = "Nothing is on hold."
        self.told.setText(words)
        self._means.setText(_HELD if found.is_held else _NOT_HELD)


class DistilPart(LookedPart):
    """Leads to the list of old entries."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Distil", desk)
        card = Card("Keep the learning, let the story go")
        self.told = Body()
        self.first = self.way("Old entries, to distil", "tidy")
        for part in (
            Body(_DISTIL), self.told, Flow(self.first, self.way("The journal", "journal")),
            Muted("Words and names can be taken out of entries you keep: see “Removing words” in Help."),
        ):  # fmt: skip
            card.add(part)
        self.column.insertWidget(0, card)

    def show_found(self, found: StillToDo) -> None:
        if found.journal_held:
            words = "The journal is on hold, so nothing is distilled now."
        elif found.old:
            words = f"{count(found.old, 'old entry was', 'old entries were')} not distilled yet."
        else:
            words = "No entry is old enough to be offered. A younger one is distilled from its own page."
        self.told.setText(words)
