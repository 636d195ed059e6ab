"""The key slots: who they let in, how they are changed, and what they show."""

import base64
import errno
import json
import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import (
    DiskFull,
    InvalidInput,
    JournalExists,
    JournalLocked,
    KeySlotsDamaged,
    NotEnoughMemory,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.storage import files
from app.storage.keys import (
    DataKey,
    KdfPolicy,
    RecoveryCode,
    change_passphrase,
    create_slots,
    journal_id_of,
    kinds_of_slots,
    new_recovery_code,
    open_with_passphrase,
    open_with_recovery,
)

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
PASSPHRASE = "Café au lait, 7 o’clock"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.keys"


def second(path: Path) -> Path:
    return path.with_name("journal.keys.1")


def same_key(one: DataKey, other: DataKey) -> bool:
    return one.view() == other.view() and one.journal_id == other.journal_id


# ---- who is let in


def test_passphrase_and_recovery_code_give_the_same_key(path: Path) -> None:
    key, code = create_slots(path, "j1", PASSPHRASE, CHEAP)
    assert same_key(open_with_passphrase(path, PASSPHRASE, CHEAP), key)
    assert same_key(open_with_recovery(path, code), key)
    assert same_key(open_with_recovery(path, code.text().lower().replace("-", " ")), key)
    assert journal_id_of(path) == "j1"
    assert kinds_of_slots(path) == {"passphrase", "recovery"}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DataKey]:
    path = tmp_path_factory.mktemp("keys") / "journal.keys"
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    return path, key


def _one_character_off(place: int, other: str) -> str:
    at = place % (len(PASSPHRASE) + 1)
    return PASSPHRASE[:at] + other + PASSPHRASE[at + 1 :]


near_misses = st.one_of(
    st.builds(_one_character_off, st.integers(0, 100), st.characters() | st.just("")),
    st.sampled_from(
        [
            "",
            PASSPHRASE + " ",
            " " + PASSPHRASE,
            PASSPHRASE + "\n",
            PASSPHRASE.upper(),
            PASSPHRASE.casefold(),
            PASSPHRASE.replace("’", "'"),
            PASSPHRASE + "\0",
            PASSPHRASE * 500,
            unicodedata.normalize("NFD", PASSPHRASE),
            unicodedata.normalize("NFKD", PASSPHRASE),
            "\ud800",
        ]
    ),
    st.text(max_size=40),
)


@settings(max_examples=1000)
@given(near_misses)
def test_only_the_passphrase_itself_opens_however_its_letters_are_composed(
    standing: tuple[Path, DataKey], typed: str
) -> None:
    path, key = standing
    if unicodedata.normalize("NFC", typed) == unicodedata.normalize("NFC", PASSPHRASE):
        assert same_key(open_with_passphrase(path, typed, CHEAP), key)
        return
    with pytest.raises(WrongPassphrase) as refused:
        open_with_passphrase(path, typed, CHEAP)
    assert str(refused.value) == f"{WrongPassphrase.message} {WrongPassphrase.advice}"


