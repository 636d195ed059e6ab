"""Sharing: what leaves this journal, read first, word for word; and what left it before."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.share.page import SharePage

    return SharePage(desk)


def _make_log(desk: Desk) -> PageView:
    from app.ui.share.log_page import LogPage

    return LogPage(desk)


def _make_agreement(desk: Desk) -> PageView:
    from app.ui.share.agreement_page import AgreementPage

    return AgreementPage(desk)


def _make_sponsor(desk: Desk) -> PageView:
    from app.ui.share.sponsor_page import SponsorPage

    return SponsorPage(desk)


def _make_cpd(desk: Desk) -> PageView:
    from app.ui.share.cpd_page import CpdPage

    return CpdPage(desk)


PAGE = PageKind("share", "Share", _make, "Ctrl+5")
LOG = PageKind("sharing-log", "What you shared", _make_log)
AGREEMENT = PageKind("agreement", "Agreement", _make_agreement)
SPONSOR = PageKind("sponsor", "A page for a sponsor", _make_sponsor)
CPD = PageKind("cpd", "CPD draft", _make_cpd)
