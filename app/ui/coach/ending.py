"""Hold, export and the end of a coaching; ending asks for a typed word, because nothing brings it back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.coaching import AT_THE_END
from app.domain.errors import JournalError
from app.storage.files import file_errors, write_whole
from app.ui.decision.sheet_view import LongText
from app.ui.desk import Desk
from app.ui.printing.asking import ask_printer
from app.ui.printing.pages import Turned, print_pages
from app.ui.printing.writer import PLAIN, Writer, laying_out
from app.ui.reports.out_card import OutCard, OutForm
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Disclosure,
    Flow,
    Muted,
    QuietButton,
    TextLine,
    column_of,
)

WORD = "end"
_FORMS = (OutForm("md", "Text (Markdown)", ".md", "Markdown files"),)


def printed(text: str, printer: QPrinter, family: str, turned: Turned = lambda _page, _of: True) -> bool:
    """Put a plain text on paper; False where it was stopped."""
    document = QTextDocument()
    Writer(document, family).text(text)
    return print_pages(document, printer, PLAIN, turned)


class ExportFold(Disclosure):
    """Everything from one leader and what went back, as one text, read before it is written."""

    failed = Signal(object)  # JournalError

    def __init__(self, desk: Desk) -> None:
        super().__init__("Take out all that this leader shared")
        self._desk = desk
        self._contact, self._text = "", ""
        self._shown: QWidget | None = None
        inside = QWidget()
        self._column = column_of(inside)
        self._column.addWidget(Muted("This is what would leave. Your own notes are not in it."))
        self.out = OutCard(desk, self, _FORMS, inside, "the export")
        self.out.front.hide()
        self.add(self.out)
        self.toggled.connect(self._turned)

    def belong_to(self, contact: str) -> None:
        """Another leader."""
        if contact != self._contact:
            self._contact, self._text = contact, ""
            self.set_unfolded(False)
            self.out.quiet()
            self._show_text("")

    def _turned(self, unfolded: object) -> None:
        contact = self._contact
        if unfolded and contact:
            self._desk.read(
                lambda journal: journal.desk.export_for(contact),
                self._show_text, self, failed=self.failed.emit, key="coach-export",
            )  # fmt: skip

    def _show_text(self, text: str) -> None:
        self._text = text
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        if text:
            self._shown = LongText(text)
            self._column.addWidget(self._shown)

    # ---- as the card that writes asks

    def problem(self, _form: str) -> str:
        """There has to be something."""
        return "" if self._text.strip() else "Nothing of theirs is here."

    def file_name(self, _form: str) -> str:
        """A neutral name: no leader is named in it."""
        return f"balcony-coaching-{self._desk.today.isoformat()}.md"

    def names(self, _form: str) -> tuple[str, ...]:
        """One file."""
        return ()

    def writing(self, _form: str, where: Path) -> Callable[[Turned], int]:
        """Writes the text."""
        content = self._text.encode()

        def write(_turned: Turned) -> int:
            with file_errors():
                write_whole(where, content)
            return 1

        return write

    def printing(self, printer: QPrinter) -> Callable[[Turned], bool]:
        """Puts it on paper."""
        text, family = self._text, QApplication.font().family()
        return lambda turned: printed(text, printer, family, turned)


class EndingCard(Card):
    """`ending` before and `ended` once everything of a leader was deleted here; the checklist stays to be printed."""

    ending = Signal()
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Keeping and ending")
        self.body.setSpacing(2 * GRID)
        self._desk = desk
        self._contact, self._name, self._on_hold = "", "", False
        self._told = Body()
        self.hold = QuietButton("Put a hold on it")
        self.hold.clicked.connect(self._turn_hold)
        self.export = ExportFold(desk)
        self.export.failed.connect(self._refused)
        self.add(self._told)
        self.add_row(self.hold)
        self.add(self.export)
        self.fold = Disclosure("End this coaching")
        self.word = TextLine(f"Type the word “{WORD}” to confirm")
        self.word.entered.connect(self._end)
        self.button = QuietButton("Delete all of it here")
        self.button.clicked.connect(self._end)
        for part in (
            Body(
                "This deletes what they shared, your remarks, your own notes about it and the replies from this "
                "journal. Nothing brings them back."
            ),
            Muted("Files, e-mails and backups elsewhere are not reached. A checklist for them comes next."),
            self.word,
            Flow(self.button),
        ):
            self.fold.add(part)
        self.add(self.fold)
        self._after = QWidget()
        column = column_of(self._after, spacing=2 * GRID)
        column.addWidget(Banner("It was deleted from this journal.", BannerKind.NOTE, title="Ended"))
        self._list = Body(selectable=True)
        column.addWidget(self._list)
        self.print = QuietButton("Print the checklist…")
        self.print.clicked.connect(self._ask_print)
        column.addWidget(Flow(self.print))
        self.add(self._after)
        self._after.hide()
        self.printer: QPrinter | None = None

    def show_leader(self, contact: str, name: str, *, on_hold: bool, ended: bool) -> None:
        """Belong to a leader."""
        if contact != self._contact:
            self.word.set_text("")
            self.word.set_problem("")
            self.fold.set_unfolded(False)
            self.export.belong_to(contact)
        self._contact, self._name, self._on_hold = contact, name, on_hold
        self._told.setText(
            "There is a hold: nothing of theirs can be deleted."
            if on_hold
            else "Put a hold on it when there is a request, claim, review or inquiry that may touch it."
        )
        self.hold.setText("Lift the hold" if on_hold else "Put a hold on it")
        self._list.setText(AT_THE_END.format(name=name))
        self._after.setVisible(ended)
        for part in (self._told, self.hold, self.export, self.fold):
            part.setVisible(not ended)

    def _turn_hold(self) -> None:
        contact, held = self._contact, not self._on_hold
        self._desk.act(
            lambda journal: journal.desk.set_on_hold(contact, held=held), self, failed=self._refused,
            said="There is a hold on what they shared." if held else "The hold has ended.",
        )  # fmt: skip

    def _end(self) -> None:
        if self.word.text().strip().casefold() != WORD:
            self.word.set_problem(f"Type “{WORD}” to say that you mean it.")
            self.word.field.setFocus()
            return
        contact = self._contact
        self.ending.emit()  # a note that is still typed is to go with the others
        self._desk.act(
            lambda journal: journal.desk.end(contact), self, self._was_ended, failed=self._refused,
            said="Deleted from this journal.",
        )  # fmt: skip

    def _was_ended(self, _count: int) -> None:
        self.word.set_text("")
        self.ended.emit()

    def _refused(self, error: JournalError) -> None:
        self.word.set_problem(f"{error.message} {error.advice}")

    # ---- the checklist

    def _ask_print(self) -> None:
        self.printer = ask_printer(self, "Checklist", self.print_now)

    def print_now(self) -> None:
        """Send the checklist to the printer that was chosen."""
        printer, self.printer = self.printer, None
        if printer is not None:
            text, family = self._list.accessibleName(), QApplication.font().family()

            def work(_job: object) -> bool:
                with laying_out():
                    return printed(text, printer, family)

            self._desk.jobs.run(work, self._was_printed, owner=self, beside=True)

    def _was_printed(self, _whole: bool) -> None:  # noqa: FBT001 - what the work gave
        self._desk.say("Sent to the printer.")
