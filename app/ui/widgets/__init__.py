"""The widgets that pages are composed of, each loaded when a page first asks for it: the unlock prompt asks for few."""

from typing import TYPE_CHECKING

from app.ui.lazily import lazily

if TYPE_CHECKING:
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
    "role_of",
]

_PLACES = {
    "Group": "accessible",
    "StatusAnnouncer": "accessible",
    "announce": "accessible",
    "announcer": "accessible",
    "describe_as": "accessible",
    "role_of": "accessible",
    "Banner": "banner",
    "BannerKind": "banner",
    "EmptyState": "banner",
    "LinkButton": "buttons",
    "NavButton": "buttons",
    "PaintedButton": "buttons",
    "PrimaryButton": "buttons",
    "QuietButton": "buttons",
    "CheckChoice": "choice",
    "RadioChoice": "choice",
    "ChoiceChips": "choices",
    "ConfidenceChooser": "confidence",
    "DatePick": "dates",
    "Disclosure": "disclosure",
    "Body": "labels",
    "Heading": "labels",
    "Muted": "labels",
    "Told": "labels",
    "Columns": "layouts",
    "Flow": "layouts",
    "FlowLayout": "layouts",
    "OptionList": "options",
    "Card": "page",
    "Page": "page",
    "column_of": "page",
    "BusyLine": "progress",
    "ProgressPanel": "progress",
    "Scale": "scale",
    "plain_end": "scale",
    "NumberLine": "settings_fields",
    "PickLine": "settings_fields",
    "PlainEditor": "text_area",
    "TextArea": "text_area",
    "TextLine": "text_line",
    "label_for": "text_line",
    "ThreeStateList": "voices",
    "Voice": "voices",
}

__getattr__ = lazily(__name__, _PLACES, globals())
