"""A whole day of the journal: in the window until it is killed while it writes, and what comes after.

    python -m tests.trust.whole_session window HOME OUT PROBE
    python -m tests.trust.whole_session after HOME OUT PROBE

HOME takes the journal (HOME/journal), a second place for backups and everything of the account; OUT what is
written out on purpose; PROBE is a file that nothing may open. `window` prints one line of JSON and is killed.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.conversation import (
    ActionStatus,
    AgreedAction,
    Comment,
    CommentKind,
    Conversation,
    PairRound,
    Reply,
    RoundPrompt,
    RoundStatus,
)
from app.domain.entries import AnswerDraft, EntryDraft, Happened, ReviewDraft
from app.domain.restoring import Opener
from app.domain.sharing import ShareBundle, SharedChart, SharedEntry, new_id, shared_field
from app.services.clock import Clock
from app.services.journal import Journal
from app.sharing.files import seal_share
from app.sharing.keys import card, new_identity
from app.storage.conversing import keep
from tests.fixtures.cheap import PASSPHRASE, restore, vault_in
from tests.fixtures.next_schema import with_next_schema
from tests.fixtures.shares import everything, sealed
from tests.trust.hostile import CANARY, hostile, short, tiny

TURN_MS = 15
MOST_STEPS = 4_000
LONGEST_REST = 100
"""Turns after which a page that always has a pause under way is taken to be at rest."""


def write_a_day(journal: Journal, probe: Path) -> dict[str, object]:
    """Hostile words in every place where a person or somebody else may put some; where to look at them."""
    words, today = hostile(probe), journal.clock.today()
    journal.lists.add_theme(tiny(probe))
    answers = {
        "ll-assumption": AnswerDraft(words),
        "vo-heard": AnswerDraft(("carers",), short(probe, "voice")),
    }
    draft = EntryDraft(
        title=short(probe, "title"), context=words, decision=words, expected=words, confidence=60,
        answers=answers, themes=(tiny(probe),),
    )  # fmt: skip
    entry_id = journal.writing.log(draft).entry_id
    journal.writing.rewrite(entry_id, replace(draft, context=f"Before.\n{words}\nAfter."))
    for number in range(6):  # enough for charts of themes
        journal.writing.log(replace(draft, title=f"{number} {short(probe, 'title')}", decided_on=today))
    journal.writing.add_thought(entry_id, words)
    journal.reviews.save(entry_id, ReviewDraft(Happened.NO, words, learned=words))
    journal.lists.save_search(tiny(probe), CANARY)
    contact = journal.sharing.people.add(card(new_identity(), short(probe, "coach"))).uid
    journal.sharing.people.confirm(contact)
    _let_others_speak(journal, probe, journal.entry(entry_id).uid)
    journal.sharing.people.set_my_name("Ash")
    return {"entry": entry_id, "contact": contact, "bundle": _lay_on_desk(journal, probe)}


def _let_others_speak(journal: Journal, probe: Path, uid: str) -> None:
    words, today = hostile(probe), journal.clock.today()
    comment = Comment("c", uid, CommentKind.QUESTION, words, field="context", quote=words[:40])
    reply = Reply(
        "r", short(probe, "Rowan"), today, session_summary=words, take_away=words,
        comments=(comment, Comment("d", uid, CommentKind.NOTICING, words)),
    )  # fmt: skip
    action = AgreedAction(
        "a", short(probe, "action"), "leader", None, ActionStatus.OPEN, today, entry_uid=uid
    )
    wording = journal.prompts.wordings(["ll-assumption"], None)["ll-assumption"]
    pair = PairRound(
        "p", short(probe, "topic"), "Ash", short(probe, "Birch"), today, RoundStatus.REVEALED,
        revealed_on=today, case_text=words, agreed_learning=words,
        prompts=(RoundPrompt(wording, AnswerDraft(words), AnswerDraft(words)),),
    )  # fmt: skip
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        keep(act.uow, journal.file.words, Conversation((reply,), (action,), (pair,)))


def _lay_on_desk(journal: Journal, probe: Path) -> str:
    """What a leader who means harm sends a coach."""
    words, identity = hostile(probe), new_identity()
    fields = (
        shared_field("title", short(probe, "label"), short(probe, "asked"), "text", short(probe, "title")),
        shared_field("context", short(probe, "label"), words, "text", words),
    )
    name = short(probe, "chart")
    chart = SharedChart(name, words[:400], 7, "", (name, "n"), ((short(probe, "row"), "7"),), name)
    bundle = ShareBundle(
        bundle_id=new_id(), made_on=journal.clock.today(), from_name=short(probe, "leader"), to_label="Coach",
        purpose=words, note=words, entries=(SharedEntry(new_id(), "June 2026", fields),), charts=(chart,),
    )  # fmt: skip
    journal.desk.keep(journal.desk.open(seal_share(bundle, identity, (journal.sharing.people.my_card(),))))
    return bundle.bundle_id


def give_out_locked(journal: Journal, out: Path) -> None:
    """A file for somebody else, which is locked and holds no word in the clear."""
    contact = next(one.uid for one in journal.sharing.people.contacts() if one.card is not None)
    made = sealed(journal, everything(journal), contact)
    journal.sharing.save(made, out, read=True)


def held_open() -> list[str]:
    """Files that have no name any more and are still open here, and hold the canary."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            named = str(descriptor.readlink())
            if "(deleted)" in named and CANARY.encode() in descriptor.read_bytes():
                found.append(named)
        except OSError:
            continue
    return found


