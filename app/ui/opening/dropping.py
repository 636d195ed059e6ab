"""Files and texts dropped anywhere on the window."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QWindow

_MARKS = ("BEGIN AGE ENCRYPTED FILE", "BALCONY CONTACT CARD", "BALCONY NEW CONTACT CARD")
_DRAGS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


class Dropping(QObject):
    """Listens at the window itself, before any field could take a path for a text. `dropped` carries what for `arrive`."""

    dropped = Signal(object)  # dict: path=… or text=…

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        found = what_is_dropped(event.mimeData())
        if found is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(found)
        return True


def what_is_dropped(data: QMimeData) -> dict[str, object] | None:
    """A single file of this computer, or a text that begins as ours do; None for anything else."""
    urls = [url for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    if len(urls) == 1:
        return {"path": urls[0].toLocalFile()}
    text = data.text() if data.hasText() and not urls else ""
    return {"text": text} if any(mark in text for mark in _MARKS) else None
