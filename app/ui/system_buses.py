"""Linux: what the login service and the screen saver say on D-Bus, through local sockets only."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

_SYSTEM_SOCKET: Final = Path("/run/dbus/system_bus_socket")
_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_MANAGER: Final = f"{_LOGIN}.Manager"
_SESSION: Final = f"{_LOGIN}.Session"
_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)
"""Name and interface are the same word; the path differs from desktop to desktop."""

_Heard = tuple[str, str, str, str, str]


def system_address() -> str:
    """Where the system's bus listens, or an empty text; a bus beyond this computer counts as none."""
    usual = f"unix:path={_SYSTEM_SOCKET}" if _SYSTEM_SOCKET.exists() else ""
    return _local(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or usual)


def session_address() -> str:
    """Where the bus of this desktop listens, or an empty text. No bus is ever started for it."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    usual = f"unix:path={folder}/bus" if folder and Path(folder, "bus").exists() else ""
    return _local(os.environ.get("DBUS_SESSION_BUS_ADDRESS", "") or usual)


def _local(address: str) -> str:
    parts = [part for part in address.split(";") if part]
    return address if all(part.startswith("unix:") for part in parts) else ""


class Buses(QObject):
    """Calls `left` when sleep is about to come or the screen is locked.

    Sleep is held back, for the seconds the system allows, until `let_sleep`. Whatever is not there,
    bus or service, is passed over.
    """

    def __init__(self, left: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._left = left
        self._names: list[str] = []
        self._heard: list[tuple[QDBusConnection, _Heard]] = []
        self._system: QDBusConnection | None = None
        self._delay: QDBusUnixFileDescriptor | None = None
        self._asked: list[QDBusPendingCallWatcher] = []
        self._sleeps = False

    def begin(self) -> None:
        """Listen on each bus that is there."""
        self._system = self._connected("system", system_address())
        if self._system is not None:
            self._hear(self._system, _LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", "slept(bool)")
            self._hold_sleep_back()
            session = os.environ.get("XDG_SESSION_ID", "") or "auto"
            self._ask(self._system, "GetSession", [session], self._session_known)
        session_bus = self._connected("session", session_address())
        if session_bus is not None:
            for saver, path in _SAVERS:
                self._hear(session_bus, saver, path, saver, "ActiveChanged", "saved(bool)")

    def let_sleep(self) -> None:
        """The sleep that was told of may come; without one, the next is held back still."""
        if self._sleeps:
            self._delay = None

    def stop(self) -> None:
        """Leave both buses.

        Nothing of this object may be connected any more when the bus's own thread closes the connection: Qt
        asks what was connected for its Python methods then, and can wait for ever for a thread that waits for it.
        """
        self._delay = None
        for bus, heard in self._heard:
            bus.disconnect(*heard[:4], self, heard[4])  # type: ignore[call-overload]
        if self._heard:
            self.destroyed.disconnect()  # the connections asked to be told of it
        self._heard.clear()
        self._asked.clear()
        self._system = None
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self._names.clear()

    # ---- what is heard

    @Slot(bool)
    def slept(self, begins: bool) -> None:  # noqa: FBT001  a signal's payload
        """Sleep comes, or is over; then the next one is to be held back again."""
        self._sleeps = begins
        if begins:
            self._left()
        elif self._delay is None:
            self._hold_sleep_back()

    @Slot(bool)
    def saved(self, on: bool) -> None:  # noqa: FBT001  a signal's payload
        """The screen is covered or locked, or shown again."""
        if on:
            self._left()

    @Slot()
    def locked(self) -> None:
        """The session is asked to lock."""
        self._left()

    # ---- asking

    def _connected(self, which: str, address: str) -> QDBusConnection | None:
        if not address:
            return None
        name = f"balcony-{which}-{id(self)}"
        bus = QDBusConnection.connectToBus(address, name)
        self._names.append(name)
        return bus if bus.isConnected() else None

    def _hear(
        self, bus: QDBusConnection, service: str, path: str, interface: str, signal: str, slot: str
    ) -> None:
        # The binding takes what SLOT() gives, a text, though its types ask for bytes.
        heard = (service, path, interface, signal, SLOT(slot))
        if bus.connect(*heard[:4], self, heard[4]):  # type: ignore[call-overload]
            self._heard.append((bus, heard))

    def _hold_sleep_back(self) -> None:
        if self._system is not None:
            asked = ["sleep", "Balcony", "Locks the journal first", "delay"]
            self._ask(self._system, "Inhibit", asked, self._sleep_held_back)

    def _ask(
        self,
        bus: QDBusConnection,
        member: str,
        arguments: list[str],
        then: Callable[[list[object]], None],
    ) -> None:
        """Call the login service without waiting for it; what it refuses or does not know is passed over."""
        call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, member)
        call.setArguments(arguments)
        call.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._asked.append(watcher)

        def answered(done: QDBusPendingCallWatcher) -> None:
            with contextlib.suppress(ValueError):
                self._asked.remove(done)
            if not done.isError():
                then(list(done.reply().arguments()))
            done.deleteLater()

        watcher.finished.connect(answered)

    def _sleep_held_back(self, answer: list[object]) -> None:
        given = answer[0] if answer else None
        if isinstance(given, QDBusUnixFileDescriptor) and self._names:
            self._delay = given

    def _session_known(self, answer: list[object]) -> None:
        given = answer[0] if answer else None
        if isinstance(given, QDBusObjectPath) and self._system is not None:
            self._hear(self._system, _LOGIN, given.path(), _SESSION, "Lock", "locked()")
