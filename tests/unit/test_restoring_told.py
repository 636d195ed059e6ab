"""What is told of a restore that was tried, in plain words for one entry and for many."""

from datetime import UTC, datetime

import pytest

from app.domain.restoring import Tried
from app.domain.restoring_told import tried_words

AT = datetime(2026, 11, 23, 14, 14, tzinfo=UTC)


@pytest.mark.parametrize(("count", "words"), [(1, "and its 1 entry and"), (2, "and all 2 entries and")])
def test_one_entry_is_not_called_all_of_them(count: int, words: str) -> None:
    assert words in tried_words(Tried(AT, AT, count, 44, 56))
