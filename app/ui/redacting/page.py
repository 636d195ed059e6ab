"""The page on which words are taken out for good: asked for, looked at, done, and told how it went."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.domain.field_names import FIELDS
from app.domain.removing import FieldPreview, FieldWords, RemovalPreview, Removed
from app.services.journal import Journal
from app.services.redacting.redacting import Known
from app.ui.desk import Desk
from app.ui.redacting.asking import AskName, Asks, AskWords, Look, Preview
from app.ui.redacting.preview import PreviewView
from app.ui.redacting.removed_view import RemovedView
from app.ui.redacting.under_way import UnderWay
from app.ui.redacting.wording import left_words, removed_words
from app.ui.widgets import Page
from app.ui.widgets.reading_order import ReadingOrder

Ground = tuple[str, tuple[FieldWords, ...], tuple[Known, ...]]
"""The title of the entry, its texts, and the names of the alias list."""


class TakeOutPage(QObject):
    """`arrive` takes entry=ID for one entry only, text=WORDS to look for at once.

    whole=True asks for the whole journal anew; without any of them, what was told of a removal is shown still.
    """

    title = "Take words out"
    subtitle = "Puts [removed] where they stood, in every place that repeats them."

    def __init__(self, desk: Desk) -> None:
        self.page = Page(self.title, self.subtitle)
        super().__init__(self.page)
        self._desk = desk
        self.ask = self._make_ask()
        self.ask.asked.connect(self._look)
        self.under_way = UnderWay()
        self.page.add(self.ask)
        self.page.add(self.under_way)
        self.seen: PreviewView | None = None
        self.told: RemovedView | None = None
        self._removes = False
        self._asked: Look | None = None
        self._order = ReadingOrder(self.page)

    def _make_ask(self) -> Asks:
        return AskWords()

    # ---- the page as the window sees it

    @property
    def widget(self) -> QWidget:
        return self.page

    def may_leave(self) -> bool:
        """Not while anything is being removed; looking into backups is stopped by it."""
        return not self._removes and (self.told is None or self.told.stop())

    def arrive(self, where: Mapping[str, object]) -> None:
        if self._removes:
            return
        if (
            self.told is not None and not where
        ):  # Back, from help or the sharing log: a removal empties the rest
            self.told.take_focus()
            return
        self._begin_anew()
        entry = where.get("entry")
        self._belong_to(EntryId(entry) if isinstance(entry, int) else None)
        text = where.get("text")
        if isinstance(text, str) and text.strip():
            self.ask.set_words(text)
            self._ask_at_once()
        else:
            self.ask.take_focus()

    def _ask_at_once(self) -> None:
        self.ask.ask()

    # ---- asking

    def _begin_anew(self) -> None:
        self._drop_seen()
        if self.told is not None:
            self.told.forget()
            self._drop(self.told)
            self.told = None
        self.under_way.rest()
        self.under_way.trouble.hide()
        self._asked = None
        self.ask.look.setEnabled(True)
        self.ask.clear()
        self.ask.show()

    def _belong_to(self, entry: EntryId | None) -> None:
        self.ask.belong_to(entry)
        self._desk.read(
            lambda journal: _ground(journal, entry), self._show_ground, self, key="take-out-ground"
        )

    def _show_ground(self, ground: Ground) -> None:
        title, texts, known = ground
        self.ask.belong_to(self.ask.entry, title)
        if isinstance(self.ask, AskWords):
            self.ask.show_texts(texts)
        elif isinstance(self.ask, AskName):
            self.ask.show_known(known)

    # ---- looking

    def _look(self, look: object) -> None:
        assert callable(look)
        asked: Look = look
        self._asked = asked
        self.ask.look.setEnabled(False)
        self.under_way.start("Looking through the journal…", can_cancel=False)

        def seen(preview: Preview) -> None:
            if self._asked is asked:
                self._show_seen(preview)

        def not_looked(error: JournalError) -> None:
            if self._asked is asked:
                self._not_looked(error)

        # What was asked before the page was begun anew, for another entry it may be, is shown no more.
        self._desk.look_through(asked, seen, self, failed=not_looked)

    def _not_looked(self, error: JournalError) -> None:
        self._asked = None
        self.ask.look.setEnabled(True)
        self._drop_seen()
        self.ask.show()
        if isinstance(error, InvalidInput):
            self.under_way.rest()
            self.ask.refuse(error)
        else:
            self.under_way.fail(error)

    def _show_seen(self, preview: Preview) -> None:
        self._asked = None
        self.ask.look.setEnabled(True)
        self.under_way.rest()
        self._drop_seen()
        self.ask.hide()
        self.seen = PreviewView(preview)
        self.seen.given.connect(self._remove)
        self.seen.left.connect(self._leave)
        self.seen.wider.connect(self._look_wider)
        self.seen.log_wanted.connect(self._go_log)
        self._add(self.seen)
        QTimer.singleShot(0, self.seen, self.seen.take_focus)

    def _look_wider(self) -> None:
        preview = self.seen.preview if self.seen is not None else None
        if isinstance(preview, RemovalPreview):
            self._belong_to(None)
            self._look(_again(preview))

    def _leave(self) -> None:
        """Everything stays as it is: back to the question, with what was typed still there."""
        self._drop_seen()
        self.ask.show()
        self.ask.take_focus()
        self._desk.say("Nothing was changed.")

    # ---- removing

    def _remove(self, word: str) -> None:
        seen = self.seen
        if seen is None or self._removes:
            return
        self._removes = True
        seen.begin()
        do = _doing(seen.preview, word, seen.only, despite_hold=seen.despite_hold)
        self._desk.remove(
            do, self, self._removed, progressed=seen.under_way.progressed, failed=self._not_removed
        )

    def _not_removed(self, error: JournalError) -> None:
        self._removes = False
        if self.seen is not None:
            self.seen.fail(error)

    def _removed(self, removed: Removed) -> None:
        self._removes = False
        preview = self.seen.preview if self.seen is not None else None
        self._drop_seen()
        self.ask.clear()
        self.ask.hide()
        if preview is None:
            return
        self.told = RemovedView(self._desk)
        self.told.done.connect(self._finish)
        self._add(self.told)
        self.told.show_removed(
            removed,
            removed_words(removed, preview),
            held=left_words(removed),
            words=preview.words if isinstance(preview, RemovalPreview) else preview.sought,
            gone=None if isinstance(preview, RemovalPreview) else preview.gone,
        )
        self.page.verticalScrollBar().setValue(0)

    def _finish(self) -> None:
        entry = self.ask.entry
        if entry is not None:
            self._desk.go("decision", entry=entry)
        else:
            self._desk.go("journal")

    # ---- parts of the page

    def _go_log(self) -> None:
        self._desk.go("sharing-log")

    def _add(self, part: QWidget) -> None:
        self.page.add(part)
        part.show()

    def _drop_seen(self) -> None:
        if self.seen is not None:
            self._drop(self.seen)
            self.seen = None

    def _drop(self, part: QWidget) -> None:
        self.page.body.removeWidget(part)
        part.hide()
        part.deleteLater()


class SwapPage(TakeOutPage):
    """The same for a name: `text` is the name to begin with."""

    title = "Swap a name for a role"
    subtitle = "Puts a role where the name stood, in every place that repeats it."

    def _make_ask(self) -> Asks:
        return AskName()

    def _ask_at_once(self) -> None:
        self.ask.take_focus()


def _ground(journal: Journal, entry: EntryId | None) -> Ground:
    """What the page offers to choose from."""
    known = journal.removal.words.known_names()
    if entry is None:
        return "", (), known
    found = journal.removal.distilling.look(entry)
    texts = [FieldWords(one.field, one.label, "") for one in (*found.keeps, *found.goes)]
    order = {name: at for at, name in enumerate(FIELDS)}
    return found.title, tuple(sorted(texts, key=lambda one: order.get(one.field, len(order)))), known


def _again(preview: RemovalPreview) -> Look:
    words = preview.words
    if words.alone:
        return lambda journal: journal.removal.words.look_for_name(words.given, words.instead)
    return lambda journal: journal.removal.words.look(words.given)


def _doing(
    preview: Preview, word: str, only: frozenset[str] | None, *, despite_hold: bool
) -> Callable[[Journal, Callable[[int, int | None], None]], Removed]:
    """The removal, as the journal's thread does it."""
    if isinstance(preview, FieldPreview):
        return lambda journal, progress: journal.removal.words.remove_field(
            preview, confirmed=word, despite_hold=despite_hold, progress=progress
        )
    return lambda journal, progress: journal.removal.words.remove(
        preview, confirmed=word, only=only, despite_hold=despite_hold, progress=progress
    )
