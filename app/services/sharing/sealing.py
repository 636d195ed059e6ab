"""A composed share locked into bytes, read back from them, and let out only once its words were read."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.domain.composing import Composed
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.errors import InvalidInput
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.sharing import SUFFIX, ShareBundle
from app.exporters.writing.shared_page import html_of
from app.services.ledger import Ledger
from app.services.sharing.own_keys import OwnKeys
from app.services.sharing.people import People
from app.storage import files, merging, sharing_log

READ_FIRST: Final = (
    "You are about to make a file you cannot call back. These are the exact words they will see."
)
CANNOT_UNSEND: Final = "You cannot unsend a file. Share what you would be content to have kept."
PROTECT_IT_MYSELF: Final = "Plain, I will protect it myself"


@dataclass(frozen=True)
class Sealed:
    """A locked share: its bytes, and what its recipient reads, parsed back from these very bytes.

    `contact` is who it is for; `fingerprint` the SHA-256 of the file; `name` a file name that says nothing.
    """

    data: bytes = field(repr=False)
    view: ShareBundle = field(repr=False)
    fingerprint: str
    composed: Composed = field(repr=False)
    contact: str
    name: str
    reply_token: bytes | None = field(default=None, repr=False)
    is_plain: bool = False

    @property
    def words(self) -> str:
        """“7 fields from 3 entries”, counted in the view."""
        return self.composed.words


class Sealing:
    """Locks shares, and lets them out into a file or a text."""

    def __init__(self, ledger: Ledger, keys: OwnKeys, people: People) -> None:
        self._ledger = ledger
        self._keys = keys
        self._people = people

    def seal(
        self,
        composed: Composed,
        *,
        passphrase: str | None = None,
        past_stop: bool = False,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> Sealed:
        """Lock a share for its contact's keys, or with a passphrase, and read it back.

        Nothing is written. `past_stop` says that the stop about family proceedings was shown. Raises
        InvalidInput (nothing chosen, no card of theirs, the stop not passed), FileTooLarge, ExportProblem, Cancelled.
        """
        from app.sharing.files import new_reply_token, open_file, seal_share

        _check_wanted(composed, past_stop=past_stop)
        _stop_if(cancelled)
        contact = self._contact_of(composed)
        card = self._people.contact(contact).card
        if passphrase is None and card is None:
            raise InvalidInput(
                "to",
                "There is no contact card of theirs here.",
                "Lock the file with a passphrase, and tell it to them by telephone.",
            )
        identity = self._keys.identity_for(contact)
        token = new_reply_token() if passphrase is not None else None
        to = passphrase if passphrase is not None else [card] if card else []
        data = seal_share(composed.bundle, identity, to, reply_token=token)
        progress(1, 2)
        _stop_if(cancelled)
        view = open_file(data, [identity], passphrase, known={}, seen=lambda _: False).share
        progress(2, 2)
        name = f"share-{secrets.token_hex(4)}{SUFFIX}"
        return Sealed(data, view, _fingerprint(data), composed, contact, name, token)

    def plain(self, composed: Composed, *, protect_it_myself: bool, past_stop: bool = False) -> Sealed:
        """The share as one web page that is not locked, for somebody without Balcony (ruling 53).

        Raises InvalidInput unless the leader said that they will protect it themselves.
        """
        from app.sharing.files import as_recipient_sees

        _check_wanted(composed, past_stop=past_stop)
        if not protect_it_myself:
            raise InvalidInput(
                "plain",
                "A page that is not locked leaves only when you say so.",
                f"Choose “{PROTECT_IT_MYSELF}”, or lock the file.",
            )
        view = as_recipient_sees(composed.bundle)
        data = html_of(view)
        name = f"share-{secrets.token_hex(4)}.html"
        contact = self._contact_of(composed)
        return Sealed(data, view, _fingerprint(data), composed, contact, name, is_plain=True)

    # ---- letting it out

    def save(self, sealed: Sealed, path: Path, *, read: bool) -> Path:
        """Write the file, for this account alone, and enter it in the log; both or neither.

        A folder gets it under `sealed.name`. Raises InvalidInput unless the words were read (`read`), and
        what the system says of the place.
        """
        _check_read(read=read)
        place = path / sealed.name if path.is_dir() else path
        with files.file_errors():
            self._let_out(sealed, lambda: files.write_whole(place, sealed.data))
        return place

    def as_text(self, sealed: Sealed, *, read: bool) -> str:
        """The file as text to paste into an e-mail; entered in the log as a file is."""
        from app.sharing.armour import to_text

        _check_read(read=read)
        if sealed.is_plain:
            raise InvalidInput(
                "plain", "A page that is not locked leaves as a file only.", "Save it instead."
            )
        self._let_out(sealed, lambda: None)
        return to_text(sealed.data)

    def _let_out(self, sealed: Sealed, write: Callable[[], None]) -> None:
        """Log and write in one transaction: where writing does not work, nothing is logged."""
        with self._ledger.file.untracked() as connection:
            sharing_log.enter(
                connection,
                sealed.view,
                sealed.composed.places,
                contact=sealed.contact,
                fingerprint=sealed.fingerprint,
                reply_token=sealed.reply_token,
                is_plain=sealed.is_plain,
            )
            merging.note_answers_sent(connection, sealed.view.thread, sealed.view.bundle_id)
            write()

    def _contact_of(self, composed: Composed) -> str:
        """Who it is for; somebody named for the first time becomes a contact, so that the log knows them again."""
        return composed.contact or self._people.add_by_name(composed.bundle.to_label).uid


def _check_wanted(composed: Composed, *, past_stop: bool) -> None:
    bundle = composed.bundle
    if not (bundle.entries or bundle.charts or bundle.thread or bundle.note):
        raise InvalidInput("ticks", "Nothing is chosen yet.", "Tick an entry, a chart, or write a note.")
    if composed.stops and not past_stop:
        raise InvalidInput(
            "stop",
            "Information from family proceedings may be unlawful to pass on, even without names.",
            "Check with legal before sharing; take the words out, or say that you have checked.",
        )


def _check_read(*, read: bool) -> None:
    if not read:
        raise InvalidInput(
            "read", "These words were not read yet.", "Read what they will see, and say that you have."
        )


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledByPerson


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
