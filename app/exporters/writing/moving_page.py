"""What is done on the other computer, as one web page to print: no word of an entry."""

from datetime import datetime
from html import escape
from pathlib import Path

from app.domain.moving import DANGER, STAYS, THERE
from app.domain.web_page import web_page
from app.domain.written_dates import written

TITLE = "Moving my journal to this computer"


def html_of(file: Path, made_at: datetime) -> bytes:
    """The whole page in UTF-8."""
    parts = [
        f"<h1>{TITLE}</h1>",
        f"<p>The file is called <strong>{escape(file.name)}</strong>. It was made on "
        f"{written(made_at.astimezone().date())} and put into {escape(str(file.parent))}. It is encrypted. This page "
        "holds nothing of what was written in the journal, and neither the passphrase nor the code.</p>",
        f"<section><h2>What to do</h2><ol>{_lines(THERE)}</ol></section>",
        f"<section><h2>What does not come along</h2><ul>{_lines(STAYS)}</ul></section>",
        f"<section><h2>One place to write</h2><p>{escape(DANGER)}</p></section>",
    ]
    return web_page(TITLE, "\n".join(parts))


def _lines(lines: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
