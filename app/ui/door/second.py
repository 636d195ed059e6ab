"""A second place for backups, offered before a journal is made where it may be lost or pushed aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.file_dialogs import ask_folder
from app.ui.widgets import Body, LinkButton, Told, column_of

if TYPE_CHECKING:
    from app.domain.errors import JournalError
    from app.ui.door.step import Doorstep
    from app.ui.jobs import Job


class SecondFolder(QWidget):
    """`folder` is where backups of the new journal are copied to as well; None until one is chosen that fits."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__()
        self._step = step
        self.folder: Path | None = None
        self.button = LinkButton("Choose a second place for backups…")
        self.button.clicked.connect(self._ask)
        self._chosen, self._refused = Body(selectable=True), Told()
        column = column_of(self)
        for part in (self._chosen, self._refused, self.button):
            column.addWidget(part)
        self._chosen.hide()
        self._refused.hide()

    def _ask(self) -> None:
        ask_folder(self, "Where should backups be copied to as well?", self.use)

    def use(self, folder: str) -> None:
        """Take a folder if it can be a second place; the journal is not there yet."""
        places = self._step.places

        def look(_job: Job) -> Path:
            from app.services.clock import Clock
            from app.services.second_place import SecondPlace

            return SecondPlace(places, "", Clock()).fits(Path(folder))

        self._step.jobs.run(look, self._fits, owner=self, failed=self._fits_not, beside=True)

    def _fits(self, folder: Path) -> None:
        self.folder = folder
        self._refused.hide()
        self._chosen.setText(f"Backups will be copied to {folder} too.")
        self._chosen.show()
        self.button.setText("Choose another second place…")
        self.button.setFocus()

    def _fits_not(self, error: JournalError) -> None:
        self._refused.setText(str(error))
        self._refused.show()
        self.button.setFocus()
