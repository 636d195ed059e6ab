"""The last step of sharing: the lock, the place, and the line of the log."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.sharing import SUFFIX
from app.paths import Places
from app.services.sharing.sealing import CANNOT_UNSEND, PROTECT_IT_MYSELF
from app.ui.clipboard import put
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.places import THERE_ALREADY, copied_elsewhere, documents, problem_with
from app.ui.share.putting import Lock, PutTogether
from app.ui.share.said_words import SaidWords
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    CheckChoice,
    ChoiceChips,
    Flow,
    LinkButton,
    Muted,
    PrimaryButton,
    QuietButton,
    announce,
    column_of,
)

_MEANS = {
    Lock.CARD: "Only the keys of their contact card open it, and yours.",
    Lock.WORDS: "Tell these six words on the telephone, never in the same e-mail. Whoever has both can read it.",
    Lock.PLAIN: "A web page that anyone who gets it can read. Protect it on its way yourself.",
}


class LockingStep(Card):
    """`lock_wanted` asks for another lock, `save_wanted` for the file at a place, `text_wanted` for the text."""

    lock_wanted = Signal(object)  # Lock
    save_wanted = Signal(object)  # Path
    text_wanted = Signal()

    def __init__(self, places: Places | None, parent: QWidget | None = None) -> None:
        """`places` are those of the journal, whose own files no share replaces."""
        super().__init__("Lock and save", parent)
        self.body.setSpacing(2 * GRID)
        self._places = places
        self._put: PutTogether | None = None
        self._own_place = True
        self.lock = ChoiceChips("How it is locked", clearable=False)
        self.lock.changed.connect(self._lock_chosen)
        self._means = Muted("")
        self._words_title = Body("The six words:")
        self.words = SaidWords()
        self.other = LinkButton("Other words")
        self.other.clicked.connect(self._other_words)
        self._words = QWidget()
        column = column_of(self._words, spacing=4)
        column.addWidget(self._words_title)
        column.addWidget(self.words)
        column.addWidget(Flow(self.other))
        self.path = PathLine(
            "Where to save it", hint="The name says nothing of what is inside. You can choose another."
        )
        self.path.offer(place=True)
        self.path.changed.connect(self._typed)
        self.replace = CheckChoice("Replace what is there")
        self._synced = Muted("")
        self.save, self.text = (
            PrimaryButton("Save the file"),
            QuietButton("Give me text to paste into an e-mail"),
        )
        self.save.clicked.connect(self._save)
        self.text.clicked.connect(self.text_wanted)
        self._buttons = Flow(self.save, self.text, spacing=GRID)
        for part in (
            self.lock,
            self._means,
            self._words,
            self.path,
            self.replace,
            self._synced,
            self._buttons,
        ):
            self.add(part)
        self.replace.hide()
        self.done = DoneView()
        self.add(self.done)
        self.done.hide()

    def show_put(self, put: PutTogether) -> None:
        """Show how this share is locked."""
        self._put = put
        self.lock.set_options(
            [
                *([(Lock.CARD.value, "For their keys")] if put.has_card else []),
                (Lock.WORDS.value, "With six words to tell them"),
                (Lock.PLAIN.value, PROTECT_IT_MYSELF),
            ]
        )
        self.lock.set_value(put.lock.value)
        self._means.setText(_MEANS[put.lock])
        self.words.setText(put.passphrase)
        self._words.setVisible(bool(put.passphrase))
        self.text.setVisible(put.lock is not Lock.PLAIN)
        self.done.hide()
        self._set_asking(asking=True)
        self._suggest()

    def show_done(self, told: str, passphrase: str, text: str = "") -> None:
        """Say that it left this journal."""
        self._set_asking(asking=False)
        self.done.tell(told, passphrase, text)

    def _set_asking(self, *, asking: bool) -> None:
        for part in (self.lock, self._means, self.path, self._buttons):
            part.setVisible(asking)
        self.replace.hide()
        self._words.setVisible(asking and self._put is not None and bool(self._put.passphrase))
        self._synced.setVisible(asking and bool(self._synced.text()))

    def _suggest(self) -> None:
        put, path = self._put, self.path.path()
        if put is None or put.sealed is None:
            return
        if self._own_place or path is None:
            self.path.set_text(str(documents() / put.sealed.name))
        elif not path.is_dir():
            self.path.set_text(str(path.parent / put.sealed.name))
        plain = put.lock is Lock.PLAIN
        self.path.set_suffixes("Web pages" if plain else "Balcony files", (".html" if plain else SUFFIX,))
        self._look_at_path()

    def _typed(self, _text: object) -> None:
        self._own_place = False
        self._look_at_path()

    def _look_at_path(self) -> None:
        self.path.set_problem("")
        self.replace.hide()
        self.replace.setChecked(False)
        self._synced.setText(copied_elsewhere(self.path.path(), "the file"))
        self._synced.setVisible(bool(self._synced.text()))

    def _lock_chosen(self, key: object) -> None:
        self.lock_wanted.emit(Lock(str(key)))

    def _other_words(self) -> None:
        self.lock_wanted.emit(Lock.WORDS)

    def _save(self) -> None:
        path, put = self.path.path(), self._put
        if path is not None and path.is_dir() and put is not None and put.sealed is not None:
            path = path / put.sealed.name
        problem = problem_with(path, self._places, replace=self.replace.isChecked())
        if path is None or problem:
            self.path.set_problem(problem)
            self.replace.setVisible(problem == THERE_ALREADY)
            (self.replace if problem == THERE_ALREADY else self.path.field).setFocus()
        else:
            self.save_wanted.emit(path)

    @property
    def is_done(self) -> bool:
        """Whether it left, and that is what is shown."""
        return not self.done.isHidden()


class DoneView(QWidget):
    """What was made, the words to tell once more, and the line that cannot be left out."""

    again = Signal()
    log_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = column_of(self, spacing=2 * GRID)
        self._told = Body("", selectable=True)
        self._words = SaidWords()
        self.text = ""
        self._begins = Muted("")
        self.copy = QuietButton("Copy the text")
        self.copy.clicked.connect(self._copy)
        self._copy_row = Flow(self.copy)
        self._line = Banner(CANNOT_UNSEND, BannerKind.NOTE, title="It is in your sharing log")
        self.log, self.more = QuietButton("What you shared"), QuietButton("Share something else")
        self.log.clicked.connect(self.log_wanted)
        self.more.clicked.connect(self.again)
        for part in (
            self._told,
            self._words,
            self._begins,
            self._copy_row,
            self._line,
            Flow(self.log, self.more),
        ):
            column.addWidget(part)

    def tell(self, told: str, passphrase: str, text: str) -> None:
        """Say it, and put the focus on what comes next."""
        if passphrase:
            told = f"{told} Tell them these six words on the telephone. They are shown only now:"
        self._told.setText(told)
        self._words.setText(passphrase)
        self._words.setVisible(bool(passphrase))
        self.text = text
        lines = text.count("\n")
        self._begins.setText(
            f"{lines} lines, from “{text.splitlines()[0]}” on. Locking empties the clipboard." if text else ""
        )
        self._begins.setVisible(bool(text))
        self._copy_row.setVisible(bool(text))
        self.show()
        announce(self, f"{told} {CANNOT_UNSEND}")
        (self.copy if text else self.log).setFocus()

    def _copy(self) -> None:
        put(self.text)
        announce(self, "Copied.")
