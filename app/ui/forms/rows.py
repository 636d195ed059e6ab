"""The parts of a form that ask nothing: headings, offers, the rotation of questions, and words that have set."""

from PySide6.QtCore import Signal

from app.domain.prompts import Framework, Prompt
from app.ui.forms.filled import Fields
from app.ui.forms.part import About, Part
from app.ui.widgets import Body, Flow, Heading, LinkButton, Muted, QuietButton


class SectionPart(Part):
    """A heading between questions."""

    def __init__(self, title: str, line: str = "") -> None:
        super().__init__(title, show_name=False)
        self.column.addWidget(Heading(title, 2))
        if line:
            self.column.addWidget(Muted(line))


class RotationPart(Part):
    """Under the one rotating question: its help, another question, or none today."""

    another = Signal()
    none_today = Signal()

    def __init__(self) -> None:
        super().__init__("Another question or none", show_name=False)
        self._other = QuietButton("Another question", quick=True)
        self._none = QuietButton("None today", quick=True)
        self._other.clicked.connect(self.another)
        self._none.clicked.connect(self.none_today)
        self._words = Muted()
        self._about: About | None = None
        self._asked: tuple[Prompt, ...] = ()
        self.column.addWidget(Flow(self._other, self._none, self._words))
        self.ask((), None)

    def ask(self, prompts: tuple[Prompt, ...], framework: Framework | None, words: str = "") -> None:
        """Which prompts of one card stand above, and what to say where there is none."""
        self._other.setText("Another question" if prompts else "Ask me a question")
        self._other.setAccessibleName(self._other.text())
        self._none.setVisible(bool(prompts))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if prompts == self._asked:
            return
        self._asked = prompts
        if self._about is not None:
            self.column.removeWidget(self._about)
            self._about.hide()
            self._about.deleteLater()
            self._about = None
        if prompts:
            helps = "\n".join(dict.fromkeys(prompt.help for prompt in prompts if prompt.help))
            self._about = About(prompts[0].title, helps, framework)
            self.column.insertWidget(0, self._about)


class OfferPart(Part):
    """A question offered beside the form, once what was answered makes it worth asking."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__("Offered question", show_name=False)
        take = LinkButton("Add the question “Suppose it did not work”")
        take.clicked.connect(self.taken)
        self.column.addWidget(Flow(Muted("Hard to undo: looking back from a bad day may help."), take))


class WrittenPart(Part):
    """Words that stay as they were written."""

    def __init__(self, question: str, words: str, why: str = "") -> None:
        super().__init__(question)
        self.column.addWidget(Body(words, selectable=True))
        if why:
            self.column.addWidget(Muted(why))

    def take(self, fields: Fields) -> None:
        """Nothing in the fields changes what was written."""
