"""What can go wrong in a way a person can act on: what happened, and what to do."""
# ruff: noqa: N818  (these are named for what happened, as a person would say it)

from datetime import date
from typing import ClassVar

from app.domain.seen import NOTHING, Standing
from app.domain.written_dates import written


class JournalError(Exception):
    """Something a person can act on.

    `code` is stable and for programs; `message` says what happened and `advice` what to do, both in
    plain words. Neither ever holds a word of an entry. An error raised without words of its own uses
    those of its class.
    """

    code: ClassVar[str] = "journal-error"
    message: str = "Something about the journal did not work."
    advice: str = "Nothing was changed. Try again; if it happens again, restart Balcony."

    def __init__(self, message: str = "", advice: str = "") -> None:
        if message:
            self.message = message
        if advice:
            self.advice = advice
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.advice}"


# ---- opening a journal


class WrongPassphrase(JournalError):
    code = "wrong-passphrase"
    message = "That passphrase does not open this journal."
    advice = "Check Caps Lock and the keyboard layout and try again, or use your recovery code."


class WrongRecoveryCode(JournalError):
    code = "wrong-recovery-code"
    message = "That recovery code does not open this journal."
    advice = "Compare it with your recovery sheet, and check that the sheet belongs to this journal."


class NotAJournal(JournalError):
    code = "not-a-journal"
    message = "This file is not a Balcony journal."
    advice = "Choose another file. This one was left as it is."


class JournalExists(JournalError):
    code = "journal-exists"
    message = "There is already a journal in this folder."
    advice = "Open it, or choose another folder for the new one."


class NoJournalHere(JournalError):
    code = "no-journal-here"
    message = "There is no journal in this folder."
    advice = "Make a new journal, or choose the folder in which yours is kept."


class JournalTooNew(JournalError):
    code = "journal-too-new"
    message = "This journal was written by a newer version of Balcony."
    advice = "Install the newer version to open it. The journal was left as it is."


class JournalDamaged(JournalError):
    code = "journal-damaged"
    message = "The journal file is damaged, or its key file belongs to another journal."
    advice = "Restore the latest backup. The damaged file is kept as it is."


class JournalEmpty(JournalDamaged):
    """Nothing is left to be read or rescued, and no key would help."""

    code = "journal-empty"
    message = "The journal file is empty: something else cut it to nothing."
    advice = "Restore the latest backup. A sync program may also keep the earlier version of the file."


class KeySlotsMissing(JournalError):
    code = "key-slots-missing"
    message = "The key file that belongs to this journal is missing."
    advice = "Put journal.keys back beside the journal; every backup holds a copy of it."


class KeySlotsDamaged(JournalError):
    code = "key-slots-damaged"
    message = "The key file of this journal is damaged."
    advice = "Put journal.keys back from a backup; the journal itself was left as it is."


class JournalNotAsSeen(JournalError):
    """The file does not carry on from what this computer last saw; `here` and `seen` say how far each goes."""

    code = "journal-not-as-seen"
    message = "This journal file is not the one this computer last had open."

    def __init__(self, here: Standing = NOTHING, seen: Standing = NOTHING, how: str = "") -> None:
        """`how` says what to give a command to open it all the same."""
        self.here = here
        self.seen = seen
        advice = (
            f"The file here holds {here}. When it was last open here, it held {seen}. A sync program, a copied "
            "folder or another computer may have put it there. Nothing was changed. If you open it as it is, a "
            f"copy is put aside first. You can also restore a backup, or stop and look for the other file. {how}"
        )
        super().__init__(advice=advice.rstrip())


class JournalOlderThanSeen(JournalNotAsSeen):
    code = "journal-older-than-seen"
    message = "This journal file is older than the one this computer last had open."


class JournalForked(JournalNotAsSeen):
    code = "journal-forked"
    message = "This journal file was changed elsewhere, without what this computer last saw in it."


class NotEnoughMemory(JournalError):
    code = "not-enough-memory"
    message = "There is not enough free memory to open the journal."
    advice = "Close some other programs and try again."


class JournalLocked(JournalError):
    code = "journal-locked"
    message = "The journal is locked."
    advice = "Unlock it with your passphrase."


# ---- the file and the computer


class LeftoverOfAnother(JournalError):
    """Beside the journal lies an interrupted save that belongs to another version of the file."""

    code = "leftover-of-another"
    message = "An unfinished save lies beside the journal that belongs to another version of it."
    advice = (
        "A sync program may have brought one of the two. Nothing was changed. Put the unfinished save aside and "
        "open the journal as it is, or restore a backup."
    )


class ContentElsewhere(JournalError):
    """The file has its name and size here, and reading it does not work: a placeholder of a sync program, often."""

    code = "content-elsewhere"
    message = "The journal file is named here, but its content could not be read."
    advice = (
        "If a sync program keeps it online, connect, choose “Always keep on this device” for its folder and try "
        "again. If it is on a drive, check that the drive is connected. Nothing was changed."
    )


