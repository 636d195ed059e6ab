"""Which entries are erased, by name, and what goes with them."""

from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.removing import ErasePreview
from app.ui.widgets import Body, Card, Muted

_MOST: Final = 12
UNTITLED: Final = "An entry without a title"


class EntriesCard(Card):
    """The titles of a preview, the first of many, without those that are left out."""

    def __init__(self) -> None:
        super().__init__("What goes")
        self._lines: list[QWidget] = []
        self._with_it = Muted()
        self.add(self._with_it)

    def show_preview(self, preview: ErasePreview | None) -> None:
        """Name these; None forgets them."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [Body(words) for words in _lines(preview)] if preview is not None else []
        for line in self._lines:
            self.body.insertWidget(self.body.indexOf(self._with_it), line)
        self._with_it.setText(_with_it(preview) if preview is not None else "")


def goes(preview: ErasePreview) -> tuple[str, ...]:
    """The titles of what would go."""
    return tuple(preview.titles[at] or UNTITLED for at in preview.goes)


def _lines(preview: ErasePreview) -> list[str]:
    titles = goes(preview)
    more = [f"And {len(titles) - _MOST:,} more."] if len(titles) > _MOST else []
    return [f"• {title}" for title in titles[:_MOST]] + more


def _with_it(preview: ErasePreview) -> str:
    counted = [
        _many(preview.reviews, "review", "reviews"),
        _many(preview.remarks, "remark of somebody else", "remarks of others"),
    ]
    found = [part for part in counted if part]
    first = f"{' and '.join(found)}, " if found else ""
    return (
        f"With {'it' if len(preview.entries) == 1 else 'them'} go {first}answers, later thoughts, earlier versions, "
        "what was typed and never saved, and the marks that an import left."
    )


def _many(count: int, one: str, several: str) -> str:
    return "" if not count else f"1 {one}" if count == 1 else f"{count:,} {several}"
