"""Everything that can be done can be taken back and done again, on a real encrypted file."""

import contextlib
import json
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.conversation import ActionStatus
from app.domain.days import Span
from app.domain.entries import AnswerDraft, EntryDraft, EntryId, EntryKind, Happened, ReviewDraft, Sensitivity
from app.domain.errors import JournalError, TooLate, WordsHaveSet
from app.domain.listing import EntryFilter
from app.domain.prompts import AnswerKind, When
from app.storage import conversing
from tests.fixtures.cheap import TODAY, ZONE, assert_whole, log, new_journal, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import renamed, talk_about
from tests.fixtures.same_journal import locks, rows

WORDS = st.sampled_from(["alpha", "beta beta", "“gamma”\ndelta", "front door", ""])
TITLES = st.sampled_from(["Alpha", "Front door", "Ysgol newydd"])
PLACE = st.integers(0, 30)
MARKS = st.frozensets(st.sampled_from(Sensitivity), max_size=2)
THEMES = st.lists(st.sampled_from(["safeguarding", "budget", "SEND"]), unique=True, max_size=2)
VOICES = st.lists(st.sampled_from(["health", "elected-members", "carers"]), max_size=3).map(tuple)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "bd-position": st.integers(-3, 3).map(AnswerDraft),
        "st-value": st.integers(-3, 3).map(AnswerDraft),
        "st-authority": st.integers(-3, 3).map(AnswerDraft),
        "st-capacity": st.integers(-3, 3).map(AnswerDraft),
        "ll-intent": st.sampled_from(["single", "double"]).map(AnswerDraft),
        "vo-heard": st.builds(AnswerDraft, VOICES, WORDS),
        "vo-absent": st.builds(AnswerDraft, VOICES),
        "ll-assumption": WORDS.map(AnswerDraft),
    },
)
WEEKLY = st.fixed_dictionaries({"bd-position": st.integers(-3, 3).map(AnswerDraft)})
REVIEWED = st.fixed_dictionaries(
    {},
    optional={
        "ll-learned": st.sampled_from(["single", "nothing-yet"]).map(AnswerDraft),
        "ll-assumption-changed": WORDS.map(AnswerDraft),
    },
)
SCALE = st.none() | st.integers(-3, 3)
MARKDOWN = "---\ndate: 2026-05-01\ntags: [work]\n---\n# A walk\n\nGamma and the front door.\n"


