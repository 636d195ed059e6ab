"""`balcony round`: answer the same questions as somebody else, apart, and look together."""

from argparse import ArgumentParser, Namespace

from app.cli.arguments import acts_of
from app.cli.coaching import files
from app.cli.command import Act, Command, day, words
from app.cli.pairs import doing, leaving
from app.cli.session import Session

KINDS = ("invitation", "answer", "key", "withdrawal", "learning", "copy")
_READ = "I have read these words, and the notices"
_CHECKED = "I have checked the stop about family proceedings"


def _arguments(parser: ArgumentParser) -> None:
    add = acts_of(parser)

    def one(name: str, told: str, act: Act, *, named: bool = True) -> ArgumentParser:
        made = add(name, told, act)
        if named:
            made.add_argument("round", metavar="ROUND", help="its id, or the beginning of it")
        return made

    one("list", "list your pair rounds", doing.listed, named=False)
    one("show", "show one with its questions, and what may be read of it", doing.show)
    _starting(one("start", "begin a round", doing.start, named=False))
    _answering(one("answer", "answer its questions; kept until you seal", doing.answer))
    _sealing(one("seal", "seal your answers, once you have read them; from then on they stay", leaving.seal))
    files.take_place(one("reveal", "give your key and show both answers", leaving.reveal))
    compare = one("compare", "set both answers beside each other", doing.compare)
    compare.add_argument("--differs", action="store_true", help="only where you differ")
    files.take_place(one("withdraw", "close a round before it is shown, with no fault", leaving.withdraw))
    _writing(one("file", "write a file of a round again", leaving.file))
    _learning(one("learn", "write what you agreed to have learned", doing.learn))


def _starting(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", choices=["-"], help="read all about it as JSON from stdin")
    parser.add_argument("--topic", type=words, metavar="TEXT", help="what it is about, in a line")
    parser.add_argument(
        "--prompt", dest="prompts", action="append", type=words, metavar="ID",
        help="a question, by the id that “balcony prompts” gives; one to five",
    )  # fmt: skip
    parser.add_argument("--case", type=words, metavar="TEXT", help="a case both think about")
    parser.add_argument(
        "--closes", dest="closes_on", type=day, metavar="DATE", help="a day to be done by, as a note"
    )
    parser.add_argument(
        "--with", type=words, metavar="NAME", help="a contact whose card is here; in the same room any name"
    )
    parser.add_argument("--same-room", action="store_true", help="both answer on this computer")
    parser.add_argument(
        "--look-back", type=words, metavar="ROUND", help="the round whose questions it asks again"
    )


def _answering(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", choices=["-"], help="read “answers” as JSON from stdin")
    parser.add_argument(
        "--answer", dest="answers", action="append", type=words, metavar="ID=VALUE",
        help="the answer to a question; repeat for more. Several options stand with commas between them",
    )  # fmt: skip
    _theirs(parser)


def _sealing(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="source", choices=["-"], help="read “changes” to what was noticed as JSON from stdin"
    )
    parser.add_argument("--i-have-read", action="store_true", help=_READ)
    parser.add_argument("--i-have-checked", action="store_true", help=_CHECKED)
    _theirs(parser)
    files.take_place(parser)


def _writing(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help="which of its files")
    parser.add_argument("--to", type=words, metavar="NAME", help="of a copy: the contact it is for")
    parser.add_argument("--i-have-read", action="store_true", help=_READ)
    parser.add_argument("--i-have-checked", action="store_true", help=_CHECKED)
    files.take_place(parser, passphrase=True)


def _learning(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--learning", type=words, metavar="TEXT|-", help="the words, or - to read them from stdin"
    )
    parser.add_argument("--take", action="store_true", help="make their copy yours first")
    parser.add_argument("--onward", choices=["yes", "no"], help="whether it may be passed on, for your part")


def _theirs(parser: ArgumentParser) -> None:
    parser.add_argument("--theirs", action="store_true", help="in the same room: for the other, who types it")


def _act(session: Session, options: Namespace) -> int:
    done: int = options.what(session, options)
    return done


command = Command(
    "round", "answer the same questions as somebody else, apart, and look together", _arguments, _act,
    more="Neither can read the other's answers before both are sealed. “balcony open FILE --keep” takes in what\n"
    "the other sends. Words typed here can be seen by other programs while this runs; --from - reads them\n"
    "from stdin instead.",
)  # fmt: skip
