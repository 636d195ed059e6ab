"""Reading a file that somebody sent, no larger than is opened."""

from pathlib import Path

from app.domain.errors import FileTooLarge, NotABalconyFile
from app.domain.sharing import LARGEST_FILE
from app.storage.files import file_errors


def read_from(path: Path) -> bytes:
    """The bytes of a file; raises FileTooLarge before reading, NotABalconyFile where there is no file."""
    if not path.is_file():
        raise NotABalconyFile("There is no file of that name.", "Choose it again.")
    with file_errors():
        if path.stat().st_size > LARGEST_FILE:
            raise FileTooLarge
        return path.read_bytes()