class JournalReplaced(JournalError):
    """The file under the open journal is another one now, or is gone."""

    code = "journal-replaced"
    message = "The journal file was replaced or taken away by another program while it was open."
    advice = (
        "Nothing was written to what is there now. Make a backup now: it holds everything you saved. Then copy "
        "what you are writing, lock, and open again."
    )


class OpenToReadOnly(JournalError):
    """Something was to be changed in a journal that was opened to be read."""

    code = "open-to-read-only"
    message = "This journal is open to be read only, so nothing was kept."
    advice = "Copy what you wrote. When its file and folder may be written, lock and open it again."


class JournalMoved(OpenToReadOnly):
    """The journal goes on on another computer since `on`; `how` says how it is opened to be read."""

    code = "journal-moved"

    def __init__(self, on: date | None = None, how: str = "") -> None:
        self.on = on
        how = how or "It can be read here."
        day = f" on {written(on)}" if on is not None else ""
        super().__init__(
            f"This journal was moved to another computer{day}.",
            f"{how} Write on the other computer. “Write here again…” at the door lets it go on here instead.",
        )


class WrittenSinceMoving(JournalError):
    """The file that was taken along does not hold everything."""

    code = "written-since-moving"
    message = "Something was written here after the file was made, so the other computer does not have it."
    advice = "Make the file again, and restore that one on the other computer. Nothing was changed here."


class OpenElsewhere(JournalError):
    code = "open-elsewhere"
    message = "This journal is open in another window."
    advice = "Use that window, or close it and try again."


class JournalBusy(JournalError):
    code = "journal-busy"
    message = "Another program is using the journal file."
    advice = "Wait a moment and try again; a backup or sync program may be reading it."


class JournalReadOnly(JournalError):
    code = "journal-read-only"
    message = "The journal can be read but not changed: its file or folder is read-only."
    advice = "Move it to a folder in which you may write, or change that folder's permissions."


class DiskFull(JournalError):
    code = "disk-full"
    message = "The disk is full, so this could not be saved."
    advice = "Free some space and save again. Everything saved before is still there."


class NotAllowed(JournalError):
    code = "not-allowed"
    message = "This computer does not allow Balcony to use that file or folder."
    advice = "Choose another folder, or ask for permission to use this one."


class StorageProblem(JournalError):
    code = "storage-problem"
    message = "The disk could not be read or written."
    advice = "Check that the drive is still connected, then try again. Make a backup elsewhere soon."


class BackupFailed(JournalError):
    code = "backup-failed"
    message = "A backup could not be made."
    advice = "Check that the backup folder is there and has space, then try again."


class BackupDamaged(JournalDamaged):
    code = "backup-damaged"
    message = "This backup is damaged, or it is not a backup of Balcony."
    advice = "Choose another backup. The journal that is here was left as it is."


class BackupDiffers(JournalError):
    """A backup that was just made does not hold what the journal holds; says in how many tables."""

    code = "backup-differs"
    message = "The backup opened, but does not hold as many rows as the journal."
    advice = "Make another backup and try again. If it still differs, export everything and run a check."

    def __init__(self, tables: int = 0) -> None:
        counted = "1 table" if tables == 1 else f"{tables} tables"
        super().__init__(f"{self.message.rstrip('.')} in {counted}." if tables else "")


class NoSuchBackup(JournalError):
    code = "no-such-backup"
    message = "There is no backup at that place."
    advice = "Choose its file; its name ends in .balcony-backup. Nothing was changed."


class NotAsLookedAt(JournalError):
    """What was unpacked from a backup is gone, or is another file than the one that was shown."""

    code = "not-as-looked-at"
    message = "What was unpacked from the backup is no longer what was looked at."
    advice = "Look at the backup again. Nothing was moved."


class KeysDoNotFit(JournalError):
    """The keys of a backup were opened, and do not open the journal file that is here."""

    code = "keys-do-not-fit"
    message = "The keys of this backup do not open the journal that is here."
    advice = "Choose another backup: this one may be of another journal. Nothing was changed."


class MigrationFailed(JournalError):
    code = "migration-failed"
    message = "The journal could not be brought up to date for this version."
    advice = "It was put back as it was; the backup made before is in the backups folder."


# ---- what a person does in the journal


class NoSuchEntry(JournalError):
    code = "no-such-entry"
    message = "That entry is not in the journal."
    advice = "It may have been deleted; look in the bin, or search for it again."


class NoSuchVersion(JournalError):
    code = "no-such-version"
    message = "That earlier text is not in the journal any more."
    advice = "It may have been removed for good, or the change that kept it was undone."


class TooLate(JournalError):
    """Something can no longer be changed; says what, and what still can.

    `fixed` is a noun phrase ("The words of this decision"), `still` a whole sentence.
    """

    code = "too-late"

    def __init__(self, fixed: str, still: str) -> None:
        self.fixed = fixed
        self.still = still
        super().__init__(f"{fixed} can no longer be changed.", still)


