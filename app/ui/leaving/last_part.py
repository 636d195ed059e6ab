"""The last step of leaving: erase the rest, or leave a journal that somebody can still open."""

from app.domain.leaving import StillToDo
from app.domain.removing import OUT_OF_REACH
from app.ui.desk import Desk
from app.ui.leaving.looked import LookedPart, count
from app.ui.widgets import Banner, BannerKind, Body, Card, Flow, Muted

_REST = (
    "Erasing removes the journal, its keys and, if you say so, every backup Balcony made of it. It asks for a typed "
    "word and cannot be undone. Do it only as what you would do in any case when you leave, and not in answer to a "
    "request."
)
_COMPUTER = (
    "A computer that goes back to the council keeps what lies on it until IT wipes it. Tell IT that Balcony was on "
    "it, see to the copies at a second backup place, and keep or destroy the recovery sheet."
)
_HELD = (
    "Something is on hold, so the journal is not erased. Leave it as it is, and tell your information governance "
    "officer that it is there and who has the passphrase."
)


class LastPart(LookedPart):
    """Leads to erasing the journal; while anything is on hold it says why that is not offered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Erase the rest", desk)
        self.held = Banner(_HELD, BannerKind.CAUTION, title="Not while something is on hold")
        card = Card("Erase the rest")
        self.told = Body()
        self.erase = self.way("Erase this journal…", "erase-journal")
        self.first = self.erase
        for part in (Body(_REST), self.told, Flow(self.erase), Muted(_COMPUTER)):
            card.add(part)
        reach = Card("What erasing cannot reach")
        for line in OUT_OF_REACH:
            reach.add(Body(f"•  {line}"))
        keep = Card("If you keep the journal")
        keep.add(Muted("Note where things lie and whom to ask, on a page without a word of an entry."))
        keep.add_row(self.way("If I lost access tomorrow", "lost-access"))
        for at, shown in enumerate((self.held, card, reach, keep)):
            self.column.insertWidget(at, shown)
        self.held.hide()

    def show_found(self, found: StillToDo) -> None:
        self.held.setVisible(found.is_held)
        self.erase.setEnabled(not found.is_held)
        self.told.setText(f"{count(found.entries, 'entry is', 'entries are')} here now.")
