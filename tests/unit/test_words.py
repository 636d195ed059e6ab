"""The words a person reads: calm, plain, and promising nothing that cannot be kept."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain import errors
from app.domain.errors import InvalidInput, JournalError, TooLate
from app.paths import bundled
from app.patterns import PATTERNS
from app.ui.actions import ACTIONS
from app.ui.help.page import ORDER
from app.ui.help.reading import BlockKind, plain, read_topic, topics

ROOT = Path(errors.__file__).resolve().parent.parent
PLACES = (
    "ui",
    "cli",
    "services",
    "patterns",
    "importers",
    "exporters",
    "domain/errors.py",
    "domain/sealing.py",
)
BANNED = re.compile(
    r"\b(scor(e|es|ed|ing)|performance|targets?|complian(ce|t)|failures?|success(es|ful|fully)?|overdue|streaks?"
    r"|users?|private|privately|only you)\b",
    re.IGNORECASE,
)
FIXED = ("Self-reported reflection. Not a performance measure.",)
"""Sentences that the design gives word for word (ruling 49)."""
HELP_ABOUT_FILES = {"json-format", "command-line"}
"""These describe a format and commands whose own names must be written as they are."""


def sources() -> list[Path]:
    found: list[Path] = []
    for place in PLACES:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that a person could read: not docstrings, names, paths or patterns."""
    module = ast.parse(path.read_text("utf-8"))
    silent = {id(node) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for parent in ast.walk(module):
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(parent) not in silent:
                text = node.value
                if " " in text.strip() or (text[:1].isupper() and not text.isupper()):
                    yield node.lineno, text


def test_the_lint_sees_what_it_looks_for() -> None:
    assert BANNED.search("Your score is overdue")
    assert BANNED.search("This is private.")
    assert BANNED.search("No user was found")
    assert not BANNED.search("What I used to think, under scoreless skies")
    assert len(sources()) > 80


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_interface_strings_are_free_of_banned_words(path: Path) -> None:
    found = []
    for line, text in texts(path):
        if text in FIXED:
            continue
        for match in BANNED.finditer(text):
            if match.group(0).lower() == "private" and "private-only" in text.lower():
                continue
            found.append(f"{path.name}:{line}: “{match.group(0)}” in {text!r}")
    assert found == []


def every_error() -> list[type[JournalError]]:
    kinds = [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, JournalError)
    ]
    return [kind for kind in kinds if kind not in {InvalidInput, TooLate}]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_every_error_says_what_happened_and_what_to_do(kind: type[JournalError]) -> None:
    error = kind()
    for words in (error.message, error.advice):
        assert words[0].isupper()
        assert words.endswith(".")
        assert not BANNED.search(words)
    assert kind is JournalError or error.message != JournalError.message or kind.advice != JournalError.advice
    assert kind.code


def raised_words() -> Iterator[tuple[Path, int, list[str | None]]]:
    """The words of every InvalidInput raised anywhere: (field, message, advice)."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InvalidInput":
                yield path, node.lineno, [_words(arg) for arg in node.args]


def _words(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)  # type: ignore[misc]
    return None


def test_every_refusal_of_what_was_typed_says_what_to_type_instead() -> None:
    found = list(raised_words())
    assert len(found) > 10
    for path, line, said in found:
        assert len(said) == 3, f"{path.name}:{line} gives no advice"
        for words in said[1:]:
            assert words is None or words.rstrip().endswith((".", "?", "…")), f"{path.name}:{line}: {words}"


# ---- help


def help_files() -> list[Path]:
    return sorted(bundled("resources/help").glob("*.md"))


@pytest.mark.parametrize("path", help_files(), ids=lambda path: path.stem)
def test_help_promises_nothing_and_uses_no_banned_words(path: Path) -> None:
    if path.stem in HELP_ABOUT_FILES:
        text = re.sub(
            r"```.*?```|`[^`]*`|^\|.*$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
        )
    else:
        text = path.read_text("utf-8")
    for sentence in FIXED:
        text = text.replace(sentence, "")
    assert [match.group(0) for match in BANNED.finditer(text)] == []


def test_the_help_says_of_every_chart_what_it_can_and_cannot_say() -> None:
    rows = {
        block.cells[0]: block.cells for block in topics()["reading-patterns"].blocks if len(block.cells) == 3
    }
    for pattern in PATTERNS:
        assert pattern.title in rows, pattern.title
        assert all(len(cell) > 10 for cell in rows[pattern.title][1:])


def test_every_help_topic_of_the_menu_is_there_and_has_a_title() -> None:
    there = topics()
    asked = {action.id.removeprefix("help.") for action in ACTIONS if action.id.startswith("help.")}
    assert asked - {"here"} <= set(there)
    assert set(there) == set(ORDER)
    for topic in there.values():
        assert topic.title[0].isupper()
        assert topic.blocks


def test_the_help_page_of_keys_names_every_key_of_the_window() -> None:
    text = (bundled("resources/help") / "keys.md").read_text("utf-8")
    for action in ACTIONS:
        for keys in action.shortcuts:
            assert keys in text or keys == "Ctrl+=", f"{keys} ({action.text}) is not in the help"


def test_every_page_of_the_window_has_its_section_in_the_help() -> None:
    from app.ui.registry import PAGES

    sections = {
        block.text.casefold() for block in topics()["the-pages"].blocks if block.kind is BlockKind.HEADING
    }
    for page in PAGES:
        assert page.id == "help" or page.id.replace("-", " ") in sections, page.id


def test_help_is_read_as_plain_text() -> None:
    topic = read_topic(
        "x", "# Title\n\nOne **bold**\nline with `code` and a [link](https://example.org).\n\n- a point\n"
        "\n| a | b |\n|---|---|\n| c | `d` |\n\n```\n  kept  as is\n```\n"
    )  # fmt: skip
    assert topic.title == "Title"
    assert [(block.kind, block.text) for block in topic.blocks] == [
        (BlockKind.TEXT, "One bold line with code and a link."),
        (BlockKind.POINT, "a point"),
        (BlockKind.ROW, "a – b"),
        (BlockKind.ROW, "c – d"),
        (BlockKind.CODE, "  kept  as is"),
    ]
    assert plain("<b>not read</b>") == "<b>not read</b>"
