"""A draft for a social worker's CPD account, made from one review: to edit, to copy by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.cpd import COPY_BY_HAND, DISCUSSED, STANDARD_4, CpdDraft, CpdPart, PeerLearning, with_learning
from app.domain.entries import EntryId
from app.domain.errors import JournalError
from app.domain.privacy import Notice
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.clipboard import put
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, part_in, texts_in
from app.ui.share.attach import AttachRounds
from app.ui.share.kept import Kept
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    ChoiceChips,
    EmptyState,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    TextArea,
    announce,
)
from app.ui.widgets.reading_order import ReadingOrder

_OFF = "Drafts for a CPD account are off. If you are registered as a social worker, you can turn them on in Settings."


@dataclass(frozen=True)
class _Found:
    made: CpdDraft
    kept: Draft | None


Noticed = tuple[tuple[str, tuple[Notice, ...]], ...]


class CpdPage(QObject):
    """`arrive` takes entry=ID, and review=UID for another than the latest."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("CPD draft", f"Learning only. {COPY_BY_HAND}")
        super().__init__(self.page)
        self._desk = desk
        self._base: CpdDraft | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.page.add(self.trouble)
        self.trouble.hide()
        self.off = EmptyState(_OFF, "Open Settings")
        self.off.acted.connect(lambda: desk.go("settings", section="cpd"))
        self.page.add(self.off)
        self.off.hide()
        self.card = Card("The draft")
        self.card.body.setSpacing(2 * GRID)
        self.areas: dict[str, tuple[TextArea, Muted]] = {}
        self.kept = Kept(desk, self.page, self._fields, self._restore)
        self.kept.afresh.connect(self._afresh)
        self.card.add(self.kept.line)
        self.tags = ChoiceChips(
            "Parts of standard 4",
            [(number, f"{number} {words}") for number, words in STANDARD_4.items()],
            multi=True,
        )
        self.tags.changed.connect(self.kept.touch)
        self.copy, self.back = PrimaryButton("Copy the draft"), QuietButton("Back")
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(desk.went_back)
        self.attach = AttachRounds()
        self.attach.wanted.connect(self._attach)
        self.card.add(self.attach)
        self._row = self.card.add_row(self.copy, self.back)
        self.card.add(self.tags)
        self.page.add(self.card)
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was written here is kept as a draft until it is copied and begun afresh."""
        self.kept.keep()
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for the draft of a review."""
        self.trouble.hide()
        entry, review = where.get("entry"), where.get("review")
        if isinstance(entry, int):
            entry_id, uid = EntryId(entry), str(review) if review else None
            form = f"cpd:{entry}:{uid or ''}"
            self.kept.belong_to(form)

            def ask(journal: Journal) -> _Found | None:
                if not journal.sharing.pages.cpd_is_on():
                    return None
                return _Found(journal.sharing.pages.cpd_draft(entry_id, uid), journal.drafts.of(form))

            self._desk.read(ask, self._show, self, failed=self._tell, key="cpd")

    def _show(self, found: _Found | None) -> None:
        self.off.setVisible(found is None)
        self.card.setVisible(found is not None)
        if found is None:
            return
        self._base = found.made
        for part in found.made.parts:
            if part.title not in self.areas:
                area, noticed = TextArea(part.title, hint=part.asks), Muted("")
                area.left.connect(self._look)
                area.changed.connect(self.kept.touch)
                self.areas[part.title] = (area, noticed)
                self.card.body.insertWidget(self.card.body.count() - 3, area)
                self.card.body.insertWidget(self.card.body.count() - 3, noticed)
        self.attach.show_rounds(found.made.rounds)
        self._afresh()
        self.kept.put_back(found.kept)
        self._look()
        next(iter(self.areas.values()))[0].field.setFocus()

    # ---- kept as a draft

    def _afresh(self) -> None:
        for part in self._base.parts if self._base is not None else ():
            self.areas[part.title][0].set_text(part.text)
        self.tags.set_values(self._base.tags if self._base is not None else ())

    def _fields(self) -> Fields:
        now, base = self.draft(), self._base
        same = base is not None and now.tags == base.tags
        if base is None or (same and [one.text for one in now.parts] == [one.text for one in base.parts]):
            return {}
        return {"parts": {one.title: one.text for one in now.parts}, "tags": list(now.tags)}

    def _restore(self, fields: Fields) -> None:
        for title, text in part_in(fields, "parts").items():
            if title in self.areas and isinstance(text, str):
                self.areas[title][0].set_text(text)
        self.tags.set_values(texts_in(fields, "tags"))

    def _attach(self, learning: object) -> None:
        """Put what was learned in a pair round to what was learned from discussing it."""
        if isinstance(learning, PeerLearning):
            now = with_learning(self.draft(), learning)
            for part in now.parts:
                if part.title == DISCUSSED:
                    self.areas[part.title][0].set_text(part.text)
            self.tags.set_values(now.tags)
            self.kept.touch()
            self._look()
            announce(self.page, f"Put into “{DISCUSSED}”.")

    # ---- looked at and copied

    def draft(self) -> CpdDraft:
        """The draft as it stands here."""
        parts = tuple(CpdPart(title, area.text().strip(), "") for title, (area, _) in self.areas.items())
        return CpdDraft(parts, tags=self.tags.values())

    def _look(self) -> None:
        draft = self.draft()
        self._desk.read(lambda journal: _noticed(journal, draft), self._show_noticed, self, key="cpd-look")

    def _show_noticed(self, noticed: Noticed) -> None:
        for title, notices in noticed:
            area, line = self.areas[title]
            text = area.text().strip()
            words = ", ".join(dict.fromkeys(f"“{text[one.start : one.end]}”" for one in notices))
            line.setText(f"Look at this before you copy it: {words}" if words else "")
            line.setVisible(bool(words))

    def _copy(self) -> None:
        put(self.draft().text)
        announce(self.page, f"Copied. {COPY_BY_HAND}")
        self._desk.say("The draft was copied.")

    def _tell(self, error: JournalError) -> None:
        self.off.hide()
        self.card.hide()
        self.trouble.tell(error)


def _noticed(journal: Journal, draft: CpdDraft) -> Noticed:
    return journal.sharing.pages.cpd_notices(draft)
