"""Draws every page of the window from the demo journal as pictures, without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.paths import Places
from app.ui.arguments import Asked

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from app.domain.entries import EntryId
    from app.services.journal import Journal
    from app.ui.door.step import Doorstep, MakeVault
    from app.ui.frame import Frame
    from app.ui.open_journal import OpenJournal

USUAL_DAY: Final = date(2026, 6, 30)
_USUAL_SIZE: Final = (1240, 805)
_LOOKS: Final = ("light", "dark", "contrast")
_PATIENCE_SECONDS: Final = 60.0
_QUIET_TURNS: Final = 12
_LIGHTLY_PACKED: Final = 80
"""Of 100; the pictures are somewhat larger and written in half the time, and lose nothing."""


@dataclass(frozen=True)
class Picture:
    """One picture to take: its name, the page, and what of it."""

    name: str
    page: str
    where: Mapping[str, object]


def pictures_of(journal: Journal, pages: tuple[str, ...], reply: bytes = b"") -> tuple[Picture, ...]:
    """Every page that is there, with something of the demo on it; `reply` is a file that came."""
    from app.domain.entries import Status
    from app.domain.listing import EntryFilter

    reviewed = journal.finding.page(EntryFilter(statuses=frozenset({Status.REVIEWED})), limit=1)
    ready = journal.reviews.ready(limit=1).waiting.entries
    comments = [comment for reply in journal.conversation.replies() for comment in reply.comments]
    people = journal.sharing.people.contacts()
    wanted = (
        Picture("today", "today", {}),
        Picture("journal", "journal", {}),
        Picture("journal-search", "journal", {"text": "placement"}),
        Picture("look-again", "look-again", {}),
        *(Picture("look-again-one", "look-again", {"entry": one.id}) for one in ready),
        Picture("look-again-batch", "look-again", {"batch": True}),
        *_patterns(),
        Picture("share", "share", {}),
        Picture("contacts", "contacts", {}),
        Picture("open-file", "open-file", {}),
        Picture("open-file-refused", "open-file", {"text": "Dear all"}),
        Picture("sharing-log", "sharing-log", {}),
        Picture("sponsor", "sponsor", {}),
        *(Picture("agreement", "agreement", {"contact": one.uid}) for one in people[:1]),
        *(Picture("cpd", "cpd", {"entry": one.id}) for one in reviewed),
        *(Picture("with-others", "with-others", {}) for _ in range(journal.conversation.is_there)),
        *(Picture("reply", "reply", {"opened": journal.desk.open(reply)}) for _ in range(bool(reply))),
        *_desk(journal),
        *_rounds(journal),
        *_beside(journal),
        *(Picture("decision", "decision", {"entry": one.id}) for one in reviewed),
        *_versions(journal),
        *(Picture("decision-comments", "decision", {"entry": one.entry_id}) for one in comments[:1]),
        *(
            Picture(f"write-{form}", "write", {"form": form})
            for form in ("standard", "deep", "reflection", "to-decide", "weekly", "quarterly")
        ),
        Picture("tidy", "tidy", {}),
        *(Picture("distil", "distil", {"entry": one}) for one in _with_a_story(journal)),
        *(Picture("erase", "erase", {"entries": (one.id,)}) for one in reviewed),
        Picture("erase-journal", "erase-journal", {}),
        Picture("settings", "settings", {}),
        Picture("settings-backups", "settings", {"section": "backups"}),
        Picture("take-out", "take-out", {}),
        *(Picture("take-out-entry", "take-out", {"entry": one.id}) for one in reviewed),
        Picture("take-out-seen", "take-out", {"text": "the"}),
        Picture("swap-name", "swap-name", {}),
        Picture("exchange", "exchange", {}),
        Picture("request", "request", {}),
        Picture("leaving", "leaving", {}),
        Picture("lost-access", "lost-access", {}),
        Picture("moving", "moving", {}),
        Picture("recovery-sheet", "recovery-sheet", {}),
        Picture("help", "help", {}),
    )
    return tuple(picture for picture in wanted if picture.page in pages)


def _versions(journal: Journal) -> Iterator[Picture]:
    """What stood in the latest week before it was mended."""
    from app.domain.entries import EntryKind
    from app.domain.listing import EntryFilter

    for listed in journal.finding.page(EntryFilter(kinds=frozenset({EntryKind.WEEKLY})), limit=1):
        if journal.versions(listed.id):
            yield Picture("versions", "versions", {"entry": listed.id})


def _with_a_story(journal: Journal) -> Iterator[EntryId]:
    """The newest entry of which something would go if it were distilled."""
    for one in journal.finding.page(limit=40):
        if journal.removal.distilling.look(one.id).goes:
            yield one.id
            return


def _desk(journal: Journal) -> Iterator[Picture]:
    """The coach's desk, where something lies on it."""
    for leader in journal.desk.leaders()[:1]:
        yield Picture("desk", "desk", {})
        yield Picture("desk-leader", "desk", {"leader": leader.contact})
        for kept in journal.desk.bundles(leader.contact)[:1]:
            yield Picture("desk-shared", "desk", {"bundle": kept.uid})
            yield Picture("desk-reply", "desk", {"reply": kept.uid})


