"""Everything that takes words out of a journal for good, by what it is for."""

from collections.abc import Callable

from app.domain.exchange import Progress, no_progress
from app.services.asking import Asking
from app.services.care import Care
from app.services.ledger import Ledger
from app.services.redacting.distilling import Distilling
from app.services.redacting.erasing import Backed, Erasing
from app.services.redacting.holding import Holding
from app.services.redacting.redacting import Redacting
from app.services.redacting.sweeping import Sweeping


class Removal:
    """Redact and swap (`words`), distil, erase, the hold, and backups that still hold what went."""

    def __init__(self, ledger: Ledger, asking: Asking, care: Care, forget: Callable[[], None]) -> None:
        sweeping = self._sweeping = Sweeping(ledger, forget)
        self.holding = Holding(ledger)
        self.words = Redacting(ledger, self.holding, sweeping, asking.shipped)
        self.distilling = Distilling(ledger, self.holding, sweeping)
        self.erasing = Erasing(ledger, self.holding, sweeping)
        self.backed = Backed(ledger, care, self.holding)

    def compact(self, progress: Progress = no_progress) -> bool:
        """Write the file anew, where a removal found no room for it; whether it was."""
        return self._sweeping.compact(progress)
