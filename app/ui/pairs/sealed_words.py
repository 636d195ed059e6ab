"""What the other will read once both are sealed, word for word, with what was noticed in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.comparing import MINE
from app.domain.entries import AnswerDraft
from app.domain.outgoing import Change
from app.domain.pairing import RoundRole
from app.domain.privacy import Notice
from app.domain.prompts import AnswerKind
from app.domain.rounds_held import RoundHeld
from app.services.journal import Journal
from app.services.pairs.noticing import RoundWords
from app.ui.pairs.shown import round_shown
from app.ui.pairs.titled import titled
from app.ui.pairs.words import NOT_ANSWERED, given_words
from app.ui.pairs.words_in_turns import WordsInTurns
from app.ui.widgets import Muted


@dataclass(frozen=True)
class SealRead:
    """One side about to be sealed: the round, and every text as it would be sealed."""

    held: RoundHeld
    words: RoundWords
    my_name: str


def seal_read(journal: Journal, uid: str, side: str, changes: tuple[Change, ...]) -> SealRead:
    """Read it; raises JournalError."""
    return SealRead(
        round_shown(journal, uid),
        journal.pairs.notices(uid, side, changes),
        journal.sharing.people.my_name(),
    )


class SealedWords(WordsInTurns):
    """Questions with the answers; the topic and the case too where they travel with them."""

    def __init__(self) -> None:
        super().__init__("What they will read")

    def show_read(self, found: SealRead, side: str) -> None:
        """Show one side."""
        self.show_parts(_parts(found, side))


def _parts(found: SealRead, side: str) -> Iterator[QWidget]:
    words, role = found.words, found.held.held.role
    if side == MINE and role is RoundRole.STARTED:
        yield titled("The topic", words.topic, _marks(words, "topic"))
        if words.case_text:
            yield titled("The case", words.case_text, _marks(words, "case"))
    for place, (asked, given) in enumerate(zip(words.wordings, words.answers, strict=True)):
        if asked.kind is AnswerKind.TEXT and given is not None:
            part = titled(asked.question, str(given.value), _marks(words, f"answer:{place}"))
        else:
            plain = AnswerDraft(given.value) if given is not None else None
            part = titled(asked.question, given_words(asked, plain) or NOT_ANSWERED)
        yield part
        if given is not None and given.other:
            yield titled("In own words", given.other, _marks(words, f"other:{place}"))
    if role is not RoundRole.SAME_ROOM:
        yield Muted("With it go both names and the day; nothing else from this journal.")


def _marks(words: RoundWords, text_id: str) -> Sequence[Notice]:
    text = words.text(text_id)
    return text.notices if text is not None else ()
