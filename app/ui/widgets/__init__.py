"""The widgets that pages are composed of."""

from app.ui.widgets.accessible import Group, StatusAnnouncer, announce, announcer, describe_as, role_of
from app.ui.widgets.banner import Banner, BannerKind, EmptyState
from app.ui.widgets.buttons import LinkButton, NavButton, PaintedButton, PrimaryButton, QuietButton
from app.ui.widgets.choice import CheckChoice, RadioChoice
from app.ui.widgets.choices import ChoiceChips
from app.ui.widgets.confidence import ConfidenceChooser
from app.ui.widgets.dates import DatePick
from app.ui.widgets.disclosure import Disclosure
from app.ui.widgets.labels import Body, Heading, Muted, Told
from app.ui.widgets.layouts import Columns, Flow, FlowLayout
from app.ui.widgets.options import OptionList
from app.ui.widgets.page import Card, Page, column_of
from app.ui.widgets.progress import BusyLine, ProgressPanel
from app.ui.widgets.scale import Scale, plain_end
from app.ui.widgets.settings_fields import NumberLine, PickLine
from app.ui.widgets.text_area import PlainEditor, TextArea
from app.ui.widgets.text_line import TextLine, label_for
from app.ui.widgets.voices import ThreeStateList, Voice
from app.ui.widgets.written_dates import read_date, written

__all__ = [
    "Banner",
    "BannerKind",
    "Body",
    "BusyLine",
    "Card",
    "CheckChoice",
    "ChoiceChips",
    "Columns",
    "ConfidenceChooser",
    "DatePick",
    "Disclosure",
    "EmptyState",
    "Flow",
    "FlowLayout",
    "Group",
    "Heading",
    "LinkButton",
    "Muted",
    "NavButton",
    "NumberLine",
    "OptionList",
    "Page",
    "PaintedButton",
    "PickLine",
    "PlainEditor",
    "PrimaryButton",
    "ProgressPanel",
    "QuietButton",
    "RadioChoice",
    "Scale",
    "StatusAnnouncer",
    "TextArea",
    "TextLine",
    "ThreeStateList",
    "Told",
    "Voice",
    "announce",
    "announcer",
    "column_of",
    "describe_as",
    "label_for",
    "plain_end",
    "read_date",
    "role_of",
    "written",
]
