"""One web page with no script and nothing fetched: the form in which words leave for any screen or screen reader."""

from html import escape
from typing import Final

_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2528; --quiet: #4c585c; --line: #c9cfd1; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14191b; --ink: #e9eced; --quiet: #b3bcbf; --line: #46524f; }
}
body { margin: 2rem auto; padding: 0 1rem; max-width: 46rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
.quiet { color: var(--quiet); } .sentence { font-size: 1.1rem; }
figure { margin: 1rem 0; background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: .5rem; }
figure svg { display: block; width: 100%; height: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); }
.words { white-space: pre-line; } dt { color: var(--quiet); } dd { margin: 0 0 .75rem; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; } }
"""


def web_page(title: str, body: str) -> bytes:
    """A whole page in UTF-8 around a body of HTML; its rules forbid scripts and every fetch."""
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
""".encode()
