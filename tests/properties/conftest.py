"""An open journal for every property that asks for one."""

from tests.fixtures.open_journal import clock, journal

__all__ = ["clock", "journal"]
