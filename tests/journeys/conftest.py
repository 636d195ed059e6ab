"""What every journey starts from."""

import os
from pathlib import Path

import pytest

from tests.journeys.window import parts_are_here


@pytest.fixture(autouse=True)
def screen() -> None:
    """A journey without a screen is no journey."""
    assert parts_are_here(), "journeys need Xvfb, xdotool and ImageMagick; ./test starts them so"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home without a journal."""
    return tmp_path / "home"


@pytest.fixture
def pictures(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where the pictures of a journey go; BALCONY_PICTURES keeps them."""
    kept = os.environ.get("BALCONY_PICTURES")
    return Path(kept) / request.node.name if kept else tmp_path / "pictures"
