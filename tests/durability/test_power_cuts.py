"""R2: the power goes at any moment, and whatever was said to be saved is there when it comes back."""

import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import JournalError
from tests.durability import power
from tests.durability.saving_recorded import title
from tests.durability.shim import needs_gcc, run_under
from tests.fixtures.cheap import new_journal, unlocked, vault_in

pytestmark = needs_gcc
SEED = 20261123
WORKERS = 2


def recorded(library: Path, folder: Path, saves: int, *more: str) -> tuple[Path, Path, Path]:
    """A folder as it was before (base), the place it had, and the log of what was done there."""
    home, base, log = folder / "j", folder / "base", folder / "log"
    new_journal(home).close(back_up=False)
    shutil.copytree(home, base)
    run_under(library, home, "tests.durability.saving_recorded", home, log, str(saves), *more)
    return home, base, log


def look(home: Path, image: dict[str, bytes], acknowledged: int) -> str:
    """Start the computer again: "" where all is well, else "lost" or "corrupt" and how."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(
        vault_in(home).places.state, ignore_errors=True
    )  # of the cut before, which may have gone further
    for name, content in image.items():
        path = Path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
    try:
        journal = unlocked(home)
        try:
            wrong = [line.name for line in journal.care.check().lines if not line.holds]
            with journal.file.read() as connection:
                there = {*connection.exec_driver_sql("SELECT title FROM entry").scalars()}
        finally:
            journal.close(back_up=False)
    except JournalError as error:
        return f"corrupt: {error.code}"
    if wrong:
        return f"corrupt: {wrong}"
    missing = {title(number) for number in range(1, acknowledged + 1)} - there
    return f"lost: {sorted(missing)}" if missing else ""


def _some_cuts(work: Path, base: Path, log: Path, places: list[int], worker: int) -> dict[str, Any]:
    """The cuts that fall to one process; the log names files where they were, so it moves with them."""
    home = work / "j"
    was = str(base.with_name("j"))
    shutil.copytree(base, home)
    drive = power.Drive(home)
    found: dict[str, Any] = {"cuts": 0, "acknowledged": 0, "wrong": []}
    wanted = sorted(at for place, at in enumerate(places) if place % WORKERS == worker)
    for at, step in enumerate(power.steps(log)):
        while wanted and wanted[0] == at:
            wanted.pop(0)
            source = random.Random(f"{SEED} {at} {found['cuts']}")
            said = look(home, drive.after_a_cut(source), drive.acknowledged)
            found["cuts"] += 1
            found["acknowledged"] += drive.acknowledged
            found["wrong"] += [f"cut at step {at}: {said}"] if said else []
        data = step.data.decode().replace(was, str(home)).encode() if step.op == "R" else step.data
        drive.take(power.Step(step.op, step.path.replace(was, str(home)), step.offset, data))
    return found


def cuts(folder: Path, base: Path, log: Path, number: int) -> dict[str, Any]:
    """Cut the power this many times, anywhere in the log, on two processors."""
    length = sum(1 for _ in power.steps(log))
    source = random.Random(SEED)
    places = [source.randrange(length) for _ in range(number)]
    children = []
    for worker in range(WORKERS):
        work = folder / f"worker {worker}"
        work.mkdir()
        child = os.fork()
        if not child:
            try:
                said = _some_cuts(work, base, log, places, worker)
            except BaseException as error:
                said = {"cuts": 0, "acknowledged": 0, "wrong": [repr(error)]}
            (work / "said").write_text(json.dumps(said))
            os._exit(0)
        children.append((child, work))
    total: dict[str, Any] = {"cuts": 0, "acknowledged": 0, "wrong": []}
    for child, work in children:
        os.waitpid(child, 0)
        for name, value in json.loads((work / "said").read_text()).items():
            total[name] += value
    return total


def hold_through(library: Path, folder: Path, number: int, saves: int) -> None:
    _home, base, log = recorded(library, folder, saves)
    found = cuts(folder, base, log, number)
    print(f"R2: seed {SEED}, {found['cuts']} cuts, {found['acknowledged']} acknowledged saves looked for")
    assert not found["wrong"], "\n".join(found["wrong"][:20])
    assert found["cuts"] == number
    assert found["acknowledged"] > number


def test_five_hundred_power_cuts_lose_nothing_acknowledged_and_spoil_nothing(
    library: Path, tmp_path: Path
) -> None:
    hold_through(library, tmp_path, 500, 15)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_five_thousand_power_cuts_lose_nothing_acknowledged_and_spoil_nothing(
    library: Path, tmp_path: Path
) -> None:
    hold_through(library, tmp_path, 5_000, 60)


def test_the_same_cuts_show_in_a_journal_that_does_not_wait_for_the_drive(
    library: Path, tmp_path: Path
) -> None:
    """The control: without it nobody knows whether the simulator bites."""
    _home, base, log = recorded(library, tmp_path, 15, "off")
    found = cuts(tmp_path, base, log, 60)
    print(f"R2 control: {len(found['wrong'])} of {found['cuts']} cuts show")
    assert found["cuts"] == 60
    assert len(found["wrong"]) > 0.9 * 60
