"""The zip inside a file: stored only, names of a fixed grammar, one member right after the other.

Python's zipfile reads far more than Balcony writes (members that overlap, lie about their size or are links),
so this reads only what it writes itself; any other program unpacks it as a usual zip.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from typing import Final

from app.domain.errors import FileDamaged
from app.sharing.limits import (
    LARGEST_MANIFEST,
    LARGEST_PICTURE,
    LARGEST_PICTURES,
    LARGEST_ROUND,
    LARGEST_WORDS,
    MOST_MEMBERS,
)

MANIFEST: Final = "manifest.json"
ENTRIES: Final = "entries.json"
COMMENTS: Final = "comments.json"
ROUND: Final = "round.json"
_PICTURE: Final = re.compile(r"att/[0-9a-f]{64}\.svg", re.ASCII)

_LOCAL: Final = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END: Final = struct.Struct("<4sHHHHLLH")
_VERSION: Final = 20
_MADE_BY_UNIX: Final = 3 << 8 | _VERSION
_MIDNIGHT, _FIRST_OF_1980 = 0, 0x21  # the same on every file: no time leaves
_USUAL_FILE: Final = 0o100600 << 16


def picture_name(digest: str) -> str:
    return f"att/{digest}.svg"


def largest(name: str) -> int:
    """The most bytes a member may have; raises FileDamaged for a name that no parcel holds."""
    if name == MANIFEST:
        return LARGEST_MANIFEST
    if name in {ENTRIES, COMMENTS}:
        return LARGEST_WORDS
    if name == ROUND:
        return LARGEST_ROUND
    if _PICTURE.fullmatch(name):
        return LARGEST_PICTURE
    raise FileDamaged


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members, in their order."""
    whole = bytearray()
    directory = bytearray()
    for name, content in members.items():
        directory += _central(name, zlib.crc32(content), len(content), len(whole))
        whole += _local(name, zlib.crc32(content), len(content)) + content
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(whole), 0)
    return bytes(whole + directory + end)


def unpack(parcel: memoryview) -> dict[str, bytes]:
    """The members of a zip that `pack` could have made; raises FileDamaged for any other."""
    count, size, start = _end(parcel)
    members: dict[str, bytes] = {}
    directory = bytearray()
    place = pictures = 0
    for _ in range(count):
        begin = place
        name, crc, length, place = _member(parcel, place, start)
        if name in members:
            raise FileDamaged
        pictures += length if _PICTURE.fullmatch(name) else 0
        if pictures > LARGEST_PICTURES:
            raise FileDamaged
        content = bytes(parcel[place : place + length])
        if zlib.crc32(content) != crc:
            raise FileDamaged
        members[name] = content
        directory += _central(name, crc, length, begin)
        place += length
    if place != start or len(directory) != size or parcel[start : start + size] != directory:
        raise FileDamaged
    return members


def _end(parcel: memoryview) -> tuple[int, int, int]:
    """How many members, and the size and place of the directory; they must fill the parcel exactly."""
    at = len(parcel) - _END.size
    if at < 0:
        raise FileDamaged
    mark, disk, first, here, count, size, start, comment = _END.unpack_from(parcel, at)
    if mark != b"PK\5\6" or (disk, first, comment) != (0, 0, 0) or here != count:
        raise FileDamaged
    if count > MOST_MEMBERS or start + size != at:
        raise FileDamaged
    return count, size, start


def _member(parcel: memoryview, place: int, limit: int) -> tuple[str, int, int, int]:
    """Name, checksum, length and place of the content of the member that begins at `place`."""
    if place + _LOCAL.size > limit:
        raise FileDamaged
    head = _LOCAL.unpack_from(parcel, place)
    crc, packed, length, name_length = head[6], head[7], head[8], head[9]
    begin = place + _LOCAL.size + name_length
    try:
        name = bytes(parcel[place + _LOCAL.size : begin]).decode("ascii")
    except UnicodeDecodeError as error:
        raise FileDamaged from error
    if length > largest(name) or packed != length or begin + length > limit:
        raise FileDamaged
    if parcel[place:begin] != _local(name, crc, length):
        raise FileDamaged
    return name, crc, length, begin


def _local(name: str, crc: int, length: int) -> bytes:
    spelt = name.encode("ascii")
    head = _LOCAL.pack(
        b"PK\3\4", _VERSION, 0, 0, _MIDNIGHT, _FIRST_OF_1980, crc, length, length, len(spelt), 0
    )
    return head + spelt


def _central(name: str, crc: int, length: int, place: int) -> bytes:
    spelt = name.encode("ascii")
    head = _CENTRAL.pack(
        *(b"PK\1\2", _MADE_BY_UNIX, _VERSION, 0, 0, _MIDNIGHT, _FIRST_OF_1980, crc, length, length),
        *(len(spelt), 0, 0, 0, 0, _USUAL_FILE, place),
    )
    return head + spelt
