"""The JSON of every command has the names that its help page gives, all of them, every time."""

import json
import re
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli.add import FIELDS as OF_AN_ENTRY
from app.cli.arguments import parser
from app.cli.coaching.remarks import FIELDS as OF_A_COMMENT
from app.cli.coaching.wish import FIELDS as OF_A_SHARE
from app.cli.commands import COMMANDS
from app.cli.look_again import FIELDS as OF_A_REVIEW
from app.cli.pairs.doing import STARTING as OF_A_ROUND
from app.cli.patterns import chart_shape
from app.domain.days import Span
from app.domain.entries import EntryDraft, EntryId
from app.domain.readings import Findings
from app.paths import bundled
from app.patterns import PATTERNS
from tests.fixtures.cli import Balcony

PAGE = (bundled("resources/help") / "command-line.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE)) | set(re.findall(r'"(\w+)":', PAGE))
# What stands under these is named by the journal (a month, a voice, a prompt), not by the format.
BY_DATA = {
    "charts", "months", "learned_months", "voices", "moved", "versions", "shown", "compared", "sliders",
    "counts", "pairs", "quarters", "themes", "totals", "days", "kings_fund", "seven_practices", "arenas",
    "watchwords", "peace_point", "steps", "happened", "predictable", "ev-kinds", "ev-use", "ci-levers",
    "bc-conditions", "st-permission-from",
}  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One answer of every command, on a journal that has something of everything."""
    folder = tmp_path_factory.mktemp("cli")
    notes = folder / "notes"
    notes.mkdir()
    (notes / "2025-03-01.md").write_text("---\ntags: [one]\n---\nA note about a hub.\n")
    (notes / "undated.md").write_text("No day here.\n")
    (notes / "picture.png").write_bytes(b"")
    balcony = Balcony(folder / "j")
    demo = Balcony(folder / "demo")
    found: dict[str, Any] = {
        "create": balcony.json("create"),
        "demo": demo.json("demo", "--as-dated", "--no-window"),
        "add": balcony.json("add", "--title", "A hub", "--expected", "Calm", "--answer", "vo-heard=health"),
        "review": balcony.json("review", "1", "--happened", "yes", "--answer", "ll-learned=double"),
        "import": balcony.json("import", "markdown", str(notes)),
        "imports": balcony.json("imports"),
        "list": balcony.json("list"),
        "search": balcony.json("search", "hub"),
        "show": balcony.json("show", "1"),
        "patterns": demo.json("patterns", "--window", "all"),
        "patterns beside": demo.json(
            "patterns",
            "--from",
            "2026-01-01",
            "--to",
            "2026-06-30",
            "--compare-from",
            "2025-07-01",
            "--compare-to",
            "2025-12-31",
        ),
        "check": balcony.json("check"),
        "backup": balcony.json("backup"),
        "backup elsewhere": balcony.json(
            "backup",
            "--to",
            str(new_folder(folder / "to")),
            "--second-place",
            str(new_folder(folder / "stick")),
        ),
        "check backups": balcony.json("check", "--backups"),
        "rescue": balcony.json("rescue", str(folder / "j" / "journal.db"), "--into", str(folder / "rescued")),
        "restore": balcony.json("restore"),
        "restore look": look_into_a_backup(balcony),
        "restore done": balcony.json("restore", newest_backup(balcony), "--yes"),
        "restore keys": balcony.json("restore", newest_backup(balcony), "--slots", "--yes"),
        "themes": balcony.json("themes"),
        "prompts": balcony.json("prompts"),
        "--self-check": balcony.raw("--self-check", "--json").shape,
    }
    journal = balcony.open()
    journal.writing.add_thought(journal.finding.page()[0].id, "Later")
    number = journal.finding.search("note").entries[0].id
    journal.close()
    found["show imported"] = balcony.json("show", str(number))
    (spoken_of,) = demo.json("search", "weekly audit returns", "--limit", "1")["entries"]
    found["show spoken of"] = demo.json("show", str(spoken_of["id"]))
    found |= said_in_a_pair_round(folder)
    found["export"] = balcony("export", "json", str(folder / "out.json"), "--json").shape
    found["versions"] = said_of_versions(folder)
    return {**found, **said_in_a_round(folder), **said_of_removing(folder)}


def said_of_versions(folder: Path) -> Any:
    """What stood in an entry before a word of it was mended."""
    balcony = Balcony(folder / "mended").new()
    balcony.json("add", "--title", "A hbu")
    balcony.today += timedelta(days=2)
    journal = balcony.open()
    journal.writing.rewrite(EntryId(1), EntryDraft(title="A hub"))
    journal.close(back_up=False)
    shape = balcony.json("versions", "1")
    assert shape["texts"][0]["versions"][0]["runs"]
    return shape


def new_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


def newest_backup(balcony: Balcony) -> str:
    return str(balcony.json("restore")["backups"][0]["path"])


def look_into_a_backup(balcony: Balcony) -> Any:
    """It says on stderr that nothing was moved yet."""
    return balcony("restore", newest_backup(balcony), "--json").shape


def said_of_removing(folder: Path) -> dict[str, Any]:
    """What the commands that remove say, before and after."""
    balcony = Balcony(folder / "removing").new()
    for title in ("A hub of Zoe Ash", "Another"):
        balcony.json("add", "--title", title, "--context", "The heron stood there.")
    found: dict[str, Any] = {}
    for name, stdin, more in (
        ("redact", "the heron", ("-",)),
        ("redact field", "", ("--entry", "2", "--field", "context")),
        ("swap", "Zoe Ash\na partner", ("-",)),
        ("distil", "", ("2",)),
        ("erase", "", ("2",)),
        ("erase journal", "", ("--journal", "--backups")),
    ):
        command, _, what = name.partition(" ")
        word = {"redact": "remove", "swap": "swap", "distil": "distil"}.get(command, "erase")
        found[f"{name} seen"] = balcony(command, *more, "--json", stdin=stdin).shape
        found[name] = balcony(command, *more, "--confirm", word, "--json", stdin=stdin).shape
        assert found[f"{name} seen"]["done"] is False, what
    return {**found, "distil list": {"entries": []}}


def said_in_a_round(folder: Path) -> dict[str, Any]:
    """One answer of every command of a round between a leader and a coach."""
    leader, coach = two_people(folder)
    number = leader.json("add", "--title", "A hub", "--context", CONTEXT, "--answer", "bd-position=-2")["id"]
    path = str(folder / "share.balcony")
    chosen = ("--entry", str(number), "--field", "context", "--field", "answer:bd-position", "--to", "Birch")
    found = {
        "contacts": leader.json("contacts", "list"),
        "contacts name": leader.json("contacts", "name", "Ash"),
        "contacts card": leader.json("contacts", "card", "--for", "Birch"),
        "contacts confirm": leader.json("contacts", "confirm", "Birch", "--same"),
        "contacts rescue-key": leader(
            "contacts", "rescue-key", "--json", stdin=f"{leader.passphrase}\n"
        ).shape,
        "share --offered": leader.json("share", "--offered"),
        "share": leader("share", *chosen, "--out", path, "--i-have-read", "--json").shape,
        "shares": leader.json("shares"),
        "open": coach.json("open", path),
        "comment": {},
    }
    bundle = found["open"]["id"]
    found["comment"] = coach.json(
        "comment", bundle, "--on", "context", "--quote", "the front door", "-", stdin="Whose door?"
    )
    coach.json("comment", bundle, "--kind", "action", "-", stdin="Ask there")
    coach.json("comment", bundle, "--from", "-", stdin='{"kind": "session", "body": "We spoke"}')
    found["desk"] = coach.json("desk")
    found["desk BUNDLE"] = coach.json("desk", bundle)
    back = str(folder / "reply.balcony")
    found["reply"] = coach("reply", bundle, "--out", back, "--json").shape
    found["merge"] = leader.json("merge", back)
    return found


def said_in_a_pair_round(folder: Path) -> dict[str, Any]:
    """One answer of every command of a pair round, from the start to what was learned."""
    (folder / "pair").mkdir()
    ash, birch = two_people(folder / "pair")
    begun = ash.json("round", "start", "--topic", "Doors", "--prompt", "wa-formal", "--with", "Birch")
    uid = begun["id"]
    found = {
        "round": ash.json("round", "list"),
        "round start": begun,
        "round answer": ash.json("round", "answer", uid, "--answer", "wa-formal=none"),
        "round seal": ash("round", "seal", uid, "--i-have-read", "--text", "--json").shape,
    }
    found["round open"] = birch.json("open", "-", "--keep", stdin=found["round seal"]["text"])
    birch.json("round", "answer", uid, "--answer", "wa-formal=all")
    back = birch("round", "seal", uid, "--i-have-read", "--text", "--json").shape["text"]
    ash.json("open", "-", "--keep", stdin=back)
    found["round reveal"] = ash.json("round", "reveal", uid, "--text")
    found["round compare"] = ash.json("round", "compare", uid)
    found["round file"] = ash.json("round", "file", uid, "key", "--text")
    found["round learn"] = ash.json("round", "learn", uid, "--learning", "Knock")
    found["round show"] = ash.json("round", "show", uid)
    other = ash.json("round", "start", "--topic", "Doors", "--prompt", "wa-formal", "--with", "Birch")["id"]
    found["round withdraw"] = ash.json("round", "withdraw", other, "--text")
    return found


CONTEXT = "We waited for Mrs Alder, and the front door stayed shut."


def two_people(folder: Path) -> tuple[Balcony, Balcony]:
    """A leader and a coach who have each other's cards."""
    leader, coach = Balcony(folder / "leader").new(), Balcony(folder / "coach").new()
    leader.json("contacts", "name", "Ash")
    coach.json("contacts", "name", "Birch")
    leader.json("contacts", "add", "-", stdin=coach.json("contacts", "card")["card"])
    coach.json("contacts", "add", "-", "--kind", "leader", stdin=leader.json("contacts", "card")["card"])
    return leader, coach


def names_of(shape: Any, under: str = "") -> set[str]:
    if isinstance(shape, list):
        return {name for one in shape for name in names_of(one, under)}
    if not isinstance(shape, dict):
        return set()
    if under in {"corners", "frameworks"}:  # by prompt and then by place, by framework and then by month
        return set()
    own = set() if under in BY_DATA else set(shape)
    return own | {found for name, value in shape.items() for found in names_of(value, name)}


def test_every_command_answers_in_json(said: dict[str, Any]) -> None:
    assert {command.name for command in COMMANDS} <= said.keys()
    assert all(isinstance(shape, dict) for shape in said.values())


def test_every_name_in_the_json_is_on_the_help_page(said: dict[str, Any]) -> None:
    missing = {command: names_of(shape) - NAMED for command, shape in said.items()}
    assert {command: names for command, names in missing.items() if names} == {}


def test_every_command_and_option_is_on_the_help_page() -> None:
    for command in COMMANDS:
        assert f"### `{command.name}`" in PAGE
    said = set(re.findall(r"(?<![\w-])--[\w-]+", PAGE))
    assert option_names(parser()) - {"-h", "-"} - said == set()


def option_names(whole: ArgumentParser) -> set[str]:
    names: set[str] = set()
    for action in whole._actions:
        names.update(action.option_strings)
        if isinstance(action.choices, dict):
            names |= {name for one in action.choices.values() for name in option_names(one)}
    return names


def test_every_field_that_may_be_given_as_json_is_on_the_help_page() -> None:
    every = (OF_AN_ENTRY, OF_A_REVIEW, OF_A_SHARE, OF_A_COMMENT, OF_A_ROUND)
    assert set().union(*every) <= NAMED


def test_the_examples_of_the_help_page_are_taken(tmp_path: Path) -> None:
    entry, share = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert set(json.loads(entry)) == set(OF_AN_ENTRY)
    assert set(json.loads(share)) == set(OF_A_SHARE)
    balcony = Balcony(tmp_path / "j").new()
    assert balcony.json("add", "--from", "-", stdin=entry) == {"id": 1}
    leader, _ = two_people(tmp_path)
    leader.json("add", "--title", "A hub", "--context", CONTEXT)
    seen = leader("share", "--from", "-", "--json", stdin=share.replace("Rowan", "Birch")).shape["seen"]
    words = {one["field"]: one["value"] for one in seen["entries"][0]["fields"]}
    assert words == {"title": "A hub", "context": CONTEXT.replace("Mrs Alder", "a colleague")}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.chart)