def _rounds(journal: Journal) -> Iterator[Picture]:
    """Pair rounds in every step there is one of, the pages that are written on, and how one begins."""
    from app.domain.pairing import RoundStep
    from app.services.demo_one_room import an_invitation

    yield Picture("compare", "compare", {})
    yield Picture("round-start", "round-start", {})
    shown = set()
    for held in journal.pairs.rounds():
        if held.step in shown:
            continue
        shown.add(held.step)
        yield Picture(f"round-{held.step.value}", "round", {"round": held.uid})
        if held.step is RoundStep.ANSWERING:
            yield Picture("round-answer", "round-answer", {"round": held.uid})
            yield Picture("round-seal", "round-seal", {"round": held.uid})
            yield Picture("round-arrived", "round-arrived", {"opened": an_invitation(journal)})
    for held in journal.pairs.rounds():
        if held.is_same_room and held.step is RoundStep.REVEALED:
            yield Picture("round-copy", "round-copy", {"round": held.uid})


def _beside(journal: Journal) -> Iterator[Picture]:
    """Two sides beside each other: the finished round, and an own entry then and now."""
    from app.domain.conversation import RoundStatus
    from app.domain.entries import Status
    from app.domain.listing import EntryFilter
    from app.ui.compare.candidates import for_entry

    for pair in journal.conversation.rounds():
        if pair.status is RoundStatus.REVEALED:
            yield Picture("round-compare", "round-compare", {"round": pair.uid})
            yield Picture("round-learning", "round-compare", {"round": pair.uid, "send": True})
    for leader in journal.desk.leaders()[:1]:
        for kept in journal.desk.bundles(leader.contact)[:1]:
            yield Picture("compare-two", "round-compare", {"bundle": kept.uid})
    for listed in journal.finding.page(EntryFilter(statuses=frozenset({Status.REVIEWED})), limit=1):
        yield Picture("then-and-now-choose", "round-compare", {"entry": listed.id})
        for offer in for_entry(journal, listed.id).offers[:1]:
            one = offer.candidates[0]
            yield Picture("then-and-now", "round-compare", {"left": one.left, "right": one.right})


def _patterns() -> Iterator[Picture]:
    """The page of patterns in its states, and the pages that charts are taken out by."""
    from app.domain.days import Span
    from app.domain.selection import Selection, Window

    yield Picture("patterns", "patterns", {})
    yield Picture("patterns-more", "patterns", {"more": True})
    yield Picture("patterns-lines", "patterns", {"lines": "C5"})
    yield Picture("patterns-quarterly", "patterns", {"lines": "quarterly"})
    yield Picture("patterns-map", "patterns", {"map": True})
    half = Selection(
        Window.FREE,
        Span(date(2026, 1, 1), date(2026, 6, 30)),
        compare_span=Span(date(2025, 7, 1), date(2025, 12, 31)),
    )
    yield Picture("patterns-compare", "patterns", {"selection": half})
    yield Picture("report", "report", {})
    yield Picture("brief", "brief", {})


