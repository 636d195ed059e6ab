"""C7 over both places: whatever the clock did and however often the second was away, both keep what they must."""

import io
import json
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.second_place import SecondPlaceProblem
from app.domain.thinning import MOST
from app.paths import Places, places_in
from app.services.second_place import SecondPlace
from app.storage import backups
from app.storage.keys.slot_file import SlotFile, dump
from tests.fixtures.clock import MovedClock

OURS, THEIRS = dump(SlotFile("ours", ())), dump(SlotFile("theirs", ()))
STEPS = st.one_of(
    st.integers(1, 600),
    st.integers(60 * 24, 60 * 24 * 45),
    st.sampled_from([-60 * 24, -60 * 24 * 3650, 60 * 24 * 3650]),
)
"""Minutes from one backup to the next, as the clock said."""
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("back up"), STEPS, st.integers(-9, 12)),
        st.tuples(st.just("back up"), st.integers(1, 60), st.just(1)),
        st.tuples(st.sampled_from(["away", "hold", "clear here"]), st.just(0), st.just(0)),
        st.tuples(st.just("another journal"), st.just(0), st.just(0)),
    ),
    min_size=5,
    max_size=60,
)


@dataclass
class Life:
    """One journal's backups with a second place, driven by files that cost nothing to make."""

    root: Path
    at: datetime = datetime(2026, 6, 30, 9, tzinfo=UTC)
    entries: int = 40
    number: int = 0
    is_away: bool = False
    on_hold: bool = False
    longest_there: int = 0
    theirs: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.stick = self.root / "stick"
        self.stick.mkdir()
        self.places: Places = places_in(self.root / "journal")
        self.places.make()
        (self.stick / "letter.txt").write_text("not a backup")
        self.second = SecondPlace(self.places, "ours", MovedClock(self.at))
        self.second.choose(self.stick)

    def act(self, what: str, minutes: int, change: int) -> None:
        if what == "back up":
            self._back_up(minutes, change)
        elif what == "away":
            self.is_away = not self.is_away
            source, target = (self.stick, self.root / "drawer")
            (source if self.is_away else target).rename(target if self.is_away else source)
        elif what == "hold":
            self.on_hold = not self.on_hold
        elif what == "clear here":
            for one in backups.backups(self.places.backups)[3:]:
                one.path.unlink()
        elif not self.is_away:
            old = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=len(self.theirs))
            self.theirs.add(_packed(self.stick, old, 0, 0, THEIRS))  # as ours, they would be the first to go

    def _back_up(self, minutes: int, change: int) -> None:
        moved = self.at + timedelta(minutes=minutes)
        self.at = moved if 1975 <= moved.year <= 2200 else self.at
        self.entries = max(0, self.entries + change)
        self.number += 1
        newest = _packed(self.places.backups, self.at, self.number, self.entries, OURS)
        if not self.on_hold:
            backups.thin(self.places.backups, "ours")
        assert newest.exists()
        if self.is_away:
            with pytest.raises(SecondPlaceProblem):
                self.second.catch_up(thins=not self.on_hold)
            return
        self.second.catch_up(thins=not self.on_hold)
        self._both_keep_what_they_must(newest.name)

    def _both_keep_what_they_must(self, newest: str) -> None:
        there = [one for one in backups.backups(self.stick) if backups.journal_in(one.path) == "ours"]
        here = backups.backups(self.places.backups)
        assert there[0].path.name == here[0].path.name == newest
        most = max(one.entries for one in there)
        assert most >= self.longest_there
        assert most >= max(one.entries for one in here)
        self.longest_there = most
        if not self.on_hold:
            assert len(there) <= MOST
            assert len(here) <= MOST
        assert all(backups.what_is_wrong(one.path) == "" for one in there)


def _packed(folder: Path, at: datetime, number: int, entries: int, slots: bytes) -> Path:
    path = folder / f"journal-{at:%Y%m%d-%H%M%S}-{number:06}Z{backups.SUFFIX}"
    about = json.dumps({"entries": entries, "made_at": at.isoformat(), "number": number}).encode()
    backups.write_pack(path, about, slots, io.BytesIO(b"x"))
    return path


def live(acts: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory(prefix="balcony-test-") as folder:
        life = Life(Path(folder))
        for what, minutes, change in acts:
            life.act(what, minutes, change)
        if life.is_away:
            life.act("away", 0, 0)
        life.on_hold = False
        life.act("back up", 1, 0)
        assert (life.stick / "letter.txt").exists()
        assert all(path.exists() for path in life.theirs)


@settings(max_examples=25, deadline=None)
@given(ACTS)
@example([("back up", 5, 1), *[("another journal", 0, 0)] * 3, *[("back up", 5, 1)] * 16])
def test_both_places_keep_the_newest_and_the_longest_and_no_more_than_the_policy(
    acts: list[tuple[str, int, int]],
) -> None:
    live(acts)


@pytest.mark.soak
@pytest.mark.timeout(7200)
@settings(max_examples=2000, deadline=None, print_blob=True)
@given(ACTS)
def test_two_thousand_histories_of_both_places(acts: list[tuple[str, int, int]]) -> None:
    live(acts)
