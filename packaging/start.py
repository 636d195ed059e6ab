"""The two commands: `run` hands over to the program, `test` to the gates."""

import os
import sys
from pathlib import Path

import screen
import stamp
from progress import SetupError

__all__ = ["SetupError", "run", "test"]

ROOT = Path(__file__).resolve().parent.parent

# Qt itself has the last word: libraries may lie where this Python does not look.
QT_STARTS = """
import ctypes, pathlib, sys, PySide6.QtWidgets
if "window" in sys.argv:
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
"""


def run(arguments: list[str]) -> int:
    """Open Balcony with these arguments in place of this process; comes back only where it could not."""
    if screen.opens_window(arguments) and not screen.has_screen():
        sys.stderr.write(screen.NO_SCREEN_WORDS)
        return screen.NO_SCREEN
    prepare("run")
    unseen = screen.parts_needed(arguments) - stamp.parts_seen(ROOT)
    if unseen:
        bring_libraries(unseen, "Balcony's window")
    return hand_over([str(stamp.environment_python(ROOT)), "-P", "-m", "app", *arguments])


def test(arguments: list[str]) -> int:
    """Run every gate, or with arguments pytest alone."""
    prepare("dev")
    unseen = {"offscreen"} - stamp.parts_seen(ROOT)
    if unseen:
        bring_libraries(unseen, "The window in the tests")
    import gates

    return gates.pytest_alone(ROOT, arguments) if arguments else gates.every_gate(ROOT)


def prepare(wanted: stamp.Wanted) -> None:
    """Make .venv where it is missing or no longer fits; costs nothing when it does."""
    if stamp.next_step(ROOT, wanted) == "nothing":
        return
    import environment
    import system_parts

    missing = system_parts.still_missing(system_parts.missing_venv_part)
    if missing:
        raise SetupError(system_parts.missing_words(missing, "Setting up Python's environment"))
    environment.make_ready(ROOT, wanted)


def bring_libraries(sets: set[str], purpose: str) -> None:
    """Look once after .venv was made whether Qt's libraries are here; install them where that is possible."""
    import subprocess

    import system_parts

    missing = system_parts.still_missing(lambda: system_parts.missing_libraries(sorted(sets)))
    if missing:
        asked = [str(stamp.environment_python(ROOT)), "-c", QT_STARTS, *sorted(sets)]
        if subprocess.run(asked, capture_output=True, check=False).returncode != 0:
            raise SetupError(system_parts.missing_words(missing, purpose))
    stamp.remember_parts(ROOT, sets)


def hand_over(command: list[str]) -> int:
    if os.name == "nt":  # there execv starts a second process and lets the shell go on at once
        import subprocess

        return subprocess.call(command)
    return os.execv(command[0], command)
