"""A share put together as its recipient will read it, before anything is locked."""

from app.domain.composing import Composed, Composing, Sender, ShareWish, not_shareable
from app.domain.errors import InvalidInput
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.sharing import Agreement
from app.services.ledger import Ledger
from app.services.privacy_rules import alias_list, privacy_rules
from app.services.sharing.agreements import Agreements, OtherWords
from app.services.sharing.choosing import Choosing
from app.services.sharing.people import People


class Composer:
    """Composes shares from what is ticked."""

    def __init__(
        self, ledger: Ledger, choosing: Choosing, people: People, agreements: Agreements, words: OtherWords
    ) -> None:
        self._ledger = ledger
        self._choosing = choosing
        self._people = people
        self._agreements = agreements
        self._words = words

    def compose(
        self, wish: ShareWish, *, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> Composed:
        """The share, with what the privacy check noticed in every outgoing text.

        Raises InvalidInput (nobody to share with, no name of one's own, a tick on what cannot be shared, a
        change that fits no more), FileTooLarge or Cancelled.
        """
        from app.sharing.limits import LARGEST_WORDS

        rules = privacy_rules()
        sender = self._sender(wish)
        found = self._choosing.ticked(wish.ticks)
        if found.keys() != wish.ticks.chosen.keys():
            raise not_shareable()
        entries = sorted(found.values(), key=lambda one: (one.on, one.entry_id))
        return Composing(wish, sender, rules, LARGEST_WORDS).compose(entries, progress, cancelled)

    def _sender(self, wish: ShareWish) -> Sender:
        from app.domain.names import tidy_name

        name, label = self._people.my_name(), tidy_name(wish.label)
        aliases = dict(wish.aliases or ())
        agreement: Agreement | None = None
        known = self._people.contact(wish.to) if wish.to else self._people.named(label)
        if known is not None:  # a name typed anew takes the words kept for whoever has it
            if known.ended_on is not None:
                raise InvalidInput(
                    "to", "This coaching has ended.", "Take it up again under Contacts in the window first."
                )
            label = label or known.name
            kept = self._agreements.with_contact(known.uid)
            agreement = kept.agreement if kept else None
            if wish.aliases is None:
                aliases = dict(self._words.of(known.uid))
        if not name:
            raise InvalidInput("name", "Your own name is missing.", "Write the name they know you by.")
        if not label:
            raise InvalidInput("to", "Nobody is named.", "Choose a contact, or write a name or initials.")
        if wish.with_agreement and agreement is None:
            raise InvalidInput("agreement", "There is no agreement with them yet.", "Write it first.")
        return Sender(
            name=name,
            label=label,
            on=self._ledger.clock.today(),
            contact=known.uid if known is not None else "",
            aliases=alias_list(aliases),
            agreement=agreement,
        )
