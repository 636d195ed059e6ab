"""The shim, built once; every kind of child of these tests is a program of its own."""

from pathlib import Path

import pytest

from tests.durability.shim import build


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built shim."""
    return build(tmp_path_factory.mktemp("shim"))