def test_every_chart_and_its_figures_are_on_the_help_page_and_hide_no_words(pattern: Any) -> None:
    series = pattern.compute(Findings(Span(), date(2026, 6, 30)))
    shape = chart_shape(series)
    assert f"| {pattern.chart} " in PAGE
    assert names_of(shape) <= NAMED
    words = {"title", "question", "sentence", "caption", "notes", "lines", "table"}
    assert words.isdisjoint(series.figures)
    assert shape.keys() == series.figures.keys() | words


PAGE_OF_PATTERNS = {
    "window", "from", "to", "words", "selection", "charts", "compared", "frameworks", "hidden",
}  # fmt: skip
FRAMEWORK = {"id", "name", "models", "charts", "answers", "prompts", "not_met"}
COMPARED = {"names", "n", "sentences", "table", "why_not"}
LISTED = {
    "id",
    "kind",
    "title",
    "decided_on",
    "status",
    "review_due",
    "confidence",
    "themes",
    "is_demo",
    "snippet",
}
WHOLE = {
    "id", "uid", "kind", "title", "decided_on", "written_on", "written_at", "status", "context", "decision",
    "expected", "confidence", "confidence_withheld", "review_due", "no_review", "snoozed_until", "locked_on",
    "themes", "marks", "is_demo", "in_bin", "came_from", "origin", "answers", "reviews", "additions",
    "comments",
}  # fmt: skip
ANSWER = {"prompt", "question", "kind", "value", "label", "other", "answered_at", "added_later"}
COMMENT = {
    "uid",
    "from",
    "on",
    "kind",
    "field",
    "prompt",
    "review",
    "quote",
    "body",
    "in_reply_to",
    "framework",
}
REVIEW = {
    "id", "reviewed_on", "written_at", "happened", "what_happened", "outcome", "process", "learned", "answers",
}  # fmt: skip


