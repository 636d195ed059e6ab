"""One question on a form: its words, its field, what went wrong, and the quiet lines beneath."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.naming import notice
from app.domain.prompts import Framework
from app.services.privacy_rules import privacy_rules
from app.ui.forms.filled import Fields
from app.ui.widgets import Flow, Heading, LinkButton, Muted, Told, announce, column_of

_QUIET_FOR = 700


class Part(QWidget):
    """A part of a form that shows some of its fields. `edited` comes only from a person's act."""

    edited = Signal()
    finished = Signal()
    """Enter was pressed in a line: the next part is wanted."""

    def __init__(self, name: str, *, show_name: bool = True) -> None:
        super().__init__()
        self.column: QVBoxLayout = column_of(self, spacing=4)
        if show_name:
            self.column.addWidget(Heading(name, 3))
        self._problem: Told | None = None

    def take(self, fields: Fields) -> None:
        """Show what the fields say, without a signal."""

    def give(self, fields: Fields) -> None:
        """Write what stands here into the fields."""

    def set_problem(self, problem: str) -> None:
        """Say what to mend, or nothing."""
        if self._problem is None:
            if not problem:
                return
            self._problem = Told()
            self.column.addWidget(self._problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        announce(self, problem)

    def focus_in(self) -> None:
        """Put the focus where work begins."""
        stop = first_stop(self)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def told(self) -> None:
        """A person changed something here."""
        self.edited.emit()


def stops(widget: QWidget) -> list[QWidget]:
    """What can have the focus inside a widget, in the order it was built; parts of Qt's own widgets left out."""
    found = [one for one in widget.findChildren(QWidget) if not one.objectName().startswith("qt_")]
    return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def link_stops(first: QWidget, *widgets: QWidget) -> None:
    """Let Tab go through widgets one after another, from `first` on.

    A group that hands its focus to a child stops doing so: Qt moves such a group in pieces, and from a
    piece left behind Tab would jump back to the child.
    """
    chain = [first]
    for widget in widgets:
        for one in widget.findChildren(QWidget):
            proxy = one.focusProxy()
            if proxy is not None and one.isAncestorOf(proxy):
                one.setFocusProxy(None)  # type: ignore[arg-type]
        chain += stops(widget)
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def first_stop(widget: QWidget) -> QWidget | None:
    """Where Tab enters a widget."""
    tab = Qt.FocusPolicy.TabFocus
    reached = (one for one in stops(widget) if one.focusPolicy() & tab and one.isVisibleTo(widget))
    return next(reached, None)


class NameNotice(Told):
    """The quiet line under a text that could point to one person; it waits until typing rests and never blocks."""

    def __init__(self) -> None:
        super().__init__(problem=False)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_FOR)
        self._timer.timeout.connect(self._look)
        self.hide()

    def watch(self, text: str) -> None:
        """Look at a text once typing rests."""
        self._text = text
        if text.strip():
            self._timer.start()
        else:
            self._look()

    def look(self, text: str) -> None:
        """Look at a text now."""
        self._text = text
        self._look()

    def _look(self) -> None:
        self._timer.stop()
        found = notice(self._text, privacy_rules())
        before = self.accessibleName() if not self.isHidden() else ""
        words = ""
        if found:
            first = found[0]
            words = f"“{self._text[first.start : first.end]}”: {_in_sentence(first.advice)}"
            words += f" There are {len(found) - 1} more like it." if len(found) > 1 else ""
        self.setText(words)
        self.setVisible(bool(words))
        if words and words != before:
            announce(self, words)


def _in_sentence(advice: str) -> str:
    return advice[:1].lower() + advice[1:]


class About(QWidget):
    """Two quiet links that unfold a prompt's help and where it comes from."""

    def __init__(self, question: str, help_text: str, framework: Framework | None) -> None:
        super().__init__()
        self._column = column_of(self, spacing=0)
        self._row = Flow(spacing=12)
        self._column.addWidget(self._row)
        self._lines: dict[LinkButton, Muted] = {}
        if help_text:
            self._add("Help", f"Help: {question}", help_text)
        if framework is not None:
            words = f"{framework.name}. {framework.source}"
            self._add("Where does this come from?", f"Where does this come from? {question}", words)

    def _add(self, label: str, spoken: str, words: str) -> None:
        link = LinkButton(label)
        link.setCheckable(True)
        link.setAccessibleName(spoken)
        line = Muted(words)
        line.setContentsMargins(8, 0, 0, 4)
        line.hide()
        link.clicked.connect(self._toggle)
        self._lines[link] = line
        self._row.add(link)
        self._column.addWidget(line)
        self._describe(link)

    def _toggle(self) -> None:
        for link, line in self._lines.items():
            if link.isChecked() != (not line.isHidden()):
                line.setVisible(link.isChecked())
                self._describe(link)
                announce(link, line.accessibleName() if link.isChecked() else "Folded away")

    @staticmethod
    def _describe(link: LinkButton) -> None:
        link.setAccessibleDescription("Open" if link.isChecked() else "Folded away")
