"""What stands on everything that leaves a journal without a lock."""


def not_locked(what: str = "") -> str:
    """That anyone can read it; `what` names it where "this" alone would not do."""
    return f"This {what} is not locked: anyone who has it can read it.".replace("  ", " ")


PLAIN = not_locked()
