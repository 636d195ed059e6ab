"""The pages of the window, in the order of the navigation: a page is added by its line here.

Each is loaded when it is first opened: unlocking neither waits for it nor holds it in memory.
"""

from app.ui.brief import PAGE as BRIEF
from app.ui.coach import PAGE as COACHS_DESK
from app.ui.compare import PAGE as SIDE_BY_SIDE
from app.ui.contacts import PAGE as CONTACTS
from app.ui.decision import PAGE as DECISION
from app.ui.desk import Desk
from app.ui.distilling import PAGE as DISTIL
from app.ui.distilling import TIDY
from app.ui.erasing import JOURNAL as ERASE_JOURNAL
from app.ui.erasing import PAGE as ERASE
from app.ui.exchange import PAGE as EXCHANGE
from app.ui.help import PAGE as HELP
from app.ui.journal import PAGE as JOURNAL
from app.ui.leaving import ACCESS as LOST_ACCESS
from app.ui.leaving import PAGE as LEAVING
from app.ui.look_again import PAGE as LOOK_AGAIN
from app.ui.moving import PAGE as MOVING
from app.ui.opening import PAGE as OPEN_FILE
from app.ui.pages import PageKind, PageView
from app.ui.pairs import PAGE as COMPARE
from app.ui.pairs import ROUND_PAGES
from app.ui.patterns import PAGE as PATTERNS
from app.ui.redacting import SWAP as SWAP_NAME
from app.ui.redacting import TAKE_OUT
from app.ui.replies import PAGE as REPLY
from app.ui.reports import PAGE as REPORT
from app.ui.request import PAGE as REQUEST
from app.ui.settings import PAGE as SETTINGS
from app.ui.share import AGREEMENT, CPD, SPONSOR
from app.ui.share import LOG as SHARING_LOG
from app.ui.share import PAGE as SHARE
from app.ui.today import PAGE as TODAY
from app.ui.versions import PAGE as VERSIONS
from app.ui.with_others import PAGE as WITH_OTHERS
from app.ui.write import PAGE as WRITE


def _make_sheet(desk: Desk) -> PageView:
    from app.ui.door.recovery import SheetView

    return SheetView(desk)


RECOVERY_SHEET = PageKind("recovery-sheet", "Recovery sheet", _make_sheet)
PAGES: tuple[PageKind, ...] = (
    TODAY,
    JOURNAL,
    LOOK_AGAIN,
    PATTERNS,
    SHARE,
    COACHS_DESK,
    COMPARE,
    WITH_OTHERS,
    SETTINGS,
    DECISION,
    VERSIONS,
    SIDE_BY_SIDE,
    WRITE,
    EXCHANGE,
    REPORT,
    BRIEF,
    CONTACTS,
    OPEN_FILE,
    REPLY,
    SHARING_LOG,
    AGREEMENT,
    SPONSOR,
    CPD,
    TIDY,
    DISTIL,
    ERASE,
    ERASE_JOURNAL,
    *ROUND_PAGES,
    TAKE_OUT,
    SWAP_NAME,
    REQUEST,
    LEAVING,
    LOST_ACCESS,
    MOVING,
    RECOVERY_SHEET,
    HELP,
)
