"""Spares each import a reading of its source."""

import sys
from typing import Final

_ASKED: Final = "_mod_uses_pyside"


def leave_unused() -> None:
    """Tell Qt's bindings that no module turns on their optional features (`from __feature__ import …`).

    To find out, they read the source of every module that is imported after them and keep it: of all that
    Balcony loads, 20 MB and a tenth of a second. Bindings that look in another way are left as they are.
    """
    import PySide6.QtCore  # noqa: F401  there is nothing to tell before it is loaded

    features = vars(sys.modules.get("shibokensupport.feature", sys))
    if _ASKED in features:
        features[_ASKED] = _uses_none


def _uses_none(_module: object) -> bool:
    return False
