"""Distilling old entries: what was learned stays, the story goes; nothing is distilled by itself."""

from datetime import date
from typing import Final

from app.domain.distilled import Gone, stays
from app.domain.entries import Entry, EntryId
from app.domain.errors import InvalidInput
from app.domain.exchange import Progress, no_progress
from app.domain.field_names import FIELDS, field_called
from app.domain.privacy import REMOVED
from app.domain.prompts import AnswerKind
from app.domain.removing import (
    WORD_TO_DISTIL,
    DistilPreview,
    FieldWords,
    Removed,
    Rewritten,
    Tidy,
    check_word,
)
from app.services.ledger import Ledger
from app.services.redacting.holding import Holding
from app.services.redacting.sweeping import Sweeping
from app.storage import emptying, erasing, remembering, settings, sharing_log
from app.storage.old_entries import old_entries
from app.storage.redacting import Open
from app.storage.remembering import Kind
from app.storage.rows import fetched

AFTER_MONTHS: Final = 18
MONTHS: Final = range(6, 121)
_MONTHS_KEY: Final = "distil_after_months"
_SKIPPED_KEY: Final = "tidy_skipped_in"
_OWN: Final = ("title", "context", "decision", "expected")


class Distilling:
    """Keeps title, themes, places on scales, choices, beliefs and what was learned; removes the rest."""

    def __init__(self, ledger: Ledger, holding: Holding, sweeping: Sweeping) -> None:
        self._ledger = ledger
        self._holding = holding
        self._sweeping = sweeping

    # ---- the yearly list

    @property
    def after_months(self) -> int:
        """From which age on an entry is offered."""
        with self._ledger.file.read() as connection:
            kept = settings.setting(connection, _MONTHS_KEY, AFTER_MONTHS)
        return kept if isinstance(kept, int) and kept in MONTHS else AFTER_MONTHS

    def set_after_months(self, months: int) -> None:
        """Offer entries from this age on; raises InvalidInput."""
        if months not in MONTHS:
            raise InvalidInput("months", "That is no such age.", "Choose 6 to 120 months.")
        with self._ledger.act("Change when entries are offered for distilling") as act:
            settings.set_setting(act.uow, _MONTHS_KEY, months)

    def tidy_list(self, most: int = 12) -> tuple[Tidy, ...]:
        """The oldest entries that are old enough, were not distilled and have something that would go.

        What is on hold is left out.
        """
        before = _months_before(self._ledger.clock.today(), self.after_months)
        held = self._holding.now()
        if held.journal:
            return ()
        with self._ledger.file.read() as connection:
            done = remembering.distilled(connection)
            enough = most + len(done) + len(held.entries)  # so many are left when those go
            rows = old_entries(connection, before.toordinal(), enough)
        found = [
            Tidy(EntryId(number), title, date.fromordinal(day), kind, held=False)
            for number, uid, title, day, kind in rows
            if uid not in done and number not in held.entries
        ]
        return tuple(found[:most])

    def is_offered(self) -> bool:
        """Whether to offer the list this year: there is something on it, and it was not passed over."""
        with self._ledger.file.read() as connection:
            skipped = settings.setting(connection, _SKIPPED_KEY)
        return skipped != self._ledger.clock.today().year and bool(self.tidy_list(1))

    def skip_this_year(self) -> None:
        """Do not offer the list again before next year."""
        with self._ledger.file.untracked() as connection:
            settings.note(connection, _SKIPPED_KEY, self._ledger.clock.today().year)

    # ---- one entry

    def look(self, entry_id: EntryId) -> DistilPreview:
        """What would stay of an entry and what would go; raises NoSuchEntry."""
        found = self._ledger.entry(entry_id)
        keeps, goes = _sorted(found)
        with self._ledger.file.read() as connection:
            earlier = tuple(
                text
                for (text,) in fetched(connection, "SELECT text FROM version WHERE entry = ?", (entry_id,))
            )
            quotes = fetched(
                connection, "SELECT count(*) FROM comment WHERE entry = ? AND quote IS NOT NULL", (entry_id,)
            )[0][0]
            shares = sharing_log.containing(connection, (entry_id,))
        why = self._holding.now().why(frozenset({entry_id}))
        return DistilPreview(
            entry_id, found.title, found.decided_on, keeps, goes, len(earlier), quotes, shares, why, earlier,
            Gone(found.uid),
        )  # fmt: skip

    def distil(
        self,
        preview: DistilPreview,
        *,
        confirmed: str,
        rewritten: Rewritten | None = None,
        progress: Progress = no_progress,
    ) -> Removed:
        """Remove what `preview.goes` names, for good; `rewritten` gives other words for texts that are kept.

        Raises OnHold (there is no way past it here), InvalidInput, NoSuchEntry.
        """
        check_word(confirmed, WORD_TO_DISTIL)
        self._holding.check(frozenset({preview.entry}))
        kept = {one.field for one in preview.keeps}
        if rewritten and not rewritten.keys() <= kept:
            raise InvalidInput(
                "rewritten", "Only what is kept can be rewritten.", "Choose a text that stays."
            )
        found = self._ledger.entry(preview.entry)
        goes = _sorted(found)[1]
        with self._sweeping.removal(progress) as connection:
            cleared = (one for one in emptying.cleared_answers(connection, preview.entry) if not stays(one))
            for name in (*(one.field for one in goes), *_blanked(found), *cleared):
                self._empty(connection, preview.entry, name, _instead(name))
            for field, text in (rewritten or {}).items():
                self._empty(connection, preview.entry, field, text.strip() or REMOVED)
            emptying.drop_versions(connection, preview.entry)
            erasing.forget_drafts(connection, preview.entry)
            uid = remembering.uid_of(connection, preview.entry)
            remembering.note(connection, Kind.DISTILLED, self._ledger.clock.today(), entry=uid)
        return Removed(len(goes), 1, 1, 0, self._sweeping.compact(progress), preview.shares)

    def _empty(self, connection: Open, entry: EntryId, field: str, instead: str) -> None:
        emptying.empty(connection, entry, field, instead)
        uid = remembering.uid_of(connection, entry)
        today = self._ledger.clock.today()
        remembering.note(connection, Kind.FIELD, today, entry=uid, field=field, replacement=instead)