def test_the_shapes_have_every_name_every_time(said: dict[str, Any]) -> None:
    for command in ("list", "search"):
        assert said[command].keys() == {"entries", "total"}
        assert all(entry.keys() == LISTED for entry in said[command]["entries"])
    shown, imported = said["show"], said["show imported"]
    assert shown.keys() == imported.keys() == WHOLE
    assert shown["answers"][0].keys() == shown["reviews"][0]["answers"][0].keys() == ANSWER
    assert shown["reviews"][0].keys() == REVIEW
    assert imported["origin"].keys() == {"format", "batch", "tags", "starred"}
    assert said["patterns"].keys() == PAGE_OF_PATTERNS == said["patterns beside"].keys()
    assert list(said["patterns"]["charts"])[:7] == ["C1", "C3", "C5", "C6", "C9", "C4", "C2"]
    assert said["patterns"]["hidden"] == ["C13", "C14"]
    assert len(said["patterns"]["frameworks"]) == 19
    assert all(one.keys() == FRAMEWORK for one in said["patterns"]["frameworks"])
    assert said["patterns"]["compared"] == {}
    beside = said["patterns beside"]["compared"]
    assert beside.keys() == said["patterns beside"]["charts"].keys() - {
        "C20"
    }  # what was agreed has no period
    assert all(one.keys() == COMPARED for one in beside.values())
    brought = said["import"]
    assert brought["added"] == 2
    assert brought["warnings"]
    assert brought["skipped"]


