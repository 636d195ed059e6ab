"""Asking where a file should go, without stopping the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, title: str, name: str, kinds: str, then: Callable[[str], None]) -> None:
    """Open a dialog that offers a name; `then` gets the path once one is chosen. `then` is a bound method."""
    dialog = QFileDialog(parent.window(), title, str(Path.home() / name), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(then)
    dialog.open()
