"""Every action of the window as data: it feeds the menu bar, the shortcuts and the list of commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.ui.pages import PageKind


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    JOURNAL = "&Journal"
    EDIT = "&Edit"
    GO = "&Go"
    VIEW = "&View"
    HELP = "&Help"


class Enabled(StrEnum):
    """When an action can be chosen."""

    ALWAYS = "always"
    CAN_UNDO = "can-undo"
    CAN_REDO = "can-redo"
    CAN_GO_BACK = "can-go-back"
    ON_PATTERNS = "on-patterns"
    NO_SHEET = "no-sheet"
    IN_DEMO = "in-demo"
    WITH_OTHERS = "with-others"
    HAS_DESK = "has-desk"


ABSENT: Final = frozenset({Enabled.NO_SHEET, Enabled.IN_DEMO, Enabled.WITH_OTHERS, Enabled.HAS_DESK})
"""States whose actions are not in the menu at all while they cannot be chosen."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can ask for. `id` is stable; `shortcuts` are Qt's portable names.

    `covered` says that it also works while the window is covered. `parts` sets a line above it in
    its menu. `by_page` leaves listening for the keys to the page they belong to.
    """

    id: str
    text: str
    menu: Menu
    shortcuts: tuple[str, ...] = ()
    enabled: Enabled = Enabled.ALWAYS
    covered: bool = False
    parts: bool = False
    by_page: bool = False


GO_PREFIX: Final = "go."

ACTIONS: Final[tuple[Action, ...]] = (
    Action("decision.new", "New decision", Menu.JOURNAL, ("Ctrl+N",)),
    Action("reflection.new", "Something that happened", Menu.JOURNAL),
    Action("to-decide.new", "I have to decide", Menu.JOURNAL),
    Action("weekly.new", "Look back on the week", Menu.JOURNAL),
    Action("quarterly.new", "Write about the quarter", Menu.JOURNAL),
    Action("file.open", "Open a Balcony file or pasted text…", Menu.JOURNAL, ("Ctrl+O",), parts=True),
    Action("exchange.open", "Import and export…", Menu.JOURNAL),
    Action("backup.make", "Make a backup now", Menu.JOURNAL),
    Action("request.open", "A request has arrived…", Menu.JOURNAL),
    Action("leaving.open", "Leaving the job…", Menu.JOURNAL),
    Action("lost-access.open", "If I lost access tomorrow…", Menu.JOURNAL),
    Action("moving.open", "Move to another computer…", Menu.JOURNAL),
    Action("journal.erase", "Erase this journal…", Menu.JOURNAL),
    Action("sheet.make", "Make the recovery sheet…", Menu.JOURNAL, enabled=Enabled.NO_SHEET),
    Action("demo.remove", "Remove the demo journal…", Menu.JOURNAL, enabled=Enabled.IN_DEMO),
    Action("lock.now", "Lock now", Menu.JOURNAL, ("Ctrl+L",), covered=True, parts=True),
    Action("window.close", "Close Balcony", Menu.JOURNAL, ("Ctrl+Q",), covered=True),
    Action("undo", "Undo", Menu.EDIT, ("Ctrl+Z",), Enabled.CAN_UNDO),
    Action("redo", "Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), Enabled.CAN_REDO),
    Action("search", "Search", Menu.EDIT, ("Ctrl+F",), parts=True),
    Action("words.take-out", "Take words out of the whole journal…", Menu.EDIT, parts=True),
    Action("name.swap", "Swap a name for a role…", Menu.EDIT),
    Action("old.distil", "Distil old entries…", Menu.EDIT),
    Action("contacts.open", "Contacts", Menu.GO, parts=True),
    Action("sharing-log.open", "What you shared", Menu.GO),
    Action("sponsor.open", "A page for a sponsor", Menu.GO),
    Action("round.start", "Start a pair round", Menu.GO),
    Action("back", "Back", Menu.GO, ("Alt+Left",), Enabled.CAN_GO_BACK, parts=True),
    Action("pane.next", "Next part of the window", Menu.GO, ("F6",)),
    Action("pane.before", "Part of the window before", Menu.GO, ("Shift+F6",)),
    Action("text.larger", "Larger text", Menu.VIEW, ("Ctrl++", "Ctrl+=")),
    Action("text.smaller", "Smaller text", Menu.VIEW, ("Ctrl+-",)),
    Action("text.usual", "Usual text size", Menu.VIEW, ("Ctrl+0",)),
    Action("look.system", "Look as the computer does", Menu.VIEW, parts=True),
    Action("look.light", "Light look", Menu.VIEW),
    Action("look.dark", "Dark look", Menu.VIEW),
    Action("look.contrast", "High contrast look", Menu.VIEW),
    Action(
        "chart.table",
        "Table of the picture",
        Menu.VIEW,
        ("Ctrl+T",),
        Enabled.ON_PATTERNS,
        parts=True,
        by_page=True,
    ),
    Action("cover", "Cover the window", Menu.VIEW, ("Ctrl+Shift+H",), covered=True, parts=True),
    Action("help.here", "Help with this page", Menu.HELP, ("F1",)),
    Action("commands", "Find a command…", Menu.HELP, ("Ctrl+K",)),
    Action("help.keys", "Keys", Menu.HELP),
    Action("help.reading-patterns", "How to read Patterns", Menu.HELP),
    Action("help.about-the-words", "About the words", Menu.HELP),
    Action("help.what-is-protected", "What is and is not protected", Menu.HELP),
    Action("help.if-a-child-is-at-risk", "If a child or adult is at risk", Menu.HELP),
)

_SOMETIMES: Final = {"with-others": Enabled.WITH_OTHERS, "desk": Enabled.HAS_DESK}
"""The state of each place that is not always there."""

_NEEDS_PAGE: Final = {
    "decision.new": "today",
    "reflection.new": "write",
    "to-decide.new": "write",
    "weekly.new": "write",
    "quarterly.new": "write",
    "exchange.open": "exchange",
    "request.open": "request",
    "leaving.open": "leaving",
    "lost-access.open": "lost-access",
    "moving.open": "moving",
    "file.open": "open-file",
    "contacts.open": "contacts",
    "sharing-log.open": "sharing-log",
    "sponsor.open": "sponsor",
    "round.start": "round-start",
    "search": "journal",
    "words.take-out": "take-out",
    "name.swap": "swap-name",
    "old.distil": "tidy",
    "journal.erase": "erase-journal",
    "sheet.make": "recovery-sheet",
    "chart.table": "patterns",
}


def actions_for(pages: Sequence[PageKind]) -> tuple[Action, ...]:
    """The actions of a window with these pages: one to go to each place, none for a page that is not there."""
    there = {page.id for page in pages}
    known = tuple(action for action in ACTIONS if _NEEDS_PAGE.get(action.id, "") in {"", *there})
    places = tuple(
        Action(
            f"{GO_PREFIX}{page.id}",
            page.title,
            Menu.GO,
            (page.shortcut,),
            _SOMETIMES[page.id] if page.optional else Enabled.ALWAYS,
        )
        for page in pages
        if page.shortcut
    )
    return (*places, *known)
