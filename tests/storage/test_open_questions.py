"""A decision still to be made is asked in the present, and keeps the words it was asked in."""

from app.domain.entries import AnswerDraft, EntryDraft
from app.domain.forms import FORMS, FormKind
from app.domain.prompts import When
from app.services.journal import Journal
from tests.fixtures.cheap import log

OPEN = "What could you do, including waiting or doing nothing?"
MADE = "What else could you have done, including waiting or doing nothing?"


def test_the_answer_to_an_open_decision_keeps_the_question_it_was_asked(journal: Journal) -> None:
    entry_id = log(journal, "Whether to merge", undecided=True, answers={"dj-options": "Wait."})
    asked = journal.entry(entry_id).answer("dj-options")
    assert asked is not None
    assert asked.wording.question == OPEN
    journal.writing.decide(entry_id)
    draft = EntryDraft(title="Merge", answers={"dj-options": AnswerDraft("Wait, or lend.")})
    journal.writing.rewrite(entry_id, draft)
    kept = journal.entry(entry_id).answer("dj-options")
    assert kept is not None
    assert (kept.value, kept.wording.question) == ("Wait, or lend.", OPEN)


def test_a_question_answered_later_is_put_as_the_decision_then_stands(journal: Journal) -> None:
    open_one = log(journal, "Whether to merge", undecided=True)
    journal.writing.answer(open_one, {"dj-options": AnswerDraft("Wait.")})
    journal.writing.rewrite(
        open_one,
        EntryDraft(
            title="Whether", answers={"dj-options": AnswerDraft("Wait."), "bd-unseen": AnswerDraft("Homes.")}
        ),
    )
    made_one = log(journal, "Merge")
    journal.writing.answer(made_one, {"dj-options": AnswerDraft("Wait.")})
    found = journal.entry(open_one)
    questions = {answer.prompt_id: answer.wording.question for answer in found.answers}
    assert questions == {"dj-options": OPEN, "bd-unseen": "What can you not see from where you stand?"}
    made = journal.entry(made_one).answer("dj-options")
    assert made is not None
    assert made.wording.question == MADE


def test_only_a_decision_still_open_is_asked_in_the_present(journal: Journal) -> None:
    library = journal.prompts.now().library
    options = library.prompt("dj-options")
    premortem = library.prompt("dj-premortem")
    assert options is not None
    assert premortem is not None
    for kind, form in FORMS.items():
        question = options.wording(form.put_at).question
        assert question == (OPEN if kind is FormKind.TO_DECIDE else MADE)
    assert premortem.wording(When.OPEN).question == premortem.question


def test_a_copy_in_a_leaders_own_words_is_put_in_those_words(journal: Journal) -> None:
    copy = journal.prompts.reword("dj-options", "Which ways are there?")
    entry_id = log(journal, "Whether to merge", undecided=True, answers={copy.id: "Two."})
    answer = journal.entry(entry_id).answer(copy.id)
    assert answer is not None
    assert answer.wording.question == "Which ways are there?"
