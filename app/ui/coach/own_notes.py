"""The coach's own notes: they go into no file for anybody else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.domain.coaching import CoachNote
from app.domain.sharing import new_id
from app.domain.written_dates import written
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.coach.remark_view import CHANGE, DROP, act_buttons
from app.ui.coach.rows import Rows
from app.ui.decision.sheet_view import LongText
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Card, Flow, Muted, QuietButton, TextArea, column_of
from app.ui.widgets.accessible import Group

NOTICE = (
    "Nor do they go into an export for the leader. They are words about a person all the same: "
    "that person, or a court, can ask for them. Write what you would be content for them to read."
)


class NoteView(Group):
    """One note."""

    acted = Signal(str, object)  # act, CoachNote

    def __init__(self, note: CoachNote) -> None:
        super().__init__(f"Own note of {written(note.written_on)}")
        self.note = note
        column = column_of(self, spacing=4)
        column.addWidget(Muted(written(note.written_on)))
        column.addWidget(LongText(note.body))
        column.addWidget(Flow(*act_buttons(self, (CHANGE, DROP), note.body, self._pressed)))

    def _pressed(self) -> None:
        self.acted.emit(self.sender().objectName(), self.note)


class OwnNotesCard(Card):
    """Own notes about a leader, or about one bundle of theirs; kept as they are typed."""

    failed = Signal(object)  # JournalError

    def __init__(self, desk: Desk, about: str) -> None:
        super().__init__("My own notes")
        self.body.setSpacing(2 * GRID)
        self._desk = desk
        self._contact, self._bundle, self._uid = "", "", new_id()
        self._is_kept = False
        self.add(Banner(NOTICE, BannerKind.CAUTION, title="They go into no reply"))
        self.rows = Rows(self._view, "Show earlier notes")
        self.add(self.rows)
        self.area = TextArea(f"A note for yourself about {about}")
        self.area.changed.connect(self._typed)
        self.done = QuietButton("Done with this note")
        self.done.clicked.connect(self.finish)
        self.add(self.area)
        self.add_row(self.done)
        self._typing = KeptTyping(desk, self, self._write, self.failed.emit)

    def belong_to(self, contact: str, bundle: str = "") -> None:
        """Keep what is typed for another leader or bundle from now on."""
        if (contact, bundle) != (self._contact, self._bundle):
            self._typing.keep()
            self._begin()
            self._contact, self._bundle = contact, bundle
            self.rows.start_anew()

    def show_notes(self, notes: Sequence[CoachNote]) -> None:
        """Show these; the one being written stands in its field alone."""
        self.rows.show_things([one for one in notes if one.uid != self._uid])

    def _view(self, note: CoachNote) -> NoteView:
        view = NoteView(note)
        view.acted.connect(self._act)
        return view

    def finish(self) -> None:
        """Keep the note, and begin another."""
        self._typing.keep()
        self._begin()
        self._desk.changed.emit(None, self)

    def _begin(self) -> None:
        self._uid, self._is_kept = new_id(), False
        self.area.set_text("")

    def keep(self) -> None:
        """Keep what waits."""
        self._typing.keep()

    def forget(self) -> None:
        """Hold no note, and keep none that waits: what it was about is gone."""
        self._typing.forget()
        self._begin()
        self.show_notes(())

    def _typed(self, _text: object) -> None:
        self._typing.touch()

    def _write(self) -> Write | None:
        contact, bundle, uid, body = self._contact, self._bundle, self._uid, self.area.text().strip()
        if not contact or not (body or self._is_kept):
            return None
        self._is_kept = True
        return lambda journal: journal.desk.private_note(contact, body, bundle=bundle, uid=uid)

    def _act(self, act: str, note: CoachNote) -> None:
        if act == CHANGE:
            self._typing.keep()
            self._uid, self._is_kept = note.uid, True
            self.area.set_text(note.body)
            self.area.field.setFocus()
            self._desk.changed.emit(None, self)
        else:
            self._desk.act(
                lambda journal: journal.desk.private_note(note.contact, "", uid=note.uid),
                self, failed=self.failed.emit, said="The note was taken away. Ctrl+Z brings it back.",
            )  # fmt: skip
