"""The figures that README and help tell are those of the program."""

from pathlib import Path

from app.cli.commands import COMMANDS
from app.compose import packs
from app.domain.pairing import MOST_PROMPTS, TEXT_LENGTH
from app.domain.sharing import LARGEST_FILE
from app.paths import bundled
from app.patterns import PATTERNS
from app.sharing.limits import LARGEST_ROUND, LARGEST_WORDS, LONGEST_TEXT, MEBIBYTE

ROOT = Path(__file__).resolve().parents[2]
SPELT = {5: "five", 22: "Twenty-two"}


def words_of(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())


def test_the_readme_counts_the_prompts_frameworks_and_charts_there_are() -> None:
    told = words_of(ROOT / "README.md")
    prompts = sum(len(pack.prompts) for pack in packs())
    frameworks = sum(len(pack.frameworks) for pack in packs())
    assert f"every one of the {prompts} prompts in {frameworks} frameworks can be reached" in told
    assert f"{SPELT[len(PATTERNS)]} charts: " in told


def test_the_readme_names_every_command() -> None:
    listed = (
        words_of(ROOT / "README.md").partition("`./run COMMAND` is the same. ")[2].partition("; `--json`")[0]
    )
    assert listed == ", ".join(f"`{command.name}`" for command in COMMANDS)


def test_the_help_on_shared_files_tells_the_limits_that_hold() -> None:
    told = words_of(bundled("resources") / "help" / "share-files.md")
    file, words, text, rounds = (
        size // MEBIBYTE for size in (LARGEST_FILE, LARGEST_WORDS, LONGEST_TEXT, LARGEST_ROUND)
    )
    assert (
        f"a file of more than {file} MiB, words of more than {words} MiB, one text of more than {text} MiB"
        in told
    )
    assert (
        f"a `round.json` of more than {rounds} MiB, more than {SPELT[MOST_PROMPTS]} questions, and a case, "
        f"an answer or a note of more than {TEXT_LENGTH:,} characters"
    ) in told
