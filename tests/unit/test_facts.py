"""The pages for a council's IT: their lists hold what the lock and the tree hold, and they can be sent on."""

import json
import re
from pathlib import Path

import sbom

from app.ui.help.reading import Topic, read_topic, topics
from app.ui.help.saving import as_web_page, save

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
NOTICES = (ROOT / "resources" / "NOTICES.md").read_text("utf-8")


def rows(topic: Topic) -> dict[str, str]:
    return {block.cells[0]: block.cells[1] for block in topic.blocks if len(block.cells) == 2}


def test_the_list_of_parts_holds_every_library_of_the_lock_with_its_version_licence_and_hashes() -> None:
    listed = sbom.sbom()
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    parts = listed["components"]
    assert isinstance(parts, list)
    named = {part["name"]: part for part in parts}
    locked = dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", LOCK, re.MULTILINE))
    assert {name: part["version"] for name, part in named.items()} == locked
    licences = {name: part["licenses"][0]["license"]["name"] for name, part in named.items()}
    assert licences == {name: sbom.licences(NOTICES)[name] for name in locked}
    hashes = [hash_["value"] for part in parts for hash_ in part["properties"]]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", LOCK))


def test_the_list_of_parts_is_the_same_each_time_and_goes_to_a_file(tmp_path: Path) -> None:
    assert sbom.main([str(tmp_path / "balcony.cdx.json")]) == 0
    assert json.loads((tmp_path / "balcony.cdx.json").read_text("utf-8")) == sbom.sbom()


def test_the_facts_name_every_library_with_the_licence_of_the_notices() -> None:
    facts = rows(topics()["software-facts"])
    licences = sbom.licences(NOTICES)
    for name in sbom.parts(LOCK):
        assert facts[name] == licences[name], name


def test_every_test_that_a_promise_names_is_in_the_tree() -> None:
    text = (ROOT / "resources" / "help" / "promises.md").read_text("utf-8")
    named = set(re.findall(r"tests/[\w/]+\.py", text))
    assert len(named) > 15
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_a_help_page_is_saved_as_one_web_page_that_fetches_nothing(tmp_path: Path) -> None:
    topic = read_topic(
        "x", "# A & B\n\nText <b>\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n## More\n"
    )
    save(topic, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page == as_web_page(topic).decode()
    assert "<title>A &amp; B</title>" in page
    assert "<p>Text &lt;b&gt;</p>" in page
    assert "<ul>\n<li>one</li>\n<li>two</li>\n</ul>" in page
    assert '<th scope="col">a</th>' in page
    assert "<td>c</td><td>d</td>" in page
    assert "<h2>More</h2>" in page
    assert "default-src 'none'" in page
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o600


def test_the_saved_facts_keep_every_cell_of_their_tables() -> None:
    topic = topics()["software-facts"]
    page = as_web_page(topic).decode()
    cells = [cell for block in topic.blocks for cell in block.cells if set(cell) - set("-: ")]
    assert len(cells) > 80
    assert page.count("<td>") + page.count("<th scope") == sum(len(b.cells) for b in topic.blocks if b.text)
