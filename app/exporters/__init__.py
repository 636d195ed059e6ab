"""One file, one format that can be written.

A module here that holds an `exporter` is a format; nothing else needs to be told of it.
"""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from app.domain.exchange import Exporter


def _found() -> dict[str, Exporter]:
    exporters: dict[str, Exporter] = {}
    for info in pkgutil.iter_modules(__path__):
        if info.ispkg:
            continue
        module = import_module(f"{__name__}.{info.name}")
        if hasattr(module, "exporter"):
            exporters[module.exporter.id] = module.exporter
    return exporters


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(_found())
"""Formats a journal can be written in, by id."""
