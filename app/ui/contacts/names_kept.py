"""Names and the words that stand for them in everything shared with one person; the list never leaves."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact
from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Body, Columns, Flow, Heading, LinkButton, Muted, QuietButton, TextLine, column_of


class NamesKept(QWidget):
    """Adds and takes off; a suggestion is made for each name typed."""

    trouble = Signal(object)  # JournalError

    def __init__(self, desk: Desk, contact: Contact, names: Mapping[str, str]) -> None:
        super().__init__()
        self._desk, self._contact = desk, contact
        column = column_of(self)
        column.addWidget(Heading(f"Other words for names, with {contact.name}", 3))
        column.addWidget(
            Muted(
                "Put in their place in every copy for this person. Another person gets other words, so that two copies "
                "cannot be matched up. This list never leaves the journal."
            )
        )
        for name, words in names.items():
            drop = LinkButton("Take it off")
            drop.setObjectName(name)
            drop.setAccessibleName(f"Take it off: {name}")
            drop.clicked.connect(self._drop)
            column.addWidget(Flow(Body(f"{name}: {words}"), drop, spacing=GRID))
        self.name, self.words = TextLine("A name or a place"), TextLine("The words instead")
        self.name.field.editingFinished.connect(self._suggest)
        self.keep = QuietButton("Keep these words")
        self.keep.setAccessibleName(f"Keep these words for {contact.name}")
        self.keep.clicked.connect(self._keep)
        column.addWidget(Columns(self.name, self.words, stack_below_em=40))
        column.addWidget(Flow(self.keep))

    def _suggest(self) -> None:
        name, uid = self.name.text().strip(), self._contact.uid
        if name and not self.words.text():
            self._desk.read(
                lambda journal: journal.sharing.other_words.suggest(uid, name), self._offer, self, key="alias"
            )

    def _offer(self, words: str) -> None:
        if not self.words.text():
            self.words.set_text(words)

    def _keep(self) -> None:
        uid, name, words = self._contact.uid, self.name.text(), self.words.text()

        def keep(journal: Journal) -> None:
            journal.sharing.other_words.set(uid, name, words)

        self._desk.act(keep, self, failed=self._refused, said="These words are kept.")

    def _refused(self, error: JournalError) -> None:
        self.words.set_problem(f"{error.message} {error.advice}")

    def _drop(self) -> None:
        uid, name = self._contact.uid, self.sender().objectName()

        def drop(journal: Journal) -> None:
            journal.sharing.other_words.remove(uid, name)

        self._desk.act(drop, self, failed=self.trouble.emit, said="The words were taken off the list.")
