"""The dialog for a mistake of ours."""

from PySide6.QtWidgets import QWidget

from app.ui.clipboard import put
from app.ui.dialog import Dialog
from app.ui.widgets import PrimaryButton, QuietButton, TextArea

TEXT = (
    "Something in Balcony did not work as it should. What you saved before is safe, and drafts are kept as "
    "you type. If the window behaves oddly, close it and start again. The lines below say where it "
    "happened and hold no word of your journal; you can pass them on to whoever looks after Balcony."
)


class CrashDialog(Dialog):
    """Versions and stack, to be read and copied."""

    def __init__(self, versions: str, stack: str, parent: QWidget) -> None:
        super().__init__("Balcony made a mistake", TEXT, parent)
        self._text = f"{versions}\n{stack}"
        lines = TextArea("Where it happened", least_lines=4)
        lines.set_text(self._text)
        lines.field.setReadOnly(True)
        self.column.addWidget(lines)
        copy = QuietButton("Copy these lines")
        copy.clicked.connect(self._copy)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        self.finish_with(copy, close)
        close.setFocus()

    def _copy(self) -> None:
        put(self._text)
