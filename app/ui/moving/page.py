"""The walk of moving: what moves, the file, the other computer, and the journal here."""

from functools import partial

from app.ui.desk import Desk
from app.ui.moving.file_part import FilePart
from app.ui.moving.ground import Ground
from app.ui.moving.leave_part import LeavePart
from app.ui.moving.there_part import TherePart
from app.ui.moving.what_part import WhatPart
from app.ui.walks.page import Walk
from app.ui.walks.part import Plan, Step

_SUBTITLE = "One file takes the whole journal along. Until the last step the journal here is as it was, and you can stop."


def moving_walk(desk: Desk) -> Walk:
    """The page, with what its steps share."""
    ground = Ground()
    steps = (
        Step("what", "What moves", partial(WhatPart, desk)),
        Step("file", "Make the file", partial(FilePart, desk, ground)),
        Step("there", "On the other computer", partial(TherePart, desk, ground)),
        Step("leave", "Only read it here", partial(LeavePart, desk, ground)),
    )
    done = "The journal here is written as before. It was not marked as moved."
    plan = Plan(
        "moving", "Move to another computer", _SUBTITLE, steps, done, last="Finish without marking it"
    )
    return Walk(desk, plan)
