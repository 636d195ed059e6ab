"""The file of the second places keeps each journal's own, also when it cannot be read for a moment."""

import errno
from pathlib import Path
from typing import Any

import pytest

from app.storage.place_kept import BackupPlaces, KeptPlace


def test_a_place_is_not_kept_at_the_cost_of_another_journals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync program or a scanner may hold the file just then."""
    path = tmp_path / "backup-place.json"
    places = BackupPlaces(path)
    places.keep("one", KeptPlace(tmp_path / "stick"))
    real = Path.open

    def held(opened: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if opened == path and mode == "rb":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(opened, mode, *given, **named)

    monkeypatch.setattr(Path, "open", held)
    for change in (places.keep, places.note):
        with pytest.raises(PermissionError):
            change("two", KeptPlace(tmp_path / "share"))
    with pytest.raises(PermissionError):
        places.forget("two")
    assert places.of("one") is None
    monkeypatch.undo()
    kept = places.of("one")
    assert kept is not None
    assert kept.folder == tmp_path / "stick"


def test_a_file_that_is_none_of_ours_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "backup-place.json"
    path.write_text("not this", "utf-8")
    places = BackupPlaces(path)
    assert places.of("one") is None
    places.keep("one", KeptPlace(tmp_path / "stick"))
    assert places.of("one") is not None
