"""Words that would fetch a file or run something, were they ever taken for more than words."""

from pathlib import Path

CANARY = "Zyzzyvacanary"
STEM = "zyzzyvacanari"
"""What a search index makes of the word."""


def hostile(probe: Path) -> str:
    """Every way in which a text may ask for a file, for another computer or for a script."""
    address = probe.as_uri()
    return "\n".join(
        (
            f"{CANARY} <img src='{address}'> <img src=\"{probe}\"> & <b>bold</b>",
            f"![picture]({address}) [link](javascript:alert(1)) <script>alert(1)</script>",
            f"<svg><image href='{address}'/></svg> <object data='{address}'></object>",
            f"<p style=\"background-image: url({address})\">ground</p> <link rel=stylesheet href='{address}'>",
            f"<table background='{address}'><tr><td>cell</td></tr></table> <iframe src='{address}'></iframe>",
            r"<img src='//host.invalid/share/x.png'> \\host.invalid\share\x.png <a href='http://host.invalid/'>there</a>",
        )
    )


def short(probe: Path, name: str) -> str:
    """The same in the length of a title, a theme or a name."""
    return f"{name} {CANARY} <img src='{probe}'> <b>&amp;"


def tiny(probe: Path) -> str:
    """The same in the forty characters of a theme."""
    return f"<img src='{probe}'>"
