"""Leaving the job: what is still to be done, the learning to take along, and what is needed against losing access."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from app.domain.briefing import Brief, BriefItem, BriefPart, BriefSection, BriefText
from app.domain.contacts import LoggedShare
from app.domain.leaving import AccessFacts, AccessFields, Holder, OpenRound, StillToDo
from app.domain.pairing import RoundStep
from app.domain.redaction import Words, without
from app.domain.written_dates import written
from app.exporters.writing.access_page import html_of

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.services.redacting.redacting import Known

_SINCE: Final = date(1970, 1, 1)
_LEARNED: Final = "learned"
_TITLES: Final = {
    BriefPart.REVIEWS: "What I carry forward",
    BriefPart.BELIEFS: "Beliefs rewritten",
    BriefPart.LEARNING: "Learned together with a peer",
}
LEARNING_TITLE: Final = "What I learned"
_ABOUT: Final = "what was carried forward, beliefs rewritten, and what was learned with a peer"
_OVER: Final = frozenset({RoundStep.REVEALED, RoundStep.WITHDRAWN})
_MANY: Final = 1_000_000


def still_to_do(journal: "Journal") -> StillToDo:
    """One look at everything that is left to do."""
    held = journal.removal.holding.now()
    shares = journal.sharing.log.all()
    return StillToDo(
        entries=journal.finding.count(),
        old=len(journal.removal.distilling.tidy_list(_MANY)),
        journal_held=held.journal,
        entries_held=len(held.entries),
        holders=_holders(journal, shares),
        rounds=tuple(
            OpenRound(one.uid, one.round.topic, one.contact, one.round.opened_on)
            for one in journal.pairs.rounds()
            if one.step not in _OVER
        ),
        nameless_shares=sum(one.contact is None for one in shares),
    )


def _holders(journal: "Journal", shares: Sequence[LoggedShare]) -> tuple[Holder, ...]:
    """Everybody who was given something or is still worked with: who goes on first, then by name."""
    found = []
    for one in journal.sharing.people.contacts():
        given = [share for share in shares if share.contact == one.uid]
        if given or one.ended_on is None:
            not_asked = sum(share.asked_to_delete_on is None for share in given)
            found.append(Holder(one.uid, one.name, one.kind, one.ended_on, len(given), not_asked))
    return tuple(sorted(found, key=lambda one: (one.ended_on is not None, one.name.casefold())))


# ---- the learning


def learning(journal: "Journal", *, titles: bool = False) -> Brief:
    """What was learned and nothing else, with roles in place of the names of the list of names.

    What is marked never to be shared is left out. `titles` keeps the titles of the entries it was learned from.
    """
    material = journal.briefing.material(_SINCE)
    known = journal.removal.words.known_names()
    sections = []
    for part, title in _TITLES.items():
        items = tuple(
            _in_roles(_learned(item, titles=titles), known) for item in material.of(part) if _says(item)
        )
        if items:
            sections.append(BriefSection(title, items))
    return Brief(_SINCE, material.today, tuple(sections), title=LEARNING_TITLE, about=_ABOUT)


def _says(item: BriefItem) -> bool:
    return item.part is not BriefPart.REVIEWS or any(text.name == _LEARNED for text in item.texts)


def _learned(item: BriefItem, *, titles: bool) -> BriefItem:
    if item.part is not BriefPart.REVIEWS:
        return item if titles or item.part is BriefPart.LEARNING else replace(item, note="")
    texts = tuple(text for text in item.texts if text.name == _LEARNED)
    title = item.title if titles else "Looking again"
    return replace(item, title=title, note="", texts=texts)


def _in_roles(item: BriefItem, known: Sequence["Known"]) -> BriefItem:
    texts = tuple(BriefText(one.name, one.label, _roles(one.text, known)) for one in item.texts)
    return replace(item, title=_roles(item.title, known), note=_roles(item.note, known), texts=texts)


def _roles(text: str, known: Sequence["Known"]) -> str:
    """Longer names first: a surname of the list may be a part of a full name of it."""
    for one in sorted(known, key=lambda pair: -len(pair.name)):
        text, _ = without(text, Words(one.name, alone=True, instead=one.role))
    return text


# ---- against losing access


def access_facts(journal: "Journal") -> AccessFacts:
    """Where things lie and what opens them."""
    last = journal.care.last_backup_at()
    return AccessFacts(
        journal.care.places.data_dir,
        journal.care.places.backups,
        last.astimezone().date() if last else None,
        journal.care.second_place.folder,
        journal.lists.choice("recovery_sheet_made") is True,
    )


def access_page(facts: AccessFacts, typed: AccessFields, on: date) -> bytes:
    """The page to print."""
    return html_of(facts, typed, written(on))
