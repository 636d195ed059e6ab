"""L6: in a page or a table that leaves in the clear, a person's words are words: no tag, no formula, nothing fetched."""

import csv
import io
from dataclasses import dataclass, field, fields
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.briefing import Brief, BriefItem, BriefPart, BriefSection, BriefText
from app.domain.leaving import AccessFacts, AccessFields
from app.domain.sharing import (
    Agreement,
    ShareBundle,
    SharedChart,
    SharedEntry,
    ThreadAnswer,
    shared_field,
)
from app.domain.sponsor import SponsorFields
from app.exporters.writing import access_page, brief, shared_page, sponsor_page
from app.patterns.report import Chosen
from app.patterns.report_csv import csv_of
from app.patterns.report_html import html_of
from app.patterns.series import Line, Table
from tests.unit.test_report import a_report, a_series

DAY = date(2026, 6, 30)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
MARK = "words"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
pieces = st.sampled_from(
    ["<", ">", "</", "/>", "<b>", "</p>", "<script>", "</script>", "</style>", "</title>", "<!--", "-->", "<![CDATA[",
     "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='javascript:alert(1)'>", '"', "'", "' x='", "`",
     "&", "&lt;", "&#60;", "&#x3c;script&#x3e;", "&nbsp", "javascript:", "url(//host/share)", "{", "}", "\n", " ", "é", "家"]
)  # fmt: skip
texts = st.lists(pieces, min_size=1, max_size=8).map("".join).map(lambda text: f"a{text}z") | st.text(
    min_size=1, max_size=40
).map(lambda text: f"a{text}z")


@dataclass
class Read(HTMLParser):
    """A page as a browser reads it: tags with the names of their attributes, and the words between them."""

    html: str
    tags: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    said: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, tuple(given)))
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(given.get("content") or "")

    def handle_data(self, data: str) -> None:
        self.said += data


def a_chart_page(text: str) -> bytes:
    series = a_series(
        title=text, question=text, sentence=text, notes=(text,), lines=(Line(text, text, 1),), lines_title=text,
        table=Table((text, text), ((text, text),)), source=text,
    )  # fmt: skip
    return html_of(a_report(Chosen(series, with_lines=True), cover=text), {})


def a_brief(text: str) -> bytes:
    one = BriefItem("k", BriefPart.DECISIONS, DAY, text, text, (BriefText("n", text, text),))
    return brief.html_of(Brief(DAY, DAY, (BriefSection(text, (one,)),), (text,), text))


def a_share(text: str) -> bytes:
    asked = shared_field("title", text, text, "text", text)
    told = shared_field("context", text, text, "slider", text, ends=(text, text))
    chart = SharedChart(text, text, 7, "", (text,), ((text,),), text)
    agreed = Agreement(*(text for _ in fields(Agreement)))
    return shared_page.html_of(
        ShareBundle(
            bundle_id="b", made_on=DAY, from_name=text, to_label=text, purpose=text, note=text, agreement=agreed,
            marking=text, entries=(SharedEntry("s", text, (asked, told)),), charts=(chart,),
            thread=(ThreadAnswer("c", text),),
        )
    )  # fmt: skip


def a_sponsor_page(text: str) -> bytes:
    return sponsor_page.html_of(SponsorFields(*(text for _ in fields(SponsorFields))), DAY)


def an_access_page(text: str) -> bytes:
    facts = AccessFacts(Path(text), Path(text), DAY, Path(text), sheet_made=True)
    return access_page.html_of(facts, AccessFields(*(text for _ in fields(AccessFields))), text)


PAGES = (a_chart_page, a_brief, a_share, a_sponsor_page, an_access_page)
MADE_OF = {make: Read(make(f"a{MARK}z").decode()).tags for make in PAGES}


@settings(max_examples=400)
@given(texts)
def test_two_thousand_pages_have_no_tag_of_a_persons_words_and_say_them_all(text: str) -> None:
    """Four hundred texts, each in every place of five kinds of page."""
    for make in PAGES:
        page = Read(make(text).decode())
        assert page.tags == MADE_OF[make]
        assert page.policies == [POLICY]
        assert text in page.said


@pytest.mark.parametrize("make", PAGES)
def test_no_page_names_anything_to_fetch_or_to_run(make: object) -> None:
    assert callable(make)
    html = make(MARK).decode()
    names = {tag for tag, _ in Read(html).tags}
    given = {name for _, attributes in Read(html).tags for name in attributes}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "a"}
    assert not {name for name in given if name.startswith("on")} | (
        given & {"src", "href", "action", "background"}
    )
    assert "url(" not in html
    assert "@import" not in html


cells = st.tuples(
    st.sampled_from([*FORMULA, *FORMULA, "", " ", "'", '"', ",", "\n"]), st.text(max_size=12)
).map("".join)


@settings(max_examples=400)
@given(st.lists(cells, min_size=5, max_size=5))
def test_two_thousand_cells_never_begin_a_formula_and_keep_their_words(texts: list[str]) -> None:
    first, second, third, fourth, fifth = texts
    series = a_series(
        title=first, lines=(Line("", second, 1),), lines_title="Lines", table=Table(("Kind", third), ((fourth, fifth),))
    )  # fmt: skip
    report = a_report(Chosen(series, with_lines=True))
    written = csv_of(report, report.sections[0]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    found = {cell for row in rows for cell in row}
    assert not [cell for cell in found if cell.startswith(FORMULA)]
    for text in texts:
        assert (f"'{text}" if text.startswith(FORMULA) else text) in found
