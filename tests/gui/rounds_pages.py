"""Two journals in a pair round: one at the pages of rounds, the other led by the services."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.contacts import ContactKind
from app.domain.entries import AnswerDraft
from app.domain.sharing import FileKind
from app.services.journal import Journal
from app.ui.pairs.answer_form import AnswerForm
from app.ui.pairs.list_page import RoundsPage
from app.ui.pairs.words_in_turns import WordsInTurns
from tests.gui.sharing_pages import Shared

POSITION, THOUGHT = "bd-position", "ll-assumption"
TOPIC = "When to step in"
MINE, THEIRS = "I stepped in because the plan had stopped", "I waited until they had named three ways"


class Pair(Shared):
    """Dana sits at the window; Sam (`sam`) has another journal in another folder."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.uid = ""

    @property
    def sam(self) -> Journal:
        return self.coach

    def _is_still(self) -> bool:
        view = getattr(self, "view", None)
        building = isinstance(view, RoundsPage) and view.is_building
        parts: list[AnswerForm | WordsInTurns] = [
            *self.host.findChildren(AnswerForm),
            *self.host.findChildren(WordsInTurns),
        ]
        return super()._is_still() and not building and not any(one.is_building for one in parts)

    def meet_sam(self, *, confirmed: bool = True) -> str:
        """Exchange cards; gives Sam's uid here."""
        mine, theirs = self.journal.sharing.people, self.sam.sharing.people
        mine.set_my_name("Dana")
        theirs.set_my_name("Sam")
        uid = mine.add(theirs.my_card(), ContactKind.PEER).uid
        back = theirs.add(mine.my_card(uid), ContactKind.PEER).uid
        if confirmed:
            mine.confirm(uid)
            theirs.confirm(back)
        return uid

    def start(self, *, same_room: bool = False, topic: str = TOPIC) -> str:
        """Start a round of two questions."""
        self.journal.sharing.people.set_my_name("Dana")
        contact = (
            None
            if same_room
            else self.meet_sam()
            if not self.journal.sharing.people.contacts()
            else (self.journal.sharing.people.contacts()[0].uid)
        )
        self.uid = self.journal.pairs.start(
            topic,
            (POSITION, THOUGHT),
            contact=contact,
            other_name="Sam" if same_room else "",
            same_room=same_room,
        )
        return self.uid

    def seal(self, words: str = MINE) -> None:
        """Answer and seal the own side."""
        self.journal.pairs.answer(self.uid, 0, AnswerDraft(-2))
        self.journal.pairs.answer(self.uid, 1, AnswerDraft(words))
        self.journal.pairs.seal(self.uid)

    def invitation(self) -> str:
        return self.journal.pairs.as_text(
            self.journal.pairs.file_of(self.uid, FileKind.ROUND_INVITATION), read=True
        )

    def sam_answers(self, words: str = THEIRS) -> str:
        """Sam keeps the invitation, answers and seals; gives the file that comes back."""
        pairs = self.sam.pairs
        pairs.keep(pairs.open(self.invitation()))
        pairs.answer(self.uid, 0, AnswerDraft(2))
        pairs.answer(self.uid, 1, AnswerDraft(words))
        pairs.seal(self.uid)
        return pairs.as_text(pairs.file_of(self.uid, FileKind.ROUND_ANSWER), read=True)

    def keep(self, text: str) -> None:
        """Take a file into the own journal by the services."""
        self.journal.pairs.keep(self.journal.pairs.open(text))

    def sam_starts(self) -> str:
        """Sam starts a round with Dana and seals; gives the invitation."""
        self.meet_sam()
        pairs = self.sam.pairs
        back = self.sam.sharing.people.contacts()[0].uid
        self.uid = pairs.start(TOPIC, (POSITION, THOUGHT), "The placement may break down", contact=back)
        pairs.answer(self.uid, 0, AnswerDraft(2))
        pairs.answer(self.uid, 1, AnswerDraft(THEIRS))
        pairs.seal(self.uid)
        return pairs.as_text(pairs.file_of(self.uid, FileKind.ROUND_INVITATION), read=True)
