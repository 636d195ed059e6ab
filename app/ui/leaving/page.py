"""The walk of leaving the job: hold, distil, learning, people, the rest."""

from functools import partial

from app.ui.desk import Desk
from app.ui.leaving.first_parts import DistilPart, HoldPart
from app.ui.leaving.last_part import LastPart
from app.ui.leaving.learning_part import LearningPart
from app.ui.leaving.people_part import PeoplePart
from app.ui.walks.page import Walk
from app.ui.walks.part import Plan, Step

_SUBTITLE = "What to do with this journal when you leave. You can stop at any step and come back another day."


def leaving_walk(desk: Desk) -> Walk:
    """The page; each step looks at the journal anew."""
    steps = (
        Step("hold", "What is on hold", partial(HoldPart, desk)),
        Step("distil", "Distil", partial(DistilPart, desk)),
        Step("learning", "Take the learning", partial(LearningPart, desk)),
        Step("people", "Coaching and rounds", partial(PeoplePart, desk)),
        Step("rest", "Erase the rest", partial(LastPart, desk)),
    )
    done = "That is all. The journal stays as you left it."
    return Walk(desk, Plan("leaving", "Leaving the job", _SUBTITLE, steps, done))
