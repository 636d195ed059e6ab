"""Whatever a known sender signs: it is read as words, or refused in ours, and quickly."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import JournalError
from app.domain.names import tidy_name
from app.domain.sharing import ContactCard, Opened, ReviewReply, ShareBundle, content_hash
from app.sharing import parcel, reply_words, share_words
from app.sharing.cards import card_text, read_any_card
from app.sharing.files import as_recipient_sees, seal_reply, seal_share
from tests.fixtures import sharing as made
from tests.fixtures.sharing import coach, leader, mark, opened, page, signed

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=40)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(
        ["0" * 32, "text", "slider", "share", "reply", "2026-02-30", "../x", "age1", made.ENTRY]
    )
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)
CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 3), ANY_JSON), min_size=1, max_size=4)
CUTS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), max_size=2)
WHOLE = {
    "entries.json": json.loads(share_words.members_of(made.bundle())["entries.json"]),
    "comments.json": json.loads(reply_words.members_of(made.reply(from_name="Ann Leader"))["comments.json"]),
}
PICTURES = {
    name: content
    for name, content in share_words.members_of(made.bundle()).items()
    if name.startswith("att/")
}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, as the keys that lead there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


def changed(value: Any, where: int, how: int, other: Any) -> Any:
    """A copy with one place exchanged, removed, doubled under another key, or put into a list."""
    whole = {"": json.loads(json.dumps(value))}
    all_places = places(whole[""], ("",))
    *way, last = all_places[where % len(all_places)]
    at: Any = whole
    for key in way:
        at = at[key]
    if how == 0:
        at[last] = other
    elif how == 1 and way:
        del at[last]
    elif how == 2 and isinstance(at, dict):
        at[f"{last}x"] = other
    else:
        at[last] = [at[last], other]
    return whole.get("")


def spelt(value: Any, cuts: list[tuple[int, bytes]]) -> bytes:
    content = json.dumps(value).encode("utf-8", "surrogatepass")
    for where, piece in cuts:
        at = where % (len(content) + 1)
        content = content[:at] + piece + content[at + len(piece) :]
    return content


def read(content: bytes) -> Opened | None:
    """The file, opened; None where it was refused in our own words within two seconds."""
    begun = time.thread_time()
    try:
        return opened(signed(content))
    except JournalError:
        return None
    finally:
        assert time.thread_time() - begun < 2


def is_sound(found: Opened) -> None:
    """What was read can be sealed again and read as the same."""
    if isinstance(found.content, ShareBundle):
        assert as_recipient_sees(found.content) == found.content
        assert all(
            field.content_hash == content_hash(field.value)
            for each in found.content.entries
            for field in each.fields
        )
    else:
        assert isinstance(found.content, ReviewReply)
        again = seal_reply(found.content, leader().identity, [coach().card])
        assert opened(again).content == found.content


def words_changed(name: str, changes: list[tuple[int, int, Any]], cuts: list[tuple[int, bytes]]) -> None:
    value: Any = WHOLE[name]
    for where, how, other in changes:
        value = changed(value, where, how, other)
    members = {name: spelt(value, cuts), **(PICTURES if name == "entries.json" else {})}
    more: dict[str, object] = {}
    if name == "comments.json":
        more = {
            "kind": "reply",
            "id": made.REPLY,
            "made_on": "2026-06-10",
            "reply_to": made.BUNDLE,
            "to": [mark(coach(), made.REPLY)],
        }
    found = read(parcel.pack({"manifest.json": page(members, None, **more), **members}))
    if found is not None:
        is_sound(found)


def page_changed(changes: list[tuple[int, int, Any]], cuts: list[tuple[int, bytes]]) -> None:
    members = {"entries.json": made.share_json()}
    value: Any = json.loads(page(members))
    for where, how, other in changes:
        value = changed(value, where, how, other)
    found = read(parcel.pack({"manifest.json": spelt(value, cuts), **members}))
    if found is not None:
        assert found.author == leader().card
        is_sound(found)


@settings(max_examples=1_400)
@given(changes=CHANGES, cuts=CUTS)
def test_any_words_behind_a_right_signature_are_read_or_refused(changes: Any, cuts: Any) -> None:
    words_changed("entries.json", changes, cuts)


@settings(max_examples=800)
@given(changes=CHANGES, cuts=CUTS)
def test_any_reply_behind_a_right_signature_is_read_or_refused(changes: Any, cuts: Any) -> None:
    words_changed("comments.json", changes, cuts)


@settings(max_examples=500)
@given(changes=CHANGES, cuts=CUTS)
def test_any_first_page_behind_a_right_signature_is_read_or_refused(changes: Any, cuts: Any) -> None:
    page_changed(changes, cuts)


@settings(max_examples=300)
@given(
    cuts=st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4)
)
def test_any_parcel_behind_a_right_signature_is_read_or_refused(cuts: Any) -> None:
    content = made.parcel_of({"entries.json": made.share_json()})
    for where, piece in cuts:
        at = where % (len(content) + 1)
        content = content[:at] + piece + content[at + len(piece) :]
    read(content)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=100_000)
@given(name=st.sampled_from(sorted(WHOLE)), changes=CHANGES, cuts=CUTS)
def test_a_hundred_thousand_words_behind_a_right_signature_are_read_or_refused(
    name: str, changes: Any, cuts: Any
) -> None:
    words_changed(name, changes, cuts)


LINES = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=60)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)


@given(
    note=TEXTS, label=LINES, when=LINES, value=TEXTS, name=LINES.filter(lambda name: bool(tidy_name(name)))
)
def test_any_words_a_person_writes_arrive_as_written(
    note: str, label: str, when: str, value: str, name: str
) -> None:
    from app.domain.sharing import SharedEntry, shared_field

    entry = SharedEntry(made.ENTRY, when, (shared_field("title", label, value, "text", value),))
    share = made.bundle(note=note, from_name=name, entries=(entry,))
    found = opened(seal_share(share, coach().identity, [leader().card]), leader(), knows={})
    assert found.share.note == note
    assert found.share.entries == (entry,)
    assert found.share.from_name == found.author.name == tidy_name(name)


@settings(max_examples=500)
@given(text=TEXTS, at=st.integers(0, 400))
def test_any_text_around_a_card_gives_the_card_or_is_refused(text: str, at: int) -> None:
    whole = card_text(coach().card)
    try:
        found = read_any_card(whole[:at] + text + whole[at:])
    except JournalError:
        return
    assert isinstance(found, ContactCard)
    assert found == coach().card
