"""What the privacy check finds in sentences written for it, held above floors and to the help page."""

from collections import Counter

import pytest

from app.domain.privacy import Group
from app.paths import bundled
from tests.fixtures.privacy_figures import GROUPS, HALVES, figures, quiet_clean, sentences, table

FLOORS = {  # recall and precision: held-out half, then sentences written after the rules
    Group.NAME: ((0.85, 0.9), (0.75, 0.85)),
    Group.IDENTIFIER: ((1.0, 1.0), (1.0, 1.0)),
    Group.DATE: ((1.0, 1.0), (1.0, 1.0)),
    Group.ROLE: ((0.95, 0.8), (0.6, 0.9)),
    Group.CHILD: ((0.95, 0.9), (0.7, 0.9)),
    Group.EVENT: ((0.85, 0.8), (0.6, 0.9)),
    Group.PROCEEDINGS: ((0.95, 0.8), (0.95, 0.9)),
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(("place", "half"), [(0, "held-out"), (1, "fresh")])
def test_each_group_finds_and_is_right_at_least_as_often_as_was_measured(
    group: Group, place: int, half: str
) -> None:
    recall, precision = FLOORS[group][place]
    measured = figures(half)[group]
    assert measured.marked > 0
    assert measured.recall >= recall
    assert measured.precision >= precision


@pytest.mark.parametrize("half", HALVES)
def test_most_sentences_with_nothing_in_them_pass_in_silence(half: str) -> None:
    quiet, of = quiet_clean(half)
    assert quiet >= of - 1


def test_the_seeded_set_has_sixty_sentences_of_each_kind_and_a_held_out_half() -> None:
    seeded = [one for one in sentences() if not one.id.startswith(("later", "fresh"))]
    assert Counter(one.kind for one in seeded) == dict.fromkeys(
        ("named-person", "role", "child-specific", "rare-event", "clean"), 60
    )
    assert Counter(one.half for one in seeded) == {"tuning": 150, "held-out": 150}
    assert len({one.text for one in sentences()}) == len(sentences())


@pytest.mark.parametrize("half", HALVES)
def test_the_help_page_prints_the_figures_as_measured(half: str) -> None:
    page = (bundled("resources/help") / "what-the-privacy-check-finds.md").read_text("utf-8")
    assert "\n".join(table(half)) in page
    assert "We look for obvious patterns. We will miss things" in page
