"""What the texts of an entry are called on the command line, by the kind of the entry."""

from pathlib import Path

import pytest

from tests.fixtures.cli import Balcony


@pytest.mark.parametrize(
    ("kind", "called", "not_called"),
    [
        ("reflection", "What happened", "What was going on"),
        ("decision", "What was going on", "What happened"),
    ],
)
@pytest.mark.parametrize("command", ["show", "distil"])
def test_a_text_is_called_the_same_wherever_it_is_read(
    tmp_path: Path, kind: str, called: str, not_called: str, command: str
) -> None:
    balcony = Balcony(tmp_path / "j").new()
    balcony.done("add", "--title", "A day", "--kind", kind, "--context", "Rain all week.")
    said = balcony(command, "1").out
    assert called in said
    assert not_called not in said
