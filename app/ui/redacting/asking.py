"""What a removal begins with: words as they stand, a whole text of an entry, or a name and a role."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.domain.removing import FieldPreview, FieldWords, RemovalPreview
from app.services.journal import Journal
from app.services.redacting.redacting import Known
from app.ui.widgets import (
    Card,
    ChoiceChips,
    Disclosure,
    LinkButton,
    Muted,
    PrimaryButton,
    TextArea,
    TextLine,
)
from app.ui.widgets.page import column_of

Preview = RemovalPreview | FieldPreview
Look = Callable[[Journal], Preview]
_MOST_NAMES = 24
_MOST_PASTED = 20_000


class Asks(Card):
    """`asked(look)` hands on how to look; `entry` is the only one looked at, or None for the whole journal."""

    asked = Signal(object)  # Look

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.entry: EntryId | None = None
        self.where = Muted()
        self.look = PrimaryButton("Look where this stands")
        self.look.clicked.connect(self.ask)

    def belong_to(self, entry: EntryId | None, title: str = "") -> None:
        """Ask for this entry only, or for the whole journal."""
        self.entry = entry
        named = f" “{title}”" if title else ""
        whole = "In the whole journal: entries, reviews, replies, kept copies, typing that was not saved."
        self.where.setText(f"In the entry{named} and all that belongs to it." if entry else whole)

    def ask(self) -> None:
        """Hand on how to look for what stands here."""

    def set_words(self, text: str) -> None:
        """Begin with these."""

    def clear(self) -> None:
        """Let go of everything that was typed."""

    def take_focus(self) -> None:
        """Be where work begins."""

    def refuse(self, error: InvalidInput) -> None:
        """Say beneath a field what to mend."""


class AskWords(Asks):
    """A passage, in any case and spacing; and the whole texts of an entry, each named by its question."""

    def __init__(self) -> None:
        super().__init__("Which words?")
        self.words = TextArea(
            "The words, as they stand",
            hint="Upper and lower case, spacing and accents written another way make no difference.",
        )
        self.words.field.most_pasted = _MOST_PASTED
        self.words.field.pasted_long.connect(self._too_long)
        self.words.changed.connect(self._mended)
        self._texts: list[QWidget] = []
        self._whole = Disclosure("Or a whole text of this entry")
        self._list = QWidget()
        self._column = column_of(self._list, spacing=4)
        self._whole.add(self._list)
        for part in (self.where, self.words):
            self.add(part)
        self.add_row(self.look)
        self.add(self._whole)
        self._whole.hide()

    def show_texts(self, texts: Sequence[FieldWords]) -> None:
        """Offer these whole texts."""
        self._drop_texts()
        for one in texts:
            button = LinkButton(one.label)
            button.setAccessibleName(f"Take out the whole of: {one.label}")
            button.setObjectName(one.field)
            button.clicked.connect(self._ask_whole)
            self._texts.append(button)
            self._column.addWidget(button)
        self._whole.setVisible(bool(texts))

    def ask(self) -> None:
        passage, entry = self.words.text(), self.entry
        self.asked.emit(lambda journal: journal.removal.words.look(passage, entry))

    def set_words(self, text: str) -> None:
        self.words.set_text(text)

    def clear(self) -> None:
        # Emptied as a person would it stays in the field's own undo: the field forgets that too.
        self.words.set_text("")
        self.words.field.document().clearUndoRedoStacks()
        self.words.set_problem("")
        self._drop_texts()

    def take_focus(self) -> None:
        self.words.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: InvalidInput) -> None:
        self.words.set_problem(str(error))
        self.take_focus()

    def _drop_texts(self) -> None:
        for button in self._texts:
            button.hide()
            button.deleteLater()
        self._texts = []
        self._whole.hide()

    def _mended(self) -> None:
        if self.words.has_problem:
            self.words.set_problem("")

    def _too_long(self, _text: object) -> None:
        self.words.set_problem(
            f"That is longer than {_MOST_PASTED:,} letters and was not put in. Take a text out as a whole on the "
            "page of its entry, or in shorter passages."
        )

    def _ask_whole(self) -> None:
        field, entry = self.sender().objectName(), self.entry
        if entry is not None:
            self.asked.emit(lambda journal: journal.removal.words.look_at_field(entry, field))


class AskName(Asks):
    """A name and the role to put in its place; names of the own alias list are offered with theirs."""

    def __init__(self) -> None:
        super().__init__("Which name, and which role?")
        self._known: dict[str, Known] = {}
        self.names = ChoiceChips("Names you noted for sharing", clearable=True)
        self.names.changed.connect(self._chosen)
        self.name = TextLine("The name", hint="It is found as a word on its own, with its possessive.")
        self.role = TextLine(
            "The role in its place",
            hint="Such as “a senior partner”. A role that several people share tells less than one that only one "
            "person has.",
        )
        for line in (self.name, self.role):
            line.changed.connect(self._mended)
        self.name.entered.connect(self.ask)
        self.role.entered.connect(self.ask)
        for part in (self.where, self.names, self.name, self.role):
            self.add(part)
        self.add_row(self.look)
        self.names.hide()

    def show_known(self, known: Sequence[Known]) -> None:
        """Offer names of the alias list."""
        self._known = {str(at): one for at, one in enumerate(known[:_MOST_NAMES])}
        self.names.set_options([(key, f"{one.name}: {one.role}") for key, one in self._known.items()])
        self.names.setVisible(bool(known))

    def ask(self) -> None:
        name, role, entry = self.name.text(), self.role.text(), self.entry
        self.asked.emit(lambda journal: journal.removal.words.look_for_name(name, role, entry))

    def set_words(self, text: str) -> None:
        self.name.set_text(text)

    def clear(self) -> None:
        for line in (self.name, self.role):
            line.set_text("")
            line.set_problem("")
        self.show_known(())

    def take_focus(self) -> None:
        self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: InvalidInput) -> None:
        line = self.role if error.field == "role" else self.name
        line.set_problem(str(error))
        line.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mended(self) -> None:
        for line in (self.name, self.role):
            if line.has_problem:
                line.set_problem("")

    def _chosen(self, key: object) -> None:
        one = self._known.get(str(key))
        if one is not None:
            self.name.set_text(one.name)
            self.role.set_text(one.role)
            self.role.field.setFocus(Qt.FocusReason.OtherFocusReason)