CONTACT = {
    "contact", "name", "kind", "has_card", "first_seen_on", "confirmed_on", "next_meeting", "ended_on",
}  # fmt: skip
SEEN = {
    "from", "to", "made_on", "purpose", "note", "marking", "delete_by", "agreement", "entries", "charts",
    "thread",
}  # fmt: skip
FIELD = {"field", "label", "question", "kind", "value", "ends", "step"}
REMARK = {"id", "kind", "field", "quote", "body", "framework", "in_reply_to"}
ACTION = {"id", "text", "by", "owner"}


def test_the_shapes_of_a_round_have_every_name_every_time(said: dict[str, Any]) -> None:
    assert said["contacts"]["contacts"][0].keys() == CONTACT
    assert said["contacts confirm"].keys() == CONTACT | {"words"}
    for command in ("share", "open", "desk BUNDLE"):
        assert said[command]["seen"].keys() == SEEN
        assert all(one.keys() == FIELD for one in said[command]["seen"]["entries"][0]["fields"])
    assert said["share"]["notices"][0].keys() == {
        "rule",
        "group",
        "words",
        "times",
        "why",
        "instead",
        "stops",
    }
    (comment,), (action,) = said["desk BUNDLE"]["comments"], said["desk BUNDLE"]["actions"]
    assert comment.keys() == REMARK | {"state", "entry"}
    assert action.keys() == ACTION | {"state"}
    assert said["reply"]["comments"][0].keys() == REMARK
    assert said["merge"]["comments"][0].keys() == REMARK | {"entry", "title", "label", "standing", "here"}
    assert said["merge"]["actions"][0].keys() == ACTION | {"accepted", "here"}
    assert said["merge"]["session"].keys() == {"on", "summary", "take_away"}


