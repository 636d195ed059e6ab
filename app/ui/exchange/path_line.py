"""A path that can be typed, or chosen in a dialogue of the system."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.widgets import Flow, QuietButton, TextLine


class PathLine(TextLine):
    """`changed` comes when a person typed or chose. Each button opens its dialogue; nothing waits for it."""

    settled = Signal()

    def __init__(self, label: str, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(label, parent, hint=hint)
        self._label = label
        self._filter = ""
        self._file, self._folder = QuietButton("Choose a file…"), QuietButton("Choose a folder…")
        self._place = QuietButton("Choose where…")
        for button, opens in (
            (self._file, self._open_file),
            (self._folder, self._open_folder),
            (self._place, self._open_place),
        ):
            button.clicked.connect(opens)
            button.hide()
        self.column.addWidget(Flow(self._file, self._folder, self._place))

    def offer(self, *, file: bool = False, folder: bool = False, place: bool = False) -> None:
        """Which dialogues there are."""
        self._file.setVisible(file)
        self._folder.setVisible(folder)
        self._place.setVisible(place)

    def set_suffixes(self, words: str, suffixes: Sequence[str]) -> None:
        """What a file dialogue shows first; everything can be shown too."""
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        self._filter = f"{words} ({patterns});;All files (*)" if patterns else ""

    def path(self) -> Path | None:
        """The path typed, `~` being the home folder; None while empty."""
        text = self.text().strip().strip('"')
        return Path(text).expanduser().absolute() if text else None

    def _open_file(self) -> None:
        self._open(QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen)

    def _open_folder(self) -> None:
        self._open(QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen)

    def _open_place(self) -> None:
        self._open(QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave)

    def _open(self, mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode) -> None:
        dialog = QFileDialog(self, self._label)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.setAcceptMode(accept)
        if mode is QFileDialog.FileMode.Directory:
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        elif self._filter:
            dialog.setNameFilter(self._filter)
        path = self.path()
        if path is not None and path.parent.is_dir():
            dialog.setDirectory(str(path.parent))
            dialog.selectFile(path.name)
        else:
            dialog.setDirectory(str(Path.home()))
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.set_text(path)
        self.set_problem("")
        self.changed.emit(path)
        self.settled.emit()
        self.field.setFocus()
