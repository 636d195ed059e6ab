"""The themes an entry can carry: adding, renaming, putting away and bringing back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Theme, ThemeId
from app.domain.errors import InvalidInput, JournalError
from app.services.own_lists import MOST_THEMES
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section
from app.ui.theme import GRID
from app.ui.widgets import Body, Flow, Heading, LinkButton, Muted, QuietButton, TextLine, column_of

_LONGEST_NAME = 40


class ThemeRow(QWidget):
    """One theme in use; its name becomes a field while it is renamed."""

    renamed = Signal(object, str)  # ThemeId
    put_away = Signal(object)  # ThemeId

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        column = column_of(self, spacing=4)
        self._rename, self._remove = LinkButton("Rename"), LinkButton("Archive" if theme.used else "Remove")
        for button in (self._rename, self._remove):
            button.setAccessibleName(f"{button.text()}: {theme.name}")
        self._rename.clicked.connect(self._open)
        self._remove.clicked.connect(self._put_away)
        self._shown = Flow(
            Body(theme.name), Muted(_used(theme.used)), self._rename, self._remove, spacing=GRID
        )
        column.addWidget(self._shown)
        self.line = TextLine(f"New name for {theme.name}", max_length=_LONGEST_NAME)
        self.line.set_text(theme.name)
        self.line.entered.connect(self._save)
        save, cancel = QuietButton("Save the name"), QuietButton("Cancel")
        save.clicked.connect(self._save)
        cancel.clicked.connect(self._close)
        self._edited = QWidget()
        inside = column_of(self._edited, spacing=4)
        inside.addWidget(self.line)
        inside.addWidget(Flow(save, cancel))
        column.addWidget(self._edited)
        self._edited.hide()

    def _open(self) -> None:
        self._shown.hide()
        self._edited.show()
        self.line.field.setFocus()
        self.line.field.selectAll()

    def _close(self) -> None:
        self._edited.hide()
        self._shown.show()
        self._rename.setFocus()

    def _save(self) -> None:
        self.renamed.emit(self.theme.id, self.line.text())

    def _put_away(self) -> None:
        self.put_away.emit(self.theme.id)

    def focus(self) -> None:
        """Put the focus on its first button."""
        self._rename.setFocus()


class ThemesSection(Section):
    """At most fifteen are shown; an archived one stays on the entries that carry it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Muted(
                f"Up to {MOST_THEMES} themes. One that entries carry is archived, so that they keep it; "
                "one that none carries is removed."
            )
        )
        self._rows, self._archived = Rows(), Rows()
        self.add(self._rows)
        self._line = TextLine("Another theme", max_length=_LONGEST_NAME)
        self._line.entered.connect(self._add)
        add = QuietButton("Add this theme")
        add.clicked.connect(self._add)
        self.add(self._line)
        self.add_row(add)
        self._heading = Heading("Archived", 3)
        self.add(self._heading)
        self.add(self._archived)
        self._heading.hide()
        self._shown: tuple[Theme, ...] | None = None
        self._by_id: dict[ThemeId, ThemeRow] = {}
        self._focus_next: ThemeId | None = None

    def refresh(self) -> None:
        """Ask for the themes."""
        self.desk.read(lambda journal: journal.lists.themes(archived=True), self._show, self, key="themes")

    def _show(self, themes: tuple[Theme, ...]) -> None:
        if themes == self._shown:
            return
        self._shown = themes
        self._rows.clear()
        self._archived.clear()
        self._by_id = {}
        for theme in themes:
            if theme.archived:
                back = LinkButton("Bring back")
                back.setAccessibleName(f"Bring back: {theme.name}")
                back.setProperty("theme", int(theme.id))
                back.clicked.connect(self._bring_back)
                self._archived.say(theme.name, back)
            else:
                row = self._by_id[theme.id] = ThemeRow(theme)
                row.renamed.connect(self._rename)
                row.put_away.connect(self._put_away)
                self._rows.add(row)
        self._heading.setVisible(any(theme.archived for theme in themes))
        if self._focus_next is not None:
            row_to = self._by_id.get(self._focus_next)
            (row_to.focus if row_to is not None else self._line.field.setFocus)()
            self._focus_next = None

    # ---- what a person does

    def _add(self) -> None:
        name = self._line.text()
        self.desk.act(
            lambda journal: journal.lists.add_theme(name), self, self._added, failed=self._not_added
        )

    def _added(self, _number: object) -> None:
        self._line.set_text("")
        self._line.set_problem("")
        self._line.field.setFocus()
        self.desk.say("The theme was added.")

    def _not_added(self, error: JournalError) -> None:
        self._line.set_problem(str(error))
        self._line.field.setFocus()

    def _rename(self, number: object, name: str) -> None:
        theme_id = ThemeId(int(str(number)))
        row = self._by_id[theme_id]
        if name.strip() == row.theme.name:
            self._focus_next, self._shown = theme_id, None
            self.refresh()
            return
        self._focus_next = theme_id

        def refused(error: JournalError) -> None:
            self._focus_next = None
            row.line.set_problem(str(error))
            row.line.field.setFocus()

        self.desk.act(lambda journal: journal.lists.rename_theme(theme_id, name), self, failed=refused)

    def _put_away(self, number: object) -> None:
        theme_id = ThemeId(int(str(number)))
        self._focus_next = _neighbour(tuple(self._by_id), theme_id)
        self.desk.act(lambda journal: journal.lists.remove_theme(theme_id), self, failed=self.tell)

    def _bring_back(self) -> None:
        if len(self._by_id) >= MOST_THEMES:
            self.tell(
                InvalidInput(
                    "theme", f"There are {MOST_THEMES} themes already.", "Archive one first, then bring this one back."
                )
            )  # fmt: skip
            return
        theme_id = ThemeId(self.sender().property("theme"))
        self._focus_next = theme_id
        self.desk.act(lambda journal: journal.lists.bring_back_theme(theme_id), self, failed=self.tell)


def _used(entries: int) -> str:
    if not entries:
        return "on no entry"
    return "on 1 entry" if entries == 1 else f"on {entries} entries"


def _neighbour(order: tuple[ThemeId, ...], of: ThemeId) -> ThemeId | None:
    at = order.index(of)
    beside = (*order[at + 1 : at + 2], *order[max(0, at - 1) : at])
    return beside[0] if beside else None
