"""A brief as Markdown and as a page: what is in it, and that words stay words."""

from datetime import date

from app.domain.briefing import Brief, BriefItem, BriefPart, BriefSection, BriefText
from app.exporters.writing.brief import html_of, markdown_of
from tests.fixtures.html_said import Said

WORDS = "We held\n# the door\n<script>alert(1)</script>"
ITEM = BriefItem(
    "decision:1", BriefPart.DECISIONS, date(2026, 6, 3), "Hold the <front> door", "A note.",
    (BriefText("decision", "What I chose and why", WORDS),),
)  # fmt: skip
BRIEF = Brief(
    date(2026, 5, 1),
    date(2026, 6, 30),
    (BriefSection("New decisions", (ITEM,)),),
    ("# What now?",),
    "For June",
)


def test_a_brief_says_when_it_was_made_and_that_it_is_not_locked() -> None:
    for written in (markdown_of(BRIEF).decode(), html_of(BRIEF).decode()):
        assert "Made on 30 June 2026, about what is new since 1 May 2026." in written
        assert "not locked" in written
        assert "For June" in written
        assert "3 June 2026: Hold the" in written


def test_words_cannot_pass_for_headings_in_markdown() -> None:
    lines = markdown_of(BRIEF).decode().splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# For our meeting", "## New decisions", "### 3 June 2026: Hold the \\<front> door",
        "## Questions I want to ask",
    ]  # fmt: skip
    assert "- \\# What now?" in lines


def test_words_stay_words_on_the_page() -> None:
    page = Said(html_of(BRIEF).decode())
    assert "script" not in page.tags
    assert "front" not in page.tags
    assert WORDS in page.said
    assert page.tags.count("li") == 1


def test_an_empty_brief_has_no_empty_parts() -> None:
    empty = Brief(date(2026, 5, 1), date(2026, 6, 30), ())
    assert "##" not in markdown_of(empty).decode()
    assert "h2" not in Said(html_of(empty).decode()).tags