class Stage:
    """A window off the screen, a file to open in it, and patience until it has drawn itself."""

    def __init__(self, app: QApplication, folder: Path, suffix: str, reply: bytes) -> None:
        self.app = app
        self.reply = reply
        self._folder = folder
        self._suffix = suffix
        self._number = 0

    def settle(self, is_busy: Callable[[], bool]) -> None:
        """Let everything that is under way arrive, and wait until nothing moves any more."""
        from app.ui.stillness import moves_soon, places

        end = time.monotonic() + _PATIENCE_SECONDS
        quiet, before = 0, tuple[int, ...]()
        while quiet < _QUIET_TURNS and time.monotonic() < end:
            self.app.processEvents()
            windows = [window for window in self.app.topLevelWidgets() if window.isVisible()]
            now = tuple(places(window) for window in windows)
            is_still = now == before and not is_busy() and not any(moves_soon(window) for window in windows)
            quiet = quiet + 1 if is_still else 0
            before = now
            time.sleep(0.001 if is_still else 0.01)

    def keep(self, name: str, picture: QPixmap) -> None:
        """Write one numbered picture."""
        self._number += 1
        self._write(f"{self._number:02}-{name}-{self._suffix}.png", picture)

    def keep_whole(self, name: str, page: QWidget) -> None:
        """Write all that a scrolling page holds, where that is more than the window shows."""
        from app.ui.widgets import Page

        areas = [page] if isinstance(page, Page) else page.findChildren(Page)
        for area in areas:
            content = area.widget()
            if area.isVisible() and content is not None and content.height() > area.viewport().height() + 4:
                self._write(f"{self._number:02}-{name}-{self._suffix}-full.png", _whole(content))
                return

    def _write(self, name: str, picture: QPixmap) -> None:
        picture.save(str(self._folder / name), "PNG", _LIGHTLY_PACKED)
        sys.stdout.write(f"{name}\n")


def _whole(content: QWidget) -> QPixmap:
    from PySide6.QtGui import QColor, QPixmap

    from app.ui.theme import tokens

    drawn = QPixmap(content.size())
    drawn.fill(QColor(tokens().paper))
    content.render(drawn)
    return drawn


def draw_pages(asked: Asked, make_vault: MakeVault) -> int:
    """Write the pictures that were asked for; the exit code."""
    folder = asked.pictures or Path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        sys.stderr.write("That folder cannot be made. Choose another one for the pictures.\n")
        return 1
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.ui.start import make_application

    app = make_application()
    looks = (asked.theme,) if asked.theme else _LOOKS
    with tempfile.TemporaryDirectory(prefix="balcony-pictures-") as place:
        made, reply = _demo(Path(place), asked.today or USUAL_DAY, make_vault)
        for look in looks:
            _draw(Stage(app, folder, look, reply), made, asked, look, make_vault)
    return 0


def _demo(place: Path, today: date, make_vault: MakeVault) -> tuple[Places, bytes]:
    """Where the demo journal lies, and a reply to something that was shared from it."""
    from app.domain.demo_words import DEMO_WORDS
    from app.services.clock import FixedClock
    from app.services.demo import make_demo
    from app.services.demo_desk import lay_on_desk
    from app.services.demo_one_room import begin_rounds
    from app.services.demo_reply import a_reply
    from app.services.demo_versions import mend_a_week

    places = Places(place / "journal", place / "settings")
    journal = make_demo(make_vault(places, FixedClock(today)), DEMO_WORDS, as_dated=True)
    lay_on_desk(journal)
    begin_rounds(journal)
    mend_a_week(journal)
    journal.sharing.pages.set_cpd(on=True)
    reply = a_reply(journal, place)
    journal.close()
    return places, reply


