"""Replies come in any order, twice, between edits, on entries in the bin: comments add up, entries stay as they are."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.domain.anchoring import anchor_on
from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.entries import AnswerDraft, EntryDraft, EntryId
from app.domain.errors import JournalError
from app.domain.listing import EntryFilter
from app.domain.merging import ActionDecision
from app.domain.privacy.offsets import Edit
from app.domain.sharing import BundleComment, ProposedAction, ReviewReply, ShareBundle, new_id
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.coaching import Keys, Person, opened, person, reply_to, share
from tests.fixtures.same_journal import rows

CONTEXTS = (
    "We waited for the board, and the front door stayed shut.",
    "In May. We waited for the board, and the front door stayed shut.",
    "The board waited for us; the back door stayed open.",
    "",
)
PLACE = st.integers(0, 20)
BODIES = (
    "entry",
    "review",
    "answer",
    "answer_choice",
    "addition",
    "version",
    "field_mark",
    "entry_theme",
    "reading",
)
SAID = ("reply", "comment", "agreed_action")
_COACH = Keys("Birch")


class Merges(RuleBasedStateMachine):
    """The model: which comments and actions were merged, and that nothing but the leader changes an entry."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="balcony-merges-")
        home = Path(self.folder.name)
        self.clock = MovedClock(TODAY)
        self.leader = person(home / "a", "Ash", self.clock)
        self.coach = Person(self.leader.journal, _COACH)
        contact = self.leader.knows(self.coach, ContactKind.COACH)
        self.entries = [
            log(self.leader.journal, title, context=CONTEXTS[0], answers={"bd-position": 1})
            for title in ("A door", "A board")
        ]
        at = CONTEXTS[0].index("the board")
        self.shared = [
            share(self.leader, self.entries, contact=contact),
            share(self.leader, self.entries[:1], contact=contact, edits=[Edit(at, at + 9, "a committee")]),
        ]
        self.leader.journal._ledger.history.forget()
        self.replies: list[ReviewReply] = []
        self.merged: set[str] = set()
        self.comments: dict[str, str] = {}
        self.actions: set[str] = set()
        self.bodies = self.held(BODIES)

    def held(self, tables: tuple[str, ...]) -> dict[str, Any]:
        found = rows(self.leader.journal)
        return {name: found[name] for name in tables}

    def teardown(self) -> None:
        if hasattr(self, "leader"):
            assert_whole(self.leader.journal)
            self.leader.journal.close(back_up=False)
            self.folder.cleanup()

    # ---- what the coach makes

    @rule(
        bundle=PLACE,
        comments=st.lists(st.tuples(PLACE, PLACE, st.sampled_from(CommentKind)), max_size=3),
        act=PLACE,
    )
    def write_a_reply(self, bundle: int, comments: list[tuple[int, int, CommentKind]], act: int) -> None:
        """A reply with new remarks, and sometimes one that was sent before."""
        shared = self.shared[bundle % len(self.shared)]
        said = [self.remark(shared, *one) for one in comments]
        known = [
            one for reply in self.replies for one in reply.comments if reply.bundle_id == shared.bundle_id
        ]
        if known and act % 3 == 0:
            said.append(known[act % len(known)])
        if known and act % 5 == 0:
            before = known[act % len(known)].comment_id
            said.append(BundleComment(new_id(), "", "", CommentKind.QUESTION, "And?", in_reply_to=before))
        actions = [ProposedAction(new_id(), "Ask at the door", None, "leader")] if act % 2 else []
        unique = {one.comment_id: one for one in said}
        self.replies.append(reply_to(shared, *unique.values(), actions=actions))

    def remark(self, shared: ShareBundle, entry: int, where: int, kind: CommentKind) -> BundleComment:
        shown = shared.entries[entry % len(shared.entries)]
        field = shown.fields[where % len(shown.fields)]
        anchor = anchor_on(field.value, where % 3, 3 + where % 7) if len(field.value) > 10 else None
        said = BundleComment(new_id(), shown.share_id, field.field_id, kind, f"Remark {where}", anchor)
        if where % 5 == 0:
            return replace(said, field_id="", anchor=None)
        return replace(said, share_id=new_id()) if where % 7 == 0 else said

    # ---- what the leader does with it

    @precondition(lambda self: self.replies)
    @rule(place=PLACE, accept=st.booleans())
    def merge(self, place: int, accept: bool) -> None:
        reply = self.replies[place % len(self.replies)]
        before = self.held(SAID)
        preview = self.leader.merging.preview(opened(reply, self.coach))
        decisions = {one.action_id: ActionDecision(accept) for one in reply.actions}
        change = self.leader.merging.merge(preview, decisions)
        if reply.reply_id not in self.merged:
            for one in reply.comments:
                self.comments.setdefault(one.comment_id, one.body)
        elif not (accept and {one.action_id for one in reply.actions} - self.actions):
            assert change is None
            assert self.held(SAID) == before
        self.merged.add(reply.reply_id)
        self.actions |= {one.action_id for one in reply.actions} if accept else set()
        assert change is None or change.tables <= set(SAID)

    @precondition(lambda self: self.replies)
    @rule(place=PLACE)
    def merge_and_take_it_back(self, place: int) -> None:
        reply = self.replies[place % len(self.replies)]
        before = rows(self.leader.journal)
        preview = self.leader.merging.preview(opened(reply, self.coach))
        decisions = {one.action_id: ActionDecision(True) for one in reply.actions}
        if self.leader.merging.merge(preview, decisions) is not None:
            after = rows(self.leader.journal)
            self.leader.journal.undo()
            assert rows(self.leader.journal) == before
            self.leader.journal.redo()
            assert rows(self.leader.journal) == after
            self.leader.journal.undo()

    @precondition(lambda self: len(self.replies) > 1)
    @rule(one=PLACE, other=PLACE)
    def two_replies_in_either_order_say_the_same(self, one: int, other: int) -> None:
        pair = [self.replies[one % len(self.replies)], self.replies[other % len(self.replies)]]
        found = []
        for order in (pair, pair[::-1]):
            done = 0
            for reply in order:
                preview = self.leader.merging.preview(opened(reply, self.coach))
                done += self.leader.merging.merge(preview) is not None
            found.append(self.said())
            for _ in range(done):
                self.leader.journal.undo()
        assert found[0] == found[1]

    def said(self) -> set[tuple[Any, ...]]:
        """Every comment, whichever reply brought it first."""
        with self.leader.journal.file.read() as connection:
            kept = "SELECT uid, entry, field_id, kind, quote, body, anchor, share_id FROM comment"
            return {tuple(row) for row in connection.exec_driver_sql(kept)}

    # ---- what the leader does meanwhile

    @rule(place=PLACE, context=st.sampled_from(CONTEXTS), days=st.integers(0, 1))
    def rewrite(self, place: int, context: str, days: int) -> None:
        self.clock.pass_by(days=days, seconds=20)
        found = self.leader.journal.finding.page(EntryFilter())
        if not found:
            return
        now = self.leader.journal.entry(found[place % len(found)].id)
        draft = EntryDraft(
            title=now.title, context=context, decided_on=now.decided_on, review_due=now.review_due,
            answers={"bd-position": AnswerDraft(place % 7 - 3)},
        )  # fmt: skip
        self.change(lambda: self.leader.journal.writing.rewrite(now.id, draft))

    @rule(place=PLACE)
    def into_the_bin_or_out_of_it(self, place: int) -> None:
        entry: EntryId = self.entries[place % len(self.entries)]
        gone = self.leader.journal.entry(entry).deleted_at is not None
        writing = self.leader.journal.writing
        self.change(lambda: writing.restore([entry]) if gone else writing.delete([entry]))

    def change(self, do: Any) -> None:
        try:
            do()
        except JournalError:
            return
        self.bodies = self.held(BODIES)
        self.leader.journal._ledger.history.forget()

    # ---- what always holds

    @invariant()
    def no_merge_touched_an_entry(self) -> None:
        if hasattr(self, "bodies"):
            assert self.held(BODIES) == self.bodies

    @invariant()
    def every_comment_that_was_merged_is_here_once(self) -> None:
        if not hasattr(self, "comments"):
            return
        with self.leader.journal.file.read() as connection:
            kept = list(connection.exec_driver_sql("SELECT uid, body FROM comment"))
            actions = connection.exec_driver_sql("SELECT uid FROM agreed_action").scalars().all()
        assert len(kept) == len(self.comments)
        assert dict(tuple(row) for row in kept) == self.comments
        assert sorted(actions) == sorted(self.actions)

    @invariant()
    def every_place_holds_the_words_it_stands_on(self) -> None:
        if not hasattr(self, "entries"):
            return
        for number in self.entries:
            context = self.leader.journal.entry(number).context
            for place in self.leader.merging.places(number).values():
                if place.spot is not None and place.field_id == "context":
                    assert 0 <= place.spot[0] < place.spot[1] <= len(context)


Merges.TestCase.settings = settings(max_examples=150, stateful_step_count=12, deadline=None)
TestMerges = Merges.TestCase


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_the_same_holds_over_a_thousand_runs() -> None:
    """H5 asks for 500: here twice as many, and longer ones. Some four minutes of a processor of its own."""
    run_state_machine_as_test(
        Merges, settings=settings(max_examples=1_000, stateful_step_count=20, deadline=None)
    )
