"""What goes of an entry that is distilled, by where it stands; no widgets."""

from dataclasses import dataclass

from app.domain.removing import DistilPreview, FieldWords

_WRITTEN = "What you wrote"
_ANSWERS = "Answers"
_REVIEWS = "Looking again"
_THOUGHTS = "Later thoughts"


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that stand in one place of the entry."""

    title: str
    texts: tuple[FieldWords, ...]


def going(preview: DistilPreview) -> tuple[Group, ...]:
    """The texts that go, by where they stand."""
    by_title: dict[str, list[FieldWords]] = {}
    for one in preview.goes:
        by_title.setdefault(_where(one.field), []).append(one)
    return tuple(Group(title, tuple(found)) for title, found in by_title.items())


def beside(preview: DistilPreview) -> str:
    """What goes with the texts, in a sentence."""
    with_it = [
        _many(preview.versions, "earlier version", "earlier versions"),
        _many(preview.quotes, "quote of it in a remark", "quotes of it in remarks"),
    ]
    also = " and ".join([part for part in with_it if part] or ["earlier versions, where there are any"])
    return f"With these go {also}, and what was typed about it and never saved."


def _where(field: str) -> str:
    kinds = {"answer": _ANSWERS, "review": _REVIEWS, "thought": _THOUGHTS}
    return kinds.get(field.partition(":")[0], _WRITTEN) if ":" in field else _WRITTEN


def _many(count: int, one: str, several: str) -> str:
    return "" if not count else f"1 {one}" if count == 1 else f"{count:,} {several}"
