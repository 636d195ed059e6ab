"""One file of a pair round in the sharing log: when, with whom, what it was, its fingerprint, and the way to the round."""

from PySide6.QtCore import Signal

from app.domain.rounds_held import RoundFileLeft
from app.domain.written_dates import written
from app.ui.widgets import Body, Card, LinkButton, Muted


class RoundFileRow(Card):
    """`round_wanted` carries the uid of its round."""

    round_wanted = Signal(str)

    def __init__(self, one: RoundFileLeft) -> None:
        super().__init__(f"{written(one.made_on)}, for {one.label}")
        self.one = one
        self.add(Body(f"{one.words}: {one.topic}"))
        if one.fingerprint:
            self.add(Muted(f"Fingerprint of the file (SHA-256): {one.fingerprint}", selectable=True))
        self.open = LinkButton("Open the round")
        self.open.setAccessibleName(
            f"Open the round: {one.words}, {written(one.made_on)}, for {one.label}, {one.topic}"
        )
        self.open.clicked.connect(lambda: self.round_wanted.emit(one.round_uid))
        self.add_row(self.open)

    def take_focus(self) -> None:
        """Be where the keys go."""
        self.open.setFocus()
