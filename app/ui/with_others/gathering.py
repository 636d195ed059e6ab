"""What the page With others asks the journal for, all in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.conversation import ActionStatus, AgreedAction, PairRound, Reply, RoundStatus
from app.domain.entries import Entry, EntryId
from app.services.journal import Journal
from app.ui.coach.alone import hidden, only_leader
from app.ui.decision.reading import answers_begun
from app.ui.pairs.shown import rounds_shown


@dataclass(frozen=True)
class Gathered:
    """Sessions the newest first, actions the oldest open first, and the rounds that were opened.

    `only` while rounds with anybody but one leader, and what other leaders sent back, are left out.
    """

    replies: tuple[Reply, ...]
    actions: tuple[AgreedAction, ...]
    rounds: tuple[PairRound, ...]
    entries: Mapping[EntryId, Entry]
    questions: Mapping[str, str]
    frameworks: Mapping[str, str] = field(default_factory=dict)
    typed_answers: Mapping[str, str | None] = field(default_factory=dict)
    only: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.replies or self.actions or self.rounds)

    @property
    def still_open(self) -> int:
        """How many agreed actions are open."""
        return sum(action.status is ActionStatus.OPEN for action in self.actions)


def gather(journal: Journal) -> Gathered:
    """Look once."""
    talk = journal.conversation
    gone, only = hidden(journal), only_leader(journal)
    replies = tuple(one for one in talk.replies() if one.contact_uid not in gone)
    rounds = [one.round for one in rounds_shown(journal)]
    library = journal.prompts.now().library
    spoken_of = {comment.entry_id for reply in replies for comment in reply.comments if comment.entry_id}
    return Gathered(
        tuple(sorted(replies, key=lambda reply: reply.on, reverse=True)),
        talk.actions(),
        tuple(one for one in reversed(rounds) if one.status is RoundStatus.REVEALED),
        {entry_id: journal.entry(entry_id) for entry_id in spoken_of},
        {prompt.id: prompt.question for prompt in library.prompts},
        {framework.id: framework.name for framework in library.frameworks},
        answers_begun(journal.drafts.all()),
        only is not None,
    )
