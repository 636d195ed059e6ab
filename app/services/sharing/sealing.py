"""A composed share locked into bytes, read back from them, and let out only once its words were read."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.choosing import Ticks
from app.domain.composing import Composed, not_shareable
from app.domain.entries import EntryId
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.errors import InvalidInput
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.outgoing import check_read, check_stop
from app.domain.sharing import SUFFIX, ShareBundle
from app.exporters.writing.shared_page import html_of
from app.services.ledger import Ledger
from app.services.sharing.choosing import Choosing
from app.services.sharing.own_keys import OwnKeys
from app.services.sharing.people import People
from app.storage import files, identities, merging, sharing_log

if TYPE_CHECKING:
    from app.sharing.keys import Identity

READ_FIRST: Final = (
    "You are about to make a file you cannot call back. These are the exact words they will see."
)
CANNOT_UNSEND: Final = "You cannot unsend a file. Share what you would be content to have kept."
PROTECT_IT_MYSELF: Final = "Plain, I will protect it myself"


@dataclass(frozen=True)
class Sealed:
    """A locked share: its bytes, and what its recipient reads, parsed back from these very bytes.

    `contact` is who it is for, empty for somebody new, who becomes a contact when it leaves, with the keys of
    `fresh`. `fingerprint` is the SHA-256 of the file; `name` a file name that says nothing.
    """

    data: bytes = field(repr=False)
    view: ShareBundle = field(repr=False)
    fingerprint: str
    composed: Composed = field(repr=False)
    contact: str
    name: str
    reply_token: bytes | None = field(default=None, repr=False)
    is_plain: bool = False
    fresh: Identity | None = field(default=None, repr=False)

    @property
    def words(self) -> str:
        """“7 fields from 3 entries”, counted in the view."""
        return self.composed.words


class Sealing:
    """Locks shares, and lets them out into a file or a text."""

    def __init__(self, ledger: Ledger, keys: OwnKeys, people: People, choosing: Choosing) -> None:
        self._ledger = ledger
        self._choosing = choosing
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

        Nothing leaves, and nobody becomes a contact. `past_stop` says that the stop about family proceedings was shown. Raises
        InvalidInput (nothing chosen, no card of theirs, the stop not passed), FileTooLarge, ExportProblem, Cancelled.
        """
        from app.sharing.files import new_reply_token, open_file, seal_share

        _check_wanted(composed, past_stop=past_stop)
        _stop_if(cancelled)
        contact = composed.contact
        card = self._people.contact(contact).card if contact else None
        if passphrase is None and card is None:
            raise InvalidInput(
                "to",
                "There is no contact card of theirs here.",
                "Lock the file with a passphrase, and tell it to them by telephone.",
            )
        identity = self._keys.identity_for(contact) if contact else self._keys.for_somebody_new()
        token = new_reply_token() if passphrase is not None else None
        to = passphrase if passphrase is not None else [card] if card else []
        data = seal_share(composed.bundle, identity, to, reply_token=token)
        progress(1, 2)
        _stop_if(cancelled)
        view = open_file(data, [identity], passphrase, known={}, seen=lambda _: False).share
        progress(2, 2)
        name = f"share-{secrets.token_hex(4)}{SUFFIX}"
        fresh = None if contact else identity
        return Sealed(data, view, _fingerprint(data), composed, contact, name, token, fresh=fresh)

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
        return Sealed(data, view, _fingerprint(data), composed, composed.contact, name, is_plain=True)

    # ---- letting it out

    def save(self, sealed: Sealed, path: Path, *, read: bool, as_text: bool = False) -> Path:
        """Write the file, for this account alone, and enter it in the log; both or neither.

        A folder gets it under `sealed.name`; `as_text` writes what is pasted into an e-mail. Raises InvalidInput
        unless the words were read (`read`) and can still be shared, and what the system says of the place.
        """
        place = path / sealed.name if path.is_dir() else path
        content = sealed.data
        if as_text:
            place = place.with_name(f"{place.name}.txt") if path.is_dir() else place
            content = _text_of(sealed).encode("ascii")
        with files.file_errors(), self._let_out(sealed, read=read) as written:
            files.write_whole(place, content)
            written.append(place)
        return place

    def as_text(self, sealed: Sealed, *, read: bool) -> str:
        """The file as text to paste into an e-mail; entered in the log as a file is. Errors as of `save`."""
        text = _text_of(sealed)
        with self._let_out(sealed, read=read):
            pass
        return text

    @contextmanager
    def _let_out(self, sealed: Sealed, *, read: bool) -> Iterator[list[Path]]:
        """The log and what is written in the block are one: where either does not work, neither is there.

        The block lists what it wrote; that is taken away again where the journal cannot keep the line of the log.
        """
        check_read(read=read)
        self._check_still(sealed.composed)
        written: list[Path] = []
        try:
            with self._ledger.file.untracked() as connection:
                contact = sealed.contact or identities.keep_for_new(
                    connection, sealed.view.to_label, _secret_of(sealed.fresh), self._ledger.clock.today()
                )
                sharing_log.enter(
                    connection,
                    sealed.view,
                    sealed.composed.places,
                    contact=contact,
                    fingerprint=sealed.fingerprint,
                    reply_token=sealed.reply_token,
                    is_plain=sealed.is_plain,
                )
                merging.note_answers_sent(connection, sealed.view.thread, sealed.view.bundle_id)
                yield written
        except BaseException:
            for path in written:
                with suppress(OSError):
                    path.unlink()
            raise

    def _check_still(self, composed: Composed) -> None:
        """Raises InvalidInput where something that was read was marked not for sharing or erased since."""
        fields: dict[EntryId, set[str]] = {}
        for place in composed.places:
            if place.entry_id is not None:
                fields.setdefault(place.entry_id, set()).add(place.field_id)
        found = self._choosing.ticked(Ticks({one: frozenset(kept) for one, kept in fields.items()}))
        for entry_id, wanted in fields.items():
            offered = found.get(entry_id)
            if offered is None or not wanted <= {one.field_id for one in offered.fields}:
                raise not_shareable()


def _secret_of(fresh: Identity | None) -> str:
    return fresh.to_secret() if fresh is not None else ""


def _text_of(sealed: Sealed) -> str:
    from app.sharing.armour import to_text

    if sealed.is_plain:
        raise InvalidInput("plain", "A page that is not locked leaves as a file only.", "Save it instead.")
    return to_text(sealed.data)


def _check_wanted(composed: Composed, *, past_stop: bool) -> None:
    bundle = composed.bundle
    if not (bundle.entries or bundle.charts or bundle.thread or bundle.note):
        raise InvalidInput("ticks", "Nothing is chosen yet.", "Tick an entry, a chart, or write a note.")
    check_stop(composed, past_stop=past_stop)


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledByPerson


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
