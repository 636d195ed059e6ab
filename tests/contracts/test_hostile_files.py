"""Files made to do harm: refused with our own words, quickly, within bounds, and nothing is written anywhere."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import errors
from app.domain.errors import JournalError
from app.domain.sharing import LARGEST_FILE, Trust
from app.sharing import armour, frame, key_lock, passphrase_lock
from app.sharing.cards import card_text, new_card_text
from app.sharing.files import new_reply_token, seal_reply, seal_share
from tests.fixtures import hostile_parcels
from tests.fixtures import sharing as made
from tests.fixtures.sharing import CHEAP, coach, leader, opened, plain_of, signed, stranger

OURS = (
    errors.NotABalconyFile, errors.FileTooLarge, errors.FileDamaged, errors.FileTooNew, errors.NotForYou,
    errors.WrongSharePassphrase, errors.NotGenuine,
)  # fmt: skip
SPOKEN = "six words"


@pytest.fixture(autouse=True)
def nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Each test stands in an empty folder two levels down, and leaves it and its parents empty."""
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    yield
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "a", inside]


# ---- H1: any change on the way


def changed(content: bytes, rng: random.Random) -> bytes:
    """One accident or trick: bits, bytes, a cut, a piece more, a piece doubled, moved or blanked."""
    at, span = rng.randrange(len(content)), rng.randint(1, 40)
    match rng.randrange(7):
        case 0:
            return content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]
        case 1:
            return content[:at]
        case 2:
            return content + rng.randbytes(span)
        case 3:
            return content[:at] + rng.randbytes(span) + content[at:]
        case 4:
            return content[:at] + content[at : at + span] + content[at:]
        case 5:
            return content[:at] + content[at + span :]
        case _:
            return content[:at] + bytes(span) + content[at + span :]


def refused_each_time(content: bytes, times: int, seed: int, open_it: Callable[[bytes], object]) -> None:
    """Every change is refused with one of our own errors, which holds no word of the file."""
    rng = random.Random(seed)
    for turn in range(times):
        other = changed(content, rng)
        if other == content:
            continue
        with pytest.raises(JournalError) as problem:
            open_it(other)
        assert isinstance(problem.value, OURS), (seed, turn, problem.value)
        assert "partners" not in str(problem.value)


