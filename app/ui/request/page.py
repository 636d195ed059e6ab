"""The walk of a request: hold, search, choose, copy, what comes next."""

from functools import partial

from app.ui.desk import Desk
from app.ui.request.after_part import AfterPart
from app.ui.request.choose_part import ChoosePart
from app.ui.request.copy_part import CopyPart
from app.ui.request.ground import Ground
from app.ui.request.hold_part import HoldPart
from app.ui.request.search_part import SearchPart
from app.ui.walks.page import Walk
from app.ui.walks.part import Plan, Step

_SUBTITLE = (
    "A request, claim, review or inquiry may touch this journal. You can stop at any step and come back."
)


def request_walk(desk: Desk) -> Walk:
    """The page, with what its steps share."""
    ground = Ground()
    steps = (
        Step("hold", "Put it on hold", partial(HoldPart, desk)),
        Step("search", "Search", partial(SearchPart, desk, ground)),
        Step("choose", "Choose what to collect", partial(ChoosePart, desk, ground)),
        Step("copy", "Copy for review", partial(CopyPart, desk, ground), taken_up_at="choose"),
        Step("after", "What comes next", partial(AfterPart, desk)),
    )
    done = "What you held, found and noted stays as it is."
    return Walk(desk, Plan("request", "A request has arrived", _SUBTITLE, steps, done, forget=ground.forget))
