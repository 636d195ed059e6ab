"""The program in a real window: started as a person starts it, driven by keys, read through AT-SPI."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
READER = Path(__file__).with_name("read_tree.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 40.0
DAY = "2026-06-30"
PRESSABLE = {"push button", "button", "check box", "radio button", "toggle button", "link"}
PASSPHRASE = "gravel teapot lantern orbit meadow"


@dataclass(frozen=True)
class Heard:
    """One thing a screen reader finds."""

    name: str
    role: str
    description: str
    text: str
    focused: bool
    checked: bool
    enabled: bool


class Window:
    """A running Balcony."""

    def __init__(self, process: subprocess.Popen[bytes], pictures: Path) -> None:
        self.process = process
        self._pictures = pictures
        self._number = 0
        self.keys_pressed = 0

    # ---- reading

    def heard(self) -> list[Heard]:
        """Everything showing; empty while the program has not registered yet."""
        return [Heard(**one) for one in self._reader("list") or []]

    def _reader(self, *arguments: str) -> Any:
        command = [SYSTEM_PYTHON, str(READER), str(self.process.pid), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return json.loads(done.stdout) if done.returncode == 0 and done.stdout.strip() else None

    def wait_for(self, finds: Callable[[list[Heard]], Any], what: str) -> Any:
        """Read until something is found; what was read last is told where it is not."""
        end = time.monotonic() + PATIENCE
        while True:
            heard = self.heard()
            found = finds(heard)
            if found:
                return found
            assert self.process.poll() is None, f"Balcony ended with {self.process.returncode} before {what}"
            assert time.monotonic() < end, (
                f"{what} did not come; there was {[h.name for h in heard if h.name]}"
            )
            time.sleep(0.1)

    def wait_named(self, name: str, role: str = "") -> Heard:
        """Wait until something of this name shows."""

        def finds(heard: list[Heard]) -> Heard | None:
            return next((one for one in heard if one.name == name and role in {"", one.role}), None)

        found: Heard = self.wait_for(finds, f"“{name}”")
        return found

    def wait_focused(self, name: str) -> Heard:
        """Wait until the focus is on something of this name."""

        def finds(heard: list[Heard]) -> Heard | None:
            return next((one for one in heard if one.focused and one.name == name), None)

        found: Heard = self.wait_for(finds, f"the focus on “{name}”")
        return found

    def wait_said(self, words: str) -> None:
        """Wait until a name or text holds these words."""
        self.wait_for(
            lambda heard: any(words in one.name or words in one.text for one in heard), f"“{words}”"
        )

    def says(self, words: str) -> bool:
        """Whether a name or text holds these words now."""
        return any(words in one.name or words in one.text for one in self.heard())

    # ---- acting through the tree alone

    def press_by_ear(self, name: str, role: str = "") -> None:
        """Press something as a screen reader's command does."""
        self.wait_named(name, role)
        assert self._reader("press", name, role), f"“{name}” could not be pressed"

    def press_beginning(self, start: str) -> None:
        """Press the first thing that can be pressed and whose name begins so."""

        def finds(heard: list[Heard]) -> Heard | None:
            return next((one for one in heard if one.name.startswith(start) and one.role in PRESSABLE), None)

        found: Heard = self.wait_for(finds, f"“{start}…”")
        self.press_by_ear(found.name, found.role)

    def focus_by_ear(self, name: str, role: str = "") -> None:
        """Put the focus on something."""
        self.wait_named(name, role)
        assert self._reader("focus", name, role), f"“{name}” could not take the focus"
        self.wait_focused(name)

    def write_by_ear(self, name: str, text: str) -> None:
        """Write into a field as a screen reader's command does."""
        self.wait_named(name)
        assert self._reader("write", name, "", text), f"“{name}” could not be written into"

    # ---- acting with keys

    def front(self) -> None:
        """Let the keys go to this window, where more than one is open."""
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        found = subprocess.run(search, check=True, timeout=30, capture_output=True, text=True)
        number = found.stdout.split()[0]
        for act in (["windowraise"], ["windowfocus", "--sync"]):
            subprocess.run(["xdotool", *act, number], check=True, timeout=30)

    def key(self, *keys: str) -> None:
        """Press keys by their X names."""
        self.keys_pressed += len(keys)
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "25", *keys], check=True, timeout=30)

    def type(self, text: str) -> None:
        """Type letters."""
        self.keys_pressed += len(text)
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "8", text], check=True, timeout=60)

    def picture(self, name: str) -> None:
        """A picture of the screen, for a person to look at afterwards."""
        self._number += 1
        path = self._pictures / f"{self._number:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=False, timeout=30, capture_output=True)

    # ---- ending

    def close(self) -> None:
        """Close as a person does, and wait for the end."""
        self.key("ctrl+q")
        assert self.process.wait(PATIENCE) == 0

    def kill(self) -> None:
        """End without a word, as a crash or an empty battery does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


def environment(home: Path) -> dict[str, str]:
    """A home of its own, with a window and a screen reader's bus."""
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }


@contextmanager
def started(home: Path, arguments: Sequence[str] = (), *, pictures: Path) -> Iterator[Window]:
    """Balcony, started on its own journal folder; ended by force where a test left it open."""
    home.mkdir(parents=True, exist_ok=True)
    pictures.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-P", "-m", "app", "--today", DAY, *arguments]
    with (home / "said.txt").open("ab") as said:
        process = subprocess.Popen(command, env=environment(home), stdout=said, stderr=said, cwd=home)
    try:
        yield Window(process, pictures)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)
    told = (home / "said.txt").read_text("utf-8", errors="replace")
    assert "Traceback" not in told, told
    assert "Balcony made a mistake" not in told, told


def command_line(home: Path, *arguments: str, says: str = "") -> str:
    """What a command prints, with the passphrase on its first line of stdin."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app", "--passphrase-stdin", "--today", DAY, *arguments],
        input=f"{PASSPHRASE}\n{says}",
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def parts_are_here() -> bool:
    """Whether this machine has what a journey needs."""
    return bool(os.environ.get("DISPLAY")) and all(shutil.which(one) for one in ("xdotool", "import"))
