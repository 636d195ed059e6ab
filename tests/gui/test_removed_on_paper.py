"""What was removed is on no paper: neither as text that can be copied nor as a letter its fonts carry."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.briefing import BriefPart, brief_of
from app.domain.entries import AnswerDraft, EntryId, Happened, ReviewDraft
from app.patterns.report import Chosen, report_of
from app.services.dashboard import Window
from app.ui.brief import document as briefs
from app.ui.decision.reading import read
from app.ui.printing.paper import pdf_of
from app.ui.printing.words import paper_of
from app.ui.reports import document as reports
from tests.fixtures.cheap import TODAY, log
from tests.fixtures.pages import holds
from tests.gui.sitting import Sitting
from tests.gui.test_printing import letters_of

GONE, KEPT = "Ŋŧħ zyzzyvacanary", "Ğřŵ keptmarigold"
BOTH = f"{KEPT}, then {GONE}."


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(qtbot, tmp_path)
    yield made
    made.close()


def papers(sitting: Sitting, entry: EntryId) -> dict[str, bytes]:
    """An entry, a brief with everything in it, and a report of every chart with its lines, as PDF."""
    journal = sitting.journal
    reading = read(journal, entry)
    material = journal.briefing.material(date(2020, 1, 1))
    items = [one for part in BriefPart for one in material.of(part)]
    brief = brief_of(
        material, {one.key: [text.name for text in one.texts] for one in items}, journal.briefing.questions()
    )
    series = journal.patterns.charts(journal.patterns.span(Window.ALL))
    report = report_of([Chosen(one, with_lines=True) for one in series], "Everything", TODAY)
    return {
        "entry": pdf_of(paper_of(reading, reading.sheet, "Inter")),
        "brief": briefs.pdf_of(brief, "Inter", lambda _page, _of: True),
        "report": reports.pdf_of(report, "Inter"),
    }


def test_no_paper_carries_what_was_removed(sitting: Sitting) -> None:
    journal = sitting.journal
    entry = log(journal, BOTH, context=BOTH, decision=BOTH, expected=BOTH, answers={"ll-assumption": BOTH})
    review = ReviewDraft(
        Happened.YES, BOTH, learned=BOTH, answers={"ll-assumption-changed": AnswerDraft(BOTH)}
    )
    journal.reviews.save(entry, review)
    journal.briefing.ask(BOTH)
    for name, content in papers(sitting, entry).items():
        assert letters_of(content) >= set("Ŋŧħ"), name
    journal.removal.words.remove(journal.removal.words.look(GONE), confirmed="remove")
    for name, content in papers(sitting, entry).items():
        assert letters_of(content).isdisjoint("Ŋŧħ"), name
        assert letters_of(content) >= set("Ğřŵ"), name
        assert not holds(content, "zyzzyvacanary"), name
