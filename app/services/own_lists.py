"""A leader's own lists and choices in this journal: themes, saved searches, what was offered once."""

from dataclasses import dataclass

from app.domain.entries import Theme, ThemeId
from app.domain.errors import InvalidInput
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import settings, themes

MOST_THEMES = 15
_SEARCHES = "saved_searches"
_RECENT = 3


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name; `text` is what is typed, filters included."""

    name: str
    text: str


class OwnLists:
    """Themes, saved searches and the journal's own choices."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # ---- themes

    def themes(self, *, archived: bool = False) -> tuple[Theme, ...]:
        """The themes in the leader's order, with how many entries carry each."""
        with self._ledger.file.read() as connection:
            found = themes.all_themes(connection)
        return tuple(theme for theme in found if archived or not theme.archived)

    def recent_themes(self) -> tuple[Theme, ...]:
        """The three themes of the latest entries, for the chips of the quick form."""
        with self._ledger.file.read() as connection:
            return themes.recent(connection, _RECENT)

    def add_theme(self, name: str) -> ThemeId:
        """Add a theme; at most 15 are shown (ruling 13)."""
        name = self._checked_name(name)
        if len(self.themes()) >= MOST_THEMES:
            raise InvalidInput(
                "theme", f"There are {MOST_THEMES} themes already.", "Archive one first, then add this one."
            )
        with self._ledger.act("Add a theme") as act:
            return themes.add_theme(act.uow, name)

    def rename_theme(self, theme_id: ThemeId, name: str) -> None:
        """Give a theme another name; entries keep it."""
        name = self._checked_name(name, theme_id)
        with self._ledger.act("Rename a theme") as act:
            themes.change_theme(act.uow, theme_id, name=name)

    def remove_theme(self, theme_id: ThemeId) -> None:
        """Take a theme off the list: archived when entries carry it, else removed."""
        found = next((theme for theme in self.themes(archived=True) if theme.id == theme_id), None)
        with self._ledger.act("Remove a theme") as act:
            if found is not None and found.used:
                themes.change_theme(act.uow, theme_id, archived=1)
            else:
                themes.remove_theme(act.uow, theme_id)

    def bring_back_theme(self, theme_id: ThemeId) -> None:
        """Show an archived theme again."""
        with self._ledger.act("Bring back a theme") as act:
            themes.change_theme(act.uow, theme_id, archived=0)

    def _checked_name(self, name: str, but: ThemeId | None = None) -> str:
        name = " ".join(name.split())
        if not name or len(name) > 40:
            raise InvalidInput("theme", "A theme needs a short name.", "Use one to 40 characters.")
        same = [one for one in self.themes(archived=True) if one.name.casefold() == name.casefold()]
        if any(one.id != but for one in same):
            raise InvalidInput("theme", "There is a theme of that name already.", "Use another name.")
        return name

    # ---- saved searches

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, by name."""
        found = self.choice(_SEARCHES, {})
        pairs = found.items() if isinstance(found, dict) else ()
        return tuple(SavedSearch(name, str(text)) for name, text in sorted(pairs))

    def save_search(self, name: str, text: str) -> None:
        """Keep a search under a name; the same name is replaced."""
        name = " ".join(name.split())
        if not name:
            raise InvalidInput("name", "A saved search needs a name.", "Type a name for it.")
        kept: dict[str, JsonValue] = {one.name: one.text for one in self.saved_searches()}
        kept[name] = text
        self.choose(_SEARCHES, kept, "Save a search")

    def forget_search(self, name: str) -> None:
        """Forget a saved search."""
        kept: dict[str, JsonValue] = {one.name: one.text for one in self.saved_searches() if one.name != name}
        self.choose(_SEARCHES, kept, "Forget a search")

    # ---- choices of this journal

    def choice(self, key: str, default: JsonValue = None) -> JsonValue:
        """A choice kept in the journal."""
        with self._ledger.file.read() as connection:
            return settings.setting(connection, key, default)

    def choose(self, key: str, value: JsonValue, label: str = "Change a setting") -> None:
        """Keep a choice; undone like any other write."""
        with self._ledger.act(label) as act:
            settings.set_setting(act.uow, key, value)

    def note(self, key: str, value: JsonValue) -> None:
        """Keep a stamp outside undo: what was offered once, a sheet that was made."""
        with self._ledger.file.untracked() as connection:
            settings.note(connection, key, value)
