"""Everything that takes words out of a journal for good, by what it is for."""

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

    def __init__(self, ledger: Ledger, asking: Asking, care: Care) -> None:
        sweeping = Sweeping(ledger, asking.forget)
        self.holding = Holding(ledger)
        self.words = Redacting(ledger, self.holding, sweeping, lambda: _shipped(asking))
        self.distilling = Distilling(ledger, self.holding, sweeping)
        self.erasing = Erasing(ledger, self.holding, sweeping)
        self.backed = Backed(ledger, care, self.holding)


def _shipped(asking: Asking) -> frozenset[str]:
    """The prompts that come with Balcony: their questions are left as they are."""
    return asking.shipped()
