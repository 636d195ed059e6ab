"""Goal 12: a thousand decisions chosen, checked, locked and written for a coach; and the privacy check alone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.domain.choosing import Part, Ticks
from app.domain.composing import ShareWish
from app.domain.privacy import look
from app.services.privacy_rules import privacy_rules
from app.sharing.keys import card, new_identity
from tests.benchmarks.journals import copied_journal, opened
from tests.benchmarks.results import Result
from tests.benchmarks.timing import Times, timed
from tests.fixtures.privacy_figures import sentences

_DECISIONS = 1000
_MOST_MS = 5000
_ROUNDS = 3
_LOOKED_AT = 2000
_LOOKS = 20
_MOST_MS_OF_A_LOOK = 20
_PARTS = (Part.TITLE, Part.CONTEXT, Part.DECISION, Part.EXPECTED, Part.CONFIDENCE)


def run(size: int) -> Iterator[Result]:
    """The whole share by the clock on the wall: a person waits for it. Nothing raw does the same work."""
    ours = Times()
    coach = card(new_identity(), "A coach")
    with tempfile.TemporaryDirectory(prefix="balcony-sharing-") as name, copied_journal(size) as copy:
        folder = Path(name)
        kept = opened(copy)
        try:
            kept.sharing.people.set_my_name("Ash")
            to = kept.sharing.people.add(coach)
            ticks = Ticks().tick_alike(kept.sharing.choices(limit=_DECISIONS).entries, _PARTS)

            def share() -> None:
                made = kept.sharing.compose(ShareWish(ticks=ticks, to=to.uid))
                kept.sharing.save(kept.sharing.seal(made), folder, read=True)

            for _ in range(_ROUNDS):
                timed(share, ours)
        finally:
            kept.close(back_up=False)
    found = ours.wall_ms
    yield Result(12, "share 1,000 decisions", size, found, None, "≤ 5 s", found <= _MOST_MS, "ms")
    yield _a_look(size)


def _a_look(size: int) -> Result:
    """The privacy check over a long text, as it is made while somebody types."""
    rules, times = privacy_rules(), Times()
    words = " ".join(one.text for one in sentences() if one.kind == "clean").split()
    text = " ".join((words * 4)[:_LOOKED_AT])
    for _ in range(_LOOKS):
        timed(lambda: look(text, rules), times)
    found = times.cpu_ms
    return Result(
        12, "check 2,000 words", size, found, None, "≤ 20 ms", found <= _MOST_MS_OF_A_LOOK, "ms CPU"
    )