def change_every_layer(times: int, seed: int) -> None:
    """A tenth each of passphrase files and texts, four tenths each outside and inside the encryption."""
    by_key = seal_share(made.bundle(), leader().identity, [coach().card])
    by_words = seal_share(made.bundle(), leader().identity, SPOKEN, factor=1)
    inside = plain_of(by_key, coach())
    to = [coach().card.recipient]
    refused_each_time(by_key, times * 4 // 10, seed, opened)
    refused_each_time(inside, times * 4 // 10, seed + 1, lambda other: opened(key_lock.encrypt(other, to)))
    refused_each_time(by_words, times // 10, seed + 2, lambda other: opened(cheap(other), passphrase=SPOKEN))
    refused_each_time(by_key, times // 10, seed + 3, lambda other: opened(armour.to_text(other)))


def cheap(data: bytes) -> bytes:
    """The same, unless the change asks for honest but long work, which would only cost this test time."""
    line = data[:80].split(b"\n")[1:2] or [b""]
    return b"age-encryption.org/v1\n-> scrypt" if line[0][-3:-2] == b" " and line[0][-2:] > b"12" else data


def test_five_thousand_changes_on_the_way_are_all_refused() -> None:
    change_every_layer(5_000, seed=20261123)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_thousand_changes_on_the_way_are_all_refused() -> None:
    seed = random.SystemRandom().randrange(10**9)
    print("seed", seed)
    change_every_layer(200_000, seed)


# ---- H3: named attacks behind a right signature


@pytest.mark.parametrize("name", hostile_parcels.ATTACKS)
def test_a_named_attack_is_refused_within_a_second(name: str) -> None:
    data = signed(hostile_parcels.ATTACKS[name]())
    begun = time.thread_time()
    with pytest.raises((errors.FileDamaged, errors.FileTooLarge)) as problem:
        opened(data)
    assert time.thread_time() - begun < 1
    assert problem.value.advice
    assert "evil" not in str(problem.value)


def test_there_are_at_least_twenty_five_named_attacks_and_the_same_parcel_without_one_is_read() -> None:
    assert len(hostile_parcels.ATTACKS) >= 25
    for name, parcel in hostile_parcels.CONTROLS.items():
        assert opened(signed(parcel())).author == leader().card, name


READ_IN_A_NEW_PROCESS = """
import sys
from pathlib import Path
from app.domain.errors import JournalError
from app.sharing.files import open_file
from app.sharing.keys import Identity
data = Path(sys.argv[1]).read_bytes()
try:
    open_file(data, [Identity.from_secret(sys.argv[2])], known={}, seen=lambda _id: False)
    print("opened")
except JournalError as error:
    print(error.code)
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("name", hostile_parcels.BOMBS)
def test_no_file_takes_more_than_300_megabytes(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("bomb") / "x"
    path.write_bytes(signed(hostile_parcels.BOMBS[name]()))
    assert path.stat().st_size <= LARGEST_FILE
    told = subprocess.run(
        [sys.executable, "-c", READ_IN_A_NEW_PROCESS, str(path), coach().identity.to_secret()],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    path.unlink()
    assert told[0] == ("opened" if name in hostile_parcels.HARMLESS else "file-damaged")
    assert int(told[1]) <= 300 * 1024


# ---- H4: attacks on keys and signatures


def share() -> bytes:
    return seal_share(made.bundle(), leader().identity, [coach().card])


def rewrapped(to: str) -> bytes:
    """The leader's signed words, taken out by the coach and passed on to a third person."""
    return key_lock.encrypt(plain_of(share(), coach()), [to])


def swapped() -> bytes:
    """The signature of one share over the words of another."""
    other = seal_share(made.bundle(note="other"), leader().identity, [coach().card])
    first, second = plain_of(share(), coach()), plain_of(other, coach())
    return key_lock.encrypt(first[:104] + second[104:], [coach().card.recipient])


def unsigned() -> bytes:
    inside = plain_of(share(), coach())
    return key_lock.encrypt(inside[:40] + bytes(64) + inside[104:], [coach().card.recipient])


def claims_to_be_the_leader() -> bytes:
    """A stranger's signature over a first page that names the leader."""
    return signed(plain_of(share(), coach())[104:], stranger())


def under_the_leaders_name() -> bytes:
    return seal_share(made.bundle(from_name="ANN  Leader"), stranger().identity, [coach().card])


def with_the_leaders_key_but_another_address() -> bytes:
    author = {**json.loads(made.page({}))["author"], "recipient": stranger().card.recipient}
    return signed(made.parcel_of({"entries.json": made.share_json()}, author=author))


def asking_for_work(factor: int) -> bytes:
    data = passphrase_lock.lock(b"", SPOKEN, CHEAP)
    return data.replace(b" %d\n" % CHEAP, b" %d\n" % factor, 1)


def many_keys() -> bytes:
    return key_lock.encrypt(b"x", [coach().card.recipient]).replace(
        b"\n---", b"\n-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n" * 0 + b"\n---", 1
    ).replace(b"\n---", (b"\n-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43) * 70 + b"\n---", 1)  # fmt: skip


def newer_frame() -> bytes:
    inside = plain_of(share(), coach()).replace(b"BALCNY1\0", b"BALCNY2\0", 1)
    return key_lock.encrypt(inside, [coach().card.recipient])


ATTACKS: dict[str, tuple[type[JournalError], Callable[[], object]]] = {
    "wrong recipient": (errors.NotForYou, lambda: opened(share(), stranger())),
    "replay": (errors.AlreadyOpened, lambda: opened(share(), seen=frozenset({made.BUNDLE}))),
    "replay, encrypted anew": (
        errors.AlreadyOpened,
        lambda: opened(rewrapped(coach().card.recipient), seen=frozenset({made.BUNDLE})),
    ),
    "passed on to a third person": (
        errors.NotForYou,
        lambda: opened(rewrapped(stranger().card.recipient), stranger()),
    ),
    "passed on by passphrase": (
        errors.NotForYou,
        lambda: opened(passphrase_lock.lock(plain_of(share(), coach()), SPOKEN, CHEAP), passphrase=SPOKEN),
    ),
    "a passphrase share passed on by key": (
        errors.NotForYou,
        lambda: opened(
            key_lock.encrypt(
                passphrase_lock.unlock(
                    seal_share(made.bundle(), leader().identity, SPOKEN, factor=CHEAP), SPOKEN
                ),
                [stranger().card.recipient],
            ),
            stranger(),
        ),
    ),
    "forged author": (errors.NotGenuine, lambda: opened(claims_to_be_the_leader())),
    "signature of another bundle": (errors.NotGenuine, lambda: opened(swapped())),
    "no signature": (errors.NotGenuine, lambda: opened(unsigned())),
    "no frame": (
        errors.NotABalconyFile,
        lambda: opened(key_lock.encrypt(b"PK\3\4", [coach().card.recipient])),
    ),
    "a known name with another key": (errors.KeyChanged, lambda: opened(under_the_leaders_name())),
    "a known key with another address": (
        errors.KeyChanged,
        lambda: opened(with_the_leaders_key_but_another_address()),
    ),
    "wrong passphrase": (
        errors.WrongSharePassphrase,
        lambda: opened(
            seal_share(made.bundle(), leader().identity, SPOKEN, factor=CHEAP), passphrase="other words"
        ),
    ),
    "reply to an unknown share": (
        errors.UnknownShare,
        lambda: opened(
            seal_reply(made.reply(), coach().identity, [leader().card]), leader(), knows={}, shared={}
        ),
    ),
    "reply proved with another token": (
        errors.NotGenuine,
        lambda: opened(
            seal_reply(
                made.reply(), coach().identity, [leader().card], reply_token=new_reply_token()
            ),
            *(leader(), None),
            knows={},
            shared={made.BUNDLE: new_reply_token()},
        ),
    ),
    "a newer frame": (errors.FileTooNew, lambda: opened(newer_frame())),
    "a newer first page": (
        errors.FileTooNew,
        lambda: opened(signed(made.parcel_of({"entries.json": made.share_json()}, min_reader=2))),
    ),
    "more keys than anybody has": (errors.FileDamaged, lambda: opened(many_keys())),
    "a new card by a stranger": (
        errors.NotGenuine,
        lambda: opened(hostile_parcels.forged_card(new_card_text(stranger().card, stranger().identity))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_keys_is_refused_for_its_own_reason(name: str) -> None:
    reason, attempt = ATTACKS[name]
    with pytest.raises(reason) as problem:
        attempt()
    assert type(problem.value) is reason


@pytest.mark.parametrize("factor", [21, 22, 30, 63, 64, 99])
def test_a_file_that_asks_for_too_much_work_is_refused_before_any(factor: int) -> None:
    data = asking_for_work(factor)
    begun = time.thread_time()
    with pytest.raises(errors.FileDamaged) as problem:
        opened(data, passphrase=SPOKEN)
    assert time.thread_time() - begun < 0.05
    assert "work" in problem.value.message


def test_a_reply_cannot_bring_entries_or_change_what_was_shared() -> None:
    entries, comments = made.share_json(), hostile_parcels.reply_json()
    for members in ({"entries.json": entries}, {"comments.json": comments, "entries.json": entries}):
        inside = made.parcel_of(
            members,
            coach(),
            kind="reply",
            id=made.REPLY,
            reply_to=made.BUNDLE,
            to=[made.mark(leader(), made.REPLY)],
        )
        with pytest.raises(errors.FileDamaged):
            opened(signed(inside, coach(), leader()), leader(), knows={})


def test_a_proof_cannot_be_taken_from_one_reply_into_another() -> None:
    token = new_reply_token()
    right = seal_reply(made.reply(), coach().identity, [leader().card], reply_token=token)
    page = json.loads(hostile_parcels.member(plain_of(right, leader())[104:], "manifest.json"))
    words = hostile_parcels.reply_json()
    inside = made.parcel_of(
        {"comments.json": words},
        stranger(),
        kind="reply",
        id=made.REPLY,
        reply_to=made.BUNDLE,
        to=page["to"],
        reply_proof=page["reply_proof"],
    )
    with pytest.raises(errors.NotGenuine):
        opened(signed(inside, stranger(), leader()), leader(), knows={}, shared={made.BUNDLE: token})


def test_a_card_of_a_stranger_under_a_known_name_is_shown_as_a_change() -> None:
    assert opened(card_text(replace(stranger().card, name="Ann Leader"))).trust is Trust.CHANGED


def test_the_frame_is_refused_before_its_parcel_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_parcel: memoryview) -> dict[str, bytes]:
        raise AssertionError

    monkeypatch.setattr("app.sharing.parcel.unpack", read)
    with pytest.raises(errors.NotGenuine):
        opened(unsigned())
    with pytest.raises(AssertionError):
        opened(share())
    assert frame.HEAD_BYTES == 104
