"""The rules of the privacy check that ship with Balcony, read once."""

from functools import lru_cache

from app.domain.privacy import Rules, shipped_rules
from app.paths import bundled


@lru_cache(maxsize=1)
def privacy_rules() -> Rules:
    """Read when first asked for; takes about a millisecond."""
    return shipped_rules(bundled("resources/privacy"))
