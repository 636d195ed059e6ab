"""The history chain (ruling 26): what is linked, how links are added, and how they are compared again."""

from app.storage.chain.links import (
    Act,
    Link,
    append,
    forget,
    keep,
    last_link,
    note_if_differing,
    settle,
)
from app.storage.chain.subjects import Subject
from app.storage.chain.verifying import Findings, keep_as_found, link_upgraded, verify
from app.storage.chain.watching import quietly, watch

__all__ = [
    "Act",
    "Findings",
    "Link",
    "Subject",
    "append",
    "forget",
    "keep",
    "keep_as_found",
    "last_link",
    "link_upgraded",
    "note_if_differing",
    "quietly",
    "settle",
    "verify",
    "watch",
]
