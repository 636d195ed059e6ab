"""The encrypted file: key slots, engine, schema, unit of work, index, backups."""

import sys
from typing import cast


def _load_without_tls() -> None:
    """Load asyncio, which SQLAlchemy brings along, as it is where Python has no TLS.

    Nothing here speaks to a network; its part for TLS would hold 2 MB for as long as the journal is open.
    """
    loaded = cast("dict[str, object]", sys.modules)
    if "ssl" in loaded:
        return
    loaded["ssl"] = None  # how Python marks what cannot be imported
    try:
        import asyncio  # noqa: F401
    finally:
        del loaded["ssl"]


_load_without_tls()
