"""The first step of sharing as a whole: what to choose from, entries, charts, and the other ways from here."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.choosing import ChoosableEntry, Part, Ticks, count_words
from app.domain.entries import EntryId
from app.services.journal import Journal
from app.services.sharing.choosing import Choices
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, part_in, put, texts_in
from app.ui.share.alike import TickAlike, Would, would_tick
from app.ui.share.charts import ChartsFold
from app.ui.share.choosing import AT_FIRST, MORE_AT_ONCE, EntriesCard
from app.ui.share.filters import FiltersCard
from app.ui.theme import GRID
from app.ui.widgets import Card, LinkButton, column_of

_ALL = 1_000_000
TICKS = "ticks"
_LINKS = (
    ("What you shared", "sharing-log"),
    ("Contacts and your own card", "contacts"),
    ("A page for a sponsor", "sponsor"),
    ("Open a Balcony file or pasted text…", "open-file"),
)


def ticked_in(fields: Fields) -> Ticks:
    """The ticks of a draft."""
    kept = part_in(fields, TICKS)
    return Ticks({EntryId(int(one)): frozenset(texts_in(kept, one)) for one in kept if one.isdecimal()})


class ChooseStep(QWidget):
    """`changed` follows every tick. `titles` are those of every entry met, for saying where something stands."""

    changed = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.titles: dict[int, str] = {}
        self._first: ChoosableEntry | None = None
        self._unfolds = False
        column = column_of(self, spacing=2 * GRID)
        self.filters, self.entries = FiltersCard(desk.today), EntriesCard()
        self.alike, self.charts = TickAlike(), ChartsFold(desk)
        self.entries.add(self.alike)
        charts = Card("Charts")
        charts.add(self.charts)
        ways = Card("More ways, and what left before")
        ways.add_row(*(self._link(words, page) for words, page in _LINKS))
        for part in (self.filters, self.entries, charts, ways):
            column.addWidget(part)
        self.filters.changed.connect(self._look_for)
        self.entries.changed.connect(self.changed)
        self.entries.more_wanted.connect(self._ask_more)
        self.charts.changed.connect(self.changed)
        self.alike.wanted.connect(self._ask_alike)
        self.alike.agreed.connect(self.entries.set_ticks)

    def _link(self, words: str, page: str) -> LinkButton:
        link = LinkButton(words)
        link.setObjectName(page)
        link.clicked.connect(self._follow)
        return link

    def _follow(self) -> None:
        self._desk.go(self.sender().objectName())

    @property
    def words(self) -> str:
        """How much is ticked."""
        ticks, charts = self.entries.ticks, len(self.charts.chosen())
        return (
            count_words(ticks.fields, ticks.entries, charts)
            if ticks.fields or charts
            else "Nothing is ticked yet"
        )

    def untick_all(self) -> None:
        """Begin again with nothing ticked."""
        self._first = None
        self.charts.tick(())
        self.entries.set_ticks(Ticks())

    def begin_with(self, entry: ChoosableEntry) -> None:
        """Tick one entry beside what is ticked, and list it first with its fields."""
        self._know((entry,))
        self._first, self._unfolds = entry, True
        self.entries.set_ticks(self.entries.ticks.tick_entry(entry))
        self.ask()

    # ---- kept as a draft

    def fields(self) -> Fields:
        """What is ticked, for a draft."""
        found: Fields = {}
        ticked: Fields = {str(one): [*sorted(kept)] for one, kept in self.entries.ticks.chosen.items()}
        put(found, TICKS, ticked)
        put(found, "charts", list(self.charts.names))
        return found

    def restore(self, fields: Fields, entries: Mapping[int, ChoosableEntry]) -> None:
        """Tick these again, but for what can be shared no more; `entries` are those behind them as they stand now."""
        self._know(tuple(entries.values()))
        ticks = Ticks()
        for number, kept in ticked_in(fields).chosen.items():
            offered = entries.get(number)
            still = [one.field_id for one in offered.fields if one.field_id in kept] if offered else []
            ticks = ticks.tick(number, *still) if still else ticks
        self.entries.set_ticks(ticks)
        self.charts.tick(texts_in(fields, "charts"))

    # ---- asking

    def ask(self, *_: object) -> None:
        """Ask what can be chosen now; what is ticked stays."""
        self._ask(AT_FIRST, 0, self._show_entries, "share-entries")

    def _look_for(self) -> None:
        self._first = None
        self.ask()

    def _ask_more(self) -> None:
        self._ask(MORE_AT_ONCE, self.entries.asked, self._show_more, "share-more")

    def _ask_alike(self, parts: object) -> None:
        wanted, contact, ticks = self.filters.wanted(), self.filters.contact or None, self.entries.ticks
        chosen = tuple(one for one in parts if isinstance(one, Part)) if isinstance(parts, tuple) else ()

        def count(journal: Journal) -> tuple[Would, dict[int, str]]:
            found = journal.sharing.choices(wanted, contact=contact, new_only=bool(contact), limit=_ALL)
            titles = {int(one.entry_id): one.title for one in found.entries}
            return would_tick(ticks, found.entries, chosen), titles

        self._desk.read(count, self._show_alike, self, failed=self.problem.emit, key="share-alike")

    def _ask(self, limit: int, offset: int, then: Callable[[Choices], None], key: str) -> None:
        wanted, contact = self.filters.wanted(), self.filters.contact
        self._desk.read(
            lambda journal: journal.sharing.choices(
                wanted, contact=contact or None, new_only=bool(contact), limit=limit, offset=offset
            ),
            then, self, failed=self.problem.emit, key=key,
        )  # fmt: skip

    def _know(self, entries: Sequence[ChoosableEntry]) -> None:
        self.titles |= {one.entry_id: one.title for one in entries}

    def _show_entries(self, found: Choices) -> None:
        self._know(found.entries)
        self.entries.show_entries(found.entries, found.total, self._first)
        if self._unfolds and self._first is not None:
            self._unfolds = False
            self.entries.unfold(self._first.entry_id)

    def _show_more(self, found: Choices) -> None:
        self._know(found.entries)
        self.entries.add_entries(found.entries, found.total)

    def _show_alike(self, found: tuple[Would, dict[int, str]]) -> None:
        would, titles = found
        self.titles |= titles
        self.alike.show_what(would)
