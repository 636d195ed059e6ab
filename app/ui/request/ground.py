"""What the steps of a request share: the words, what was found, what is ticked."""

from dataclasses import dataclass, field

from app.domain.request import FoundPlace, Searched


@dataclass
class Ground:
    """`searched` is None until a search was made in this sitting; words and ticks are kept with the walk."""

    words: tuple[str, ...] = ()
    inside: bool = False
    searched: Searched | None = None
    ticked: set[str] = field(default_factory=set)

    @property
    def is_fresh(self) -> bool:
        """Whether what was found belongs to the words that stand there now."""
        found = self.searched
        return found is not None and (found.words, found.inside) == (self.words, self.inside)

    def forget(self) -> None:
        """Nothing of one request stands in the next."""
        self.words, self.inside, self.searched, self.ticked = (), False, None, set()

    def chosen(self) -> tuple[FoundPlace, ...]:
        """The places that are ticked, in their order."""
        places = self.searched.places if self.searched is not None else ()
        return tuple(one for one in places if one.key in self.ticked)


def places(count: int) -> str:
    """A number of places."""
    return "1 place" if count == 1 else f"{count:,} places"
