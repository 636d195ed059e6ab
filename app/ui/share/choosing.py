"""The first step of sharing: entries to tick, each with its fields; nothing is ticked at first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.choosing import Choosable, ChoosableEntry, Ticks
from app.domain.entries import EntryId
from app.domain.written_dates import written
from app.ui.decision.sheet_view import cut
from app.ui.decision.steady import laid_out_once
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, CheckChoice, Flow, LinkButton, Muted, column_of

AT_FIRST = 8
MORE_AT_ONCE = 12
_PREVIEW = 600
"""Characters of a text shown beside its tick; the whole of it is read in the third step."""


class FieldRow(QWidget):
    """One field with what stands in it."""

    changed = Signal()

    def __init__(self, one: Choosable, entry: ChoosableEntry) -> None:
        super().__init__()
        self.field_id = one.field_id
        column = column_of(self, spacing=0)
        already = one.field_id in entry.already
        self.tick = CheckChoice(f"{one.label} (they have this)" if already else one.label)
        self.tick.setAccessibleName(f"{self.tick.label}: {entry.title}")
        self.tick.clicked.connect(self.changed)
        column.addWidget(Flow(self.tick))
        words, rest = cut(one.value, _PREVIEW)
        stands = QWidget()
        inside = column_of(stands, spacing=0)
        inside.setContentsMargins(4 * GRID, 0, 0, 0)
        inside.addWidget(Muted(f"{words} …" if rest else words))
        column.addWidget(stands)


class EntryRow(QWidget):
    """One entry to tick: that ticks its title only. Its other fields are offered once it is ticked."""

    changed = Signal(object, object)  # ChoosableEntry, frozenset[str]

    def __init__(self, entry: ChoosableEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        column = column_of(self, spacing=0)
        self.tick = CheckChoice(f"{written(entry.on)} · {entry.title or 'Without a title'}")
        self.tick.clicked.connect(self._ticked)
        column.addWidget(Flow(self.tick))
        self._below = QWidget()
        self._column = column_of(self._below, spacing=4)
        self._column.setContentsMargins(4 * GRID, 0, 0, GRID)
        column.addWidget(self._below)
        self._below.hide()
        self.fields: list[FieldRow] = []
        self._chosen: frozenset[str] | None = None
        self._unfold = LinkButton("")
        self._unfold.clicked.connect(self._unfolded)
        self._unfold_row = Flow(self._unfold)
        column.addWidget(self._unfold_row)
        self._unfold_row.hide()
        if entry.court_related:
            column.addWidget(Muted("Court-related: ask legal before sharing any of it."))

    def show_ticks(self, chosen: frozenset[str] | None, *, unfold: bool = False) -> None:
        """Show what is ticked; None while the entry is not. Fields are made when they are first unfolded."""
        self._chosen = chosen
        self.tick.setChecked(chosen is not None)
        if unfold and chosen is not None:
            self._make_fields()
        for row in self.fields:
            row.tick.setChecked(chosen is not None and row.field_id in chosen)
        self._below.setVisible(chosen is not None and bool(self.fields))
        folded = chosen is not None and not self.fields
        if folded:
            self._unfold.setText(f"{len(chosen or ())} of {len(self.entry.fields)} fields ticked: show them")
            self._unfold.setAccessibleName(f"{self._unfold.text()}: {self.entry.title}")
        self._unfold_row.setVisible(folded)

    def _make_fields(self) -> None:
        if not self.fields:
            for one in self.entry.fields:
                row = FieldRow(one, self.entry)
                row.changed.connect(self._field_ticked)
                self.fields.append(row)
                self._column.addWidget(row)

    def _unfolded(self) -> None:
        self.show_ticks(self._chosen, unfold=True)
        if self.fields:
            self.fields[0].tick.setFocus()

    def _ticked(self) -> None:
        titles = Ticks().tick_entry(self.entry).chosen.get(self.entry.entry_id, frozenset())
        self.changed.emit(self.entry, titles if self.tick.isChecked() else None)

    def _field_ticked(self) -> None:
        chosen = frozenset(row.field_id for row in self.fields if row.tick.isChecked())
        self.changed.emit(self.entry, chosen)


class EntriesCard(Card):
    """The entries the filters leave, the first few at once. `changed` follows every tick a person sets."""

    changed = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Entries", parent)
        self.add(
            Body(
                "Nothing is ticked until you tick it. Ticking an entry ticks its title only. What is marked "
                "“Never share” is not offered."
            )
        )
        self._empty = Body("")
        self._list = QWidget()
        self._column = column_of(self._list)
        self._more = LinkButton("Show more")
        self._more.clicked.connect(self.more_wanted)
        self._hidden = Muted("")
        self._untick = LinkButton("Untick those")
        self._untick.clicked.connect(self._untick_hidden)
        self._hidden_row = Flow(self._hidden, self._untick, spacing=GRID)
        for part in (self._empty, self._list, Flow(self._more), self._hidden_row):
            self.add(part)
        self.rows: list[EntryRow] = []
        self.asked = 0
        """How many entries were listed of those that were asked for."""
        self.ticks = Ticks()
        self.show_entries((), 0)

    @property
    def shown(self) -> int:
        """How many entries are listed now."""
        return len(self.rows)

    def show_entries(
        self, entries: Sequence[ChoosableEntry], total: int, first: ChoosableEntry | None = None
    ) -> None:
        """List these, `first` above them; ticks stay, also those of entries that are not listed."""
        for row in self.rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = []
        self.asked = 0
        if first is not None:
            self._add((first,))
        self._empty.setText(
            "" if total else "There is nothing here that can be shared. Change what you look for."
        )
        self._empty.setVisible(not total)
        self.add_entries(entries, total)

    def add_entries(self, entries: Sequence[ChoosableEntry], total: int) -> None:
        """List these below the others; the focus goes to the first of them where it was on “Show more”."""
        was_there = self._more.hasFocus()
        listed = {row.entry.entry_id for row in self.rows}
        fresh = [entry for entry in entries if entry.entry_id not in listed]
        self._add(fresh)
        self.asked += len(entries)
        left = total - self.asked
        self._more.setText(f"Show more ({left} left)")
        self._more.setAccessibleName(f"Show more entries ({left} left)")
        if was_there and fresh:
            self.rows[-len(fresh)].tick.setFocus()
        self._more.setVisible(left > 0)
        self._say_hidden()

    def _add(self, entries: Sequence[ChoosableEntry]) -> None:
        with laid_out_once(self):
            for entry in entries:
                row = EntryRow(entry)
                row.show_ticks(self.ticks.chosen.get(entry.entry_id))
                row.changed.connect(self._row_changed)
                self.rows.append(row)
                self._column.addWidget(row)

    def set_ticks(self, ticks: Ticks) -> None:
        """Show other ticks."""
        self.ticks = ticks
        with laid_out_once(self):
            for row in self.rows:
                row.show_ticks(ticks.chosen.get(row.entry.entry_id))
        self._say_hidden()
        self.changed.emit()

    def unfold(self, entry_id: int) -> None:
        """Show the fields of an entry that is listed and ticked, and put the focus on the first of them."""
        for row in self.rows:
            if row.entry.entry_id == entry_id:
                row.show_ticks(self.ticks.chosen.get(row.entry.entry_id), unfold=True)
                (row.fields[0].tick if row.fields else row.tick).setFocus()

    def _row_changed(self, entry: ChoosableEntry, chosen: frozenset[str] | None) -> None:
        ticks = self.ticks.untick(entry.entry_id)
        if chosen:
            ticks = ticks.tick(entry.entry_id, *chosen)
        self.ticks = ticks
        for row in self.rows:
            if row.entry.entry_id == entry.entry_id:
                row.show_ticks(chosen, unfold=True)
        self._say_hidden()
        self.changed.emit()

    def _unlisted(self) -> list[EntryId]:
        listed = {row.entry.entry_id for row in self.rows}
        return [one for one in self.ticks.chosen if one not in listed]

    def _say_hidden(self) -> None:
        many = len(self._unlisted())
        told = "1 ticked entry is" if many == 1 else f"{many} ticked entries are"
        self._hidden.setText(f"{told} not in this list, and would go along." if many else "")
        self._hidden_row.setVisible(many > 0)

    def _untick_hidden(self) -> None:
        ticks = self.ticks
        for one in self._unlisted():
            ticks = ticks.untick(one)
        self.set_ticks(ticks)
        if self.rows:
            self.rows[0].tick.setFocus()