def _instead(field: str) -> str:
    """An answer stays an answered one; every other text is simply not there any more."""
    return REMOVED if "answer:" in field or field.startswith("thought:") else ""


def _sorted(found: Entry) -> tuple[tuple[FieldWords, ...], tuple[FieldWords, ...]]:
    """The texts of an entry that stay when it is distilled, and those that go."""
    keeps: list[FieldWords] = []
    goes: list[FieldWords] = []

    def put(field: str, label: str, text: str) -> None:
        if text.strip() and text != REMOVED:
            (keeps if stays(field) else goes).append(FieldWords(field, label, text))

    for name in _OWN:
        put(name, field_called(name, found.kind), str(getattr(found, name)))
    for answer in found.answers:
        text = str(answer.value) if answer.wording.kind is AnswerKind.TEXT else answer.other
        put(f"answer:{answer.prompt_id}", answer.wording.question, text)
    for review in found.reviews:
        begins = f"review:{review.uid}:"
        put(f"{begins}what_happened", FIELDS["what_happened"], review.what_happened)
        put(f"{begins}learned", FIELDS["learned"], review.learned)
        for answer in review.answers:
            text = str(answer.value) if answer.wording.kind is AnswerKind.TEXT else answer.other
            field = f"{begins}answer:{answer.prompt_id}"
            put(field, answer.wording.question, text)
    for thought in found.additions:
        put(f"thought:{thought.id}", "A later thought", thought.text)
    return tuple(keeps), tuple(goes)


def _blanked(found: Entry) -> tuple[str, ...]:
    """Texts of the story that say nothing now: kept copies, or an older file that is restored, may hold them."""
    own = (name for name in _OWN if not stays(name) and not str(getattr(found, name)).strip())
    reviews = (f"review:{one.uid}:what_happened" for one in found.reviews if not one.what_happened.strip())
    return (*own, *reviews)


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, clipped to the length of that month."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return date(year, month + 1, 28)
