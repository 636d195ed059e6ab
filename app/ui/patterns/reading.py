"""What is read as a page: the lines of a chart, or the answers to the quarterly questions; no widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.days import Span, month_of
from app.domain.entries import Stage, ThemeId
from app.domain.forms import FORMS, FormKind
from app.domain.readings import DatedText, Texts
from app.domain.selection import Selection
from app.patterns.quarters import quarter_name, quarter_of
from app.services.journal import Journal
from app.ui.patterns.cards import pattern_of
from app.ui.patterns.foot import QUARTERLY

AT_ONCE = 200
"""How many lines are asked for at a time."""
_EVERY_STAGE = tuple(Stage)
_Groups = tuple[tuple[str, tuple[DatedText, ...]], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Whose lines: the prompts they answer and where, under a title."""

    title: str
    prompts: tuple[str, ...]
    stages: tuple[Stage, ...]
    empty: str

    @property
    def is_grouped(self) -> bool:
        """Whether it holds several questions."""
        return len(self.prompts) > 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the lines: of the selection or of all time, those that contain a text, from a place on."""

    selection: Selection | None = None
    everything: bool = False
    text: str = ""
    offset: int = 0
    by_quarter: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines under their headings, and whether there are older ones. `words` name what they are of, `names` prompts."""

    words: str
    groups: _Groups
    has_more: bool
    names: Mapping[str, str] = field(default_factory=dict)


def source_of(name: str) -> Source | None:
    """The lines of a chart that has some, or of the quarterly questions; None for another name."""
    if name == QUARTERLY:
        empty = "Nothing is written to the quarterly questions yet. They wait on the form for the quarter."
        return Source("The quarterly questions", FORMS[FormKind.QUARTERLY].prompts, _EVERY_STAGE, empty)
    pattern = pattern_of(name.upper())
    asks = [ask for ask in pattern.asks if isinstance(ask, Texts)] if pattern is not None else []
    if pattern is None or not asks:
        return None
    return Source(pattern.title, (asks[0].prompt_id,), asks[0].stages, pattern.empty)


def read_lines(journal: Journal, source: Source, wanted: Wanted) -> Lines:
    """The lines of a source: newest first, or for several questions from the first to the last."""
    selection = wanted.selection or journal.patterns.kept()
    window = Span() if wanted.everything else journal.patterns.span(selection)
    theme = None if wanted.everything else selection.theme
    words = "Everything" if wanted.everything else _words(journal, selection)
    if source.is_grouped:
        library = journal.prompts.now().library
        prompts = [prompt for one in source.prompts if (prompt := library.prompt(one)) is not None]
        found = _every_line(journal, source, window, theme, wanted.text)
        groups = (
            _by_quarter(found, source.prompts, journal.patterns.year_start())
            if wanted.by_quarter
            else _by_question(found, {prompt.id: prompt.question for prompt in prompts})
        )
        return Lines(words, groups, has_more=False, names={prompt.id: prompt.title for prompt in prompts})
    found = journal.patterns.lines(
        source.prompts, source.stages, window, wanted.text, wanted.offset, AT_ONCE + 1, theme
    )
    return Lines(words, (("", found[:AT_ONCE]),), len(found) > AT_ONCE)


def _words(journal: Journal, selection: Selection) -> str:
    """The period and the theme; a framework and a comparison do not narrow lines."""
    alone = Selection(selection.window, selection.free, selection.theme)
    return journal.patterns.selected_words(alone)


def _every_line(
    journal: Journal, source: Source, window: Span, theme: ThemeId | None, text: str
) -> tuple[DatedText, ...]:
    """All of them, from the first to the last: three questions a quarter are never many."""
    found: list[DatedText] = []
    while True:
        more = journal.patterns.lines(source.prompts, source.stages, window, text, len(found), AT_ONCE, theme)
        found += more
        if len(more) < AT_ONCE:
            return tuple(reversed(found))


def _by_question(found: Sequence[DatedText], questions: Mapping[str, str]) -> _Groups:
    groups = (
        (question, tuple(text for text in found if text.prompt_id == prompt))
        for prompt, question in questions.items()
    )
    return tuple((question, texts) for question, texts in groups if texts)


def _by_quarter(found: Sequence[DatedText], order: Sequence[str], year_start: int) -> _Groups:
    quarters: dict[int, list[DatedText]] = {}
    for text in found:
        quarters.setdefault(quarter_of(month_of(text.on), year_start), []).append(text)
    return tuple(
        (quarter_name(quarter), tuple(sorted(texts, key=lambda one: order.index(one.prompt_id))))
        for quarter, texts in quarters.items()
    )
