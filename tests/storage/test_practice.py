"""The practice partner of the demo: rounds made and opened by the real way, in the demo and in what was exported."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.entries import AnswerDraft
from app.domain.errors import InvalidInput
from app.domain.library import merge, read_pack
from app.domain.pairing import RoundStep
from app.domain.practice import PARTNER, WAITING_ROUND, PracticeAct, next_act
from app.domain.prompts import AnswerKind, Wording
from app.domain.sharing import FileKind, Trust
from app.paths import bundled
from app.services.demo import fill
from app.services.journal import Journal
from app.services.pairs.practice import practice_words
from app.storage import settings
from tests.fixtures.cheap import TODAY, ZONE, assert_whole, log, new_journal
from tests.fixtures.pairs import stored
from tests.fixtures.same_journal import rows

THEIR_WORDS = practice_words().answers["rw-honest"].value


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Journal]:
    journal = new_journal(tmp_path / "demo")
    fill(journal, as_dated=True)
    yield journal
    journal.close(back_up=False)


def let(journal: Journal, uid: str) -> str:
    """Let the partner do what is next, and keep the file they send."""
    opened = journal.pairs.open(journal.pairs.practice.let_act(uid))
    assert opened.opened.trust is Trust.CONFIRMED
    return journal.pairs.keep(opened)


def said(journal: Journal, uid: str) -> list[object]:
    return [one.theirs.value if one.theirs else None for one in journal.pairs.round(uid).round.prompts]


def test_every_answer_written_beforehand_fits_its_question() -> None:
    library = merge([read_pack((bundled("resources/prompts") / "balcony.json").read_text("utf-8"), "b.json")])
    words = practice_words()
    for given in (words.answers, words.waiting.answers, words.invites.answers):
        for name, answer in given.items():
            prompt = library.prompt(name)
            assert prompt is not None
            value, options = answer.value, {option.id for option in prompt.options}
            fits = {
                AnswerKind.TEXT: isinstance(value, str),
                AnswerKind.SINGLE: value in options,
                AnswerKind.MULTI: isinstance(value, tuple) and options.issuperset(value),
                AnswerKind.SLIDER: isinstance(value, int) and -3 <= value <= 3,
                AnswerKind.PERCENT: isinstance(value, int) and 0 <= value <= 100,
            }
            assert fits[prompt.kind], name
    assert set(words.waiting.prompts) == set(words.waiting.answers)
    assert set(words.invites.prompts) == set(words.invites.answers)
    assert set(words.waiting.prompts) <= set(words.answers)


def test_a_question_without_an_answer_of_its_own_gets_words_that_say_so() -> None:
    words = practice_words()
    asked = [
        Wording("custom-1", 1, AnswerKind.TEXT, "What now?"),
        Wording("custom-2", 1, AnswerKind.SLIDER, "Where?"),
    ]
    text, slider = words.answers_to(asked)
    assert text is not None
    assert "Written beforehand" in str(text.value)
    assert slider is None


def test_the_demo_has_a_round_that_waits_for_the_practice_partner(demo: Journal) -> None:
    finished, waiting = demo.pairs.rounds()
    assert finished.step is RoundStep.REVEALED
    assert finished.may_share_learning
    assert (waiting.uid, waiting.step, waiting.contact) == (
        WAITING_ROUND, RoundStep.WAITING_FOR_SEAL, "Practice partner",
    )  # fmt: skip
    assert waiting.round.is_demo
    assert "written beforehand" in waiting.round.case_text
    assert waiting.held.closes_on is not None
    assert waiting.held.closes_on > TODAY
    assert waiting.left(FileKind.ROUND_INVITATION) is not None
    assert next_act(waiting) is PracticeAct.ANSWER
    assert next_act(finished) is None
    assert demo.undo_label == ""
    assert_whole(demo)


def test_the_partner_answers_and_nothing_of_it_is_seen_before_the_reveal(demo: Journal) -> None:
    let(demo, WAITING_ROUND)
    held = demo.pairs.round(WAITING_ROUND)
    assert held.step is RoundStep.READY
    assert said(demo, WAITING_ROUND) == [None] * 4
    assert str(THEIR_WORDS) not in stored(demo)
    assert demo.pairs.reveal(WAITING_ROUND).text
    assert said(demo, WAITING_ROUND) == [-1, ("worried", "supported"), 60, THEIR_WORDS]
    assert_whole(demo)


def test_what_the_partner_learned_can_be_taken_and_passed_on(demo: Journal) -> None:
    let(demo, WAITING_ROUND)
    demo.pairs.reveal(WAITING_ROUND)
    let(demo, WAITING_ROUND)
    held = demo.pairs.round(WAITING_ROUND)
    assert held.held.their_learning == practice_words().learning
    assert next_act(held) is None
    demo.pairs.take_learning(WAITING_ROUND)
    demo.pairs.tick_onward(WAITING_ROUND, on=True)
    assert demo.pairs.may_share_learning(WAITING_ROUND)


def test_the_partner_invites_and_gives_their_key_for_a_sealed_answer(demo: Journal) -> None:
    demo.sharing.people.set_my_name("Rowan")
    opened = demo.pairs.open(demo.pairs.practice.let_invite())
    uid = demo.pairs.keep(opened)
    with pytest.raises(InvalidInput, match="nothing to do"):
        demo.pairs.practice.let_act(uid)
    demo.pairs.answer(uid, 0, AnswerDraft("none"))
    demo.pairs.seal(uid)
    let(demo, uid)
    assert demo.pairs.round(uid).step is RoundStep.REVEALED
    assert said(demo, uid)[:2] == ["most", -1]
    assert_whole(demo)


def test_a_round_of_ones_own_is_answered_too(demo: Journal) -> None:
    demo.sharing.people.set_my_name("Rowan")
    uid = demo.pairs.start("Mine", ["ci-lever", "dj-premortem"], contact=PARTNER)
    demo.pairs.answer(uid, 0, AnswerDraft(3))
    demo.pairs.seal(uid)
    let(demo, uid)
    demo.pairs.reveal(uid)
    lever, words = said(demo, uid)
    assert lever == 1
    assert "Written beforehand" in str(words)


def test_an_exported_demo_finds_its_partner_again_with_new_keys(demo: Journal, tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    demo.exchange.give_out("json", path)
    with demo.file.read() as connection:
        secret = settings.setting(connection, settings.KEYS_OF_PARTNER)
    assert isinstance(secret, str)
    assert not any(part in path.read_text("utf-8") for part in secret.split(":"))
    other = new_journal(tmp_path / "other")
    other.exchange.take_in("balcony", path, zone=ZONE)
    assert next_act(other.pairs.round(WAITING_ROUND)) is PracticeAct.ANSWER
    let(other, WAITING_ROUND)
    other.pairs.reveal(WAITING_ROUND)
    assert said(other, WAITING_ROUND)[3] == THEIR_WORDS
    let(other, WAITING_ROUND)
    assert_whole(other)
    (batch,) = other.exchange.batches()
    other.exchange.take_back(batch.number)
    assert not other.pairs.practice.is_here
    assert other.pairs.rounds() == ()
    other.close(back_up=False)


def taken_in(demo: Journal, folder: Path) -> Journal:
    """A journal of one's own that took an exported demo in."""
    demo.exchange.give_out("json", folder / "demo.json")
    own = new_journal(folder / "own")
    log(own, "One of my own")
    own.exchange.take_in("balcony", folder / "demo.json", zone=ZONE)
    return own


