"""The first step of moving: what the file takes along, and what stays here."""

from collections.abc import Sequence

from app.domain.moving import GOES, NOT_NEEDED, STAYS, ToMove
from app.services.moving import look
from app.ui.desk import Desk
from app.ui.moving.ground import entries
from app.ui.walks.part import Part
from app.ui.widgets import Banner, BannerKind, Body, Card


class WhatPart(Part):
    """Two lists; and whether moving is needed, or possible, at all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("What moves")
        self._desk = desk
        self.not_possible = Banner("", BannerKind.CAUTION, title="It cannot be moved from here")
        self.not_needed = Banner("", BannerKind.NOTE, title="You may not need to move it")
        self.told = Body()
        goes, stays = Card("What moves"), Card("What does not")
        goes.add(self.told)
        _list(goes, GOES)
        _list(stays, STAYS)
        for part in (self.not_possible, self.not_needed, goes, stays):
            self.column.addWidget(part)
        self.not_possible.hide()
        self.not_needed.hide()

    def arrive(self) -> None:
        self._desk.read(look, self._show, self, key="moving-look")

    def _show(self, found: ToMove) -> None:
        self.not_possible.setVisible(bool(found.why_not))
        if found.why_not:
            self.not_possible.set_text(found.why_not)
        self.not_needed.setVisible(found.synced_by is not None)
        if found.synced_by is not None:
            self.not_needed.set_text(NOT_NEEDED.format(found.synced_by))
        drafts = "" if not found.drafts else f", and {_drafts(found.drafts)}"
        them = "it" if found.entries == 1 else "them"
        self.told.setText(f"{entries(found.entries)} with all that belongs to {them}{drafts}.")


def _drafts(count: int) -> str:
    return "1 text you are still writing" if count == 1 else f"{count:,} texts you are still writing"


def _list(card: Card, lines: Sequence[str]) -> None:
    for line in lines:
        card.add(Body(f"•  {line}"))
