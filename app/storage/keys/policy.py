"""How much work it takes to try one passphrase."""

from dataclasses import dataclass

from app.domain.errors import KeySlotsDamaged


@dataclass(frozen=True)
class Argon2Cost:
    """Parameters of one Argon2id derivation (RFC 9106); memory in KiB."""

    memory_kib: int
    iterations: int
    lanes: int


@dataclass(frozen=True)
class KdfPolicy:
    """The cost of new passphrase slots, and the range accepted when one is read.

    The floor keeps a weakened key file from being used, the ceiling keeps a forged one from taking
    all memory. Production uses the defaults; only an object handed in by a test can be cheaper.
    Five passes over 128 MiB take about 300 ms on four cores and 500 ms on one of a 2024 server; three
    took under the 250 ms that one guess should cost at least.
    """

    memory_kib: int = 128 * 1024
    iterations: int = 5
    lanes: int = 4
    floor_memory_kib: int = 64 * 1024
    floor_iterations: int = 3
    ceiling_memory_kib: int = 1024 * 1024
    ceiling_iterations: int = 10
    ceiling_lanes: int = 16

    @property
    def cost(self) -> Argon2Cost:
        return Argon2Cost(self.memory_kib, self.iterations, self.lanes)

    def check(self, cost: Argon2Cost) -> None:
        """Refuse a cost outside the range before any work is done; raises KeySlotsDamaged."""
        if not (
            self.floor_memory_kib <= cost.memory_kib <= self.ceiling_memory_kib
            and self.floor_iterations <= cost.iterations <= self.ceiling_iterations
            and 1 <= cost.lanes <= self.ceiling_lanes
        ):
            raise KeySlotsDamaged("The key file asks for work that Balcony never asks for; it was altered.")