class Undo(RuleBasedStateMachine):
    """The model is a list of what the journal held after each act, and where in it we stand."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="balcony-undo-")
        self.clock = MovedClock(TODAY)
        self.home = Path(self.folder.name) / "j"
        self.journal = new_journal(self.home, self.clock)
        log(self.journal, "A beginning", expected="Beta", confidence=60, themes=("SEND",))
        log(self.journal, "Another", answers={"bd-position": 1, "vo-absent": ("health",)})
        self.journal._ledger.history.forget()
        self.states: list[dict[str, Any] | None] = [rows(self.journal)]
        self.at = 0
        self.stamps: dict[str, int] = {}
        self.kept: dict[str, Any] = {}
        self.exports = 0
        self.talks = 0

    def act(self, do: Callable[[], object]) -> None:
        """Do something; what was refused changed nothing, and what was done is one step."""
        self.clock.pass_by(seconds=20)
        steps, here = self.steps(), self.numbers()
        try:
            do()
        except JournalError:
            assert self.steps() == steps
            return
        if here - self.numbers():
            # What was taken back went for good to make room: from here on only the import can be undone.
            self.states, self.at = [None, rows(self.journal)], 1
            self.stamps = locks(self.journal)  # and the entry that came again was never looked at
        elif self.steps() != steps:
            assert len(self.steps()) == len(steps) + 1
            self.states[self.at + 1 :] = [rows(self.journal)]
            self.at += 1

    def numbers(self) -> set[tuple[Any, ...]]:
        """What goes for good when an import makes room: each entry, and what came from others by its import."""
        looks = ["SELECT 'entry', id, 0 FROM entry"]
        looks += [
            f"SELECT '{name}', uid, batch FROM {name}" for name in ("reply", "agreed_action", "pair_round")
        ]
        with self.journal.file.read() as connection:
            return {tuple(row) for look in looks for row in connection.exec_driver_sql(look)}

    def steps(self) -> list[str]:
        return [change.label for change in self.journal._ledger.history._done]

    def entry(self, place: int, *, in_bin: bool = False) -> EntryId:
        found = self.journal.finding.page(EntryFilter(in_bin=in_bin))
        return found[place % len(found)].id if found else EntryId(10_000)

    @invariant()
    def the_journal_holds_what_the_model_says(self) -> None:
        if not hasattr(self, "journal"):
            return
        here = rows(self.journal)
        expected = self.states[self.at]
        if expected is None:
            self.states[self.at] = expected = here
        for table, lines in expected.items():
            assert here[table] == lines, table
        assert {form: draft.fields for form, draft in self.journal.drafts.all().items()} == self.kept
        known = locks(self.journal)
        with self.journal.file.read() as connection:
            alive = set(connection.exec_driver_sql("SELECT uid FROM entry").scalars())
        assert {uid: day for uid, day in self.stamps.items() if uid in alive} == known
        self.stamps |= known

    # ---- entries

    @rule(
        title=TITLES, expected=WORDS, confidence=st.none() | st.sampled_from([5, 70]), themes=THEMES,
        answers=ANSWERS, back=st.integers(0, 500), undecided=st.booleans(), marks=MARKS,
        kind=st.sampled_from([EntryKind.DECISION, EntryKind.DECISION, EntryKind.REFLECTION]),
    )  # fmt: skip
    def log(
        self, title: str, expected: str, confidence: int | None, themes: list[str], answers: dict[str, AnswerDraft],
        back: int, undecided: bool, marks: frozenset[Sensitivity], kind: EntryKind,
    ) -> None:  # fmt: skip
        form = "decision:new"
        draft = EntryDraft(
            kind, title, expected=expected, confidence=confidence, themes=tuple(themes), answers=answers,
            decided_on=self.clock.today() - timedelta(days=back), undecided=undecided, marks=marks,
            review_due=self.clock.today() + timedelta(days=back - 100) if back > 200 else None,
        )  # fmt: skip
        self.act(lambda: self.journal.writing.log(draft, form=form))
        self.kept.pop(form, None)

    @rule(answers=WEEKLY)
    def log_a_week(self, answers: dict[str, AnswerDraft]) -> None:
        self.act(lambda: self.journal.writing.log(EntryDraft(EntryKind.WEEKLY, answers=answers)))

    @rule(
        place=PLACE,
        title=TITLES,
        context=WORDS,
        expected=WORDS,
        answers=ANSWERS,
        themes=THEMES,
        twice=st.booleans(),
    )
    def rewrite(
        self, place: int, title: str, context: str, expected: str, answers: dict[str, AnswerDraft],
        themes: list[str], twice: bool,
    ) -> None:  # fmt: skip
        entry_id = self.entry(place)

        def do() -> None:
            draft = EntryDraft(
                title=title, context=context, expected=expected, answers=answers, themes=tuple(themes)
            )
            self.journal.writing.rewrite(entry_id, draft)
            if twice:  # typed on within ten seconds: one step of undo
                again = EntryDraft(title=title + "!", context=context, expected=expected, answers=answers)
                self.clock.pass_by(seconds=2)
                with contextlib.suppress(TooLate):  # what was filled in just now may be all that could be
                    self.journal.writing.rewrite(entry_id, again)

        self.act(do)

    @rule(place=PLACE, answers=ANSWERS)
    def answer(self, place: int, answers: dict[str, AnswerDraft]) -> None:
        self.act(lambda: self.journal.writing.answer(self.entry(place), answers))

    @rule(place=PLACE, text=WORDS)
    def think_again(self, place: int, text: str) -> None:
        self.act(lambda: self.journal.writing.add_thought(self.entry(place), text))

    @rule(place=PLACE)
    def decide(self, place: int) -> None:
        self.act(lambda: self.journal.writing.decide(self.entry(place)))

    @rule(place=PLACE, title=TITLES)
    def make_a_decision_of_it(self, place: int, title: str) -> None:
        draft = EntryDraft(title=title)
        entry_id = self.entry(place)
        if entry_id < 10_000:
            self.act(lambda: self.journal.writing.make_decision(entry_id, draft))

    @rule(place=PLACE, themes=THEMES)
    def set_themes(self, place: int, themes: list[str]) -> None:
        entry_id = self.entry(place)
        if entry_id < 10_000:
            self.act(lambda: self.journal.writing.set_themes(entry_id, themes))

    @rule(place=PLACE, marks=MARKS, field=st.sampled_from(["", "expected", "ll-assumption"]))
    def set_marks(self, place: int, marks: frozenset[Sensitivity], field: str) -> None:
        entry_id = self.entry(place)
        if entry_id < 10_000:
            self.act(lambda: self.journal.writing.set_marks(entry_id, marks, field))

    @rule(place=PLACE, weeks=st.integers(1, 8))
    def snooze(self, place: int, weeks: int) -> None:
        self.act(lambda: self.journal.writing.snooze(self.entry(place), weeks))

    @rule(place=PLACE, go=st.booleans())
    def let_go(self, place: int, go: bool) -> None:
        self.act(lambda: self.journal.writing.let_go(self.entry(place), go=go))

    @rule(place=PLACE, days=st.none() | st.integers(-30, 90))
    def set_review_date(self, place: int, days: int | None) -> None:
        due = None if days is None else self.clock.today() + timedelta(days=days)
        self.act(lambda: self.journal.writing.set_review_date(self.entry(place), due, no_review=due is None))

    @rule(places=st.lists(PLACE, min_size=1, max_size=3))
    def delete(self, places: list[int]) -> None:
        self.act(lambda: self.journal.writing.delete({self.entry(place) for place in places}))

    @rule(place=PLACE)
    def restore(self, place: int) -> None:
        self.act(lambda: self.journal.writing.restore([self.entry(place, in_bin=True)]))

    # ---- looking again

    @rule(place=PLACE)
    def begin_to_look_again(self, place: int) -> None:
        entry_id = self.entry(place)
        if entry_id < 10_000:
            found = self.journal.reviews.begin(entry_id)
            self.stamps[found.uid] = (found.locked_on or date.min).toordinal()
            # A change of what was expected cannot be taken back any more, nor what lies beyond it.
            history = self.journal._ledger.history
            done, undone = len(history._done), len(history._undone)
            self.states, self.at = self.states[self.at - done : self.at + undone + 1], done

    @rule(
        place=PLACE, happened=st.none() | st.sampled_from(Happened), outcome=SCALE, process=SCALE, learned=WORDS,
        answers=REVIEWED, back=st.integers(0, 40), change=st.booleans(),
    )  # fmt: skip
    def look_again(
        self, place: int, happened: Happened | None, outcome: int | None, process: int | None, learned: str,
        answers: dict[str, AnswerDraft], back: int, change: bool,
    ) -> None:  # fmt: skip
        entry_id = self.entry(place)
        self.begin_to_look_again(place)
        today = self.clock.today()
        later = today + timedelta(days=14) if happened is Happened.OPEN else None
        draft = ReviewDraft(
            happened, "", outcome, process, learned, answers, today - timedelta(days=back), later
        )
        earlier = self.journal.entry(entry_id).reviews if entry_id < 10_000 else ()
        if change and earlier:
            self.act(lambda: self.journal.reviews.rewrite(entry_id, earlier[-1].id, draft))
            return
        self.act(lambda: self.journal.reviews.save(entry_id, draft))
        self.stamps |= locks(self.journal)

    # ---- prompts, lists and choices

    @rule(question=st.sampled_from(["Who was not there?", "What did it cost?"]))
    def add_a_prompt(self, question: str) -> None:
        self.act(lambda: self.journal.prompts.add_own(question, AnswerKind.TEXT, [When.DECISION]))

    @rule(place=PLACE, retire=st.booleans())
    def change_a_prompt(self, place: int, retire: bool) -> None:
        own = [one.id for one in self.journal.prompts.now().library.prompts if one.id.startswith("custom-")]
        name = (own or ["ll-assumption"])[place % max(len(own), 1)]
        if retire and own:
            self.act(lambda: self.journal.prompts.retire_own(name))
        else:
            self.act(lambda: self.journal.prompts.reword(name, f"And now, {place}?"))

    @rule(on=st.booleans())
    def turn_a_prompt(self, on: bool) -> None:
        self.act(lambda: self.journal.prompts.turn("bd-position", on=on))

    @rule(name=st.sampled_from(["hubs", "budget", "front door"]))
    def add_a_theme(self, name: str) -> None:
        self.act(lambda: self.journal.lists.add_theme(name))

    @rule(place=PLACE, what=st.sampled_from(["rename", "remove", "bring back"]))
    def change_a_theme(self, place: int, what: str) -> None:
        known = self.journal.lists.themes(archived=True)
        theme = known[place % len(known)]
        if theme.name in {"safeguarding", "budget", "SEND"}:
            return
        lists = self.journal.lists
        if what == "rename":
            self.act(lambda: lists.rename_theme(theme.id, f"{theme.name} again"[-30:]))
        elif what == "remove":
            self.act(lambda: lists.remove_theme(theme.id))
        else:
            self.act(lambda: lists.bring_back_theme(theme.id))

    @rule(text=WORDS, chart=st.sampled_from(["C1", "C4"]))
    def choose(self, text: str, chart: str) -> None:
        self.act(lambda: self.journal.lists.save_search("mine", text))
        self.act(lambda: self.journal.patterns.hide(chart, hidden=bool(text)))

    @rule(days=st.integers(0, 20))
    def pause(self, days: int) -> None:
        today = self.clock.today()
        self.act(lambda: self.journal.pauses.add(Span(today, today + timedelta(days=days))))

    # ---- with others

    @rule(place=PLACE)
    def talk(self, place: int) -> None:
        def do() -> None:
            entry = self.journal.entry(self.entry(place))
            self.talks += 1
            with self.journal._ledger.act("Keep a reply") as act:
                said = renamed(talk_about(entry.uid), f"{self.talks}-")
                conversing.keep(act.uow, self.journal.file.words, said)

        self.act(do)

    @rule(place=PLACE, status=st.sampled_from(ActionStatus))
    def mark_an_action(self, place: int, status: ActionStatus) -> None:
        found = self.journal.conversation.actions()
        if found:
            uid = found[place % len(found)].uid
            self.act(lambda: self.journal.conversation.set_action(uid, status))

    # ---- in

    @rule(whole=st.booleans())
    def take_in(self, whole: bool) -> None:
        path = self.home.parent / ("other.json" if whole else "a walk.md")
        if whole:
            path.write_text(json.dumps(OTHER), "utf-8")
        else:
            path.write_text(MARKDOWN, "utf-8")
        name = "balcony" if whole else "markdown"
        self.act(lambda: self.journal.exchange.take_in(name, path, zone=ZONE))

    @rule()
    def take_back(self) -> None:
        batches = self.journal.exchange.batches()
        if batches:
            self.act(lambda: self.journal.exchange.take_back(batches[0].number))

    # ---- undo and redo

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, self.at)):
            self.clock.pass_by(seconds=1)
            if not self.back():
                break

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.states) - 1 - self.at)):
            self.clock.pass_by(seconds=1)
            if not self.forth():
                break

    def back(self) -> bool:
        """Undo once. Words that have set since stay; what is undone beneath them gives states not seen before."""
        try:
            assert self.journal.undo() is not None
        except WordsHaveSet:
            steps = len(self.steps())
            assert steps < self.at
            self.states, self.at = [*[None] * steps, *self.states[self.at :]], steps
            return False
        self.at -= 1
        return True

    def forth(self) -> bool:
        """Redo once; what can no longer be done again is passed over."""
        try:
            assert self.journal.redo() is not None
        except WordsHaveSet:
            left = len(self.journal._ledger.history._undone)
            assert left < len(self.states) - 1 - self.at
            self.states[self.at + 1 :] = [None] * left
            return False
        self.at += 1
        return True

    # ---- outside undo

    @rule(form=st.sampled_from(["decision:new", "weekly:now"]), words=WORDS, drop=st.booleans())
    def keep_a_draft(self, form: str, words: str, drop: bool) -> None:
        if drop:
            self.journal.drafts.drop(form)
            self.kept.pop(form, None)
        else:
            self.journal.drafts.keep(form, {"title": words})
            self.kept[form] = {"title": words}

    @rule(hours=st.sampled_from([1, 20, 30, 200]))
    def time_passes(self, hours: int) -> None:
        self.clock.pass_by(hours=hours)

    @rule()
    def lock_and_open(self) -> None:
        self.journal.close(back_up=False)
        self.journal = unlocked(self.home, self.clock)
        self.states, self.at = [self.states[self.at]], 0
        assert self.journal.undo() is None

    def teardown(self) -> None:
        if not hasattr(self, "journal"):
            return
        assert_whole(self.journal)
        end, refused = self.at, False
        while self.at:
            refused |= not self.back()
            self.the_journal_holds_what_the_model_says()
        assert_whole(self.journal)
        while self.at < len(self.states) - 1:
            refused |= not self.forth()
            self.the_journal_holds_what_the_model_says()
        assert_whole(self.journal)
        assert refused or end <= self.at
        self.journal.close(back_up=False)
        self.folder.cleanup()


OTHER = {
    "format": "balcony-journal",
    "version": 1,
    "journal": {"themes": [{"name": "budget"}, {"name": "from afar"}], "settings": {"hidden_charts": ["C9"]}},
    "wordings": [
        {"number": 1, "prompt": "bd-position", "version": 1, "kind": "slider", "question": "Where?"}
    ],
    "replies": [
        {
            "uid": "other-reply",
            "from_name": "Rowan",
            "received_on": "2026-04-01",
            "comments": [
                {"uid": "other-comment", "entry": "other-2", "kind": "question", "body": "Who was not there?"}
            ],
        }
    ],
    "actions": [
        {
            "uid": "other-action",
            "text": "Ask them",
            "owner": "leader",
            "status": "open",
            "agreed_on": "2026-04-01",
            "entry": "other-3",
            "reply": "other-reply",
        }
    ],
    "rounds": [
        {
            "uid": "other-round",
            "topic": "Alone",
            "opened_on": "2026-04-02",
            "status": "revealed",
            "prompts": [
                {"prompt": "bd-position", "wording": 1, "mine": {"value": 2}, "theirs": {"value": -1}}
            ],
        }
    ],
    "entries": [
        {
            "uid": f"other-{number}",
            "kind": "decision",
            "decided_on": f"2026-0{number}-28",
            "written_on": f"2026-0{number}-28",
            "written_at": f"2026-0{number}-28T10:00:00+00:00",
            "title": "From another journal",
            "themes": ["from afar", "budget"],
            "answers": [{"prompt": "bd-position", "wording": 1, "value": number - 3}],
        }
        for number in (2, 3)
    ],
}

Undo.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestUndo = Undo.TestCase
