"""The fixed sentences of the door."""

from typing import Final

from app.where_it_lies import Concern, Lie

NOTICE: Final = (
    "Write about what you learned, in roles and themes. Notes like these can sometimes be asked for by a "
    "court, a regulator or under information law. Facts of a case belong in the case record."
)
AT_RISK: Final = "If a child or adult is at risk, use your safeguarding route now. This journal is not one."
WHAT_IT_IS: Final = (
    "Balcony is a journal of decisions. It lies in one encrypted file on this computer, and opens with a "
    "passphrase that you choose. Nothing is sent anywhere."
)
BOTH_LOST: Final = (
    "Without the passphrase, only the recovery sheet opens the journal. If both are lost, nobody can open it. "
    "You can make the sheet after your first entry; Balcony reminds you until it is made."
)


def removing_again(done: int, of: int | None) -> str:
    """What opening waits for after a restore, and how many steps of it are done."""
    said = "Removing again what was removed since this backup…"
    return f"{said} {done} of {of}" if of else said


def synced(program: str) -> str:
    """What to say of a journal in a synced folder."""
    return (
        f"This folder is kept in step by {program}. The journal is encrypted there too, but a copy that "
        "another computer changes can push yours aside. A folder outside it is safer; if you stay, open the "
        "journal on one computer at a time."
    )


_PLACED: Final = {
    Lie.SYNCED: "This folder is kept in step by {program}, so a copy that another computer changes can push yours "
    "aside. Choose a folder outside it if you can, and a second place for backups either way.",
    Lie.NETWORK: "This folder lies on a network drive, so the journal opens only while that can be reached. "
    "Choose a folder on this computer if you can, and a second place for backups either way.",
    Lie.VIRTUAL: "This is a virtual desktop, and some of them keep nothing when you sign out. Ask your IT "
    "team whether this folder stays, and choose a second place for backups that does.",
}


def placed(concern: Concern) -> str:
    """What to say before a journal is made in a folder that is not simply on this computer: two sentences."""
    return _PLACED[concern.lie].format(program=concern.program)
