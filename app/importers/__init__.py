"""One file, one format that can be read.

A module here that holds an `importer` (or a `whole_importer`, for a format that
gives a whole journal back) is a format; nothing else needs to be told of it.
What the formats share is in `reading`.
"""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from app.domain.exchange import Importer, WholeImporter


def _found() -> tuple[dict[str, Importer], dict[str, WholeImporter]]:
    importers: dict[str, Importer] = {}
    whole: dict[str, WholeImporter] = {}
    for info in pkgutil.iter_modules(__path__):
        if info.ispkg:
            continue
        module = import_module(f"{__name__}.{info.name}")
        if hasattr(module, "importer"):
            importers[module.importer.id] = module.importer
        if hasattr(module, "whole_importer"):
            whole[module.whole_importer.id] = module.whole_importer
    return importers, whole


_importers, _whole_importers = _found()

IMPORTERS: Mapping[str, Importer] = MappingProxyType(_importers)
"""Formats read as reflections, by id."""

WHOLE_IMPORTERS: Mapping[str, WholeImporter] = MappingProxyType(_whole_importers)
"""Formats that give a whole journal back, by id."""