def test_no_answer_holds_a_key_but_the_rescue_key(said: dict[str, Any]) -> None:
    holding = [command for command, shape in said.items() if "AGE-SECRET-KEY-1" in json.dumps(shape)]
    assert holding == ["contacts rescue-key"]


def test_what_others_said_is_told_with_the_entry(said: dict[str, Any]) -> None:
    comments = said["show spoken of"]["comments"]
    assert [one["uid"] for one in comments] == ["c-1", "c-2", "c-3"]
    assert all(one.keys() == COMMENT for one in comments)
    assert {one["from"] for one in comments} == {"Coach"}
    assert said["show"]["comments"] == []


def test_an_answer_is_told_with_its_question_and_in_words(said: dict[str, Any]) -> None:
    answer = said["show"]["answers"][0]
    assert (answer["prompt"], answer["value"], answer["label"]) == ("vo-heard", ["health"], "Health")
    assert answer["question"].endswith("?")


def test_a_snippet_holds_words_and_no_signs(said: dict[str, Any]) -> None:
    snippets = [entry["snippet"] for entry in said["search"]["entries"]]
    assert all("hub" in snippet for snippet in snippets)
    assert not re.search(r"[\x00-\x1f]", "".join(snippets))


def test_patterns_can_be_narrowed_and_set_beside_another_theme(tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "demo")
    balcony.json("demo", "--as-dated", "--no-window")
    found = balcony.json(
        "patterns", "--window", "all", "--theme", "Budget", "--framework", "strategic-triangle",
        "--compare-theme", "workforce",
    )  # fmt: skip
    assert found["words"].endswith(" · theme budget · Strategic triangle · beside theme workforce")
    assert found["selection"] == {
        "theme": "budget",
        "framework": "strategic-triangle",
        "compare_from": None,
        "compare_to": None,
        "compare_theme": "workforce",
    }
    assert list(found["charts"]) == ["C6", "C2", "C8", "C21"]
    assert found["compared"]["C6"]["names"] == ["Theme budget", "Theme workforce"]


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "2026-01-01"),
        ("--theme", "No such"),
        ("--framework", "none"),
        ("--compare-to", "2026-01-01"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(tmp_path: Path, options: tuple[str, ...]) -> None:
    balcony = Balcony(tmp_path / "j").new()
    done = balcony("patterns", *options)
    assert done.code == 1
    assert done.err
