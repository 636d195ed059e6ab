"""After unlocking, whether everything still is as it was written; told above the page where it is not."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.services.as_written import Compared
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.jobs import Job
from app.ui.widgets import Banner, BannerKind, LinkButton, Muted, QuietButton
from app.ui.window import JournalWindow

_AFTER_MS: Final = 4000
"""When whoever unlocked reads or writes."""
_REST_SECONDS: Final = 0.01
"""Between two steps of some milliseconds each: nothing else is to wait for this."""
_MOST_SHOWN: Final = 12


class Comparing(QObject):
    """Compares the journal with its history chain on a thread of its own, and offers what can be done."""

    def __init__(self, window: JournalWindow, desk: Desk, journal: Journal) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._journal = journal
        self.banner: Banner | None = None

    def begin(self) -> None:
        """Say where the file lies that was found, if another was; then compare a little later."""
        found = self._journal.file.found_copy
        if found is not None:
            said = f"The journal was opened as it is. The file as it was found is kept as {found}."
            self._put(Banner(said, BannerKind.NOTE, "Put this away", title="Opened as it is"))
        QTimer.singleShot(_AFTER_MS, self, self.compare)

    def compare(self) -> Job:
        """Compare everything; stops when the journal is locked."""
        journal = self._journal

        def work(job: Job) -> Compared:
            return journal.as_written.compare(cancelled=lambda: job.stop.wait(_REST_SECONDS))

        return self._desk.jobs.run(
            work, self._compared, owner=self, failed=_nothing, key="comparing", beside=True
        )

    def _compared(self, found: Compared) -> None:
        if found.holds:
            return
        banner = Banner(
            "Part of an older copy of the file may have been mixed in, by a sync program for instance. Look first: "
            "nothing is changed until you choose.",
            BannerKind.CAUTION,
            "See them" if found.entries else "",
            title=f"{_counted(found)} not as last written",
        )
        banner.acted.connect(partial(self._see, found))
        restore, keep = QuietButton("Restore from a backup"), QuietButton("Keep as they are")
        restore.clicked.connect(self._restore)
        keep.clicked.connect(partial(self._keep, found))
        banner.add_action(restore)
        banner.add_action(keep)
        self._put(banner, puts_away=False)

    def _put(self, banner: Banner, *, puts_away: bool = True) -> None:
        self.put_away()
        self.banner = banner
        if puts_away:
            banner.acted.connect(self.put_away)
        self._window.put_above(banner)

    def put_away(self) -> None:
        """Take the message away."""
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    def _see(self, found: Compared) -> None:
        def ask(journal: Journal) -> tuple[tuple[EntryId, str], ...]:
            return journal.as_written.titles(found)

        self._desk.read(ask, partial(self._show, found), self)

    def _show(self, found: Compared, titles: tuple[tuple[EntryId, str], ...]) -> None:
        asking = Differing(found, titles, self._window)
        asking.chosen.connect(self._go)
        asking.open()

    def _go(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _restore(self) -> None:
        self._desk.go("settings", section="backups")

    def _keep(self, found: Compared) -> None:
        self._desk.act(
            lambda journal: journal.as_written.keep(found),
            self,
            lambda _none: self.put_away(),
            said="Kept as they are.",
        )


class Differing(Dialog):
    """The entries that differ, each a link to it. `chosen` with the one that was followed."""

    chosen = Signal(object)  # EntryId

    def __init__(self, found: Compared, titles: tuple[tuple[EntryId, str], ...], parent: QWidget) -> None:
        super().__init__(
            "Not as last written", "Each opens, so that you can see whether it says what you wrote.", parent
        )
        for entry_id, title in titles[:_MOST_SHOWN]:
            link = LinkButton(title or "An entry without a title")
            link.clicked.connect(partial(self._open, entry_id))
            self.column.addWidget(link)
        gone, more = len(found.entries) - len(titles), len(titles) - _MOST_SHOWN
        for number, said in (
            (more, "more"),
            (gone, "no longer in this file"),
            (found.others, "other than entries"),
        ):
            if number > 0:
                self.column.addWidget(Muted(f"{number:,} {said}"))
        close = QuietButton("Close")
        close.clicked.connect(self.reject)
        self.finish_with(close)

    def _open(self, entry_id: EntryId) -> None:
        self.accept()
        self.chosen.emit(entry_id)


def _counted(found: Compared) -> str:
    entries = "1 entry is" if len(found.entries) == 1 else f"{len(found.entries):,} entries are"
    if not found.entries:
        return "1 thing is" if found.others == 1 else f"{found.others:,} things are"
    return entries


def _nothing(_error: object) -> None:
    """Locked before the end, or a file that cannot be read: the next check or reading says so."""
