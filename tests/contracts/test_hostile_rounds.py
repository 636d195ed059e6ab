"""Files of a pair round made to do harm: each is refused with its reason, and shows nothing of an answer."""

import base64
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain import errors
from app.domain.errors import JournalError
from app.domain.sharing import ROUND_KINDS, FileKind
from app.sharing import armour, key_lock, parcel, passphrase_lock
from app.sharing.files import seal_round
from tests.fixtures import rounds
from tests.fixtures import sharing as made
from tests.fixtures.rounds import FILE, SECRET, every_part, inside, told
from tests.fixtures.sharing import CHEAP, coach, leader, opened, plain_of, signed, stranger

OURS = (
    errors.NotABalconyFile, errors.FileTooLarge, errors.FileDamaged, errors.FileTooNew, errors.NotForYou,
    errors.NotGenuine,
)  # fmt: skip
INVITATION, ANSWER, KEY, WITHDRAWAL, LEARNING, COPY = ROUND_KINDS


def sent(kind: FileKind) -> bytes:
    return seal_round(every_part()[kind], leader().identity, [coach().card], file_id=FILE)


def changed(content: bytes, rng: random.Random) -> bytes:
    """A bit turned, an end cut off, a piece more, gone or blanked; never the same again."""
    at, span = rng.randrange(len(content)), rng.randint(1, 40)
    other = (
        content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :],
        content[:at],
        content + rng.randbytes(span),
        content[:at] + content[at + span :],
        content[:at] + bytes(span) + content[at + span :],
    )[rng.randrange(5)]
    return other if other != content else content[:-1]


@pytest.mark.parametrize("kind", ROUND_KINDS)
def test_two_hundred_tampered_files_of_each_kind_are_refused_with_a_reason(kind: FileKind) -> None:
    whole, rng = sent(kind), random.Random(kind.value)
    plain, to = plain_of(whole, coach()), [coach().card.recipient]
    for turn in range(200):
        if turn % 2:
            data: bytes | str = changed(whole, rng)
        else:
            data = key_lock.encrypt(changed(plain, rng), to)
        if turn % 10 == 9:
            data = armour.to_text(changed(whole, rng))
        with pytest.raises(JournalError) as problem:
            opened(data)
        assert isinstance(problem.value, OURS), (turn, problem.value)
        assert problem.value.message
        assert problem.value.advice
        assert "hospital" not in str(problem.value)


