"""The files of a round that leave, each with the words it is spoken of."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.errors import JournalError
from app.domain.sharing import FileKind
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.share.sending import SendCard, SendWords

_FOR_THEM = "It opens with their keys only, and with yours. The same file can be written again at any time."
WORDS = {
    FileKind.ROUND_INVITATION: SendWords(
        "Send the invitation", "Save the invitation", _FOR_THEM, "Back to Compare", reads=False
    ),
    FileKind.ROUND_ANSWER: SendWords(
        "Send your sealed answer", "Save your sealed answer", _FOR_THEM, "Back to Compare", reads=False
    ),
    FileKind.ROUND_KEY: SendWords(
        "Your key",
        "Save your key",
        "Send it to them: with it they see both answers.",
        "Back to Compare",
        reads=False,
    ),
    FileKind.ROUND_WITHDRAWAL: SendWords(
        "Tell them that you withdrew",
        "Save the note",
        "It says that you withdrew, and nothing else.",
        "Back to Compare",
        reads=False,
    ),
}
_REVEAL = SendWords(
    "Give your key",
    "Save your key and open both",
    "Send it to them: with it they see both answers as you do.",
    "Look at both answers",
    reads=False,
)
Made = tuple[str, str]
"""What to say once it left, and the text where it left as one."""


class OutFile(SendCard):
    """One kind of file of a round on its way out. `left` once it did; `trouble` carries a JournalError."""

    left = Signal()

    def __init__(self, desk: Desk, kind: FileKind, words: SendWords | None = None) -> None:
        super().__init__(words or WORDS[kind])
        self._desk, self.kind, self.uid = desk, kind, ""
        self.save_wanted.connect(self._leave_as_file)
        self.text_wanted.connect(self._leave_as_text)

    def belong_to(self, uid: str) -> None:
        """Another round, or the same anew."""
        self.uid = uid
        self.begin()

    def _leave_as_file(self, folder: Path) -> None:
        self._do(self.saving(folder))

    def _leave_as_text(self) -> None:
        self._do(self.texting())

    def saving(self, folder: Path) -> Callable[[Journal], Made]:
        """What writes the file into a folder."""
        uid, kind = self.uid, self.kind

        def save(journal: Journal) -> Made:
            path = journal.pairs.save(journal.pairs.file_of(uid, kind), folder, read=True)
            return f"Saved, for your account alone to open: {path}", ""

        return save

    def texting(self) -> Callable[[Journal], Made]:
        """What makes the text."""
        uid, kind = self.uid, self.kind

        def text(journal: Journal) -> Made:
            made = journal.pairs.as_text(journal.pairs.file_of(uid, kind), read=True)
            return "This text is the file, locked. Copy it into an e-mail.", made

        return text

    def _do(self, make: Callable[[Journal], Made]) -> None:
        self.setEnabled(False)
        self._desk.act(make, self, self._made, failed=self._not_made)

    def _made(self, made: Made) -> None:
        self.setEnabled(True)
        self.show_done(*made)
        self.left.emit()

    def _not_made(self, error: JournalError) -> None:
        self.setEnabled(True)
        self.tell(f"{error.message} {error.advice}")


class OutKey(OutFile):
    """The key leaves first; only once it is written are both answers shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, FileKind.ROUND_KEY, _REVEAL)

    def saving(self, folder: Path) -> Callable[[Journal], Made]:
        uid = self.uid

        def save(journal: Journal) -> Made:
            path = journal.pairs.reveal(uid, folder).path
            return f"Your key is saved, for your account alone to open: {path}", ""

        return save

    def texting(self) -> Callable[[Journal], Made]:
        uid = self.uid

        def text(journal: Journal) -> Made:
            made = journal.pairs.reveal(uid).text or ""
            return "This text is your key, locked. Copy it into an e-mail.", made

        return text
