"""The words a remark stands on, read from Balcony's own JSON."""

from app.domain.sharing import Anchor
from app.importers.reading.fields import Fields

_LARGEST = 2**31


def anchor_from(fields: Fields | None) -> Anchor | None:
    """An anchor, None where there is none."""
    if fields is None:
        return None
    start, end = fields.number("start", 0, _LARGEST), fields.number("end", 0, _LARGEST)
    if start is None or end is None:
        raise fields.refuse("start")
    prefix, suffix = fields.text("prefix"), fields.text("suffix")
    return Anchor(fields.needed("exact"), prefix, suffix, start, end, fields.text("content_hash"))
