"""The fixed sentences of the door."""

from typing import Final

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


def synced(program: str) -> str:
    """What to say of a journal in a synced folder."""
    return (
        f"This folder is kept in step by {program}. The journal is encrypted there too, but a copy that "
        "another computer changes can push yours aside. A folder outside it is safer; if you stay, open the "
        "journal on one computer at a time."
    )