def _draw(stage: Stage, places: Places, asked: Asked, look: str, make_vault: MakeVault) -> None:
    from app.domain.demo_words import DEMO_WORDS
    from app.preferences import Preferences
    from app.services.clock import FixedClock
    from app.ui.door.step import Doorstep
    from app.ui.session import Session
    from app.ui.start import build_unlock_window, complete

    preferences = Preferences().changed(
        theme=look, text_size=asked.text_size or 100, window=asked.size or _USUAL_SIZE
    )
    empty = Places(places.data_dir.parent / "empty", places.config_dir)
    clock = FixedClock(asked.today or USUAL_DAY)
    for step in (Doorstep(empty, make_vault, clock), Doorstep(places, make_vault, clock)):
        frame = build_unlock_window(stage.app, step, preferences)
        complete(stage.app, frame, step, preferences)
        frame.show()
        for name in _door_pages(stage, step, frame):
            stage.settle(lambda: step.jobs.is_busy)  # noqa: B023  run at once
            stage.keep(f"door-{name}", frame.grab())
            stage.keep_whole(f"door-{name}", frame)
    session = Session(frame, step, preferences)
    step.enter(lambda vault: (vault.unlock(DEMO_WORDS), None), frame, _refuse)
    stage.settle(lambda: session.journal is None or step.jobs.is_busy)
    if session.journal is not None:
        _draw_journal(stage, frame, session.journal)
        session.journal.jobs.now(
            lambda: session.journal and session.journal.opened.journal.close(back_up=False)
        )
        session.journal.jobs.finish()
    frame.may_close = None
    frame.close()


def _refuse(error: Exception) -> None:
    sys.stderr.write(f"{error}\n")


def _door_pages(stage: Stage, step: Doorstep, frame: Frame) -> Iterator[str]:
    from app.ui.door.door import Door
    from app.ui.door.step import DoorPage

    door = frame.centralWidget()
    if not isinstance(door, Door):
        return
    door.page.begin()
    first = step.first_page()
    yield first.value
    others = (
        (DoorPage.MAKE, DoorPage.DEMO)
        if first is DoorPage.FIRST
        else (DoorPage.CODE, DoorPage.RESTORE, DoorPage.KEYS, DoorPage.RESCUE)
    )
    for page in others:
        door.turn(page)
        stage.settle(lambda: step.jobs.is_busy)
        yield page.value


def _draw_journal(stage: Stage, frame: Frame, journal: OpenJournal) -> None:
    window = journal.window
    opened, pages = journal.opened.journal, tuple(window.kinds)
    for picture in journal.jobs.now(lambda: pictures_of(opened, pages, stage.reply)):
        window.go(picture.page, picture.where)
        stage.settle(lambda: journal.jobs.is_busy)
        stage.keep(picture.name, frame.grab())
        stage.keep_whole(picture.name, window.views[window.shown].widget)
    _draw_handed_over(stage, frame, journal)
    journal.find_command()
    stage.settle(lambda: journal.jobs.is_busy)
    for dialog in _dialogs(frame):
        stage.keep("find-a-command", dialog.grab())
        dialog.close()
    journal.turn_cover()
    stage.settle(lambda: journal.jobs.is_busy)
    stage.keep("cover", frame.grab())
    journal.turn_cover()


def _draw_handed_over(stage: Stage, frame: Frame, journal: OpenJournal) -> None:
    """What the other sees at one computer: the cover, and their page."""
    from app.domain.pairing import RoundStep
    from app.ui.pairs.hand_over import HandOver

    rounds = journal.jobs.now(journal.opened.journal.pairs.rounds)
    for held in [one for one in rounds if one.step is RoundStep.THEIRS_TO_ANSWER][:1]:
        sheet = HandOver(journal.desk, held)
        journal.desk.handed_over.emit(sheet)
        stage.settle(lambda: journal.jobs.is_busy)
        stage.keep("handed-over", frame.grab())
        sheet.answer()
        stage.settle(lambda: journal.jobs.is_busy)
        stage.keep("handed-over-answering", frame.grab())
        journal.desk.taken_back.emit()
        stage.settle(lambda: journal.jobs.is_busy)


def _dialogs(frame: Frame) -> list[QWidget]:
    from PySide6.QtWidgets import QDialog

    return [dialog for dialog in frame.findChildren(QDialog) if dialog.isVisible()]
