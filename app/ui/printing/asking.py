"""Asking for a printer without stopping the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def ask_printer(parent: QWidget, name: str, then: Callable[[], None]) -> QPrinter:
    """The printer that is being chosen; `then`, a bound method, is called once it is. `name` stands in its queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(then)
    QDialog.open(dialog)  # its own open() asks for a slot
    return printer
