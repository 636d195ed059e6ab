"""Files and the `age` command: either opens what the other made, so that no word is held by Balcony alone."""

import os
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from app.sharing import armour, key_lock, passphrase_lock
from app.sharing.files import open_file, seal_share
from tests.fixtures import sharing as made
from tests.fixtures.sharing import coach, leader

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(
    AGE is None, reason="!! the command `age` is not installed: files were NOT compared with it !!"
)
LENGTHS = [0, 1, 63, 64, 65535, 65536, 65537, 131071, 131072, 131073, *range(1000, 200_000, 18_001)]
SPOKEN = "sibling wispy parrot suitor"
FEW = [0, 1, 65537]


def content_of(length: int) -> bytes:
    return random.Random(length).randbytes(length)


def key_file(folder: Path) -> Path:
    path = folder / "key.txt"
    path.write_text(f"{coach().identity.rescue_line()}\n", encoding="ascii")
    return path


def age(*arguments: str | Path, stdin: bytes = b"") -> bytes:
    return subprocess.run([str(AGE), *arguments], input=stdin, capture_output=True, check=True).stdout


def age_asked(*arguments: str | Path, words: str, times: int) -> None:
    """Run age on a terminal of its own, for it asks for a passphrase nowhere else."""
    import pty  # not on Windows, where this is not run

    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(str(AGE), [str(AGE), *map(str, arguments)])
    asked = b""
    answered = 0
    while True:
        try:
            more = os.read(terminal, 1024)
        except OSError:
            break
        if not more:
            break
        asked += more
        if asked.count(b"passphrase") > answered and asked.rstrip().endswith(b":") and answered < times:
            answered = asked.count(b"passphrase")
            os.write(terminal, words.encode() + b"\n")
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, asked


@needs_age
def test_age_opens_twenty_files_that_were_encrypted_to_a_key(tmp_path: Path) -> None:
    assert len(LENGTHS) >= 20
    for length in LENGTHS:
        data = key_lock.encrypt(content_of(length), [coach().card.recipient, leader().card.recipient])
        assert age("-d", "-i", key_file(tmp_path), stdin=data) == content_of(length)


@needs_age
def test_twenty_files_that_age_encrypted_to_a_key_are_opened() -> None:
    for length in LENGTHS:
        data = age("-r", coach().card.recipient, stdin=content_of(length))
        assert key_lock.decrypt(data, [leader().identity, coach().identity])[0] == content_of(length)


@needs_age
def test_age_reads_the_text_form_and_its_own_text_form_is_read(tmp_path: Path) -> None:
    data = key_lock.encrypt(b"words", [coach().card.recipient])
    assert age("-d", "-i", key_file(tmp_path), stdin=armour.to_text(data).encode()) == b"words"
    text = age("-a", "-r", coach().card.recipient, stdin=b"words").decode()
    assert key_lock.decrypt(armour.from_text(text), [coach().identity])[0] == b"words"


@needs_age
def test_age_opens_what_a_passphrase_locked(tmp_path: Path) -> None:
    for length in LENGTHS[1:]:  # `age -o` makes no file of nothing
        locked, plain = tmp_path / f"{length}.balcony", tmp_path / f"{length}.plain"
        locked.write_bytes(passphrase_lock.lock(content_of(length), SPOKEN, 10))
        age_asked("-d", "-o", plain, locked, words=SPOKEN, times=1)
        assert plain.read_bytes() == content_of(length)


@needs_age
def test_what_age_locked_with_a_passphrase_is_opened(tmp_path: Path) -> None:
    for length in FEW:
        plain, locked = tmp_path / f"{length}.plain", tmp_path / f"{length}.age"
        plain.write_bytes(content_of(length))
        age_asked("-p", "-o", locked, plain, words=SPOKEN, times=2)
        assert passphrase_lock.unlock(locked.read_bytes(), SPOKEN) == content_of(length)


@pytest.mark.soak
@needs_age
@pytest.mark.timeout(600)
def test_age_and_balcony_open_twenty_passphrase_files_of_full_work_each_way(tmp_path: Path) -> None:
    for length in LENGTHS[1:]:
        plain, locked, back = (tmp_path / f"{length}.{end}" for end in ("plain", "age", "back"))
        plain.write_bytes(content_of(length))
        age_asked("-p", "-o", locked, plain, words=SPOKEN, times=2)
        assert passphrase_lock.unlock(locked.read_bytes(), SPOKEN) == content_of(length)
        locked.write_bytes(passphrase_lock.lock(content_of(length), SPOKEN))
        age_asked("-d", "-o", back, locked, words=SPOKEN, times=1)
        assert back.read_bytes() == content_of(length)


@needs_age
def test_the_rescue_recipe_of_the_help_page_works(tmp_path: Path) -> None:
    recipe = "age -d x.balcony | tail -c +105 > p.zip"
    root = Path(__file__).resolve().parents[2]
    assert recipe in (root / "resources" / "help" / "share-files.md").read_text(encoding="utf-8")
    data = seal_share(made.bundle(), leader().identity, [coach().card])
    (tmp_path / "x.balcony").write_bytes(data)
    key_file(tmp_path)
    by_key = recipe.replace("age -d", f"{AGE} -d -i key.txt")
    subprocess.run(["/bin/sh", "-c", by_key], cwd=tmp_path, check=True)
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert made.WORDS in archive.read("entries.json").decode("utf-8")


@needs_age
def test_a_share_of_full_work_is_opened_by_age_with_the_words_said_on_the_telephone(tmp_path: Path) -> None:
    data = seal_share(made.bundle(), leader().identity, SPOKEN)
    (tmp_path / "x.balcony").write_bytes(data)
    age_asked("-d", "-o", tmp_path / "plain", tmp_path / "x.balcony", words=SPOKEN, times=1)
    assert made.WORDS.encode() in (tmp_path / "plain").read_bytes()
    found = open_file(data, [coach().identity], SPOKEN, known={}, seen=lambda _id: False)
    assert found.share == made.bundle()
