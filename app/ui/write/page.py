"""The write page: every form on one scrolling page, new or to be changed."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.domain.forms import FormKind
from app.domain.sealing import Sealing
from app.services.journal import Journal
from app.services.ledger import Done
from app.ui.desk import Desk
from app.ui.forms import EntryForm, Fields, fields_of
from app.ui.forms.keeping import Keeping
from app.ui.forms.picker import PromptPicker
from app.ui.forms.summary import Summary
from app.ui.theme import GRID, tokens
from app.ui.today.around import skip_week
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    Columns,
    Flow,
    LinkButton,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.write import editing
from app.ui.write.head import DepthChoice, EntryBanner, NoteFold, WeekChoice
from app.ui.write.plan import DEPTHS, TITLES, Plan, Prepared, plan_of, prepare


class Foot(QWidget):
    """The strip below the page, with a line above it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(tokens().line))


class WritePage(QObject):
    """One form at a time, its draft kept, its questions to add at the side."""

    def __init__(self, desk: Desk) -> None:
        self.frame = QWidget()
        super().__init__(self.frame)
        self._desk = desk
        self._plan: Plan | None = None
        self.form: EntryForm | None = None
        self._saving = False
        self.page = Page()
        self.summary = Summary()
        self.summary.again.connect(self.save)
        self.keeping = Keeping(desk, self.frame)
        self.keeping.not_kept.connect(self._not_kept)
        self.keeping.found.connect(self._draft_came)
        column = column_of(self.frame, spacing=0)
        self.page.add(self.keeping.line)
        self._content: QWidget | None = None
        column.addWidget(self.page, 1)
        column.addWidget(self._foot())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.frame)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _foot(self) -> QWidget:
        foot = Foot()
        inside = column_of(foot, margin=GRID, spacing=GRID // 2)
        inside.setContentsMargins(3 * GRID, GRID // 2, 3 * GRID, GRID // 2)
        self._save = PrimaryButton("Save", quick=True)
        self._save.setAccessibleDescription("Ctrl+Return")
        self._leave = QuietButton("Leave it for now", quick=True)
        self._leave.setAccessibleDescription("What you wrote is kept as a draft.")
        self._save.clicked.connect(self.save)
        self._leave.clicked.connect(self._go_back)
        inside.addWidget(self.summary)
        inside.addWidget(Flow(self._leave, self._save, to_right=True, spacing=GRID))
        return foot

    @property
    def widget(self) -> QWidget:
        """The page with its foot."""
        return self.frame

    def arrive(self, where: Mapping[str, object]) -> None:
        """Read what the form needs, then show it and put the focus where work begins."""
        self._open(plan_of(where, self._desk.today))

    def may_leave(self) -> bool:
        """Always; what was typed is kept as a draft."""
        self.keeping.keep()
        return True

    # ---- showing a form

    def _open(self, plan: Plan) -> None:
        self.keeping.keep()
        if self._plan is None or self._plan.key != plan.key:
            self._show(None)
            self.page.set_title(TITLES[plan.kind])
        self._plan = plan
        self.summary.put_away()
        self._desk.read(
            lambda journal: prepare(journal, plan),
            self._prepared,
            self,
            failed=self._not_found,
            key=f"write {id(self)}",
        )

    def _prepared(self, now: Prepared) -> None:
        self._plan = now.plan
        if now.this_week is not None and now.entry is None and now.plan.week is not None:
            self._show_written_week(now.plan.week, now.this_week)
            return
        form, base = self._made(now)
        form.changed.connect(self.summary.put_away)
        self.form = form
        self._show(self._laid_out(now, form))
        self._say_title(now)
        self.keeping.watch(form, now.plan.key, base, two_pages=now.plan.key == "decision:new")
        form.focus_first()
        QTimer.singleShot(0, form, self._to_top)

    def _to_top(self) -> None:
        """The page begins at its top, wherever the form before it was left, as long as the focus stays in sight."""
        field = QApplication.focusWidget()
        self.page.verticalScrollBar().setValue(0)
        if field is not None and self.page.isAncestorOf(field):
            self.page.scroll_to(field)

    def _draft_came(self, _draft: object) -> None:
        """The form stands as it was left: now a question that was asked for can go onto it."""
        if self.form is not None and self._plan is not None and self._plan.prompt:
            self.form.add_prompt(self._plan.prompt)

    def _made(self, now: Prepared) -> tuple[EntryForm, Fields]:
        base: Fields = {}
        written: dict[str, tuple[str, ...]] = {}
        asked: dict[str, str] = {}
        if now.entry is not None:
            base = fields_of(now.entry)
            written = editing.as_written(now.entry, now.plan.kind, now.now)
            asked = editing.asked_of(now.entry)
        elif now.plan.came_from is not None:
            base = {"came-from": int(now.plan.came_from)}
        form = EntryForm(
            now.plan.kind, self._desk.today, ground=now.ground, fields=base, written=written, asked=asked
        )
        form.week = now.plan.week
        return form, base

    def _say_title(self, now: Prepared) -> None:
        editing_one = now.entry is not None
        self._save.setText("Save changes" if editing_one else "Save")
        if now.entry is None:
            self.page.set_title(TITLES[now.plan.kind], "Answer what helps and leave the rest.")
            return
        stage = editing.stage_of(now.entry, now.now)
        sealed = stage is Sealing.SEALED
        self.page.set_title(editing.TITLES[stage], "" if sealed else editing.until_when(now.entry, now.now))

    def _laid_out(self, now: Prepared, form: EntryForm) -> QWidget:
        content = QWidget()
        column = column_of(content, spacing=2 * GRID)
        for part in self._above(now):
            column.addWidget(part)
        card = Card()
        card.setAccessibleName(TITLES[now.plan.kind])
        card.add(form)
        picker = PromptPicker(form)
        column.addWidget(Columns(card, picker, stack_below_em=60, weights=(5, 3)))
        column.addStretch(1)
        return content

    def _above(self, now: Prepared) -> list[QWidget]:
        if now.entry is not None:
            return self._above_entry(now)
        parts: list[QWidget] = []
        if now.plan.kind in DEPTHS:
            depth = DepthChoice(now.plan.kind)
            depth.chosen.connect(self._go_deeper)
            parts.append(depth)
        if now.plan.week is not None:
            parts.append(self._weeks(now.plan.week))
        if now.plan.kind is FormKind.QUARTERLY:
            before = LinkButton("Read what you answered before")
            before.clicked.connect(self._read_quarters)
            parts.append(Flow(before))
        if now.note is not None:
            fold = NoteFold(now.note)
            fold.opened.connect(self._read)
            parts.append(fold)
        return parts

    def _above_entry(self, now: Prepared) -> list[QWidget]:
        entry = now.entry
        if entry is None or editing.stage_of(entry, now.now) is not Sealing.SEALED:
            return []
        words = f"{editing.until_when(entry, now.now)} {editing.still_open(entry)}"
        banner = EntryBanner(entry.id, "This stays as you wrote it", words, "Add a later thought")
        banner.wanted.connect(self._add_thought)
        return [banner]

    def _read_quarters(self) -> None:
        self._desk.go("patterns", lines="quarterly")

    def _weeks(self, week: date) -> WeekChoice:
        weeks = WeekChoice(self._desk.today, week)
        weeks.chosen.connect(self._choose_week)
        weeks.skipped.connect(self._skip_week)
        return weeks

    def _show_written_week(self, week: date, entry_id: EntryId) -> None:
        content = QWidget()
        column = column_of(content, spacing=2 * GRID)
        weeks = self._weeks(week)
        weeks.skip.hide()
        banner = EntryBanner(entry_id, "Already written", "You have looked back on this week.", "Open it")
        banner.wanted.connect(self._read)
        for part in (weeks, banner):
            column.addWidget(part)
        self.form = None
        self._show(content)
        banner.button.setFocus()

    def _show(self, content: QWidget | None) -> None:
        self.keeping.let_go()
        before, self._content = self._content, content
        if before is not None:
            self.page.body.removeWidget(before)
            before.hide()
            before.deleteLater()
        if content is not None:
            self.page.add(content)
        else:
            self.form = None
        self._save.setEnabled(self.form is not None)

    def _not_found(self, problem: JournalError) -> None:
        banner = Banner(problem.advice, BannerKind.PROBLEM, "Go back", title=problem.message)
        banner.acted.connect(self._go_back)
        self._show(banner)
        self._save.setEnabled(False)
        banner.button.setFocus()

    # ---- saving

    def save(self) -> None:
        """Save what stands here; a new entry needs no more than a title."""
        form, plan = self.form, self._plan
        if form is None or plan is None or self._saving:
            return
        self._saving = True
        draft, key, entry = form.draft(), plan.key, plan.entry

        def write(journal: Journal) -> Done:
            if entry is None:
                return journal.writing.log(draft, form=key)
            done = journal.writing.rewrite(entry, draft, form=key)
            same = journal.entry(entry).marks == draft.marks
            return done if same else journal.writing.set_marks(entry, draft.marks)

        said = "Your changes are saved." if entry is not None else "Saved to your journal."
        self._desk.act(write, self, self._saved, failed=self._failed, said=said)

    def _saved(self, done: Done) -> None:
        self._saving = False
        self.keeping.saved()
        self._plan = None
        self._show(None)
        self._desk.go("decision", entry=done.entry_id)

    def _failed(self, problem: JournalError) -> None:
        self._saving = False
        self.summary.tell(problem)
        told = self.form is not None and isinstance(problem, InvalidInput) and self.form.show_problem(problem)
        if not told:
            self.summary.focus_in()

    def _not_kept(self, problem: JournalError) -> None:
        self.summary.tell(problem, "What you are typing could not be kept yet.")

    # ---- what is pressed

    def _go_deeper(self, kind: FormKind) -> None:
        if self.form is not None:
            self.form.set_kind(kind)

    def _choose_week(self, week: date) -> None:
        self._open(Plan(FormKind.WEEKLY, week=week))

    def _skip_week(self, week: date) -> None:
        self._desk.read(lambda journal: skip_week(journal, week), self._skipped, self)

    def _skipped(self, _result: object) -> None:
        self._desk.say("This week is skipped.")
        self._go_back()

    def _go_back(self) -> None:
        self.keeping.keep()
        self._desk.went_back.emit()

    def _read(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _add_thought(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id, thought=True)
