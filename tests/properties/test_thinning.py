"""C7: whatever the clock did, thinning keeps what it must and no more than it may."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.thinning import DAYS, MOST, RECENT, Held, surplus

START = datetime(2026, 6, 30, 9, tzinfo=UTC)
STEPS = st.one_of(
    st.integers(0, 600),  # minutes within a day
    st.integers(600, 60 * 24 * 40),
    st.integers(60 * 24 * 25, 60 * 24 * 70),  # months apart, so that there are more than are kept
    st.sampled_from([-60 * 24, -60 * 24 * 3650, 60 * 24 * 3650, -60 * 24 * 20_000]),  # a clock set wrong
)
"""Minutes from one backup to the next, as the clock said, and how many entries came or went."""


@st.composite
def histories(draw: st.DrawFn) -> tuple[Held, ...]:
    """Backups in the order of making; the first of them may be from before they were numbered."""
    numbered_from = draw(st.integers(0, 8))
    steps = draw(st.lists(st.tuples(STEPS, st.integers(-9, 12)), min_size=1, max_size=110))
    at, entries, made = START, 40, []
    for place, (minutes, change) in enumerate(steps):
        moved = at + timedelta(minutes=minutes)
        at = moved if 1970 <= moved.year <= 2200 else at
        entries = max(0, entries + change)
        made.append(Held(f"{place:03}", at, entries, max(0, place + 1 - numbered_from)))
    return tuple(made)


@settings(max_examples=2000, deadline=None)
@given(histories())
def test_the_newest_and_the_longest_stay_and_no_more_than_the_policy(made: tuple[Held, ...]) -> None:
    gone = surplus(made)
    left = tuple(one for one in made if one not in gone)
    assert max(made, key=lambda one: one.order) in left
    assert made[-1] in left or made[-1].number == 0
    assert max(one.entries for one in left) == max(one.entries for one in made)
    assert min(len(made), RECENT) <= len(left) <= MOST
    assert surplus(left) == ()
    assert surplus(tuple(reversed(made))) == tuple(reversed(gone))


@settings(max_examples=300, deadline=None)
@given(histories())
def test_none_gives_way_to_a_shorter_one_of_the_same_day(made: tuple[Held, ...]) -> None:
    gone = surplus(made)
    left = [one for one in made if one not in gone]
    days = sorted({one.day for one in made}, reverse=True)[:DAYS]
    for day in days:
        assert max(one.entries for one in left if one.day == day) == max(
            one.entries for one in made if one.day == day
        )


def daily(start: datetime, count: int, first: int = 1) -> tuple[Held, ...]:
    """A backup a day, each with one more entry."""
    return tuple(
        Held(f"{first + day:03}", start + timedelta(days=day), first + day, first + day)
        for day in range(count)
    )


def test_two_years_of_days_leave_days_weeks_and_months() -> None:
    made = daily(START, 730)
    gone = set(surplus(made))
    left = [one for one in made if one not in gone]
    assert left[-DAYS:] == list(made[-DAYS:])
    # Five Sundays make eight weeks with the three of those days; before and between, the last of each month.
    assert [one.day.isoformat() for one in left[-DAYS - 8 : -DAYS]] == [
        "2028-03-31", "2028-04-30", "2028-05-14", "2028-05-21", "2028-05-28", "2028-05-31", "2028-06-04",
        "2028-06-11",
    ]  # fmt: skip
    assert len({(one.day.year, one.day.month) for one in left}) == 24


def test_a_clock_ten_years_on_or_in_1970_takes_the_place_of_no_good_backup() -> None:
    """One wrong day takes one place among the days, however many were made on it; the rest stay."""
    good = daily(START, 20)
    for wrong in (START.replace(year=2036), datetime(1970, 1, 1, tzinfo=UTC)):
        odd = tuple(
            Held(f"9{number:02}", wrong + timedelta(minutes=number), 21 + number, 21 + number)
            for number in range(5)
        )
        before, after = set(surplus(good)), set(surplus((*good, *odd)))
        assert not after & set(odd)
        assert len(after - before) <= 1
        assert good[-1] not in after


def test_backups_of_one_day_leave_the_latest_and_the_longest() -> None:
    made = tuple(Held(f"{n:02}", START + timedelta(minutes=n), 100 if n == 3 else n, n) for n in range(1, 31))
    left = [one.number for one in made if one not in surplus(made)]
    assert left == [3, *range(19, 31)]


def test_the_longest_stays_when_its_month_is_no_longer_among_those_kept() -> None:
    made = tuple(
        Held(f"{n:02}", START + timedelta(days=31 * n), 100 if n == 1 else n, n) for n in range(1, 60)
    )
    left = [one.number for one in made if one not in surplus(made)]
    assert left == [1, *range(36, 60)]