class WordsHaveSet(JournalError):
    """Undo or redo would put other words where words have set since."""

    code = "words-have-set"
    message = "That change is sealed now: its words stay as written."
    advice = "Add a later thought beside them."


class InvalidInput(JournalError):
    """A value given by a person cannot be used; `field` is a stable name, never the value."""

    code = "invalid-input"

    def __init__(self, field: str, message: str, advice: str) -> None:
        self.field = field
        super().__init__(message, advice)


class ImportProblem(JournalError):
    """A file to import cannot be read; `place` says where in it ("line 12"), without its words."""

    code = "import-problem"
    message = "This file could not be read as that format."
    advice = "Check that it is the right file and format. Nothing was changed."

    def __init__(self, message: str = "", advice: str = "", place: str = "") -> None:
        self.place = place
        super().__init__(message, advice)


class ExportProblem(JournalError):
    code = "export-problem"
    message = "The export could not be written."
    advice = "Choose another folder and try again. The journal itself is unchanged."


# ---- a file from somebody else


class NotABalconyFile(JournalError):
    code = "not-a-balcony-file"
    message = "This is not a file or text that Balcony made for sharing."
    advice = "Choose the file whose name ends in .balcony, or copy the whole of the text that was sent."


class FileTooLarge(JournalError):
    code = "file-too-large"
    message = "This file is larger than Balcony opens from others."
    advice = "Ask for a smaller one: fewer entries, or fewer pictures. Nothing was read."


class FileDamaged(JournalError):
    code = "file-damaged"
    message = "This file was damaged on its way, or is not whole."
    advice = "Ask for it to be sent again. If it came as text, copy everything between both marker lines."


class FileTooNew(JournalError):
    code = "file-too-new"
    message = "This file was made by a newer version of Balcony."
    advice = "Install the newer version to open it. Nothing was changed."


class PassphraseWanted(JournalError):
    code = "passphrase-wanted"
    message = "This file is locked with a passphrase."
    advice = "Type the words the sender told you. If you do not have them, ring the sender."


class WrongSharePassphrase(JournalError):
    code = "wrong-share-passphrase"
    message = "That passphrase does not open this file."
    advice = "Check the words with the sender by telephone. It is not the passphrase of your own journal."


class NotForYou(JournalError):
    code = "not-for-you"
    message = "This file was made for somebody else."
    advice = "Ask the sender to make one for you, with the contact card of this journal."


class UnknownShare(JournalError):
    code = "unknown-share"
    message = "This is a reply to something that was not shared from this journal."
    advice = "Ask the sender which file it belongs to. It may belong to another journal of yours."


class AlreadyOpened(JournalError):
    code = "already-opened"
    message = "This file was opened here before."
    advice = "Nothing was added a second time. You find what it holds where you left it."


class NotGenuine(JournalError):
    code = "not-genuine"
    message = "This file does not come from the person it names, or was altered."
    advice = "Nothing in it was read. Ring the sender before you open another one."


class KeyChanged(NotGenuine):
    """Someone uses the name of a known contact with another key; the red stop."""

    code = "key-changed"
    message = "This comes under the name of someone you know, but not with the key you confirmed."
    advice = "Nothing in it was read. Ring that person; if they have new keys, compare the six words again."


# ---- a pair round


class RoundNotHere(JournalError):
    code = "round-not-here"
    message = "This belongs to a round that is not in this journal."
    advice = "Nothing was kept. Ask the sender which round it is, or for their invitation to it."


class RoundNotTheirs(JournalError):
    """A file of a round, signed by somebody the round is not with."""

    code = "round-not-theirs"
    message = "This was not made by the person this round is with."
    advice = "Nothing in it was kept. Ring that person before you open another file of this round."


class RoundDiffers(JournalError):
    """A seal, a key or what one file says of another is not what it should be."""

    code = "round-differs"
    message = "This does not match what was sealed."
    advice = "Nothing was opened or kept. Ask for the file again; if it still differs, talk it over."


class RoundClosed(JournalError):
    code = "round-closed"
    message = "This round is closed: it was withdrawn, or both answers are shown already."
    advice = "Nothing was changed. You can start another round with the same questions."


class RoundSealed(JournalError):
    code = "round-sealed"
    message = "These answers are sealed and can no longer be changed."
    advice = "When both answers are shown you can write comments beside them."


class RoundTooEarly(JournalError):
    code = "round-too-early"
    message = "This key came before both answers were sealed."
    advice = "Nothing was opened. Seal your answers first; the key can be opened after that."


class Cancelled(JournalError):
    code = "cancelled"
    message = "This was cancelled."
    advice = "Nothing was changed."


class NotFinished(JournalError):
    """A mistake of ours ended some work; the hooks show where it was."""

    code = "not-finished"
    message = "Balcony made a mistake, and this was not finished."
    advice = "Look at what is there now before you try again."
