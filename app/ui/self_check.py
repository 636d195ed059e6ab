"""Whether Qt starts and the fonts load, tried in a process of its own: Qt ends the process where it cannot start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import app

_SECONDS = 60
Line = tuple[str, bool, str]


def look() -> tuple[list[Line], dict[str, str]]:
    """What was looked at, whether it holds and what was found; and the versions by name."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(Path(app.__file__).resolve().parent.parent)
    try:
        done = subprocess.run(  # noqa: S603  this Python and this very module
            [sys.executable, "-m", __name__],
            env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return [("window", False, "Qt does not start; a library of the operating system may be missing")], {}
    return [(name, holds, detail) for name, holds, detail in said["lines"]], said["versions"]


def _look_here() -> dict[str, object]:
    import PySide6
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    lines = [("window", True, f"Qt starts ({application.platformName()})"), _fonts()]
    return {"lines": lines, "versions": {"PySide6": PySide6.__version__, "Qt": qVersion()}}


def _fonts() -> Line:
    from PySide6.QtGui import QFontDatabase

    from app.paths import bundled

    faces = sorted((bundled("resources") / "fonts").glob("*/*.ttf"))
    families: set[str] = set()
    loaded = 0
    for face in faces:
        found = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(face)))
        loaded += bool(found)
        families.update(found)
    holds = bool(faces) and loaded == len(faces)
    return "fonts", holds, f"{loaded} of {len(faces)} load: {', '.join(sorted(families))}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_look_here()))
