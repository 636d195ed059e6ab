"""Pair rounds of an open journal: everything a window or a command needs."""

from typing import TYPE_CHECKING

from app.services.asking import Asking
from app.services.ledger import Ledger
from app.services.pairs.arriving import Arriving
from app.services.pairs.behind_cover import BehindCover
from app.services.pairs.closing import Closing
from app.services.pairs.learning import Learning
from app.services.pairs.leaving import Leaving
from app.services.pairs.making import Making
from app.services.pairs.noticing import Noticing
from app.services.pairs.practice import Practice
from app.services.pairs.rounds import Rounds
from app.services.pairs.sealing import Sealing
from app.services.pairs.setting_beside import SettingBeside
from app.services.pairs.starting import Starting
from app.services.people import People

if TYPE_CHECKING:
    from app.services.sharing.sharing import Sharing


class Pairs:
    """Answers of the other are read nowhere here before both are sealed and the round is revealed."""

    def __init__(self, ledger: Ledger, asking: Asking, sharing: "Sharing", people: People) -> None:
        rounds, behind = Rounds(ledger), BehindCover(ledger)
        starting = Starting(ledger, asking, sharing.people, rounds, behind)
        noticing = Noticing(rounds, starting, sharing.other_words)
        sealing = Sealing(ledger, sharing.people, rounds, noticing, behind)
        making = Making(ledger, sharing.keys, sharing.people, rounds, noticing)
        leaving = Leaving(ledger, rounds, making)
        arriving = Arriving(ledger, people, rounds)
        closing = Closing(ledger, rounds, behind)
        learning = Learning(ledger, rounds)
        beside = SettingBeside(ledger, rounds)

        self.rounds = rounds.all
        self.round = rounds.one
        self.comments = rounds.comments
        self.files_left = rounds.files_left
        self.start = starting.start
        self.look_back = starting.look_back
        self.answer = starting.answer
        self.drafts = starting.drafts
        self.name_them = starting.name_them
        self.notices = noticing.notices
        self.seal = sealing.seal
        self.file_of = making.file_of
        self.save = leaving.save
        self.as_text = leaving.as_text
        self.reveal = leaving.reveal
        self.open = arriving.open
        self.arrived = arriving.arrived
        self.keep = arriving.keep
        self.withdraw = closing.withdraw
        self.remove = closing.remove
        self.remove_their_words = closing.remove_their_words
        self.set_learning = learning.set_learning
        self.tick_onward = learning.tick_onward
        self.take_learning = learning.take_learning
        self.may_share_learning = learning.may_share_learning
        self.comment = learning.comment
        self.change_comment = learning.change_comment
        self.drop_comment = learning.drop_comment
        self.compare = beside.compare
        self.of_round = beside.of_round
        self.of_entry = beside.of_entry
        self.of_shared = beside.of_shared
        self.practice = Practice(ledger, asking, sharing.keys, sharing.people, rounds, making)
