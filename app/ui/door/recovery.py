"""The recovery sheet as a page: the code in groups, on paper or in a file, and two groups asked back."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import JournalError, WrongPassphrase
from app.storage.keys import RecoveryCode
from app.ui.clipboard import hold_secret
from app.ui.desk import Desk
from app.ui.door import sheet_paper
from app.ui.file_dialogs import ask_where
from app.ui.printing.asking import ask_printer
from app.ui.settings.earlier_backups import EarlierBackups
from app.ui.theme import GRID, heading_font, live
from app.ui.widgets import Body, BusyLine, Card, Flow, Muted, Page, PrimaryButton, QuietButton, TextLine

_ASKED_BACK = 2


class Groups(Flow):
    """The code as numbered groups, each read as its own letters."""

    def __init__(self, code: RecoveryCode) -> None:
        super().__init__(spacing=3 * GRID)
        self.labels = [Body(f"{at}. {group}", selectable=True) for at, group in enumerate(code.groups, 1)]
        for at, (label, group) in enumerate(zip(self.labels, code.groups, strict=True), 1):
            hold_secret(label)
            label.setAccessibleName(f"Group {at}: {' '.join(group)}")
            self.add(label)
        self._resize()
        live().changed.connect(self._resize)

    def _resize(self) -> None:
        font = heading_font(2)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 110)
        for label in self.labels:
            label.setFont(font)


class SheetPage(Page):
    """Without a code it makes one; with a code it shows it until two groups were typed back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Recovery sheet", "Opens the journal when the passphrase is forgotten.")
        self._desk = desk
        self._asked: tuple[int, ...] = ()
        self.passphrase = TextLine("Passphrase", secret=True, quick=True)
        self.fields: list[TextLine] = []
        self._printer: QPrinter | None = None
        self.button = PrimaryButton("")
        self.busy = BusyLine()

    def show_now(self) -> None:
        """Show what can be done now."""
        self.clear()
        if self._desk.code is None:
            self._offer_new_code()
        else:
            self._show_code(self._desk.code)

    # ---- without a code at hand

    def _offer_new_code(self) -> None:
        card = Card("Make a recovery code")
        card.add(
            Body(
                "A code is shown only once, so a new one is made for a new sheet. The code of an earlier sheet "
                "then opens nothing any more: throw that sheet away. Backups made before keep the code they had, until "
                "you let them open with the new one."
            )
        )
        self.passphrase = TextLine("Passphrase", secret=True, quick=True)
        self.passphrase.entered.connect(self.make_code)
        self.button = PrimaryButton("Make a new code")
        self.button.clicked.connect(self.make_code)
        self.busy = BusyLine()
        card.add(self.passphrase)
        card.add_row(self.button, self.busy)
        self.add(card)
        self.passphrase.field.setFocus()

    def make_code(self) -> None:
        """Make a new code with the passphrase that was typed."""
        vault, typed = self._desk.vault, self.passphrase.text()
        if vault is None or not typed:
            self.passphrase.set_problem("Type the passphrase of this journal.")
            self.passphrase.field.setFocus()
            return
        self.button.setEnabled(False)
        self.busy.start("Making a backup, then a new code…")
        self._desk.jobs.run(
            lambda _job: vault.changing_keys.new_recovery_code(typed),
            self._made,
            owner=self,
            failed=self._not_made,
        )

    def _made(self, code: RecoveryCode) -> None:
        self._desk.code = code
        self._desk.keys_renewed.emit()
        self.show_now()

    def _not_made(self, error: JournalError) -> None:
        self.button.setEnabled(True)
        self.busy.stop()
        wrong = isinstance(error, WrongPassphrase)
        advice = "Check Caps Lock and the keyboard layout and try again." if wrong else error.advice
        self.passphrase.set_problem(f"{error.message} {advice}")
        self.passphrase.field.setFocus()

    # ---- with a code

    def _show_code(self, code: RecoveryCode) -> None:
        shown = Card("Your recovery code")
        shown.add(Body("Print it, or copy it by hand. It is not shown again after the journal is locked."))
        shown.add(Groups(code))
        to_paper, to_pdf, to_text = (
            QuietButton(words) for words in ("Print…", "Save as PDF…", "Save as text…")
        )
        to_paper.clicked.connect(self._print)
        to_pdf.clicked.connect(self._choose_pdf)
        to_text.clicked.connect(self._choose_text)
        shown.add_row(to_paper, to_pdf, to_text)
        shown.add(
            Muted("Keep a saved file away from this computer too, for instance on a stick in a drawer.")
        )
        self.add(shown)
        self._ask_back(code)

    def _ask_back(self, code: RecoveryCode) -> None:
        places = sorted(secrets.SystemRandom().sample(range(len(code.groups) - 1), _ASKED_BACK))
        self._asked = tuple(places)
        back = Card("Is it all on the sheet?")
        back.add(Body("Type two groups from the sheet, to be sure that it can be read."))
        self.fields = [TextLine(f"Group {place + 1}", quick=True, max_length=12) for place in places]
        for field in self.fields:
            field.entered.connect(self.check)
            back.add(field)
        self.button = PrimaryButton("The sheet is made")
        self.button.clicked.connect(self.check)
        back.add_row(self.button)
        self.add(back)
        self.fields[0].field.setFocus()

    def check(self) -> None:
        """Compare the two groups; the sheet counts as made when both are right."""
        code = self._desk.code
        if code is None:
            return
        wrong = []
        for place, field in zip(self._asked, self.fields, strict=True):
            right = _plain(field.text()) == _plain(code.groups[place])
            field.set_problem("" if right else f"This is not group {place + 1}. Compare it with the sheet.")
            if not right:
                wrong.append(field)
        if wrong:
            wrong[0].field.setFocus()
            return
        self.button.setEnabled(False)
        self._desk.act(
            lambda journal: journal.lists.note("recovery_sheet_made", value=True),
            self,
            self._done,
            said="The recovery sheet is made.",
        )

    def _done(self, _none: object) -> None:
        self._desk.code = None
        self.clear()
        card = Card("The recovery sheet is made")
        card.add(Body("Keep it away from this computer. You can make a new one at any time, from Settings."))
        again, today = QuietButton("Make a new one"), PrimaryButton("Go on")
        again.clicked.connect(self.show_now)
        today.clicked.connect(self._go_on)
        earlier = EarlierBackups(self._desk)
        earlier.failed.connect(self._not_renewed)
        card.add(earlier)
        card.add_row(today, again)
        self.add(card)
        earlier.refresh()
        today.setFocus()

    def _not_renewed(self, error: JournalError) -> None:
        self._desk.jobs.problem.emit(error, self)

    def _go_on(self) -> None:
        self._desk.go("today")

    # ---- onto paper

    def _print(self) -> None:
        self._printer = ask_printer(self, "", self._print_now)

    def _print_now(self) -> None:
        code, printer = self._desk.code, self._printer
        if code is not None and printer is not None:
            self._printer = None
            folder, day = self._folder(), self._desk.today
            self._desk.jobs.run(
                lambda _job: sheet_paper.print_sheet(printer, code.groups, folder, day), None,
                owner=self, beside=True,
            )  # fmt: skip

    def _choose_pdf(self) -> None:
        self._choose("balcony-recovery-sheet.pdf", "PDF (*.pdf)")

    def _choose_text(self) -> None:
        self._choose("balcony-recovery-sheet.txt", "Text (*.txt)")

    def _choose(self, name: str, kinds: str) -> None:
        ask_where(self, "Where should the sheet be saved?", name, kinds, self.save)

    def save(self, chosen: str) -> None:
        """Save the sheet where it was chosen, by the kind of file its name says."""
        if self._desk.code is None:
            return
        groups, folder, day = self._desk.code.groups, self._folder(), self._desk.today
        self._desk.jobs.run(
            lambda _job: sheet_paper.save(Path(chosen), groups, folder, day), self._saved,
            owner=self, beside=True,
        )  # fmt: skip

    def _saved(self, _nothing: None) -> None:
        self._desk.say("The recovery sheet was saved; only your account can read the file.")

    def _folder(self) -> Path:
        vault = self._desk.vault
        return vault.places.data_dir if vault is not None else Path()


def _plain(group: str) -> str:
    return "".join(group.upper().split()).replace("O", "0").replace("I", "1").replace("L", "1")


class SheetView(QObject):
    """The recovery sheet in the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.widget = SheetPage(desk)

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Show what can be done now."""
        self.widget.show_now()

    def may_leave(self) -> bool:
        """The status line goes on reminding."""
        return True
