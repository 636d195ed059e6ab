"""What the importers share: titles, tags, dates, properties, and JSON read in pieces."""

import io
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.entries import TITLE_LENGTH
from app.importers.reading.dates import instant, written, zone_named
from app.importers.reading.front_matter import note_of
from app.importers.reading.hashtags import hashtags
from app.importers.reading.jrnl_text import moment, text_entries
from app.importers.reading.stream import ArrayStart, Element, Member, walk
from app.importers.reading.words import clean, digest_key, fitted, tidy_tags, title_and_rest

LONDON = ZoneInfo("Europe/London")


# ---- words


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=400))
def test_no_word_is_lost_between_title_and_text(text: str) -> None:
    title, rest = title_and_rest(text)
    assert len(title) <= TITLE_LENGTH
    assert "\n" not in title
    kept = f"{title} {rest}".replace("#", "").split()
    assert set(text.replace("#", "").split()) <= set(kept)


def test_a_long_title_ends_at_a_word_and_stays_whole_in_the_text() -> None:
    long = "many words " * 30
    title, rest = fitted(long, "and the rest")
    assert title.endswith((" many…", " words…"))
    assert rest == f"{long.strip()}\n\nand the rest"
    assert fitted("x" * 500, "")[0] == "x" * (TITLE_LENGTH - 1) + "…"


def test_half_of_a_pair_and_hidden_characters_are_replaced() -> None:
    assert clean("a\ud800b\x02c\x03\ufeff\u2066d\te\r\nf\rg") == "a\ufffdbcd\te\nf\ng"


def test_tags_are_words_each_once() -> None:
    assert tidy_tags(["@Work", "work", "#early  help", "", "@", 5, None, "x" * 200]) == (
        "Work", "early help", "x" * 80,
    )  # fmt: skip
    assert len(tidy_tags([str(number) for number in range(500)])) == 100


def test_a_key_depends_on_words_and_day_only() -> None:
    assert digest_key("jrnl", "2024-01-01", "a  b\r\nc") == digest_key("jrnl", "2024-01-01", "a b\nc ")
    assert digest_key("jrnl", "2024-01-01", "ab") != digest_key("jrnl", "2024-01-01a", "b")


# ---- dates


@pytest.mark.parametrize(
    ("said", "zone", "day"),
    [
        ("2024-03-31T00:30:00Z", "Europe/London", "2024-03-31"),
        ("2024-06-30T23:30:00Z", "Europe/London", "2024-07-01"),
        ("2024-06-30T23:30:00Z", "America/Los_Angeles", "2024-06-30"),
        ("2024-06-30T23:30:00", "Asia/Tokyo", "2024-06-30"),
        ("2024-06-30T23:30:00+0000", "Asia/Tokyo", "2024-07-01"),
        ("1900-01-01T00:00:00", "Europe/London", "1900-01-01"),
    ],
)
def test_the_day_is_the_day_where_it_was_written(said: str, zone: str, day: str) -> None:
    at = instant(said)
    assert at is not None
    found = written(at, ZoneInfo(zone))
    assert found is not None
    assert str(found[1]) == day
    assert found[0].tzinfo is UTC


@pytest.mark.parametrize(
    "said", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1899-12-31", "2101-01-01"]
)
def test_dates_nobody_wrote_on_are_none(said: str) -> None:
    at = instant(said)
    assert at is not None
    assert written(at, ZoneInfo("Asia/Tokyo")) is None


@pytest.mark.parametrize("said", ["", "yesterday", "2024-02-30", 5, None, "2024" * 50, ["2024-01-01"]])
def test_what_is_no_moment_is_none(said: object) -> None:
    assert instant(said) is None


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "/etc/localtime", "Europe", "Mars/Olympus", "a\0b", "x" * 5000, "GMT+99:00", 5, None]
)  # fmt: skip
def test_what_is_no_zone_is_none(name: object) -> None:
    assert zone_named(name) is None


