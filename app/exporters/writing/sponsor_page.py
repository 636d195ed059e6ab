"""The page for a sponsor as one web page."""

from dataclasses import fields
from datetime import date
from html import escape

from app.domain.sponsor import EXPLAINS, LABELS, SponsorFields
from app.domain.web_page import web_page
from app.domain.written_dates import written

_TITLE = "Coaching: themes and attendance"


def html_of(typed: SponsorFields, today: date) -> bytes:
    """The whole page in UTF-8."""
    pairs = "".join(
        f'<dt>{LABELS[one.name]}</dt><dd class="words">{escape(getattr(typed, one.name))}</dd>'
        for one in fields(typed)
        if getattr(typed, one.name).strip()
    )
    day = written(today)
    return web_page(_TITLE, f"<h1>{_TITLE}</h1><p>Made on {day}. {EXPLAINS}</p><dl>{pairs}</dl>")
