"""The parts of a form that are chosen: how sure, themes and marks."""

from app.domain.entries import Sensitivity
from app.ui.entry_words import MARKS
from app.ui.forms.filled import Fields, number_in, put, texts_in
from app.ui.forms.part import Part
from app.ui.widgets import ChoiceChips, ConfidenceChooser, Disclosure, Flow, LinkButton, Muted

_FIRST_THEMES = 3


class ConfidencePart(Part):
    """How sure, in words or as a number."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.chooser = ConfidenceChooser(question, show_question=False)
        self.chooser.changed.connect(self.told)
        self.column.addWidget(self.chooser)

    def take(self, fields: Fields) -> None:
        self.chooser.set_answer(number_in(fields, "confidence"), withheld=fields.get("withheld") is True)

    def give(self, fields: Fields) -> None:
        put(fields, "confidence", self.chooser.value())
        put(fields, "withheld", self.chooser.withheld())


class ThemesPart(Part):
    """The leader's themes: three used of late and those chosen, the others behind "More themes"."""

    def __init__(self, themes: tuple[str, ...], recent: tuple[str, ...]) -> None:
        super().__init__("Themes")
        self._themes = themes
        self._first = tuple(dict.fromkeys((*recent, *themes)))[:_FIRST_THEMES]
        self._all = False
        self.chips = ChoiceChips("Themes", multi=True, quick=True, show_name=False)
        self.chips.changed.connect(self.told)
        self.more = LinkButton("More themes")
        self.more.clicked.connect(self._show_all)
        self.column.addWidget(self.chips)
        self.column.addWidget(Flow(self.more))
        self._offer(())

    def take(self, fields: Fields) -> None:
        chosen = texts_in(fields, "themes")
        if chosen != self.chips.values():
            self._offer(chosen)
            self.chips.set_values(chosen)

    def give(self, fields: Fields) -> None:
        put(fields, "themes", list(self.chips.values()))

    def _offer(self, chosen: tuple[str, ...]) -> None:
        # A draft or an entry may carry a theme that left the list since: it is shown, not lost.
        known = (*self._themes, *(theme for theme in chosen if theme not in self._themes))
        first = known if self._all else tuple(dict.fromkeys((*self._first, *chosen)))
        self.chips.set_options([(theme, theme) for theme in first])
        self.more.setVisible(len(first) < len(known))

    def _show_all(self) -> None:
        self._all = True
        chosen = self.chips.values()
        self._offer(chosen)
        self.chips.set_values(chosen)
        self.focus_in()


class MarksPart(Part):
    """Marks that say how careful to be with an entry, folded away."""

    def __init__(self) -> None:
        super().__init__("Marks", show_name=False)
        self._fold = Disclosure("Marks: how careful to be with this")
        self.chips = ChoiceChips(
            "Marks", [(mark.value, MARKS[mark]) for mark in Sensitivity], multi=True, show_name=False
        )
        self.chips.changed.connect(self.told)
        self._fold.add(self.chips)
        self._fold.add(Muted("They can be changed at any time."))
        self.column.addWidget(self._fold)

    def take(self, fields: Fields) -> None:
        chosen = texts_in(fields, "marks")
        self.chips.set_values(chosen)
        if chosen:
            self._fold.set_unfolded(True)

    def give(self, fields: Fields) -> None:
        put(fields, "marks", list(self.chips.values()))
