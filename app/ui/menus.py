"""The menu bar and the shortcuts, made from the actions."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.ui.actions import ABSENT, Action, Enabled, Menu


class Commands(QObject):
    """The actions of one window. `do` maps each id to what it does; an id without an entry has no function."""

    def __init__(
        self, window: QMainWindow, actions: Sequence[Action], do: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__(window)
        self.actions = tuple(actions)
        self._do = do
        self._can: set[Enabled] = {Enabled.ALWAYS}
        self._is_covered = False
        self._also: frozenset[str] = frozenset()
        self._texts: dict[str, str] = {}
        self.shown: dict[str, QAction] = {}
        bar = window.menuBar()
        bar.setAccessibleName("Menu")
        bar.clear()
        for menu in Menu:
            here = [action for action in self.actions if action.menu is menu]
            if here:
                titled = bar.addMenu(menu.value)
                for action in here:
                    if action.parts and not titled.isEmpty():
                        titled.addSeparator()
                    titled.addAction(self._made(action))
        self._follow()

    def _made(self, action: Action) -> QAction:
        made = QAction(action.text.replace("&", "&&"), self)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
        if action.by_page:  # shown in the menu, and never heard twice
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.setMenuRole(QAction.MenuRole.NoRole)
        made.triggered.connect(self._triggered)
        self.shown[action.id] = made
        return made

    def _triggered(self) -> None:
        self.do(self.sender().objectName())

    def do(self, name: str) -> None:
        """Do what an action does, if it can be chosen now."""
        if name in self.shown and self.shown[name].isEnabled():
            self._do[name]()

    def set_can(self, state: Enabled, *, can: bool) -> None:
        """Whether the actions of a state can be chosen."""
        (self._can.add if can else self._can.discard)(state)
        self._follow()

    def set_covered(self, *, covered: bool, also: frozenset[str] = frozenset()) -> None:
        """While the window is covered only a few actions can be chosen, and those named in `also`."""
        self._is_covered, self._also = covered, also
        self._follow()

    def set_text(self, name: str, text: str) -> None:
        """Say more exactly what an action would do now; not while it is covered."""
        self._texts[name] = text
        self._follow()

    def _follow(self) -> None:
        for action in self.actions:
            reached = not self._is_covered or action.covered or action.id in self._also
            can = action.enabled in self._can and reached
            # What belongs to another kind of journal is absent, not greyed.
            self.shown[action.id].setVisible(action.enabled not in ABSENT or action.enabled in self._can)
            self.shown[action.id].setEnabled(can)
            text = self._texts.get(action.id, action.text) if reached else action.text
            self.shown[action.id].setText(text.replace("&", "&&"))

    def choosable(self) -> tuple[Action, ...]:
        """The actions that can be chosen now."""
        return tuple(action for action in self.actions if self.shown[action.id].isEnabled())
