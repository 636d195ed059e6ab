"""Key files that were damaged or altered: told apart, mended, refused before any work."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import (
    JournalTooNew,
    KeySlotsDamaged,
    KeySlotsMissing,
    WrongPassphrase,
)
from app.storage.keys import (
    DataKey,
    KdfPolicy,
    copy_of_slots,
    create_slots,
    open_with_passphrase,
    put_back_slots,
)

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
PASSPHRASE = "Café au lait, 7 o’clock"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.keys"


def second(path: Path) -> Path:
    return path.with_name("journal.keys.1")


def rewrite(path: Path, change: Callable[[dict[str, Any]], object], *, both: bool = True) -> None:
    """Alter the key file as someone would who also mends its checksum."""
    body = json.loads(path.read_text())
    del body["checksum"]
    change(body)
    spelt = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    body["checksum"] = hashlib.sha256(spelt).hexdigest()
    path.write_text(json.dumps(body))
    if both:
        second(path).write_text(json.dumps(body))


def same_key(one: DataKey, other: DataKey) -> bool:
    return one.view() == other.view() and one.journal_id == other.journal_id


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DataKey]:
    path = tmp_path_factory.mktemp("keys") / "journal.keys"
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    return path, key


# ---- damage


def test_a_missing_key_file_is_said_and_the_second_copy_serves(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    path.unlink()
    assert same_key(open_with_passphrase(path, PASSPHRASE, CHEAP), key)
    assert path.read_bytes() == second(path).read_bytes()
    path.unlink()
    second(path).unlink()
    with pytest.raises(KeySlotsMissing):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


@settings(max_examples=400)
@given(st.integers(0, 10_000), st.integers(0, 7))
def test_a_flipped_bit_is_damage_and_never_a_wrong_passphrase(
    tmp_path_factory: pytest.TempPathFactory, standing: tuple[Path, DataKey], place: int, bit: int
) -> None:
    content = bytearray(copy_of_slots(standing[0]))
    content[place % len(content)] ^= 1 << bit
    path = tmp_path_factory.mktemp("bit") / "journal.keys"
    path.write_bytes(content)
    second(path).write_bytes(content)
    with pytest.raises(KeySlotsDamaged):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


def test_damage_to_one_copy_is_mended_from_the_other(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    good = path.read_bytes()
    for copy in (path, second(path)):
        copy.write_bytes(good[:100])
        assert same_key(open_with_passphrase(path, PASSPHRASE, CHEAP), key)
        assert copy.read_bytes() == good


def test_a_key_file_put_here_by_mistake_does_not_overwrite_the_right_second_copy(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    right = path.read_bytes()
    stray = path.parent / "stray.keys"
    create_slots(stray, "j2", "theirs", CHEAP)
    path.write_bytes(stray.read_bytes())
    open_with_passphrase(path, "theirs", CHEAP)
    assert second(path).read_bytes() == right


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[[[[", b"\xff", b"[" * 60_000, b" " * 70_000])
def test_what_is_no_key_file_is_called_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KeySlotsDamaged):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


def test_a_copy_from_a_backup_is_put_back_and_opens(path: Path) -> None:
    key, _ = create_slots(path, "j1", PASSPHRASE, CHEAP)
    kept = copy_of_slots(path)
    path.unlink()
    second(path).unlink()
    with pytest.raises(KeySlotsDamaged):
        put_back_slots(path, kept[:-20])
    assert not path.exists()
    put_back_slots(path, kept)
    assert same_key(open_with_passphrase(path, PASSPHRASE, CHEAP), key)


# ---- alteration


def passphrase_slot(body: dict[str, Any]) -> dict[str, Any]:
    return next(slot for slot in body["slots"] if slot["type"] == "passphrase")


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory_kib": 16 * 1024 * 1024},
        {"memory_kib": 1024 * 1024 + 1},
        {"memory_kib": 64 * 1024 - 1},
        {"iterations": 11},
        {"iterations": 2},
        {"iterations": 10**12},
        {"lanes": 17},
        {"lanes": 0},
        {"lanes": -1},
        {"memory_kib": True},
        {"memory_kib": 131072.0},
        {"iterations": "3"},
        {"name": "scrypt"},
    ],
)
def test_a_forged_cost_is_refused_before_any_work(
    path: Path, monkeypatch: pytest.MonkeyPatch, kdf: dict[str, object]
) -> None:
    create_slots(path, "j1", PASSPHRASE, KdfPolicy())
    rewrite(path, lambda body: passphrase_slot(body)["kdf"].update(kdf))
    worked: list[object] = []
    monkeypatch.setattr("app.storage.keys.slots.key_from_passphrase", lambda *a: worked.append(a))
    with pytest.raises(KeySlotsDamaged):
        open_with_passphrase(path, PASSPHRASE, KdfPolicy())
    assert not worked


def test_a_policy_below_its_own_floor_makes_no_slot(path: Path) -> None:
    with pytest.raises(KeySlotsDamaged):
        create_slots(path, "j1", PASSPHRASE, replace(KdfPolicy(), memory_kib=1024))
    assert not path.exists()


def test_cheap_slots_do_not_open_in_production(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    with pytest.raises(KeySlotsDamaged):
        open_with_passphrase(path, PASSPHRASE, KdfPolicy())


def test_a_slot_moved_to_another_journal_does_not_open_there(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    rewrite(path, lambda body: body.update(journal_id="j2"))
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


def test_a_cost_altered_within_the_range_does_not_open(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    rewrite(path, lambda body: passphrase_slot(body)["kdf"].update(memory_kib=128))
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


def test_two_slots_of_one_kind_are_refused(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    rewrite(path, lambda body: body["slots"].append(passphrase_slot(body)))
    with pytest.raises(KeySlotsDamaged):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


@pytest.mark.parametrize("part", ["salt", "nonce", "sealed"])
def test_a_part_of_another_length_is_refused(path: Path, part: str) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    short = base64.b64encode(b"short").decode()
    rewrite(path, lambda body: passphrase_slot(body).update({part: short}))
    with pytest.raises(KeySlotsDamaged):
        open_with_passphrase(path, PASSPHRASE, CHEAP)


def test_a_key_file_of_a_later_version_says_so(path: Path) -> None:
    create_slots(path, "j1", PASSPHRASE, CHEAP)
    rewrite(path, lambda body: body.update(version=2))
    with pytest.raises(JournalTooNew):
        open_with_passphrase(path, PASSPHRASE, CHEAP)
