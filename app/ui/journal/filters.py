"""What the list is narrowed by: lists to choose from, and what was chosen as words that can be taken away."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.days import Span
from app.domain.entries import EntryKind, Status, ThemeId
from app.domain.listing import Order
from app.domain.written_dates import written
from app.ui.journal.asked import Choices, Filters
from app.ui.journal.row_words import KINDS, ORDERS, STATUSES
from app.ui.theme import GRID
from app.ui.widgets import (
    Columns,
    DatePick,
    Flow,
    Group,
    LinkButton,
    Muted,
    PickLine,
    QuietButton,
    column_of,
)

_SEARCHING = "While you search for words, the newest come first."


class FilterPanel(Group):
    """The filters and the order. `changed` carries Filters, `order_wanted` an Order; only a person's act emits."""

    changed = Signal(object)  # Filters
    order_wanted = Signal(object)  # Order

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Filters and order", parent)
        self._filters = Filters()
        column = column_of(self, spacing=GRID)
        self.framework = PickLine("Framework")
        self.theme = PickLine("Theme")
        self.kind = PickLine("Kind", _named("Any kind", {kind.value: word for kind, word in KINDS.items()}))
        self.status = PickLine(
            "Status of decisions", _named("Any status", {one.value: word for one, word in STATUSES.items()})
        )
        self.order = PickLine("Order", [(order.value, word) for order, word in ORDERS.items()])
        for line in (self.framework, self.theme, self.kind, self.status):
            line.changed.connect(self._picked)
        self.order.changed.connect(self._ordered)
        column.addWidget(Flow(self.framework, self.theme, self.kind, self.status, spacing=2 * GRID))
        self._fixed = Muted(_SEARCHING)
        self._fixed.hide()
        self.first = DatePick("From this day on", today=today, hint="")
        self.last = DatePick("Up to this day", today=today, hint="")
        self.first.picked.connect(self._picked)
        self.last.picked.connect(self._picked)
        column.addWidget(Columns(self.first, self.last, self.order, stack_below_em=50))
        column.addWidget(self._fixed)
        self.set_choices(Choices())

    def set_choices(self, choices: Choices) -> None:
        """Offer the frameworks and themes there are."""
        themes = [theme for theme in choices.themes if not theme.archived or theme.used]
        self.framework.set_options(_named("Any framework", {one.id: one.name for one in choices.frameworks}))
        self.theme.set_options(_named("Any theme", {str(one.id): one.name for one in themes}))
        self.set_filters(self._filters)

    def set_filters(self, filters: Filters) -> None:
        """Show filters, without a signal."""
        self._filters = filters
        self.framework.set_value(filters.framework)
        self.theme.set_value(str(filters.theme or ""))
        self.kind.set_value(filters.kind.value if filters.kind else "")
        self.status.set_value(filters.status.value if filters.status else "")
        self.first.set_value(filters.span.first)
        self.last.set_value(filters.span.last)

    def set_order(self, order: Order, *, fixed: bool) -> None:
        """Show the order; `fixed` while words are searched for."""
        self.order.set_value((Order.NEWEST if fixed else order).value)
        self.order.setEnabled(not fixed)
        self._fixed.setVisible(fixed)

    def _picked(self, _value: object) -> None:
        theme, kind, status = self.theme.value(), self.kind.value(), self.status.value()
        self._filters = Filters(
            self.framework.value(),
            ThemeId(int(theme)) if theme else None,
            EntryKind(kind) if kind else None,
            Status(status) if status else None,
            Span(self.first.value(), self.last.value()),
        )
        self.changed.emit(self._filters)

    def _ordered(self, value: object) -> None:
        self.order_wanted.emit(Order(str(value)))


class FilterChips(Group):
    """The filters in use, each a button that takes it away. `changed` carries the filters that are left."""

    changed = Signal(object)  # Filters

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Filters in use", parent)
        self._filters = Filters()
        self._row = Flow()
        column_of(self, spacing=0).addWidget(self._row)
        self.chips: list[QuietButton] = []
        self._clear = LinkButton("Clear all filters")
        self._clear.clicked.connect(self._cleared)
        self._row.add(self._clear)
        self.hide()

    def show_filters(self, filters: Filters, choices: Choices) -> None:
        """Show what is in use."""
        self._filters = filters
        for chip in self.chips:
            self._row.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        self._row.flow.removeWidget(self._clear)
        for part, words in named_parts(filters, choices):
            chip = QuietButton(f"{words}  ×")
            chip.setObjectName(part)
            chip.setAccessibleName(f"Take this filter away: {words}")
            chip.clicked.connect(self._removed)
            self.chips.append(chip)
            self._row.add(chip)
        self._row.add(self._clear)
        self._clear.setVisible(len(self.chips) > 1)
        self.setVisible(bool(self.chips))

    def _removed(self) -> None:
        self.changed.emit(_without(self._filters, self.sender().objectName()))

    def _cleared(self) -> None:
        self.changed.emit(Filters())


def named_parts(filters: Filters, choices: Choices) -> list[tuple[str, str]]:
    """The filters in use, by their part and in words."""
    span = filters.span
    parts = {
        "framework": f"Framework: {choices.framework_name(filters.framework)}" if filters.framework else "",
        "theme": f"Theme: {choices.theme_name(filters.theme)}" if filters.theme else "",
        "kind": KINDS[filters.kind] if filters.kind else "",
        "status": STATUSES[filters.status] if filters.status else "",
        "first": f"From {written(span.first)}" if span.first else "",
        "last": f"Up to {written(span.last)}" if span.last else "",
    }
    return [(part, words) for part, words in parts.items() if words]


def _without(filters: Filters, part: str) -> Filters:
    if part == "first":
        return replace(filters, span=Span(None, filters.span.last))
    if part == "last":
        return replace(filters, span=Span(filters.span.first, None))
    empty = {"framework": "", "theme": None, "kind": None, "status": None}
    return replace(filters, **{part: empty[part]})  # type: ignore[arg-type]


def _named(any_word: str, options: dict[str, str]) -> list[tuple[str, str]]:
    return [("", any_word), *options.items()]
