"""Roles and spoken words that Qt cannot tell from a plain widget."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Describe = Callable[[QWidget], QAccessibleInterface]

_describe: list[tuple[type[QWidget], Describe]] = []
_kept: list[QAccessibleInterface] = []
_LOOKED_AT_EVERY = 512


def keep(interface: QAccessibleInterface) -> QAccessibleInterface:
    """Let an interface live until Qt itself lets it go.

    Qt's own list holds a bare pointer to it. Held by its widget alone, the collector could free it first,
    and Qt then frees it again.
    """
    if len(_kept) % _LOOKED_AT_EVERY == _LOOKED_AT_EVERY - 1:
        _kept[:] = [one for one in _kept if shiboken6.isValid(one)]
    _kept.append(interface)
    return interface


def describe_as(kind: type[QWidget], describe: Describe) -> None:
    """Let `describe` make the accessible interface of every widget of a class."""
    if not _describe:
        QAccessible.installFactory(_interface_of)
    _describe.insert(0, (kind, describe))


def role_of(role: QAccessible.Role) -> Describe:
    """A describer that gives a widget a role and leaves its name and children to Qt."""

    def describe(widget: QWidget) -> QAccessibleInterface:
        return QAccessibleWidget(widget, role)

    return describe


def _interface_of(_name: str, subject: QObject) -> QAccessibleInterface | None:
    # Qt calls this from C++: an exception must not leave.
    try:
        for kind, describe in _describe:
            if isinstance(subject, kind):
                return keep(describe(subject))
    except RuntimeError:
        return None
    return None


class Group(QWidget):
    """A named group of controls; its accessible name is read on entering."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)


class StatusAnnouncer(QObject):
    """Speaks a status to a screen reader without moving the focus."""

    announced = Signal(object)  # str

    def announce(self, widget: QWidget, text: str) -> None:
        """Say a sentence; politely, after what is being read now. Under a cover nothing is said."""
        if not text or not widget.window().isVisible():
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
        self.announced.emit(text)


_announcer: list[StatusAnnouncer] = []


def announcer() -> StatusAnnouncer:
    """The announcer of this process."""
    if not _announcer:
        _announcer.append(StatusAnnouncer())
    return _announcer[0]


def announce(widget: QWidget, text: str) -> None:
    """Speak a status (WCAG 4.1.3); not for every keystroke."""
    announcer().announce(widget, text)


describe_as(Group, role_of(QAccessible.Role.Grouping))
