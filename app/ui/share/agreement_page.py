"""The agreement with one person about confidence: six short texts to edit, from words to begin with."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.contacts import KeptAgreement, Side
from app.domain.errors import JournalError
from app.domain.sharing import Agreement
from app.domain.written_dates import written
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.decision.sheet_view import LongText
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, text_in
from app.ui.share.agreement_words import LABELS
from app.ui.share.kept import Kept
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    Heading,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    TextArea,
)
from app.ui.widgets.reading_order import ReadingOrder


@dataclass(frozen=True)
class _Found:
    name: str
    mine: Agreement
    kept: KeptAgreement | None
    theirs: KeptAgreement | None
    draft: Draft | None


class AgreementPage(QObject):
    """`arrive` takes contact=uid."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Agreement")
        super().__init__(self.page)
        self._desk = desk
        self._uid = ""
        self._base = Agreement()
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.page.add(self.trouble)
        self.trouble.hide()
        self.card = Card("What you agreed")
        self.card.body.setSpacing(2 * GRID)
        self._since = Muted("")
        self.card.add(self._since)
        self.areas = {one.name: TextArea(LABELS[one.name], least_lines=2) for one in fields(Agreement)}
        self.draft = Kept(desk, self.page, self._fields, self._restore)
        self.draft.afresh.connect(self._afresh)
        self.card.add(self.draft.line)
        for area in self.areas.values():
            area.changed.connect(self.draft.touch)
            self.card.add(area)
        self.save, self.back = PrimaryButton("We agreed on this"), QuietButton("Back")
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(desk.went_back)
        self.card.add_row(self.save, self.back)
        self.page.add(self.card)
        self.theirs = Card("As it came from them")
        self.page.add(self.theirs)
        self.theirs.hide()
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was typed and is not agreed yet is kept as a draft."""
        self.draft.keep()
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for the agreement with somebody."""
        uid = str(where.get("contact", ""))
        self._uid = uid
        self.draft.belong_to(f"agreement:{uid}")
        self.trouble.hide()
        self._desk.read(
            lambda journal: _found(journal, uid), self._show, self, failed=self._tell, key="agreement"
        )

    def _show(self, found: _Found) -> None:
        self.page.set_title(
            f"Agreement with {found.name}", "Short, in your own words, and kept by both of you."
        )
        self._since.setText(
            f"Agreed on {written(found.kept.agreed_on)}. Earlier ones are kept beside it."
            if found.kept
            else "Not agreed yet. These are words to begin with: change them together."
        )
        self._base = found.mine
        self._afresh()
        self.draft.put_back(found.draft)
        self._show_theirs(found.theirs)
        next(iter(self.areas.values())).field.setFocus()

    def _show_theirs(self, kept: KeptAgreement | None) -> None:
        while self.theirs.body.count() > 1:
            item = self.theirs.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.theirs.setVisible(kept is not None)
        if kept is not None:
            self.theirs.add(Muted(f"Dated {written(kept.agreed_on)}"))
            for one in fields(kept.agreement):
                words = getattr(kept.agreement, one.name)
                if words:
                    self.theirs.add(Heading(LABELS[one.name], 3))
                    self.theirs.add(LongText(words))

    # ---- kept as a draft

    def _afresh(self) -> None:
        for name, area in self.areas.items():
            area.set_text(getattr(self._base, name))

    def _fields(self) -> Fields:
        typed: Fields = {name: area.text() for name, area in self.areas.items()}
        return {} if typed == asdict(self._base) else typed

    def _restore(self, fields: Fields) -> None:
        for name, area in self.areas.items():
            area.set_text(text_in(fields, name))

    # ---- agreeing

    def _save(self) -> None:
        uid = self._uid
        agreed = Agreement(**{name: area.text().strip() for name, area in self.areas.items()})

        def keep(journal: Journal) -> None:
            journal.sharing.agreements.agree(uid, agreed)

        self._desk.act(
            keep,
            self,
            self._agreed,
            failed=self._tell,
            said="The agreement is kept.",
        )

    def _agreed(self, _none: None) -> None:
        self.draft.let_go()
        self._desk.went_back.emit()

    def _tell(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)


def _found(journal: Journal, uid: str) -> _Found:
    sharing = journal.sharing
    return _Found(
        sharing.people.contact(uid).name,
        sharing.agreements.to_edit(uid),
        sharing.agreements.with_contact(uid),
        sharing.agreements.with_contact(uid, Side.THEIRS),
        journal.drafts.of(f"agreement:{uid}"),
    )