def test_another_recovery_code_does_not_open(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(path, RecoveryCode.random())


def test_an_empty_passphrase_is_refused_when_a_journal_is_made(path: Path) -> None:
    with pytest.raises(InvalidInput):
        create_slots(path, "j1", "", CHEAP)
    assert not path.exists()


def test_the_key_file_of_a_journal_is_never_replaced_by_a_new_one(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    before = path.read_bytes()
    with pytest.raises(JournalExists):
        create_slots(path, "j2", "another", CHEAP)
    path.unlink()
    with pytest.raises(JournalExists):
        create_slots(path, "j2", "another", CHEAP)
    assert second(path).read_bytes() == before


def test_two_journals_never_share_a_key(tmp_path: Path) -> None:
    one, _ = create_slots(tmp_path / "a", "a", PASSPHRASE, CHEAP)
    other, _ = create_slots(tmp_path / "b", "b", PASSPHRASE, CHEAP)
    assert one.view() != other.view()


def test_production_asks_128_mib_and_five_passes(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, KdfPolicy())
    asked = json.loads(path.read_text())["slots"][0]["kdf"]
    assert asked == {"name": "argon2id", "memory_kib": 131072, "iterations": 5, "lanes": 4}
    assert same_key(open_with_passphrase(path, PASSPHRASE, KdfPolicy()), key)


# ---- changing


def test_after_a_change_only_the_new_passphrase_opens_either_copy(path: Path) -> None:
    key, code = create_slots(path, "j1", PASSPHRASE, CHEAP)
    change_passphrase(path, key, "another one", CHEAP)
    for lost in (None, path):
        if lost:
            lost.unlink()
        with pytest.raises(WrongPassphrase):
            open_with_passphrase(path, PASSPHRASE, CHEAP)
        assert same_key(open_with_passphrase(path, "another one", CHEAP), key)
    assert same_key(open_with_recovery(path, code), key)


def test_no_file_beside_the_journal_keeps_the_old_passphrase(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    old = json.loads(path.read_text())["slots"][0]["sealed"]
    change_passphrase(path, key, "another one", CHEAP)
    assert sorted(file.name for file in path.parent.iterdir()) == ["journal.keys", "journal.keys.1"]
    assert all(old not in file.read_text() for file in path.parent.iterdir())


def test_a_new_recovery_code_ends_the_earlier_one(path: Path) -> None:
    key, old = create_slots(path, "j1", PASSPHRASE, CHEAP)
    new = new_recovery_code(path, key)
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(path, old)
    assert same_key(open_with_recovery(path, new), key)
    assert same_key(open_with_passphrase(path, PASSPHRASE, CHEAP), key)


def test_a_key_file_lost_while_the_journal_is_open_can_be_made_anew(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    path.unlink()
    second(path).unlink()
    change_passphrase(path, key, "another one", CHEAP)
    assert same_key(open_with_passphrase(path, "another one", CHEAP), key)
    assert kinds_of_slots(path) == {"passphrase"}


def test_the_key_file_of_another_journal_is_never_written_over(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    other = path.parent / "other.keys"
    create_slots(other, "j2", "theirs", CHEAP)
    before = other.read_bytes()
    with pytest.raises(KeySlotsDamaged, match="another journal"):
        change_passphrase(other, key, "mine", CHEAP)
    assert other.read_bytes() == before


@pytest.mark.parametrize("nth", [1, 2])
def test_a_change_that_is_cut_short_leaves_old_or_new_and_no_leftovers(
    path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    written = 0

    def flush(descriptor: int) -> None:
        nonlocal written
        written += 1
        if written == nth:
            raise OSError(errno.ENOSPC, "no space left")
        os.fsync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(files, "flush_to_disk", flush)
        with pytest.raises(DiskFull):
            change_passphrase(path, key, "another one", CHEAP)
    opens = {PASSPHRASE: nth == 1, "another one": nth == 2}
    for passphrase, expected in opens.items():
        if expected:
            assert same_key(open_with_passphrase(path, passphrase, CHEAP), key)
        else:
            with pytest.raises(WrongPassphrase):
                open_with_passphrase(path, passphrase, CHEAP)
    assert path.read_bytes() == second(path).read_bytes()
    assert len(list(path.parent.iterdir())) == 2


# ---- leaks, memory, start


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_both_copies_are_for_this_account_only(path: Path, umask: int) -> None:
    os.umask(umask)
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    change_passphrase(path, key, "another one", CHEAP)
    for copy in (path, second(path)):
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_key_file_holds_neither_key_nor_passphrase_nor_code(path: Path) -> None:
    key, code = create_slots(path, "j1", PASSPHRASE, CHEAP)
    content = path.read_bytes()
    for secret in (bytes(key.view()), bytes(key.view()).hex().encode(), base64.b64encode(key.view())):
        assert secret not in content
    assert PASSPHRASE.encode() not in content
    assert code.text().encode() not in content


def test_a_wiped_key_is_zero_and_opens_nothing(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    seen = key.view()
    key.zero()
    assert bytes(seen) == bytes(32)
    with pytest.raises(JournalLocked):
        key.as_sqlcipher_key()


def test_keys_and_codes_show_nothing_of_themselves(path: Path) -> None:
    key, code = create_slots(path, "j1", PASSPHRASE, CHEAP)
    shown = f"{key!r} {key} {code!r} {code}"
    assert bytes(key.view()).hex() not in shown
    assert not any(group in shown for group in code.groups)


def test_the_raw_key_form_is_hexadecimal() -> None:
    key = DataKey(bytearray(range(32)), "j1")
    assert bytes(key.as_sqlcipher_key()) == b"x'" + bytes(range(32)).hex().encode() + b"'"


def test_too_little_memory_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)

    class Full:
        def __init__(self, **kwargs: object) -> None:
            pass

        def derive_into(self, *args: object) -> None:
            raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Full)
    with pytest.raises(NotEnoughMemory):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


def test_the_unlock_prompt_needs_neither_database_nor_cryptography() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, app.paths, app.preferences, app.domain.errors, app.storage.keys, app.storage.lockfile\n"
            "print(sorted({'sqlalchemy', 'sqlcipher3', 'alembic', 'cryptography'} & set(sys.modules)))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