def test_rounds_and_partner_go_with_the_demo_entries_and_come_back_with_undo(
    demo: Journal, tmp_path: Path
) -> None:
    own = taken_in(demo, tmp_path)
    before = rows(own)
    own.writing.remove_demo()
    assert own.pairs.rounds() == ()
    assert not own.pairs.practice.is_here
    own.undo()
    assert rows(own) == before
    let(own, WAITING_ROUND)
    assert_whole(own)
    own.close(back_up=False)


def test_a_partner_with_whom_a_round_of_ones_own_goes_on_stays(demo: Journal, tmp_path: Path) -> None:
    own = taken_in(demo, tmp_path)
    own.sharing.people.set_my_name("Rowan")
    own.pairs.keep(own.pairs.open(own.pairs.practice.let_invite()))
    own.writing.remove_demo()
    assert [one.round.is_demo for one in own.pairs.rounds()] == [False]
    assert own.pairs.practice.is_here
    own.close(back_up=False)


def test_somebody_who_is_not_the_partner_gets_no_answers_from_them(demo: Journal) -> None:
    waiting = demo.pairs.round(WAITING_ROUND)
    assert next_act(replace(waiting, held=replace(waiting.held, contact_uid="another"))) is None


def test_a_journal_without_the_partner_says_so(tmp_path: Path) -> None:
    journal = new_journal(tmp_path / "j")
    assert not journal.pairs.practice.is_here
    with pytest.raises(InvalidInput, match="not here"):
        journal.pairs.practice.let_invite()
    journal.close(back_up=False)