def _end(error: BaseException) -> None:
    traceback.print_exception(error)
    os._exit(1)


class Shown:
    """What the window showed of the words, page by page, and what it took for more than words."""

    def __init__(self, probe: Path) -> None:
        self._wanted = {line.strip() for line in hostile(probe).splitlines()}
        self._probe = str(probe)
        self.pages: dict[str, int] = {}
        self.wrong: list[str] = []
        self.tips = 0

    def look(self, page: str, root: Any) -> None:
        """Look at every label and text of a page."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QTextDocument
        from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit

        for label in root.findChildren(QLabel):
            text = label.text()
            if label.textFormat() is Qt.TextFormat.PlainText:
                self._read(page, label.accessibleName() or text, type(label).__name__)
                continue
            document = QTextDocument()
            document.setHtml(text)
            said = document.toPlainText()
            if "￼" in said or (self._probe in text and self._probe not in said):
                self.wrong.append(f"{page}: {type(label).__name__} shows more than words")
            self._read(page, said, type(label).__name__)
        for field in (*root.findChildren(QPlainTextEdit), *root.findChildren(QTextEdit)):
            self._read(page, field.toPlainText(), type(field).__name__)

    def _read(self, page: str, text: str, where: str) -> None:
        if self._probe not in text:
            return
        self.pages[page] = self.pages.get(page, 0) + 1
        lines = {line.strip() for line in text.splitlines() if CANARY in line and "<img src='file" in line}
        self.wrong += [
            f"{page}: {where} says {line}" for line in lines if not any(one in line for one in self._wanted)
        ]


class Day:
    """The steps of the day in the window; each `yield` lets the window come to rest."""

    def __init__(self, home: Path, out: Path, probe: Path) -> None:
        self.home, self.out, self.probe = home, out, probe
        self.shown = Shown(probe)
        self.held: list[str] = []
        self._where: Mapping[str, Any] = {}
        self._steps: Iterator[None] | None = None
        self._session: Any = None
        self._turns = self._taken = 0

    def turn(self, session: Any, frame: Any) -> bool:
        """The next step, once nothing is under way; the last one does not come back."""
        from app.ui.errors import install
        from app.ui.stillness import moves_soon

        self._session = session
        if self._steps is None:
            install(frame)  # as the program does it once its window is complete
            self._steps = self.steps()
        if session.journal.jobs.is_busy:
            return True
        self._turns += 1
        if self._turns < LONGEST_REST and moves_soon(session.journal.window.stack.currentWidget()):
            return True
        self._turns = 0
        self._taken += 1
        try:
            assert self._taken < MOST_STEPS, "the day does not come to its end"
            next(self._steps)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        return True

    # ---- reaching things

    @property
    def _window(self) -> Any:
        return self._session.journal.window

    @property
    def _page(self) -> Any:
        return self._window.stack.currentWidget()

    def _do(self, work: Callable[[Journal], Any], then: Callable[[Any], None] = lambda _found: None) -> None:
        self._session.journal.desk.act(work, self._session.frame, then, failed=_end)

    def _named(self, name: str) -> Any:
        from tests.gui.pages import widget_named

        return widget_named(self._page, name)

    def _press(self, name: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        widget = self._named(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)

    def _type(self, name: str, text: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        widget = self._named(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(widget, text)

    def _there(self, *names: str) -> Iterator[None]:
        """Wait until these can be reached on the page."""
        from tests.gui.pages import widget_named

        for name in names:
            while True:
                with suppress(AssertionError):
                    widget_named(self._page, name)
                    break
                yield

    # ---- the day

    def steps(self) -> Iterator[None]:
        """Write, look at it everywhere, search, copy, print, give out, stumble, and be killed while writing."""

        def wrote(where: object) -> None:
            assert isinstance(where, dict)
            self._where = where

        self._do(lambda journal: write_a_day(journal, self.probe), wrote)
        yield
        for steps in (self._pages(), self._search(), self._paper(), self._give_out(), self._stumble()):
            yield from steps
        yield from self._killed_while_writing()

    def _pages(self) -> Iterator[None]:
        entry, contact = self._where["entry"], self._where["contact"]
        ways: tuple[tuple[str, dict[str, object]], ...] = (
            ("today", {}), ("journal", {}), ("decision", {"entry": entry}), ("versions", {"entry": entry}),
            ("write", {"entry": entry}), ("look-again", {"entry": entry}), ("share", {"entry": entry}),
            ("contacts", {"contact": contact}), ("patterns", {}), ("report", {}), ("brief", {}),
            ("with-others", {}), ("compare", {}), ("desk", {"bundle": self._where["bundle"]}),
            ("take-out", {"entry": entry}), ("distil", {"entry": entry}), ("settings", {}),
        )  # fmt: skip
        for page, where in ways:
            self._window.go(page, where)
            yield
            yield
            self.shown.look(page, self._page)
            if page == "patterns":
                yield from self._tips()

    def _tips(self) -> Iterator[None]:
        """What comes up under the mouse over the charts of themes, and over the rows of their tables."""
        from app.ui.charts.canvas import ChartCanvas
        from app.ui.charts.table import SeriesTable
        from app.ui.patterns.card import ChartCard

        self._window.views["patterns"].charts.cards.unfold()
        for _ in range(3):
            yield
        self.shown.look("patterns", self._page)
        named = [
            (chart, canvas, mark)
            for chart in self._page.findChildren(ChartCard)
            for canvas in chart.findChildren(ChartCanvas)
            for mark in canvas.spoken_marks()
            if str(self.probe) in mark.label
        ]
        for chart, canvas, mark in named:
            self._point_at(canvas, mark.hit.center().toPoint())
            yield
            chart.toggle_table()
            yield
            for table in chart.findChildren(SeriesTable):
                self._point_at(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
                yield

    def _point_at(self, widget: Any, at: Any) -> None:
        from PySide6.QtCore import QEvent, QPoint
        from PySide6.QtGui import QHelpEvent
        from PySide6.QtWidgets import QApplication, QToolTip

        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, QPoint(5, 5)))
        self._tip_shown(QToolTip.text())
        QToolTip.hideText()

    def _tip_shown(self, text: str) -> None:
        from PySide6.QtGui import Qt, QTextDocument

        if str(self.probe) not in text:
            return
        self.shown.tips += 1
        document = QTextDocument()
        (document.setHtml if Qt.mightBeRichText(text) else document.setPlainText)(text)
        if str(self.probe) not in document.toPlainText():
            self.shown.wrong.append("a tip shows more than words")

    def _search(self) -> Iterator[None]:
        self._window.go("journal", {"search": True})
        yield from self._there("Search")
        for typed in (CANARY, CANARY[:7], short(self.probe, "title")):
            self._type("Search", typed)
            yield
        self.held += held_open()

    def _paper(self) -> Iterator[None]:
        """Copy some words, and go as far as the choice of a printer."""
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtPrintSupport import QPrintDialog
        from PySide6.QtWidgets import QDialog

        self._window.go("decision", {"entry": self._where["entry"]})
        yield
        yield
        for name in ("Print…", "Choose a printer…"):
            yield from self._there(name)
            self._press(name)
            yield
        self.held += held_open()
        for dialog in self._session.frame.findChildren(QDialog):
            assert isinstance(dialog, QPrintDialog)
            dialog.reject()
        QGuiApplication.clipboard().setText(CANARY)
        yield

    def _give_out(self) -> Iterator[None]:
        self._do(lambda journal: give_out_locked(journal, self.home / "to send"))
        yield
        self._window.go("exchange", {"part": "out"})
        yield
        yield from self._there("Markdown (to read)", "Where to write it")
        self._press("Markdown (to read)")
        yield
        self._type("Where to write it", str(self.out / "journal.md"))
        self._type("Your passphrase again, before anything is written", PASSPHRASE)
        self._press("Write the file")
        yield from self._there("Write another file")
        self.held += held_open()

    def _stumble(self) -> Iterator[None]:
        """A mistake of ours whose message holds words of an entry, and a warning of Qt."""
        from PySide6.QtCore import QTimer, qWarning
        from PySide6.QtWidgets import QDialog

        def stumble() -> None:
            title = CANARY
            raise ValueError(f"{title} {self.probe}")

        QTimer.singleShot(0, stumble)
        self._session.journal.desk.act(lambda _journal: stumble(), self._session.frame)
        yield
        qWarning("a warning of Qt")
        while len(told := self._session.frame.findChildren(QDialog)) < 2:
            yield
        for dialog in told:
            self.shown.look("crash", dialog)
            dialog.reject()
        yield

    def _killed_while_writing(self) -> Iterator[None]:
        self._window.go("write", {"form": "standard"})
        yield from self._there("What was going on")
        self._type("What was going on", f"{CANARY} half a thou")
        self._session.journal.desk.flush()
        yield
        self._do(lambda journal: journal.care.back_up())
        yield
        found = {
            "pages": self.shown.pages, "tips": self.shown.tips, "wrong": self.shown.wrong, "held": self.held,
        }  # fmt: skip
        print(json.dumps(found), flush=True)

        def half_way(journal: Journal) -> None:
            with journal.file.untracked() as connection:
                connection.exec_driver_sql("PRAGMA cache_size = 4")
                connection.exec_driver_sql("UPDATE entry SET context = context || title || context")
                os.kill(os.getpid(), 9)

        self._do(half_way)
        while True:
            yield


def window(home: Path, out: Path, probe: Path) -> None:
    """Make the journal, and spend the day in the window."""
    from tests.fixtures.own_window import run

    journal, _code = vault_in(home / "journal", Clock()).create(PASSPHRASE)
    journal.care.second_place.choose(home / "second place")
    journal.close()
    run(home / "journal", TURN_MS, Day(home, out, probe).turn)


def after(home: Path, out: Path, _probe: Path) -> None:
    """Come back after the kill: check, back up, restore, rescue, change the keys, and come up to a next schema."""
    folder = home / "journal"
    vault = vault_in(folder, Clock())
    journal = vault.unlock(PASSPHRASE)
    assert journal.drafts.all()
    assert journal.care.check().holds
    backup = journal.care.back_up()
    journal.care.second_place.catch_up(thins=True)
    journal.exchange.give_out("json", out / "journal.json")
    journal.close()
    restore(vault, backup.path)
    vault.rescuing.rescue(folder / "journal.db", folder / "rescued", Opener(PASSPHRASE))
    vault.changing_keys.change_passphrase(PASSPHRASE, f"another one, {CANARY}")
    vault.changing_keys.new_recovery_code(f"another one, {CANARY}")
    with with_next_schema(home / "tmp"):
        journal = vault_in(folder, Clock()).unlock(f"another one, {CANARY}")
        assert journal.finding.search(CANARY).total
        journal.close()


if __name__ == "__main__":
    {"window": window, "after": after}[sys.argv[1]](*map(Path, sys.argv[2:]))
