"""Any two sides set beside each other: of a round, of an entry then and now, or of what two people shared."""

from app.domain import comparing, sides
from app.domain.comparing import Answers, Compared, Given
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.services.ledger import Ledger
from app.services.pairs.rounds import Rounds
from app.storage import received


class SettingBeside:
    """Takes sides from what the journal holds, and compares two of them by the questions both answered."""

    def __init__(self, ledger: Ledger, rounds: Rounds) -> None:
        self._ledger = ledger
        self._rounds = rounds

    def compare(self, left: Answers, right: Answers) -> tuple[Compared, ...]:
        """The questions that both answered, in the order of the left side."""
        return comparing.compare(left, right)

    def of_round(self, uid: str) -> tuple[Answers, Answers]:
        """Both sides of a round, one's own first; the other's is empty until it is shown."""
        pair = self._rounds.one(uid).round
        return (
            Answers(pair.mine, pair.topic, tuple(Given(one.wording, one.mine) for one in pair.prompts)),
            Answers(pair.theirs, pair.topic, tuple(Given(one.wording, one.theirs) for one in pair.prompts)),
        )

    def of_entry(self, entry_id: EntryId, review_uid: str = "") -> Answers:
        """An own entry as it stands, or as a review of it answered.

        Raises NoSuchEntry or InvalidInput.
        """
        entry = self._ledger.entry(entry_id)
        if review_uid:
            found = next((one for one in entry.reviews if one.uid == review_uid), None)
            if found is None:
                raise InvalidInput("review", "There is no such review.", "Choose one of this entry.")
            return sides.of_review(entry, found)
        return sides.of_entry(entry)

    def of_shared(self, bundle_uid: str, share_id: str) -> Answers:
        """What a leader shared of one entry; raises InvalidInput where it is not on the desk."""
        with self._ledger.file.read() as connection:
            kept = received.bundle(connection, bundle_uid)
        shared = kept.bundle.entry(share_id) if kept else None
        if kept is None or shared is None:
            raise InvalidInput("bundle", "This is not on your desk.", "Choose something from the list.")
        return sides.of_shared(shared, kept.bundle.from_name)
