"""Where Balcony keeps its files on this computer."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

_HERE = Path(__file__).resolve().parent

# Folder names that sync programs use, as the start of one part of a path; compiled when first asked for.
_SYNCED = (
    (r"onedrive($|[ -])", "OneDrive"),
    (r"dropbox($|[ (-])", "Dropbox"),
    (r"(mobile documents|icloud ?drive|icloud~|com~apple~clouddocs)", "iCloud Drive"),
    (r"(google ?drive($|[ -])|drivefs$|my drive$)", "Google Drive"),
)
# OneDrive can be given any folder name; on Windows it says which in the environment.
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True)
class Places:
    """The folders and files of one journal.

    Nothing exists until `make()` is called; the files themselves are made by those who own them.
    """

    data_dir: Path
    config_dir: Path
    seen_from: Path | None = None
    """This account's own folder for settings, where the journal's folder may be on a stick or be synced."""

    @property
    def journal(self) -> Path:
        return self.data_dir / "journal.db"

    @property
    def keys(self) -> Path:
        return self.data_dir / "journal.keys"

    @property
    def backups(self) -> Path:
        return self.data_dir / "backups"

    @property
    def lock(self) -> Path:
        return self.data_dir / "journal.lock"

    @property
    def demo_note(self) -> Path:
        """Lies beside a demo journal only."""
        return self.data_dir / "journal.demo"

    @property
    def state(self) -> Path:
        """The folder of what this computer last saw of each journal; holds no words of them."""
        return (self.seen_from or self.config_dir) / "seen"

    @property
    def preferences(self) -> Path:
        return self.config_dir / "preferences.json"

    @property
    def backup_place(self) -> Path:
        """Which folder backups are copied to as well, of each journal of this computer; no words of them."""
        return self.config_dir / "backup-place.json"

    def make(self) -> None:
        """Make the folders, readable by this account alone; raises OSError when that is not allowed."""
        for folder in (self.data_dir, self.config_dir, self.backups):
            make_folder(folder)


def default_places() -> Places:
    """The places this system gives an application's data (XDG folders, AppData, Library)."""
    return Places(
        data_dir=Path(appdirs.user_data_dir(_name(), appauthor=False)), config_dir=_own_config_dir()
    )


def _name() -> str:
    return "Balcony" if os.name == "nt" or sys.platform == "darwin" else "balcony"


def _own_config_dir() -> Path:
    return Path(appdirs.user_config_dir(_name(), appauthor=False))


def places_in(data_dir: Path) -> Places:
    """Everything inside one folder, preferences too: what `--data-dir` asks for.

    Only what this computer last saw stays with the account: a folder put back as it was would bring it back too.
    """
    folder = data_dir.expanduser().absolute()
    return Places(data_dir=folder, config_dir=folder, seen_from=_own_config_dir())


def demo_places() -> Places:
    """A folder of its own for the demo journal; the look of the window stays as this device has it."""
    usual = default_places()
    return Places(data_dir=usual.data_dir / "demo", config_dir=usual.config_dir)


def bundled(name: str) -> Path:
    """A file or folder that ships with Balcony, such as `resources/prompts` or `migrations`."""
    installed = _HERE / "_bundled" / name
    return installed if installed.exists() else _HERE.parent / name


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents with mode 0700, whatever the umask; keep existing ones."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        place.chmod(0o700)
    if not folder.is_dir():
        raise NotADirectoryError(20, "not a folder", str(folder))


def inside_synced_folder(path: Path) -> str | None:
    """The sync program in whose folder a path lies, or None when none is known."""
    place = path.expanduser().absolute()
    for variable in _ONEDRIVE_VARIABLES:
        folder = os.environ.get(variable)
        if folder and place.is_relative_to(folder):
            return "OneDrive"
    for part in place.parts:
        for shape, program in _SYNCED:
            if re.match(shape, part, re.IGNORECASE):
                return program
    return None
