"""The history chain (ruling 26): what is linked, how links are added, and how they are compared again."""

from app.storage.chain.links import (
    Act,
    Link,
    append,
    forget,
    is_there,
    keep,
    last_link,
    note_if_differing,
    settle,
)
from app.storage.chain.subjects import SETTINGS, Subject
from app.storage.chain.verifying import Findings, keep_as_found, link_upgraded, verify
from app.storage.chain.watching import quietly, watch, whole_entries_arrive, whole_entries_came

__all__ = [
    "SETTINGS",
    "Act",
    "Findings",
    "Link",
    "Subject",
    "append",
    "forget",
    "is_there",
    "keep",
    "keep_as_found",
    "last_link",
    "link_upgraded",
    "note_if_differing",
    "quietly",
    "settle",
    "verify",
    "watch",
    "whole_entries_arrive",
    "whole_entries_came",
]
