"""The page of contacts: one's own card, somebody else's, and what is kept for each."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact
from app.domain.errors import JournalError
from app.domain.sharing import Opened
from app.services.journal import Journal
from app.ui.coach.alone import shown
from app.ui.contacts.adding import AddingCard
from app.ui.contacts.my_card import MyCardCard
from app.ui.contacts.person import Known, PersonCard
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Muted, Page, column_of
from app.ui.widgets.reading_order import ReadingOrder


@dataclass(frozen=True)
class _Found:
    people: tuple[Known, ...]


class ContactsPage(QObject):
    """`arrive` takes opened=Opened for a card that was opened elsewhere, and contact=uid to begin there."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Contacts", "Whom you share with, and how you know that it is them.")
        super().__init__(self.page)
        self._desk = desk
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.nobody = Muted("Nobody is here yet. Exchange cards, then compare six words on the telephone.")
        self._list = QWidget()
        self._column = column_of(self._list, spacing=2 * GRID)
        self.rows: list[PersonCard] = []
        self.mine, self.adding = MyCardCard(desk), AddingCard(desk)
        self.adding.added.connect(self._added)
        for part in (self.trouble, self.nobody, self._list, self.adding, self.mine):
            self.page.add(part)
        self.trouble.hide()
        self._known: tuple[Known, ...] | None = None
        self._land_on = ""
        self._where: Mapping[str, object] | None = None
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """A card that was only looked at is not kept."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask who there is."""
        self.trouble.hide()
        self._land_on = str(where.get("contact", ""))
        opened = where.get("opened")
        if isinstance(opened, Opened) and where is not self._where:
            self.adding.show_opened(opened)
            QTimer.singleShot(0, self, self._scroll_to_adding)
        elif not self._land_on:
            self.adding.text.field.setFocus()
            QTimer.singleShot(0, self, self._to_top)
        self._where = where
        self._ask()

    def _to_top(self) -> None:
        self.page.verticalScrollBar().setValue(0)

    def _scroll_to_adding(self) -> None:
        self.page.scroll_to(self.adding)

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._desk.read(_found, self._show, self, key="contacts")

    def _show(self, found: _Found) -> None:
        if found.people != self._known:
            self._known = found.people
            self._make_rows(found.people)
            self.mine.offer(tuple(one.contact for one in found.people if one.contact.ended_on is None))
        if self._land_on:
            wanted, self._land_on = self._land_on, ""
            for row in self.rows:
                if row.known.contact.uid == wanted:
                    (row.compare if row.compare.isVisible() else row.fold.button).setFocus()

    def _make_rows(self, people: tuple[Known, ...]) -> None:
        open_ones = {row.known.contact.uid for row in self.rows if row.fold.is_unfolded}
        focused = next(
            (row.known.contact.uid for row in self.rows if row.isAncestorOf(self.page.focusWidget())), ""
        )
        with laid_out_once(self._list):
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [PersonCard(self._desk, one) for one in people]
            for row in self.rows:
                row.trouble.connect(self._tell)
                self._column.addWidget(row)
                if row.known.contact.uid in open_ones:
                    row.fold.set_unfolded(True)
                    row.fold.toggled.emit(True)
        self.nobody.setVisible(not people)
        for row in self.rows:
            if row.known.contact.uid == focused:
                (row.compare if row.compare.isVisible() else row.fold.button).setFocus()

    def _added(self, contact: Contact) -> None:
        self._land_on = contact.uid
        self._ask()

    def _tell(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)


def _found(journal: Journal) -> _Found:
    sharing = journal.sharing
    return _Found(
        tuple(
            Known(one, sharing.other_words.of(one.uid), sharing.agreements.with_contact(one.uid) is not None)
            for one in shown(journal, sharing.people.contacts())
        )
    )
