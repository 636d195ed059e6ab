"""What the page of patterns looks at: a period, and behind a fold a theme, a framework and a comparison."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.days import Span, rolling_window
from app.domain.entries import ThemeId
from app.domain.selection import Selection, Window, period_before
from app.domain.written_dates import MONTHS
from app.patterns.page import compared_name
from app.ui.patterns.day_pair import DayPair
from app.ui.patterns.gather import Offered
from app.ui.theme import GRID
from app.ui.widgets import ChoiceChips, Disclosure, Flow, Group, PickLine, RadioChoice, column_of

_WINDOWS = (
    (Window.THREE.value, "3 months"),
    (Window.SIX.value, "6 months"),
    (Window.TWELVE.value, "12 months"),
    (Window.ALL.value, "Everything"),
    (Window.FREE.value, "From–to"),
)
_NOTHING, _BEFORE, _PERIOD, _THEME = "", "before", "period", "theme"
_FOLD = "Narrow or compare"
_YEAR = 12


class SelectionBar(Group):
    """Shows a selection and lets a person change it. `chosen` carries a Selection, `year_chosen` a month."""

    chosen = Signal(object)  # Selection
    year_chosen = Signal(int)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("What is shown", parent)
        self._today = today
        self._now = Selection()
        self._offered = Offered()
        self._wants_theme = False  # another theme is to stand beside it, and none is chosen yet
        self.windows = ChoiceChips("Period", _WINDOWS, clearable=False, show_name=False)
        self.days = DayPair("Period", today)
        self.fold = Disclosure(_FOLD)
        self.theme, self.framework = PickLine("Theme"), PickLine("Framework")
        self.compare = PickLine("Compare with")
        self.beside_days = DayPair("Period beside it", today)
        self.beside_theme = PickLine("Theme beside it")
        self.year = PickLine(
            "The year begins in", [(str(number), name) for number, name in enumerate(MONTHS, 1)]
        )
        self._lay_out()
        self.windows.changed.connect(self._window_chosen)
        self.days.chosen.connect(self._days_chosen)
        self.theme.changed.connect(self._narrowed)
        self.framework.changed.connect(self._narrowed)
        self.compare.changed.connect(self._comparison_chosen)
        self.beside_days.chosen.connect(self._beside_days_chosen)
        self.beside_theme.changed.connect(self._beside_theme_chosen)
        self.year.changed.connect(self._year_chosen)

    def _lay_out(self) -> None:
        column = column_of(self, spacing=GRID // 2)
        lists = (self.theme, self.framework, self.compare, self.beside_theme, self.year)
        self.fold.add(Flow(*lists, spacing=2 * GRID))
        self.fold.add(self.beside_days)
        for part in (self.windows, self.days, self.fold):
            column.addWidget(part)
        self.days.hide()
        self.beside_days.hide()
        self.beside_theme.hide()

    # ---- showing

    def show_selection(self, selection: Selection, offered: Offered) -> None:
        """Show what is chosen and what else there is, without a signal."""
        if (selection, offered) == (self._now, self._offered) and self.theme.field.count():
            return
        self._now, self._offered = selection, offered
        self.windows.set_value(selection.window.value)
        self.days.setVisible(selection.window is Window.FREE)
        if selection.free is not None:
            self.days.set_span(selection.free)
        self.theme.set_options([("", "All themes"), *offered.themes])
        self.theme.set_value(str(selection.theme or ""))
        self.framework.set_options([("", "All frameworks"), *offered.frameworks])
        self.framework.set_value(selection.framework or "")
        self.year.set_value(str(offered.year_start))
        self._show_comparison()
        self.fold.set_title(_title(selection, offered))

    def _show_comparison(self) -> None:
        now = self._now
        ways = [(_NOTHING, "Nothing"), (_BEFORE, "The period before"), (_PERIOD, "Another period")]
        if now.window is Window.ALL:
            ways = [way for way in ways if way[0] != _BEFORE]
        others = [theme for theme in self._offered.themes if theme[0] != str(now.theme or "")]
        if others:
            ways.append((_THEME, "Another theme"))
        self.compare.set_options(ways)
        way = _comparison(now)
        self._wants_theme = self._wants_theme and way == _NOTHING and bool(others)
        self.compare.set_value(_THEME if self._wants_theme else way)
        self.beside_days.setVisible(way == _PERIOD)
        if now.compare_span is not None:
            self.beside_days.set_span(now.compare_span)
        self.beside_theme.set_options([("", "Choose a theme"), *others])
        self.beside_theme.set_value(str(now.compare_theme or ""))
        self.beside_theme.setVisible(self._wants_theme or way == _THEME)

    def focus_windows(self) -> None:
        """Put the focus on the period that is chosen."""
        for choice in self.windows.findChildren(RadioChoice):
            if choice.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                choice.setFocus()

    # ---- choosing

    def _choose(self, selection: Selection) -> None:
        """Hand over what is chosen, with the period before it where that is asked for."""
        settled = selection.settled(self._today)
        if settled != self._now:
            self.chosen.emit(settled)

    def _window_chosen(self, key: object) -> None:
        window = Window(str(key))
        free = self._now.span(self._today) if window is Window.FREE else None
        if free is not None and free.first is None:
            free = rolling_window(self._today, _YEAR)
        self._choose(replace(self._now, window=window, free=free))

    def _days_chosen(self, span: object) -> None:
        if isinstance(span, Span):
            self._choose(replace(self._now, window=Window.FREE, free=span))

    def _narrowed(self, _value: object) -> None:
        theme, beside = _theme_of(self.theme), self._now.compare_theme
        self._choose(
            replace(
                self._now,
                theme=theme,
                framework=self.framework.value() or None,
                compare_theme=None if beside == theme else beside,
            )
        )

    def _comparison_chosen(self, way: object) -> None:
        alone = replace(self._now, compare_span=None, compare_theme=None, compare_before=False)
        self._wants_theme = way == _THEME
        self.beside_theme.setVisible(self._wants_theme)
        self.beside_days.setVisible(way == _PERIOD)
        if way == _BEFORE:
            self._choose(replace(alone, compare_before=True))
        elif way == _PERIOD:
            self._choose(replace(alone, compare_span=self._likely_period()))
        else:
            self.beside_theme.set_value("")  # nothing is compared before a theme is chosen
            self._choose(alone)

    def _likely_period(self) -> Span:
        now = self._now
        before = period_before(now, self._today)
        return now.compare_span or before or rolling_window(self._today, _YEAR)

    def _beside_days_chosen(self, span: object) -> None:
        if isinstance(span, Span):
            beside = replace(self._now, compare_theme=None, compare_before=False, compare_span=span)
            self._choose(beside)

    def _beside_theme_chosen(self, _value: object) -> None:
        beside = replace(self._now, compare_span=None, compare_before=False)
        self._choose(replace(beside, compare_theme=_theme_of(self.beside_theme)))

    def _year_chosen(self, month: object) -> None:
        self.year_chosen.emit(int(str(month)))


def _theme_of(line: PickLine) -> ThemeId | None:
    return ThemeId(int(line.value())) if line.value() else None


def _comparison(selection: Selection) -> str:
    if selection.compare_before:
        return _BEFORE
    if selection.compare_theme is not None:
        return _THEME
    return _PERIOD if selection.compare_span is not None else _NOTHING


def _title(selection: Selection, offered: Offered) -> str:
    """The words of the fold, with what is chosen behind it."""
    themes = {ThemeId(int(key)): name for key, name in offered.themes}
    said = [themes.get(selection.theme, "")] if selection.theme is not None else []
    if selection.framework is not None:
        said.append(dict(offered.frameworks).get(selection.framework, ""))
    if selection.compare_before:
        said.append("beside the period before")
    elif selection.is_compared:
        other = compared_name(selection, themes)
        said.append(f"beside {other[:1].lower()}{other[1:]}")
    return f"{_FOLD}: {' · '.join(said)}" if said else _FOLD