@pytest.mark.parametrize("kind", ROUND_KINDS)
def test_a_file_cut_off_anywhere_is_refused(kind: FileKind) -> None:
    whole = sent(kind)
    plain = plain_of(whole, coach())
    for step in range(50):
        with pytest.raises(OURS):
            opened(whole[: len(whole) * step // 50])
        with pytest.raises(OURS):
            opened(signed(plain[104 : 104 + (len(plain) - 104) * step // 50]))


# ---- words behind a right signature


def words(kind: FileKind, **change: object) -> Callable[[], bytes]:
    """A right file, save these parts of its words."""
    return lambda: signed(inside(kind, json.dumps({**told(every_part()[kind]), **change}).encode()))


def without(kind: FileKind, part: str) -> Callable[[], bytes]:
    rest = {name: value for name, value in told(every_part()[kind]).items() if name != part}
    return lambda: signed(inside(kind, json.dumps(rest).encode()))


def spelt(kind: FileKind, content: bytes) -> Callable[[], bytes]:
    return lambda: signed(inside(kind, content))


def page(kind: FileKind, as_kind: FileKind | None = None, **change: object) -> Callable[[], bytes]:
    """The right words of one kind under a first page that says something else."""
    content = json.dumps(told(every_part()[kind])).encode()
    return lambda: signed(inside(as_kind or kind, content, **change))


def asked(**change: object) -> list[object]:
    prompts = told(rounds.invitation())["prompts"]
    assert isinstance(prompts, list)
    return [{**prompts[0], **change}]


def with_more_members(name: str, content: bytes = b"{}") -> Callable[[], bytes]:
    members = {"round.json": json.dumps(told(rounds.key_part())).encode(), name: content}
    more = {"kind": KEY.value, "id": FILE, "made_on": rounds.DAY.isoformat()}
    to = [made.mark(coach(), FILE)]
    return lambda: signed(parcel.pack({"manifest.json": made.page(members, None, to=to, **more), **members}))


TOKEN = "A" * 43 + "="
ATTACKS: dict[str, Callable[[], bytes]] = {
    "no words": spelt(KEY, b""),
    "no JSON": spelt(KEY, b"{"),
    "a list": spelt(KEY, b"[]"),
    "NaN": spelt(KEY, b'{"kind":NaN}'),
    "a key twice": spelt(WITHDRAWAL, json.dumps(told(rounds.withdrawal())).encode()[:-1] + b',"kind":"x"}'),
    "deep": spelt(KEY, b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "half a surrogate pair": spelt(LEARNING, b'{"text":"\\ud83d"}'),
    "a text too long": spelt(LEARNING, b'{"text":"' + b"x" * 2 * 1024 * 1024 + b'"}'),
    "more bytes than a round has": spelt(
        LEARNING, json.dumps(told(rounds.learning())).encode() + b" " * 4 * 1024 * 1024
    ),
    "an edition of nought": words(LEARNING, edition=0),
    "an edition below nought": words(LEARNING, edition=-1),
    "an edition past any count": words(LEARNING, edition=10**9),
    "an edition in words": words(LEARNING, edition="2"),
    "an edition as a tick": words(LEARNING, edition=True),
    "one kind as another": page(KEY, ANSWER),
    "an answer as a key": page(ANSWER, KEY),
    "a round as a share": page(INVITATION, FileKind.SHARE),
    "a round as a reply": page(KEY, FileKind.REPLY),
    "a card": page(KEY, FileKind.CARD),
    "a key as a withdrawal": page(KEY, WITHDRAWAL),
    "another day within": words(KEY, made_on="2026-10-02"),
    "another name within": words(KEY, from_name="Bo Coach"),
    "a name that turns the reading direction": words(KEY, from_name="Ann\u202eLeader"),
    "a reply to something": page(KEY, reply_to=made.BUNDLE),
    "a token": page(KEY, reply_token=TOKEN),
    "a proof": page(KEY, reply_proof=TOKEN),
    "no member": lambda: signed(made.parcel_of({}, None, kind=KEY.value)),
    "entries beside": with_more_members("entries.json"),
    "comments beside": with_more_members("comments.json"),
    "a path beside": with_more_members("../round.json"),
    "a round without id": without(KEY, "round_id"),
    "an entry's number for an id": words(KEY, round_id="12"),
    "an id in capitals": words(KEY, round_id="A" * 32),
    "no key": without(KEY, "key"),
    "an empty key": words(KEY, key=""),
    "a key too long": words(KEY, key="A" * 44),
    "a key of no base64": words(KEY, key="*" * 44),
    "a key that is a number": words(KEY, key=7),
    "no hash": without(KEY, "answer_hash"),
    "a hash in capitals": words(KEY, answer_hash="A" * 64),
    "no hash of the invitation": without(ANSWER, "invitation_hash"),
    "an answer without a seal": without(ANSWER, "ciphertext"),
    "an answer without its key": without(ANSWER, "key"),
    "an empty seal": words(INVITATION, ciphertext=""),
    "a seal of nothing": words(INVITATION, ciphertext=base64.b64encode(bytes(16)).decode()),
    "a seal not filled up": words(INVITATION, ciphertext=base64.b64encode(bytes(4096 + 17)).decode()),
    "a seal too large": words(INVITATION, ciphertext="A" * 900_000),
    "a commitment too short": words(INVITATION, commitment="0" * 63),
    "no commitment": without(INVITATION, "commitment"),
    "no questions": words(INVITATION, prompts=[]),
    "six questions": words(INVITATION, prompts=[asked(prompt_id=f"p{n}")[0] for n in range(6)]),
    "a question twice": words(INVITATION, prompts=asked() * 2),
    "a question that is words": words(INVITATION, prompts=["Why?"]),
    "a question of no kind": words(INVITATION, prompts=asked(kind="script")),
    "a question of two lines": words(INVITATION, prompts=asked(question="Why?\nAnd why?")),
    "a question too long": words(INVITATION, prompts=asked(question="x" * 1001)),
    "a prompt id with a path": words(INVITATION, prompts=asked(prompt_id="../x")),
    "version 0": words(INVITATION, prompts=asked(version=0)),
    "options that are not": words(INVITATION, prompts=asked(options=[{"id": "a", "label": "A"}])),
    "an option without a label": words(
        INVITATION, prompts=asked(kind="single", options=[{"id": "a", "label": " "}])
    ),
    "201 options": words(
        INVITATION, prompts=asked(kind="multi", options=[{"id": f"a{n}", "label": "A"} for n in range(201)])
    ),
    "one end": words(INVITATION, prompts=asked(kind="slider", ends={"low": "a"})),
    "no topic": words(INVITATION, topic=""),
    "a topic of two lines": words(INVITATION, topic="One\nTwo"),
    "a case too long": words(INVITATION, case="x" * 20_001),
    "no day": words(INVITATION, closes_on="2026-02-30"),
    "a time": words(INVITATION, closes_on="2026-10-15T12:00"),
    "itself looked back at": words(INVITATION, look_back=rounds.ROUND),
    "a tick that is a word": words(LEARNING, onward="yes"),
    "a tick that is a number": words(LEARNING, onward=1),
    "no tick": without(LEARNING, "onward"),
    "no day of looking": without(COPY, "revealed_on"),
    "answers to fewer questions": words(COPY, mine=[{}]),
    "answers to more": words(COPY, mine=[{}] * 6),
    "answers that are null": words(COPY, theirs=[None] * 5),
    "a step that is none": words(COPY, theirs=[{}, {}, {}, {"value": 4}, {}]),
    "a percent that is none": words(COPY, theirs=[{}, {}, {}, {}, {"value": 101}]),
    "an option that is none": words(COPY, theirs=[{}, {"value": "fly"}, {}, {}, {}]),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_inside_a_file_of_a_round_is_refused_within_a_second(name: str) -> None:
    data = ATTACKS[name]()
    begun = time.thread_time()
    with pytest.raises(errors.FileDamaged) as problem:
        opened(data)
    assert time.thread_time() - begun < 1
    assert "hospital" not in str(problem.value)


@pytest.mark.parametrize("kind", ROUND_KINDS)
def test_the_same_file_without_an_attack_is_read(kind: FileKind) -> None:
    assert opened(words(kind)()).kind is kind
    assert opened(page(kind)()).kind is kind


# ---- keys and signatures


def by_passphrase(kind: FileKind) -> bytes:
    """What was signed for nobody by name, locked by words."""
    content = json.dumps(told(every_part()[kind])).encode()
    plain = plain_of(signed(inside(kind, content, to=[])), coach())
    return passphrase_lock.lock(plain, "two words", CHEAP)


def test_a_passphrase_opens_a_copy_and_no_other_file_of_a_round() -> None:
    for kind in ROUND_KINDS:
        if kind is COPY:
            assert opened(by_passphrase(kind), passphrase="two words").kind is COPY
            continue
        with pytest.raises(errors.FileDamaged):
            opened(by_passphrase(kind), passphrase="two words")


@pytest.mark.parametrize("kind", ROUND_KINDS)
def test_a_file_of_a_round_is_bound_to_its_sender_its_recipient_and_its_day(kind: FileKind) -> None:
    plain, to = plain_of(sent(kind), coach()), [coach().card.recipient]
    with pytest.raises(errors.NotForYou):
        opened(key_lock.encrypt(plain, [stranger().card.recipient]), stranger())
    with pytest.raises(errors.NotGenuine):
        opened(signed(plain[104:], stranger()))
    other = plain_of(sent(KEY if kind is not KEY else ANSWER), coach())
    with pytest.raises(errors.NotGenuine):
        opened(key_lock.encrypt(plain[:104] + other[104:], to))
    under_the_name = seal_round(every_part()[kind], stranger().identity, [coach().card])
    with pytest.raises(errors.KeyChanged):
        opened(under_the_name)
    with pytest.raises(errors.AlreadyOpened):
        opened(key_lock.encrypt(plain, to), seen=frozenset({FILE}))


def test_a_newer_file_of_a_round_is_said_to_be_newer() -> None:
    with pytest.raises(errors.FileTooNew):
        opened(page(KEY, min_reader=2)())


def test_nothing_of_a_round_is_written_anywhere_while_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind in ROUND_KINDS:
        assert opened(sent(kind)).kind is kind
    assert not list(tmp_path.rglob("*"))
    assert SECRET.encode() not in sent(COPY)
