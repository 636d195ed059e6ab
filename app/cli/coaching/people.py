"""`balcony contacts`: one's own card, other people's, the six words, and the way to read files without Balcony."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from app.cli.arguments import acts_of
from app.cli.coaching import files
from app.cli.coaching.told import contact_shape
from app.cli.command import Command, words
from app.cli.session import Session
from app.cli.wording import table
from app.domain.contacts import Contact, ContactKind
from app.domain.errors import InvalidInput, WrongPassphrase
from app.domain.sharing import FileKind, NewCard, Trust

if TYPE_CHECKING:
    from app.services.journal import Journal

_WHO = "their name here, or the id that “contacts list” gives"
_RESCUE = (
    "Whoever has these lines can read every file made for these keys. Keep them as you keep the recovery code, "
    "and delete them when they are no longer needed."
)


def find(journal: "Journal", who: str) -> Contact | None:
    """A contact by name or id."""
    from app.domain.names import same_name

    known = journal.sharing.people.contacts()
    return next((one for one in known if one.uid == who or same_name(one.name, who)), None)


def found(journal: "Journal", who: str) -> Contact:
    """The same; raises InvalidInput."""
    one = find(journal, who)
    if one is None:
        raise InvalidInput(
            "contact", "There is no contact of that name.", "“balcony contacts list” lists those there are."
        )
    return one


def _arguments(parser: ArgumentParser) -> None:
    one = acts_of(parser)

    one("list", "list your contacts", _list)
    named = one("name", "choose the name others know you by", _name)
    named.add_argument(
        "name", type=words, metavar="NAME|-", help="a name or initials, or - to read it from stdin"
    )
    card = one("card", "print your own contact card", _card)
    card.add_argument(
        "--for", dest="who", type=words, metavar="NAME", help=f"with the keys for one contact: {_WHO}"
    )
    add = one("add", "take in somebody's contact card", _add)
    files.take_file(add)
    add.add_argument(
        "--kind", choices=[kind.value for kind in ContactKind], default=ContactKind.COACH.value, help="what they are to you (coach)"
    )  # fmt: skip
    confirm = one("confirm", "print the six words to compare, and note that they were the same", _confirm)
    confirm.add_argument("who", type=words, metavar="NAME", help=_WHO)
    confirm.add_argument(
        "--same", action="store_true", help="we compared them, and they are the same on both sides"
    )
    one(
        "rescue-key",
        "print the keys that read your files without Balcony; asks the passphrase again",
        _rescue,
    )


def _act(session: Session, options: Namespace) -> int:
    done: int = options.what(session, options)
    return done


def _list(session: Session, _options: Namespace) -> int:
    with session.journal() as journal:
        mine, known = journal.sharing.people.my_name(), journal.sharing.people.contacts()
    rows = [
        (one.name, one.kind.value, "confirmed" if one.confirmed_on else "not confirmed", one.uid) for one in known
    ]  # fmt: skip
    lines = table(rows) if rows else ["There are no contacts yet."]
    session.result({"my_name": mine, "contacts": [contact_shape(one) for one in known]}, lines)
    return 0


def _name(session: Session, options: Namespace) -> int:
    typed = session.input() if options.name == files.FROM_STDIN else options.name
    with session.journal() as journal:
        journal.sharing.people.set_my_name(typed)
        name = journal.sharing.people.my_name()
    session.result({"my_name": name}, [f"Others know you as {name}."])
    return 0


def _card(session: Session, options: Namespace) -> int:
    from app.sharing.cards import card_text

    with session.journal() as journal:
        contact = found(journal, options.who).uid if options.who else None
        card = journal.sharing.people.my_card(contact)
    text = card_text(card)
    shape = {"name": card.name, "recipient": card.recipient, "verify_key": card.verify_key, "card": text}
    session.result(shape, text.splitlines())
    return 0


def _add(session: Session, options: Namespace) -> int:
    data, passphrase = files.what_came(session, options)
    with session.journal() as journal:
        opened = journal.desk.open(data, passphrase)
        if opened.kind not in {FileKind.CARD, FileKind.NEW_CARD}:
            raise InvalidInput("card", "This is not a contact card.", "“balcony open” says what it is.")
        if opened.mine:
            raise InvalidInput("card", "This is your own card.", "Ask them for theirs.")
        people = journal.sharing.people
        if isinstance(opened.content, NewCard) and opened.trust is Trust.CONFIRMED:
            one = people.take_new_card(opened.content)
        else:
            one = people.add(opened.author, ContactKind(options.kind))
        shape = contact_shape(one)
    session.result(
        shape, [f"{one.name} is among your contacts.", "Compare the six words before you share anything."]
    )
    return 0


def _confirm(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        uid = found(journal, options.who).uid
        six = journal.sharing.people.words_with(uid)
        if options.same:
            journal.sharing.people.confirm(uid)
        one = journal.sharing.people.contact(uid)
    lines = [" ".join(six), f"{one.name} is confirmed." if one.confirmed_on else _COMPARE]
    session.result({"words": list(six), **contact_shape(one)}, lines)
    return 0


_COMPARE = "Read them to each other by telephone. If they are the same on both sides, say so with --same."


def _rescue(session: Session, _options: Namespace) -> int:
    with session.journal() as journal:
        if not session.vault().passphrase_opens(session.passphrase_again()):
            raise WrongPassphrase
        lines = [identity.rescue_line() for identity in journal.sharing.keys.identities()]
    if not lines:
        raise InvalidInput(
            "keys", "This journal has no keys for sharing yet.", "They are made with your contact card."
        )
    session.console.tell(_RESCUE)
    session.result({"rescue_keys": lines}, lines)
    return 0


contacts = Command(
    "contacts", "your contact card, other people's, and the six words to compare", _arguments, _act,
    more="A card holds no secret. The six words show that nobody stands between you: read them to each other by\n"
    "telephone. “rescue-key” prints what opens your files with the age command, where there is no Balcony.",
)  # fmt: skip
