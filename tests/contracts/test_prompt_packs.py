"""Every prompt pack that ships can be asked, and all of them together make one library."""

from pathlib import Path

import pytest

from app.domain.library import MergedLibrary, merge, read_pack
from app.domain.prompts import AnswerKind
from app.paths import bundled

PACKS = sorted(bundled("resources/prompts").glob("*.json"))


def whole_library() -> MergedLibrary:
    return merge([read_pack(path.read_text(encoding="utf-8"), path.name) for path in PACKS])


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_a_pack_is_valid_on_its_own(path: Path) -> None:
    pack = read_pack(path.read_text(encoding="utf-8"), path.name)
    assert pack.prompts or pack.frameworks or pack.cards


def test_all_packs_together_make_one_library_without_loose_ends() -> None:
    library = whole_library()
    for prompt in library.prompts:
        framework = library.framework(prompt.framework)
        assert framework is not None
        assert framework.source.strip()
        assert prompt.help.strip(), prompt.id


def test_every_framework_of_the_library_asks_something() -> None:
    library = whole_library()
    assert {framework.id for framework in library.frameworks} == {
        prompt.framework for prompt in library.prompts
    }


def test_the_shipped_pack_holds_the_frameworks_prompts_and_cards_of_the_domain_page() -> None:
    pack = read_pack(
        (bundled("resources/prompts") / "balcony.json").read_text(encoding="utf-8"), "balcony.json"
    )
    assert (len(pack.frameworks), len(pack.prompts), len(pack.cards)) == (19, 84, 10)
    kinds = [prompt.kind for prompt in pack.prompts]
    assert {kind: kinds.count(kind) for kind in AnswerKind} == {
        AnswerKind.TEXT: 38,
        AnswerKind.PERCENT: 1,
        AnswerKind.SINGLE: 13,
        AnswerKind.MULTI: 12,
        AnswerKind.SLIDER: 20,
    }
    assert sum(prompt.core for prompt in pack.prompts) == 19
    assert sum(prompt.default_on for prompt in pack.prompts) == 83
