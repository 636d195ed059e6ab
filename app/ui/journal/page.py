"""The journal page, put together."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.entries import ThemeId
from app.domain.errors import JournalError
from app.domain.listing import Order
from app.services.own_lists import SavedSearch
from app.ui.desk import Desk
from app.ui.journal.asked import Choices, Filters, Wanted, as_text, choices_of, from_text
from app.ui.journal.beside import Beside
from app.ui.journal.fetching import Rows
from app.ui.journal.head import Head
from app.ui.journal.instead import Instead
from app.ui.journal.listing import EntryList
from app.ui.journal.panes import Panes
from app.ui.journal.preview import Preview
from app.ui.journal.removing import Removing
from app.ui.journal.row_words import counted
from app.ui.journal.rows import EntryRows
from app.ui.journal.table import EntryTable
from app.ui.journal.tall import TallPage
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    PrimaryButton,
    QuietButton,
    announce,
)
from app.ui.widgets.reading_order import ReadingOrder

_SPEAK_MS = 900


class JournalPage(QObject):
    """Every entry in a list. `arrive` takes text=…, theme=… (a name or id), bin=True, search=True."""

    def __init__(self, desk: Desk) -> None:
        self.page = TallPage("Journal")
        super().__init__(self.page)
        self._desk = desk
        self._choices = Choices()
        self._where: Mapping[str, object] | None = None
        self._wanted = Wanted()
        self._to_come: tuple[str, str] | None = None
        self._banner: QWidget | None = None
        self.rows = EntryRows(self, demo_is_all=desk.is_demo)
        self.table = EntryTable(self.rows)
        self.preview = Preview()
        self.list = EntryList(desk, self.rows, self.table)
        self._removing = Removing(desk, self.rows, self.table)
        self.head = Head(desk.today)
        self._beside = Beside(desk, self.rows, self.table, self.preview)
        self._speak = QTimer(self)
        self._speak.setSingleShot(True)
        self._speak.setInterval(_SPEAK_MS)
        self._speak.timeout.connect(self._speak_count)
        self._lay_out()
        self._connect()
        ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing here is lost by leaving."""
        return True

    # ---- laying out

    def _lay_out(self) -> None:
        page = self.page
        page.body.setSpacing(GRID + GRID // 2)
        self._new = PrimaryButton("New decision")
        self._back = QuietButton("Back to the journal")
        page.add_action(self._back)
        page.add_action(self._new)
        page.add(self.head)
        self._panes = Panes(self.table, self.preview)
        page.body.addWidget(self._panes, 1)
        self._instead = Instead()
        page.add(self._instead)

    def _connect(self) -> None:
        head, table, preview = self.head, self.table, self.preview
        head.typed.connect(self._search)
        head.search.left_downwards.connect(self._enter_list)
        head.bin.clicked.connect(self._open_bin)
        head.filters.changed.connect(self._filter)
        head.filters.order_wanted.connect(self._order)
        head.chips.changed.connect(self._filter_from_chip)
        head.saved.chosen.connect(self._search_again)
        head.saved.save_wanted.connect(self._keep_search)
        head.saved.forget_wanted.connect(self._forget_search)
        table.opened.connect(self._open)
        table.delete_wanted.connect(self._removing.delete)
        table.row_changed.connect(self._beside.follow)
        table.row_changed.connect(self._show_row)
        table.left_upwards.connect(head.search.setFocus)
        table.order_wanted.connect(self._order)
        table.selectionModel().selectionChanged.connect(self._beside.follow)
        preview.opened.connect(self._open)
        preview.delete_wanted.connect(self._removing.delete)
        preview.put_back_wanted.connect(self._removing.put_back)
        preview.erase_wanted.connect(self._removing.erase)
        self.list.came.connect(self._came)
        self.list.filled.connect(self._beside.follow)
        self.list.failed.connect(self._tell)
        self._removing.asked.connect(self._show_banner)
        self._removing.failed.connect(self._tell)
        self._new.clicked.connect(self._log)
        self._instead.acted.connect(self._log)
        self._back.clicked.connect(self._leave_bin)
        self._instead.clear_wanted.connect(self._show_all)
        self._desk.changed.connect(self._changed)

    # ---- arriving

    def arrive(self, where: Mapping[str, object]) -> None:
        """Show the list; back from an entry it stands as it was left."""
        returning = self._where is not None and where is self._where
        self._where = where
        in_bin = where.get("bin") is True
        wanted = self._wanted if in_bin == self._wanted.in_bin else Wanted(in_bin=in_bin)
        if not returning:
            wanted = self._asked_for(where, wanted)
        focus_list = not where.get("search") and (returning or in_bin or self.table.hasFocus())
        if wanted == self._wanted and self.rows.rowCount() and not self._to_come:
            self.list.renew()
        else:
            self._want(wanted)
        self._show_place()
        self._desk.read(choices_of, self._choices_came, self, key="journal.choices")
        if focus_list and self.rows.rowCount():
            self.table.setFocus()
        elif in_bin:
            self._back.setFocus()
        else:
            self.head.search.setFocus()
            self.head.search.selectAll()

    def _asked_for(self, where: Mapping[str, object], wanted: Wanted) -> Wanted:
        """What an arrival asks for; names of themes and frameworks wait for the choices."""
        text, theme = where.get("text"), where.get("theme")
        self._to_come = None
        if isinstance(theme, int):
            return Wanted(filters=Filters(theme=ThemeId(theme)))
        if isinstance(text, str) or isinstance(theme, str):
            self._to_come = (str(text or ""), str(theme or ""))
        return wanted

    def _choices_came(self, choices: Choices) -> None:
        self._choices = choices
        self.head.filters.set_choices(choices)
        self.head.saved.set_searches(choices.searches)
        if self._to_come is not None:
            (text, name), self._to_come = self._to_come, None
            wanted = from_text(text, choices)
            theme = choices.theme_called(name) if name else None
            if theme is not None:
                wanted = replace(wanted, filters=replace(wanted.filters, theme=theme))
            self._want(wanted)
        self.head.show_filters(self._wanted.filters, choices)

    def _changed(self, _change: object, _initiator: object) -> None:
        if not self.page.isVisible():
            return  # it asks again when it is next shown
        self.list.renew()
        self._desk.read(choices_of, self._choices_came, self, key="journal.choices")

    # ---- what is wanted

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.head.stop_waiting()
        self.head.show_wanted(wanted, self._choices)
        self.list.show(wanted)

    def _search(self) -> None:
        if self.head.search.text() != self._wanted.text:
            self._want(replace(self._wanted, text=self.head.search.text()))

    def _filter(self, filters: Filters) -> None:
        self._want(replace(self._wanted, filters=filters))

    def _filter_from_chip(self, filters: Filters) -> None:
        self._filter(filters)
        chips = self.head.chips.chips
        (chips[0] if chips else self.head.search).setFocus()

    def _order(self, order: Order) -> None:
        self._want(replace(self._wanted, order=order))

    def _show_all(self) -> None:
        self._want(Wanted())
        self.head.search.setFocus()

    def _search_again(self, saved: SavedSearch) -> None:
        found = from_text(saved.text, self._choices)
        self._want(replace(found, order=self._wanted.order))

    def _keep_search(self, name: str) -> None:
        text = as_text(self._wanted, self._choices)
        saved = self.head.saved
        self._desk.act(
            lambda journal: journal.lists.save_search(name, text), self, self._kept, failed=saved.tell
        )

    def _kept(self, _result: object) -> None:
        self.head.saved.kept()
        self._desk.say("The search was kept.")

    def _forget_search(self, saved: SavedSearch) -> None:
        self._desk.act(
            lambda journal: journal.lists.forget_search(saved.name),
            self,
            failed=self._tell,
            said="The saved search was forgotten. Ctrl+Z brings it back.",
        )
        self.head.saved_fold.setFocus()

    # ---- what came

    def _came(self, rows: Rows) -> None:
        wanted, total = rows.wanted, rows.total or 0
        found = not wanted.is_plain
        order = Order.NEWEST if wanted.text.strip() else wanted.order
        self.page.subtitle.setText(counted(total, found=found, order=order, in_bin=wanted.in_bin))
        self.page.subtitle.setVisible(bool(total) or found)
        self.head.show_notes(rows.notes)
        self.head.filters.set_order(wanted.order, fixed=bool(wanted.text.strip()))
        self.table.set_order(order, fixed=bool(wanted.text.strip()))
        was_here = self._panes.isAncestorOf(QApplication.focusWidget() or self.page)
        self.page.set_tall(tall=bool(total))
        self._panes.setVisible(bool(total))
        self._instead.show_for(wanted, total, self._choices)
        self._new.setVisible(not wanted.in_bin and (bool(total) or found))
        self._back.setVisible(wanted.in_bin and bool(total))
        self.head.setVisible(not wanted.in_bin and (bool(total) or found))
        if was_here and not total:
            self._instead.focus_button()
        self._speak.start()
        self._beside.show_at_once()

    def _show_place(self) -> None:
        in_bin = self._wanted.in_bin
        self.page.heading.setText("Bin" if in_bin else "Journal")
        self.page.setAccessibleName("Bin" if in_bin else "Journal")
        self.head.setVisible(not in_bin)
        self._back.setVisible(in_bin)
        self._new.setVisible(not in_bin)

    def _speak_count(self) -> None:
        announce(self.table, self.page.subtitle.accessibleName())

    # ---- the row that is chosen

    def _enter_list(self) -> None:
        if self.head.search.text() != self._wanted.text:
            self._search()
        if self.rows.rowCount():
            self.table.setFocus()

    def _show_row(self) -> None:
        """The list can be taller than the window: the current row is brought into view."""
        if self.table.hasFocus():
            self.page.show_part(self.table, self.table.current_rect())

    # ---- going elsewhere

    def _open(self) -> None:
        row = self.table.current_row()
        entry = self.rows.entry_at(row) if row is not None else None
        if entry is not None:
            self._desk.go("decision", entry=entry.id)

    def _log(self) -> None:
        if self._wanted.in_bin:
            self._leave_bin()
        else:
            self._desk.go("today", start="decision")

    def _open_bin(self) -> None:
        self._desk.go("journal", bin=True)

    def _leave_bin(self) -> None:
        self._desk.go("journal")

    # ---- questions and problems, in place

    def _tell(self, error: JournalError) -> None:
        banner = Banner(error.advice, BannerKind.PROBLEM, "Try again", title=error.message)
        banner.acted.connect(self._try_again)
        self._show_banner(banner)
        banner.set_text(error.advice)

    def _try_again(self) -> None:
        self._show_banner(None)
        self.list.show(self._wanted)

    def _show_banner(self, banner: QWidget | None) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = banner
        if banner is not None:
            self.page.body.insertWidget(self.page.body.indexOf(self._panes), banner)
            banner.show()
