"""What the steps of moving share: the file that was made, kept with the walk."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.moving import MovedFile
from app.ui.forms.filled import Fields, number_in, text_in


@dataclass
class Ground:
    """`file` is None until one was made, here or when the walk was last taken up."""

    file: MovedFile | None = None

    def fields(self) -> Fields:
        """What is kept of the file; nothing where there is none."""
        if self.file is None:
            return {}
        one = self.file
        return {
            "path": str(one.path),
            "made_at": one.made_at.isoformat(),
            "entries": one.entries,
            "far": one.far,
        }

    def put_back(self, fields: Fields) -> None:
        """The file as it was kept, where none was made meanwhile."""
        path, far = text_in(fields, "path"), text_in(fields, "far")
        if self.file is not None or not path:
            return
        try:
            made_at = datetime.fromisoformat(text_in(fields, "made_at"))
        except ValueError:
            return
        self.file = MovedFile(Path(path), made_at, number_in(fields, "entries") or 0, far)


def entries(count: int) -> str:
    """A number of entries."""
    return "1 entry" if count == 1 else f"{count:,} entries"
