"""Two journals at one desk each, and the pages of sharing driven by names and keys."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.choosing import Ticks
from app.domain.composing import ShareWish
from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.entries import EntryId
from app.domain.sharing import Anchor, BundleComment, ContactCard, ProposedAction, content_hash, new_id
from app.services.journal import Journal
from app.ui.share.page import SharePage
from app.ui.share.words_view import SharedWords
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.sitting import Sitting


class Shared(Sitting):
    """A leader at a page of sharing, and a coach's journal in another folder."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.folder = folder
        self.coach: Journal = new_journal(folder / "coach", MovedClock(self.clock.now().date()))

    def _is_still(self) -> bool:
        words = any(one.is_building for one in self.host.findChildren(SharedWords))
        return super()._is_still() and not words

    @property
    def share(self) -> SharePage:
        assert isinstance(self.view, SharePage)
        return self.view

    def ticks(self) -> list[str]:
        return [one.accessibleName() for one in self.page.findChildren(CheckChoice) if one.isVisible()]

    def tick(self, start: str) -> None:
        self.press(next(name for name in self.ticks() if start in name))

    def reads(self, words: str) -> bool:
        return words in self.texts() or any(
            words in field.toPlainText()
            for field in self.page.findChildren(QWidget)
            if field.isVisible() and hasattr(field, "toPlainText")
        )

    def meet(self, name: str = "R. Iqbal", *, confirmed: bool = True) -> str:
        """Exchange cards with the coach; gives the coach's uid here."""
        mine, theirs = self.journal.sharing.people, self.coach.sharing.people
        mine.set_my_name("Dana")
        theirs.set_my_name(name)
        uid = mine.add(theirs.my_card(), ContactKind.COACH).uid
        back = theirs.add(mine.my_card(uid), ContactKind.LEADER).uid
        if confirmed:
            mine.confirm(uid)
            theirs.confirm(back)
        return uid

    def card_of_coach(self) -> ContactCard:
        return self.coach.sharing.people.my_card()

    def write_at(self, field: str, text: str) -> None:
        """Replace what stands in a field."""
        widget = self.named(field)
        widget.setFocus()
        widget.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(widget, text)

    def give(self, uid: str, *entries: EntryId, passphrase: str | None = None) -> bytes:
        """Share the title and the decision of some entries with the coach, as the services do it."""
        ticks = Ticks()
        for entry_id in entries:
            ticks = ticks.tick(entry_id, "title", "decision")
        sharing = self.journal.sharing
        sealed = sharing.seal(sharing.compose(ShareWish(ticks=ticks, to=uid)), passphrase=passphrase)
        sharing.save(sealed, self.folder, read=True)
        return sealed.data

    def reply_to(self, data: bytes, said: str = "What made it open?", *, quote: str = "") -> bytes:
        """The coach reads it, remarks on the decision of its first entry, proposes one action, and replies."""
        desk = self.coach.desk
        opened = desk.open(data)
        desk.keep(opened)
        bundle = opened.share
        field = bundle.entries[0].field("decision")
        assert field is not None
        anchor = None
        if quote:
            at = field.value.index(quote)
            anchor = Anchor(quote, "", "", at, at + len(quote), content_hash(field.value))
        comment = BundleComment(
            new_id(), bundle.entries[0].share_id, "decision", CommentKind.QUESTION, said, anchor
        )
        desk.remark(bundle.bundle_id, comment)
        desk.propose(bundle.bundle_id, ProposedAction("", "Ask the partners first", None, "leader"))
        return desk.seal(desk.reply(bundle.bundle_id)).data

    def close(self) -> None:
        super().close()
        self.coach.close(back_up=False)
