"""Python's collection of cycles, held to the window's thread.

Left to itself Python collects on whichever thread happens to allocate. A cycle may hold widgets and timers, which
Qt lets only their own thread take apart: destroyed from a worker, a timer that is already due, or a window about
to be painted, ends the program.
"""

import gc
import threading

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 1000


class Collecting(QObject):
    """Collects, from time to time and on the thread it was made on, what Python would collect on any.

    The thresholds and their order are Python's own (`gc.get_threshold`); only the moment differs.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        assert threading.current_thread() is threading.main_thread()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        due = [
            n
            for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if 0 < most < count
        ]
        if due:
            gc.collect(due[-1])


def keep_what_is_loaded() -> None:
    """Pass over, from now on, what is there already: modules, classes and functions that never go.

    A look at everything would hold the window for some 90 ms; at what came since, for a few. Nothing of a
    journal may be there yet.
    """
    gc.freeze()
