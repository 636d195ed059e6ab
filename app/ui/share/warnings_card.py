"""What the privacy check noticed, each warning once, to be left, changed or taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.outgoing import Change, Outgoing
from app.domain.privacy import GROUP_WORDS, Alike, Choice, Group
from app.ui.coach.words import short
from app.ui.decision.steady import laid_out_once
from app.ui.share.reading_marks import where_words
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    CheckChoice,
    Flow,
    Heading,
    LinkButton,
    Muted,
    QuietButton,
    TextLine,
    announce,
    column_of,
)
from app.ui.widgets.accessible import Group as NamedGroup

_AT_ONCE = 6
_NAMED = 24
"""Warnings named below the first few, which can be left together with them."""
WE_MISS = "We look for obvious patterns. We will miss things, and most risk is in the story, not the name."
_WHERE = 3


def key_of(alike: Alike) -> str:
    """The same warning, however often the share is put together anew."""
    return f"{alike.rule_id}/{' '.join(alike.words.casefold().split())}"


@dataclass(frozen=True)
class Wanted:
    """What a person decided about one warning: other words, or (`words` empty) out with it."""

    alike: Alike
    words: str
    keep_for_name: bool = False


class WarningRow(NamedGroup):
    """One warning with its choices. `left` leaves it, `wanted` carries a `Wanted`."""

    left = Signal(object)  # Alike
    wanted = Signal(object)  # Wanted

    def __init__(self, alike: Alike, where: str, *, may_keep: bool) -> None:
        super().__init__(f"Noticed: “{alike.words}”")
        self.alike = alike
        column = column_of(self, spacing=4)
        times = "" if len(alike.places) == 1 else f" ({len(alike.places)} times)"
        column.addWidget(Heading(f"“{alike.words}”{times}", 3))
        column.addWidget(Body(alike.why))
        column.addWidget(Muted(where))
        self.leave = QuietButton("Leave it")
        self.leave.setAccessibleName(f"Leave “{alike.words}”")
        self.leave.clicked.connect(self._leave)
        changes = [one.words for one in alike.suggestions if one.choice is Choice.CHANGE]
        buttons: list[QWidget] = [
            self.leave,
            *(self._button(f"Change to “{words}”", words) for words in changes),
        ]
        self.other = QuietButton("Other words…")
        self.other.setAccessibleName(f"Other words for “{alike.words}”")
        self.other.clicked.connect(self._open)
        buttons += [self.other, self._button("Remove it", "")]
        column.addWidget(Flow(*buttons, spacing=GRID))
        self._form: QWidget | None = None
        self._column = column
        self._may_keep = may_keep and alike.group is Group.NAME

    def _button(self, text: str, words: str) -> QuietButton:
        button = QuietButton(text.replace("&", "&&"))
        button.setObjectName(words)
        button.setAccessibleName(f"{text}: “{self.alike.words}”")
        button.clicked.connect(self._change)
        return button

    def _leave(self) -> None:
        self.left.emit(self.alike)

    def _change(self) -> None:
        self.wanted.emit(Wanted(self.alike, self.sender().objectName()))

    def _open(self) -> None:
        if self._form is None:
            self._form = QWidget()
            column = column_of(self._form)
            self.line = TextLine(f"Instead of “{self.alike.words}”")
            self.line.entered.connect(self._use)
            self.keep = CheckChoice("Keep these words for this name whenever I share with them")
            use = QuietButton("Use these words")
            use.clicked.connect(self._use)
            column.addWidget(self.line)
            if self._may_keep:
                column.addWidget(Flow(self.keep))
            column.addWidget(Flow(use))
            self._column.addWidget(self._form)
        self.line.field.setFocus()

    def _use(self) -> None:
        words = self.line.text().strip()
        if words:
            self.wanted.emit(Wanted(self.alike, words, self._may_keep and self.keep.isChecked()))
        else:
            self.line.set_problem("Write the other words, or choose “Remove it”.")


class WarningsCard(Card):
    """`changed` when a warning was left or taken up again; `wanted` when the words should be put together anew."""

    changed = Signal()
    wanted = Signal(object)  # Wanted
    took_back = Signal(object)  # tuple[Change, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setSpacing(2 * GRID)
        self._composed: Outgoing | None = None
        self._titles: Mapping[int, str] = {}
        self._left: set[str] = set()
        self._made: list[tuple[str, tuple[Change, ...]]] = []
        self._held: list[QWidget] = []
        self._told: dict[Group, tuple[Alike, ...]] = {}
        self.rows: list[WarningRow] = []
        self._may_keep = False

    def begin(self) -> None:
        """Another share: nothing was decided yet."""
        self._left.clear()
        self._made = []

    @property
    def undecided(self) -> tuple[Alike, ...]:
        """The warnings that still want a word, in the order of their kinds."""
        found = self._composed.notices if self._composed else ()
        groups = list(Group)
        open_ones = [one for one in found if key_of(one) not in self._left and _asks(one)]
        return tuple(sorted(open_ones, key=lambda one: groups.index(one.group)))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change made so far, for the wish."""
        return tuple(change for _, changes in self._made for change in changes)

    def note(self, wanted: Wanted) -> None:
        """Take a decision into the changes."""
        if self._composed is not None:
            told = (
                f"“{wanted.alike.words}” became “{wanted.words}”"
                if wanted.words
                else f"“{wanted.alike.words}” was removed"
            )
            self._made.append((told, self._composed.change(wanted.alike, wanted.words)))

    def forget_last(self) -> None:
        """The last change could not be made."""
        if self._made:
            self._made.pop()

    def show_composed(self, composed: Outgoing, titles: Mapping[int, str], *, may_keep: bool) -> None:
        """Show what was noticed in this share."""
        self._composed, self._titles, self._may_keep = composed, titles, may_keep
        self._lay_out()

    # ---- showing

    def _lay_out(self) -> None:
        with laid_out_once(self):
            for widget in self._held:
                self.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._held, self.rows = [], []
            waiting = self.undecided
            self.set_title(_title(len(waiting), len(self._left)))
            self._put(Muted(WE_MISS))
            self._told = {}
            shown = waiting[:_AT_ONCE]
            for group in dict.fromkeys(one.group for one in shown):
                self._show_group(group, [one for one in shown if one.group is group], waiting)
            if len(waiting) > _AT_ONCE:
                self._put(Muted(f"{len(waiting) - _AT_ONCE} more come when these are decided."))
            self._add_made()

    def _put(self, widget: QWidget) -> None:
        self._held.append(widget)
        self.add(widget)

    def _show_group(self, group: Group, rows: Sequence[Alike], waiting: Sequence[Alike]) -> None:
        """Warnings of a kind: some each with their choices, the next by their words, so that no warning is left unseen."""
        also = [one for one in waiting if one.group is group][len(rows) :][:_NAMED]
        self._told[group] = (*rows, *also)
        self._begin_group(group, len(self._told[group]))
        for alike in rows:
            self._add_row(alike)
        if also:
            self._put(Muted(f"Also noticed: {', '.join(f'“{short(one.words)}”' for one in also)}"))

    def _begin_group(self, group: Group, many: int) -> None:
        leave = LinkButton(f"Leave these {many}" if many > 1 else "Leave this one")
        leave.setAccessibleName(f"{leave.text()}: {GROUP_WORDS[group]}")
        leave.setObjectName(group.value)
        leave.clicked.connect(self._leave_all)
        self._put(Flow(Heading(GROUP_WORDS[group], 2), leave, spacing=2 * GRID))

    def _add_row(self, alike: Alike) -> None:
        row = WarningRow(alike, self._where(alike), may_keep=self._may_keep)
        row.left.connect(self._leave)
        row.wanted.connect(self.wanted)
        self.rows.append(row)
        self._put(row)

    def _where(self, alike: Alike) -> str:
        places = []
        for place in alike.places:
            number = place.text_id.split("/", 1)[0]
            title = self._titles.get(int(number)) if number.isdecimal() else None
            places.append(f"in “{title}”" if title else where_words(place.text_id))
        different = list(dict.fromkeys(places))
        more = len(different) - _WHERE
        told = ", ".join(different[:_WHERE]) + (f" and {more} more" if more > 0 else "")
        return told[0].upper() + told[1:]

    def _add_made(self) -> None:
        """What was decided, with the way back."""
        for at, (told, _) in enumerate(self._made):
            back = LinkButton("Take it back")
            back.setAccessibleName(f"Take it back: {told}")
            back.setObjectName(str(at))
            back.clicked.connect(self._take_back)
            self._put(Flow(Muted(told), back, spacing=GRID))
        if self._left:
            again = LinkButton("Decide again")
            again.setAccessibleName("Decide again about what was left")
            again.clicked.connect(self._decide_again)
            self._put(Flow(Muted(_left_words(len(self._left))), again, spacing=GRID))

    # ---- what a person does

    def _leave(self, alike: Alike) -> None:
        self._left.add(key_of(alike))
        self._after("Left as it is.")

    def _leave_all(self) -> None:
        group = self.sender().objectName()
        self._left |= {key_of(one) for one in self._told[Group(group)]}
        self._after("Left as they are.")

    def _decide_again(self) -> None:
        self._left.clear()
        self._after("These are to be decided again.")

    def _take_back(self) -> None:
        _, changes = self._made.pop(int(self.sender().objectName()))
        self.took_back.emit(changes)

    def _after(self, words: str) -> None:
        self._lay_out()
        announce(self, f"{words} {self.heading.text()}")
        self.focus_next()
        self.changed.emit()

    def focus_next(self) -> None:
        """Put the focus on the next warning."""
        if self.rows:
            self.rows[0].leave.setFocus()


def _asks(one: Alike) -> bool:
    """The stop was shown before, and who it is for knows their own name."""
    return not one.stops and any(place.text_id != "label" for place in one.places)


def _title(waiting: int, left: int) -> str:
    if waiting:
        return f"Noticed in these words: {waiting} to decide"
    return "Everything noticed is decided" if left else "Nothing more was noticed"


def _left_words(many: int) -> str:
    return "1 was left as it is." if many == 1 else f"{many} were left as they are."


def stops_among(composed: Outgoing) -> Sequence[Alike]:
    """What the stop about family proceedings is about."""
    return tuple(one for one in composed.notices if one.stops)
