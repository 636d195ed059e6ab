"""What holds for every test: no screen, no time limits inside properties, and the usual file mask."""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What a computer last saw of a journal is kept with the account, and not with that of whoever runs the tests.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="balcony-config-")
atexit.register(shutil.rmtree, os.environ["XDG_CONFIG_HOME"], ignore_errors=True)

# A slow or shared machine is no finding: neither a deadline nor a slow draw fails a property.
_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", _CALM, derandomize=True, print_blob=False)
settings.register_profile("here", _CALM)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_finish() -> None:
    """Thousands of collected tests go nowhere: the collector need not walk through them after each module."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def usual_file_mask() -> Iterator[None]:
    """Code under test may tighten the mask of the process; the next test starts from the usual one."""
    os.umask(0o022)
    yield
    os.umask(0o022)
