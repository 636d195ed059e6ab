"""How the window looks: colours, text size, typeface and movement, each at once."""

from app.preferences import TEXT_SIZES, THEMES
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import CheckChoice, ChoiceChips, Flow, NumberLine

_COLOURS = {
    "system": "As the computer does",
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
}


class LookSection(Section):
    """Changes take effect at once; they belong to this computer, not to the journal."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._colours = ChoiceChips(
            "Colours", [(theme, _COLOURS[theme]) for theme in THEMES], clearable=False
        )
        self._size = NumberLine("Text size", TEXT_SIZES.start, TEXT_SIZES.stop - 1, step=10, unit="%")
        self._legible = CheckChoice("Use the high-legibility typeface")
        self._still = CheckChoice("Less movement: menus and lists appear at once")
        self._colours.changed.connect(self._choose_colours)
        self._size.changed.connect(self._choose_size)
        self._legible.clicked.connect(self._choose_typeface)
        self._still.clicked.connect(self._choose_movement)
        for part in (self._colours, self._size, Flow(self._legible), Flow(self._still)):
            self.add(part)
        desk.preferences_changed.connect(self.refresh)

    def refresh(self, *_preferences: object) -> None:
        """Show what is chosen now, also when it was chosen elsewhere."""
        now = self.desk.preferences
        self._colours.set_value(now.theme)
        self._size.set_value(now.text_size)
        self._legible.setChecked(now.legible_font)
        self._still.setChecked(bool(now.reduced_motion))

    def _choose_colours(self, theme: object) -> None:
        self._prefer(theme=theme)

    def _choose_size(self, percent: object) -> None:
        self._prefer(text_size=percent)

    def _choose_typeface(self) -> None:
        self._prefer(legible_font=self._legible.isChecked())

    def _choose_movement(self) -> None:
        self._prefer(reduced_motion=self._still.isChecked())

    def _prefer(self, **chosen: object) -> None:
        self.desk.set_preferences(self.desk.preferences.changed(**chosen))
