"""A brief for a meeting as Markdown and as one web page."""

from html import escape

from app.domain.briefing import QUESTIONS_TITLE, Brief, BriefItem
from app.domain.plain import PLAIN
from app.domain.web_page import web_page
from app.domain.written_dates import written
from app.exporters.writing.prose import one_line, prose


def origin(brief: Brief) -> str:
    """When it was made, and since when it looks back or what it is about."""
    about = brief.about or f"about what is new since {written(brief.since)}"
    return f"Made on {written(brief.made_on)}, {about}. {PLAIN}"


def heading(item: BriefItem) -> str:
    """The day and the title of an item."""
    return f"{written(item.on)}: {item.title}"


def markdown_of(brief: Brief) -> bytes:
    """The brief in UTF-8; a person's words cannot pass for its headings."""
    parts = [f"# {brief.title}"]
    if brief.front:
        parts.append(one_line(brief.front))
    parts.append(origin(brief))
    for section in brief.sections:
        parts.append(f"## {section.title}")
        for item in section.items:
            parts.append(f"### {one_line(heading(item))}")
            if item.note:
                parts.append(one_line(item.note))
            parts += [f"**{text.label}**\n\n{prose(text.text)}" for text in item.texts]
    if brief.questions:
        parts.append(f"## {QUESTIONS_TITLE}")
        parts.append("\n".join(f"- {one_line(question)}" for question in brief.questions))
    return ("\n\n".join(parts) + "\n").encode()


def html_of(brief: Brief) -> bytes:
    """The brief as one web page in UTF-8."""
    front = f'<p class="sentence">{escape(brief.front)}</p>' if brief.front else ""
    sections = "".join(
        f"<section><h2>{escape(section.title)}</h2>{''.join(map(_item, section.items))}</section>"
        for section in brief.sections
    )
    asked = "".join(f"<li>{escape(question)}</li>" for question in brief.questions)
    questions = f"<section><h2>{QUESTIONS_TITLE}</h2><ul>{asked}</ul></section>" if asked else ""
    title = escape(brief.title)
    return web_page(
        brief.title, f"<h1>{title}</h1>{front}<p>{escape(origin(brief))}</p>{sections}{questions}"
    )


def _item(item: BriefItem) -> str:
    note = f'<p class="quiet">{escape(item.note)}</p>' if item.note else ""
    texts = "".join(
        f'<dt>{escape(text.label)}</dt><dd class="words">{escape(text.text)}</dd>' for text in item.texts
    )
    return f"<article><h3>{escape(heading(item))}</h3>{note}{f'<dl>{texts}</dl>' if texts else ''}</article>"