def test_zones_by_name_and_by_offset_are_known() -> None:
    at = datetime(2024, 7, 1, 12, tzinfo=UTC)
    for name, hour in ("Europe/London", 13), ("GMT-0800", 4), ("UTC+5:30", 17):
        zone = zone_named(name)
        assert zone is not None
        assert at.astimezone(zone).hour == hour


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2024-01-15 09:30", "2024-01-15T09:30:00"),
        ("2024/1/5 9:30:15", "2024-01-05T09:30:15"),
        ("15.01.2024 21:30", "2024-01-15T21:30:00"),
        ("03/04/2024", "2024-04-03T00:00:00"),
        ("2024-01-15 12:05 AM", "2024-01-15T00:05:00"),
        ("2024-01-15 12:05pm", "2024-01-15T12:05:00"),
        ("2024-01-15 13:05 PM", None),
        ("2024-02-30 10:00", None),
        ("2024-01/15", None),
        ("15 January", None),
    ],
)
def test_dates_as_people_write_them(said: str, read: str | None) -> None:
    found = moment(said, day_first=True)
    assert (found.isoformat() if found else None) == read


def test_a_number_above_twelve_tells_the_order_of_day_and_month() -> None:
    def days(*dates: str) -> list[str]:
        entries, note = text_entries("".join(f"[{said} 10:00] x\n" for said in dates))
        assert (note is None) is any(int(part) > 12 for said in dates for part in said.split("/")[:2])
        return [str(entry.when.date()) for entry in entries]

    assert days("03/04/2024", "13/04/2024") == ["2024-04-03", "2024-04-13"]
    assert days("03/04/2024", "03/13/2024") == ["2024-03-04", "2024-03-13"]
    assert days("03/04/2024") == ["2024-04-03"]


def test_a_long_first_line_of_jrnl_gives_its_first_sentence_as_title() -> None:
    entries, _ = text_entries(f"[2024-01-15 09:30] Short one. {'and on ' * 30}\nlast")
    assert entries[0].title == "Short one."
    assert entries[0].body.endswith("and on\nlast")


# ---- properties and tags of notes


def test_properties_are_strings_whatever_they_look_like() -> None:
    note = note_of("---\nDate: 2024-01-05\ntags: [a, 2026]\nDone: yes\nEmpty:\ndate: later\n---\n\nWords\n")
    assert note.properties == {"date": "2024-01-05", "tags": ["a", "2026"], "done": "yes", "empty": ""}
    assert note.text == "Words\n"


@pytest.mark.parametrize("text", ["Words\n---\na: b\n---\n", "---\nno end", " ---\na: b\n---\n", ""])
def test_a_note_without_properties_at_its_very_top_is_all_text(text: str) -> None:
    assert note_of(text).text == text
    assert note_of(text).properties == {}


def test_properties_that_are_not_yaml_stay_in_the_text() -> None:
    note = note_of("---\na: [\n---\n\nWords")
    assert note.unread
    assert note.text[note.body_at :] == "Words"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#one and #two/three-4, #one", ["one", "two/three-4", "one"]),
        ("# Heading\n##not #7 a#b (#c) [[x#d]] [e](http://x#f) #1a", ["1a"]),
        ("`#code` and ``a ` #code`` then #tag", ["tag"]),
        ("`open\n#inside`\n\n`never closed #tag", ["tag"]),
        ("```sh\n#no\n```\n#yes\n~~~\n#no\n```\n~~~\n#too", ["yes", "too"]),
        ("text\n\n    #indented\n\n#after", ["after"]),
        ("- item\n    - #nested\n\n    #still the item", ["nested", "still"]),
        ("text\n    #continued", ["continued"]),
        ("```\n#never closed", []),
        ("#trailing/ #dash-", ["trailing", "dash"]),
    ],
)
def test_tags_are_found_outside_code_and_links(text: str, tags: list[str]) -> None:
    assert list(hashtags(text)) == tags


# ---- JSON in pieces


class _Drip(io.BytesIO):
    """Gives a few bytes at a time, so that every value is met half read."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(3, size or 3))


@given(
    st.dictionaries(
        st.text(max_size=4),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=8,
        ),
        max_size=4,
    ),
    st.sampled_from([None, 1]),
    st.booleans(),
)  # fmt: skip
def test_json_read_in_pieces_is_the_same_json(
    content: dict[str, object], indent: int | None, plain: bool
) -> None:
    data = json.dumps(content, indent=indent, ensure_ascii=plain).encode("utf-8", "surrogatepass")
    arrays = frozenset(list(content)[:2])
    rebuilt: dict[str, object] = {}
    for part in walk(_Drip(data), arrays):
        match part:
            case Member(key, value):
                rebuilt[key] = value
            case ArrayStart(key):
                rebuilt[key] = []
            case Element(key, index, value):
                held = rebuilt[key]
                assert isinstance(held, list)
                assert index == len(held)
                held.append(value)
    assert rebuilt == content
