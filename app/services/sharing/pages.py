"""Two pages that hold nothing the leader did not put there: for a sponsor, and for a regulator's CPD account."""

from dataclasses import replace
from datetime import date
from typing import Final

from app.domain.cpd import CpdDraft, cpd_draft, peer_learning
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.domain.privacy import Notice, look
from app.domain.sponsor import SponsorFields
from app.exporters.writing.sponsor_page import html_of
from app.services.ledger import Ledger
from app.services.privacy_rules import privacy_rules
from app.storage import conversation, settings

CPD: Final = "cpd_draft"
CPD_OFF: Final = "Drafts for a CPD account are off."


class Pages:
    """Pages made for somebody else than a coach."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def sponsor_page(self, typed: SponsorFields) -> tuple[bytes, tuple[Notice, ...]]:
        """One page of themes and attendance for an employer who pays; nothing comes from entries.

        Gives the page, and what the privacy check noticed in the words typed. Raises InvalidInput where
        nothing was typed.
        """
        if typed.is_empty:
            raise InvalidInput("sponsor", "Nothing is written yet.", "Write at least one line.")
        return html_of(typed, self._ledger.clock.today()), look(typed.text, privacy_rules())

    # ---- continuing professional development, off by default

    def cpd_is_on(self) -> bool:
        """Whether drafts for a CPD account are offered in this journal."""
        with self._ledger.file.read() as connection:
            return settings.setting(connection, CPD, default=False) is True

    def set_cpd(self, *, on: bool) -> None:
        """Offer drafts for a CPD account, or leave them away again."""
        with self._ledger.act("Turn CPD drafts on" if on else "Turn CPD drafts off") as act:
            settings.set_setting(act.uow, CPD, on)

    def cpd_draft(self, entry_id: EntryId, review_uid: str | None = None) -> CpdDraft:
        """A draft from one review, the latest where none is named; never the context, nor what is not for sharing.

        With the pair rounds that can be attached to it: those whose learning both ticked.
        Raises InvalidInput while drafts are off, where there is no such review, or where the entry is marked
        not for sharing.
        """
        if not self.cpd_is_on():
            raise InvalidInput("cpd", CPD_OFF, "Turn them on in Settings, if you are registered.")
        from app.services.pairs.rounds import Rounds

        entry = self._ledger.entry(entry_id)
        with self._ledger.file.read() as connection:
            replies = conversation.about(connection, entry_id)
        draft = cpd_draft(entry, review_uid, replies)
        rounds = (one for one in Rounds(self._ledger).all() if entry.is_demo or not one.round.is_demo)
        return replace(draft, rounds=peer_learning(rounds))

    def cpd_notices(self, draft: CpdDraft) -> tuple[tuple[str, tuple[Notice, ...]], ...]:
        """What the privacy check noticed in each part of a draft, by its title."""
        rules = privacy_rules()
        return tuple((part.title, look(part.text, rules)) for part in draft.parts)

    def cpd_reminder_is_due(self, today: date | None = None) -> bool:
        """Whether the October reminder is shown: drafts are on, and it is October."""
        return self.cpd_is_on() and (today or self._ledger.clock.today()).month == 10
