"""What is being typed and not yet saved: kept in the encrypted file, one draft a form."""

import json
from dataclasses import dataclass
from datetime import datetime

from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import settings
from app.storage.codes import moment


@dataclass(frozen=True, slots=True)
class Draft:
    """A kept draft: the form it stands in, its fields, and when it was kept."""

    form: str
    fields: dict[str, JsonValue]
    saved_at: datetime


class Drafts:
    """Autosaved typing. A form is named by what it is about: `decision:new`, `review:12`, `weekly:2026-11-22`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep(self, form: str, fields: dict[str, JsonValue]) -> datetime:
        """Keep what stands in a form; when it was kept."""
        at = self._ledger.clock.now()
        with self._ledger.file.untracked() as connection:
            settings.save_draft(connection, form, json.dumps(fields, ensure_ascii=False), at)
        return at

    def drop(self, form: str) -> None:
        """Forget the draft of a form."""
        with self._ledger.file.untracked() as connection:
            settings.drop_draft(connection, form)

    def of(self, form: str) -> Draft | None:
        """The draft of a form."""
        return self.all().get(form)

    def all(self) -> dict[str, Draft]:
        """Every draft by form."""
        with self._ledger.file.read() as connection:
            found = settings.drafts(connection)
        return {form: Draft(form, json.loads(body), moment(at)) for form, (body, at) in found.items()}
