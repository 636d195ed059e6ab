"""L4: a session in the window and one on the command line open no socket of a network, and no unknown file."""

import re
from pathlib import Path

import pytest

from app.services.clock import Clock
from tests.fixtures.buses import WHY_NOT as NO_BUS
from tests.fixtures.buses import bus_in, daemon
from tests.fixtures.cheap import log, new_journal
from tests.trust.in_the_window import PAGES
from tests.trust.traced import ROOT, WHY_NOT, Traced, strace, traced

PASSPHRASE = "gravel teapot lantern orbit meadow"
ALLOWED = {"AF_UNIX", "AF_LOCAL"}
KNOWN = re.compile(
    r"""(
      journal\.db(-journal)? | journal\.keys(\.1)? | journal\.lock(\.holder)? | preferences\.json
    | backups/\.?journal-[\d\w-]+Z\.(balcony-backup|part|copy(-journal)?)
    | seen/[\w.-]+ | backup-place\.json | \.(journal\.(keys|keys\.1|lock\.holder)|preferences\.json|[\w.-]+\.json)\.tmp
    )""",
    re.VERBOSE,
)
"""What the page of software facts names, with what stands for a moment beside it while it is written."""
pytestmark = pytest.mark.skipif(strace() is None, reason=WHY_NOT)


def toured(home: Path) -> Traced:
    """A session in the window."""
    tracer = strace()
    assert tracer
    journal = new_journal(home / "journal", Clock())  # out here: its template is made in a temporary folder
    log(journal, "Hold the front door")
    journal.close(back_up=False)
    return traced(tracer, home, "-m", "tests.trust.in_the_window", str(home / "journal"))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    return toured(tmp_path_factory.mktemp("window") / "home")


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> list[Traced]:
    home = tmp_path_factory.mktemp("commands") / "home"
    tracer = strace()
    assert tracer
    at = ["-m", "app", "--data-dir", str(home / "journal"), "--passphrase-stdin"]
    runs = (
        ("create",),
        ("add", "--title", "Hold the front door"),
        ("search", "door"),
        ("patterns",),
        ("check",),
    )
    return [traced(tracer, home, *at, *one, words=f"{PASSPHRASE}\n") for one in runs]


def test_the_window_session_showed_its_pages(window: Traced) -> None:
    assert int(window.said.split()[-1]) >= len(PAGES) - 1


def test_no_socket_of_a_network_is_opened(window: Traced, commands: list[Traced]) -> None:
    assert window.families - ALLOWED == set()
    assert [run.families - ALLOWED for run in commands] == [set()] * len(commands)


@pytest.mark.skipif(daemon() is None, reason=NO_BUS)
def test_buses_that_tell_of_sleep_are_reached_through_local_sockets_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bus_in(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        told = toured(tmp_path / "home")
    assert told.families == {"AF_UNIX"}
    assert sorted(str(path) for path in told.files if not _is_known(path) and tmp_path in path.parents) == []


def test_the_tracing_sees_a_socket_of_a_network(tmp_path: Path) -> None:
    tracer = strace()
    assert tracer
    code = "import socket; socket.socket(socket.AF_INET6); socket.socket(socket.AF_INET)"
    assert {"AF_INET", "AF_INET6"} <= traced(tracer, tmp_path / "home", "-c", code).families


def test_every_file_that_a_session_makes_is_known(window: Traced, commands: list[Traced]) -> None:
    made = {path for run in (window, *commands) for path in run.files}
    ours = {path for path in made if not str(path).startswith(("/dev/", "/proc/"))}
    assert any(path.name == "journal.db" for path in ours)
    assert sorted(str(path) for path in ours if not _is_known(path)) == []


def _is_known(path: Path) -> bool:
    if path.is_relative_to(ROOT):
        return False
    return any(KNOWN.fullmatch(str(Path(*path.parts[at:]))) for at in range(1, len(path.parts)))
