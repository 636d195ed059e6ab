"""What leaves is what was ticked and read, and nothing else: looked for in the very bytes."""

import base64
import platform
import re
import socket
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyrage
import pytest

from app.domain.choosing import Part, Ticks
from app.domain.composing import ShareWish
from app.domain.entries import AnswerDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.errors import Cancelled, FileTooLarge, InvalidInput, NotForYou
from app.domain.outgoing import Change
from app.domain.privacy import REMOVED, Group, from_rows
from app.domain.sharing import SharedChart, content_hash
from app.services.journal import Journal
from app.sharing.files import open_file
from app.sharing.keys import Identity, new_identity
from tests.fixtures.cheap import PASSPHRASE, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.shares import a_coach, composed, everything, sealed, shared_with

CHART = SharedChart(
    "Where I stood", "Mostly in among it.", 12, "<svg></svg>", ("Place", "n"), (("low", "5"),)
)


@pytest.fixture
def full(journal: Journal) -> EntryId:
    """An entry with a word of its own in every part."""
    entry_id = log(
        journal, "Canarytitle", context="Canarycontext", decision="Canarydecision", expected="Canaryexpected",
        confidence=65,
        answers={"ll-assumption": AnswerDraft("Canaryassumption"), "vo-absent": AnswerDraft(("carers",), "Canaryother")},
    )  # fmt: skip
    review = ReviewDraft(
        Happened.PART, "Canaryhappened", 1, -2, "Canarylearned",
        {"ll-assumption-changed": AnswerDraft("Canarybelief")},
    )  # fmt: skip
    journal.reviews.save(entry_id, review)
    journal.writing.add_thought(entry_id, "Canarythought")
    return entry_id


CANARIES = {
    "title": "Canarytitle",
    "context": "Canarycontext",
    "decision": "Canarydecision",
    "expected": "Canaryexpected",
    "answer:ll-assumption": "Canaryassumption",
    "answer:vo-absent": "Canaryother",
    "review:1:what-happened": "Canaryhappened",
    "review:1:learned": "Canarylearned",
    "review:1:answer:ll-assumption-changed": "Canarybelief",
    "addition:1": "Canarythought",
}


def plain_of(data: bytes, identity: Identity) -> bytes:
    return bytes(pyrage.decrypt(data, [identity.age_identity()]))


def spellings(word: str) -> list[bytes]:
    """A word as UTF-8 and UTF-16, in three letter cases, and in base64 at every alignment."""
    found = []
    for text in {word, word.lower(), word.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(encoding)
            found.append(raw)
            for shift in range(3):
                # Without the signs at both ends, which depend on what stands beside the word.
                spelt = base64.b64encode(b"\0" * shift + raw)
                found.append(spelt[4 if shift else 0 : len(spelt) - 4])
    return found


def assert_absent(word: str, data: bytes) -> None:
    for spelt in spellings(word):
        assert spelt not in data, word


@pytest.mark.parametrize(
    "ticked", [("title",), ("expected", "review:1:learned"), ("answer:vo-absent", "addition:1")]
)
def test_no_word_that_was_not_ticked_is_in_the_bytes(
    journal: Journal, full: EntryId, ticked: tuple[str, ...], tmp_path: Path
) -> None:
    log(journal, "Canaryneighbour", context="Canaryelsewhere")
    uid, coach = a_coach(journal)
    journal.sharing.other_words.set(uid, "Canaryname", "A colleague")
    share = sealed(journal, Ticks().tick(full, *ticked), uid, note="Please read")
    plain = plain_of(share.data, coach)
    for field_id, word in CANARIES.items():
        if field_id in ticked:
            assert word.encode() in plain
        else:
            assert_absent(word, plain)
    for word in ("Canaryneighbour", "Canaryelsewhere", "Canaryname", PASSPHRASE):
        assert_absent(word, plain)
    assert_absent("Canarytitle", share.data)


def test_no_id_time_path_user_or_machine_is_in_the_bytes(
    journal: Journal, full: EntryId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "canaryuser")
    monkeypatch.setenv("HOME", "/canaryhome")
    monkeypatch.setattr(socket, "gethostname", lambda: "canarymachine")
    monkeypatch.setattr(platform, "node", lambda: "canarymachine")
    uid, coach = a_coach(journal)
    plain = plain_of(sealed(journal, everything(journal), uid, width=None).data, coach)
    entry = journal.entry(full)
    outside = ("canaryuser", "canaryhome", "canarymachine", str(tmp_path))
    for word in (entry.uid, entry.reviews[0].uid, uid, *outside):
        assert_absent(word, plain)
    assert not re.search(rb"\d\d:\d\d", plain)
    assert re.findall(rb"\d{4}-\d\d-\d\d", plain) == [b"2026-06-30"] * 2  # made_on, in both members


def test_what_is_marked_not_for_sharing_is_in_no_bytes_of_everything_that_can_be_ticked(
    journal: Journal, full: EntryId
) -> None:
    private = [Sensitivity.PRIVATE_ONLY]
    for field in ("context", "learned", "ll-assumption"):
        journal.writing.set_marks(full, private, field)
    hidden = log(journal, "Canaryhidden", context="Canaryhiddencontext")
    journal.writing.set_marks(hidden, private)
    uid, coach = a_coach(journal)
    plain = plain_of(sealed(journal, everything(journal), uid).data, coach)
    for word in ("Canarycontext", "Canarylearned", "Canaryassumption", "Canaryhidden", "Canaryhiddencontext"):
        assert_absent(word, plain)
    assert b"Canarydecision" in plain


# ---- the recipient's view


def test_the_view_is_parsed_back_from_the_very_bytes_and_equals_what_was_composed(
    journal: Journal, full: EntryId
) -> None:
    uid, coach = a_coach(journal)
    journal.sharing.agreements.agree(uid, journal.sharing.agreements.to_edit(uid))
    made = composed(
        journal, everything(journal), uid, note="What would you ask?", purpose="To think", marking="OFFICIAL",
        charts=(CHART,), with_agreement=True, delete_by=date(2026, 12, 1), width="month",
    )  # fmt: skip
    assert made.bundle.agreement is not None
    share = journal.sharing.seal(made)
    assert share.view == made.bundle
    opened = open_file(share.data, [coach], known={}, seen=lambda _: False)
    assert opened.share == share.view
    assert opened.fingerprint == share.fingerprint
    assert share.words == made.words == f"{made.fields} fields from 1 entry, and 1 chart"


def test_nobody_else_can_open_it(journal: Journal, full: EntryId) -> None:
    uid, _ = a_coach(journal)
    share = sealed(journal, Ticks().tick(full, "title"), uid)
    with pytest.raises(NotForYou):
        open_file(share.data, [new_identity()], known={}, seen=lambda _: False)


def test_without_a_card_a_passphrase_locks_it_and_a_token_goes_along(journal: Journal, full: EntryId) -> None:
    journal.sharing.people.set_my_name("Ash")
    made = journal.sharing.compose(ShareWish(ticks=Ticks().tick(full, "title"), label="R."))
    with pytest.raises(InvalidInput):
        journal.sharing.seal(made)
    share = journal.sharing.seal(made, passphrase="otter candle seven")
    opened = open_file(share.data, [new_identity()], "otter candle seven", known={}, seen=lambda _: False)
    assert opened.share == share.view == made.bundle
    assert opened.reply_token == share.reply_token
    assert journal.sharing.people.contacts() == ()


def test_two_people_cannot_join_up_what_they_were_shown(journal: Journal, full: EntryId) -> None:
    bundles, authors = [], []
    for name, instead in (("Rowan", "A colleague"), ("Birch", "Somebody at work")):
        uid, identity = a_coach(journal, name)
        journal.sharing.other_words.set(uid, "Canarytitle", instead)
        share = sealed(journal, Ticks().tick(full, "title"), uid)
        assert share.view.entries[0].fields[0].value == instead
        bundles.append(share.view)
        authors.append(open_file(share.data, [identity], known={}, seen=lambda _: False).author)
    one, other = bundles
    assert one.bundle_id != other.bundle_id
    assert one.entries[0].share_id != other.entries[0].share_id
    assert one.entries[0].fields[0].content_hash != other.entries[0].fields[0].content_hash
    assert authors[0].verify_key != authors[1].verify_key
    assert authors[0].recipient != authors[1].recipient


def test_composing_twice_gives_other_ids(journal: Journal, full: EntryId) -> None:
    uid, _ = a_coach(journal)
    one, other = (composed(journal, Ticks().tick(full, "title"), uid).bundle for _ in range(2))
    assert one.entries[0].share_id != other.entries[0].share_id


# ---- words changed on the way


def test_other_words_days_and_changes_are_in_the_copy_only_and_lead_back(journal: Journal) -> None:
    own = "Sarah Poole and I met on 3 June 2026, and Sarah Poole left early."
    entry_id = log(journal, "A meeting", context=own)
    uid, _ = a_coach(journal)
    journal.sharing.other_words.set(uid, "Sarah Poole", "A colleague")
    begin = own.index("left early")
    change = Change(f"{entry_id}/context", begin, begin + len("left early"), "did not stay")
    made = composed(journal, Ticks().tick(entry_id, "context"), uid, width="month", changes=(change,))
    (field,) = made.bundle.entries[0].fields
    assert field.value == "A colleague and I met in June 2026, and A colleague did not stay."
    assert made.bundle.entries[0].when == "June 2026"
    offsets = from_rows(made.places[0].offsets)
    start = field.value.index("did not stay")
    assert offsets.span_to_original(start, start + len("did not stay")) == (begin, begin + len("left early"))
    assert made.places[0].source_hash == content_hash(own)
    assert journal.entry(entry_id).context == own


def test_a_warning_is_changed_wherever_it_stands(journal: Journal) -> None:
    entry_id = log(journal, "One", context="Ask Mr Bramley first.", decision="Mr Bramley agreed.")
    uid, _ = a_coach(journal)
    ticks = Ticks().tick(entry_id, "context", "decision")
    made = composed(journal, ticks, uid)
    (alike,) = [one for one in made.notices if one.group is Group.NAME]
    assert len(alike.places) == 2
    again = composed(journal, ticks, uid, changes=made.change(alike, "a neighbour"))
    assert [one.value for one in again.bundle.entries[0].fields] == [
        "Ask a neighbour first.",
        "A neighbour agreed.",
    ]
    gone = composed(journal, ticks, uid, changes=made.change(alike))
    assert gone.bundle.entries[0].fields[0].value == f"Ask {REMOVED} first."


@pytest.mark.parametrize("part", ["note", "purpose", "context", "title", "chart"])
def test_every_outgoing_text_is_looked_at(journal: Journal, part: str) -> None:
    words = "Cllr Bramley rang."
    entry_id = log(
        journal, words if part == "title" else "One", context=words if part == "context" else "Two"
    )
    uid, _ = a_coach(journal)
    wish = {part: words} if part in ("note", "purpose") else {}
    charts = (SharedChart("C", words, 5, "", (), ()),) if part == "chart" else ()
    made = composed(journal, Ticks().tick(entry_id, "title", "context"), uid, charts=charts, **wish)
    assert [one.words for one in made.notices if one.group is Group.NAME] == ["Cllr Bramley"]


def test_family_proceedings_stop_until_they_were_shown(journal: Journal) -> None:
    entry_id = log(journal, "One")
    journal.writing.set_marks(entry_id, [Sensitivity.COURT_RELATED])
    uid, _ = a_coach(journal)
    made = composed(journal, Ticks().tick(entry_id, "title"), uid)
    assert made.stops
    with pytest.raises(InvalidInput) as caught:
        journal.sharing.seal(made)
    assert caught.value.field == "stop"
    assert journal.sharing.seal(made, past_stop=True).view == made.bundle


def test_a_chart_whose_words_were_changed_goes_without_its_picture(journal: Journal, full: EntryId) -> None:
    uid, _ = a_coach(journal)
    journal.sharing.other_words.set(uid, "Mostly", "Often")
    (chart,) = composed(journal, Ticks().tick(full, "title"), uid, charts=(CHART,)).bundle.charts
    assert (chart.words, chart.svg) == ("Often in among it.", "")


# ---- letting it out


def test_it_leaves_only_once_its_words_were_read(journal: Journal, full: EntryId, tmp_path: Path) -> None:
    uid, _ = a_coach(journal)
    share = sealed(journal, Ticks().tick(full, "title"), uid)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(InvalidInput):
        journal.sharing.save(share, folder, read=False)
    with pytest.raises(InvalidInput):
        journal.sharing.as_text(share, read=False)
    assert list(folder.iterdir()) == []
    assert journal.sharing.log.all() == ()
    path = journal.sharing.save(share, folder, read=True)
    assert re.fullmatch(r"share-[0-9a-f]{8}\.balcony", path.name)
    assert path.read_bytes() == share.data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (logged,) = journal.sharing.log.all()
    assert logged.fingerprint == share.fingerprint


def test_a_file_that_cannot_be_written_is_not_logged(journal: Journal, full: EntryId, tmp_path: Path) -> None:
    uid, _ = a_coach(journal)
    share = sealed(journal, Ticks().tick(full, "title"), uid)
    with pytest.raises(Exception, match="not there"):
        journal.sharing.save(share, tmp_path / "nowhere" / "x.balcony", read=True)
    assert journal.sharing.log.all() == ()


def test_as_text_it_opens_the_same_and_is_logged_once(
    journal: Journal, full: EntryId, tmp_path: Path
) -> None:
    uid, coach = a_coach(journal)
    share = sealed(journal, Ticks().tick(full, "title"), uid)
    text = journal.sharing.as_text(share, read=True)
    journal.sharing.save(share, tmp_path / "x.balcony", read=True)
    assert open_file(text, [coach], known={}, seen=lambda _: False).share == share.view
    assert len(journal.sharing.log.all()) == 1


def test_a_page_that_is_not_locked_leaves_only_when_the_leader_says_so(
    journal: Journal, full: EntryId, tmp_path: Path
) -> None:
    uid, _ = a_coach(journal)
    made = composed(journal, Ticks().tick(full, "title", "expected"), uid, charts=(CHART,))
    with pytest.raises(InvalidInput):
        journal.sharing.plain(made, protect_it_myself=False)
    page = journal.sharing.plain(made, protect_it_myself=True)
    assert page.view == made.bundle
    text = page.data.decode()
    assert "Canarytitle" in text
    assert "Canaryexpected" in text
    assert "<script" not in text
    assert made.bundle.bundle_id not in text
    for word in ("Canarycontext", "Canarydecision", "Canarylearned"):
        assert_absent(word, page.data)
    assert journal.sharing.save(page, tmp_path, read=True).name.endswith(".html")
    assert journal.sharing.log.all()[0].is_plain


def test_nothing_chosen_cannot_be_locked(journal: Journal) -> None:
    uid, _ = a_coach(journal)
    with pytest.raises(InvalidInput) as caught:
        sealed(journal, Ticks(), uid)
    assert caught.value.field == "ticks"


# ---- size and time


def test_more_than_a_file_holds_is_refused_before_it_is_looked_at(journal: Journal, full: EntryId) -> None:
    uid, _ = a_coach(journal)
    with pytest.raises(FileTooLarge) as caught:
        composed(journal, Ticks().tick(full, "title"), uid, note="Much " * (64 * 1024 * 1024 // 5))
    assert "Tick fewer entries" in caught.value.advice
    assert journal.sharing.log.all() == ()


def test_more_bytes_than_a_file_holds_are_refused_when_it_is_locked(journal: Journal, full: EntryId) -> None:
    uid, _ = a_coach(journal)
    made = composed(journal, Ticks().tick(full, "title"), uid)
    heavy = tuple(
        SharedChart(f"C{number}", "", 5, f"<svg>{number}{'x' * 1_000_000}</svg>", (), ())
        for number in range(40)
    )
    with pytest.raises(FileTooLarge):
        journal.sharing.seal(replace(made, bundle=replace(made.bundle, charts=heavy)))


@pytest.fixture
def thousand(journal: Journal) -> Journal:
    with journal.file.untracked() as connection:
        for number in range(1000):
            connection.exec_driver_sql(
                "INSERT INTO entry (uid, kind, decided_on, written_on, written_at, title, context, decision, expected,"
                " confidence) VALUES (?, 0, 739000, 739000, 0, ?, ?, ?, ?, 65)",
                (
                    f"{number:032x}", f"Decision {number}", "What was going on in the service that week. " * 8,
                    "What was chosen, and why it seemed the better way then. " * 8, "Sixty families by spring. " * 3,
                ),
            )  # fmt: skip
    return journal


def test_a_thousand_decisions_are_shared_with_progress(thousand: Journal, tmp_path: Path) -> None:
    uid, _ = a_coach(thousand)
    parts = (Part.TITLE, Part.CONTEXT, Part.DECISION, Part.EXPECTED, Part.CONFIDENCE)
    ticks = Ticks().tick_alike(thousand.sharing.choices(limit=1000).entries, parts)
    thousand.sharing.people.set_my_name("Ash")
    seen: list[int] = []
    made = thousand.sharing.compose(
        ShareWish(ticks=ticks, to=uid), progress=lambda done, _: seen.append(done)
    )
    share = thousand.sharing.seal(made)
    thousand.sharing.save(share, tmp_path, read=True)
    assert made.words == "5000 fields from 1000 entries"
    assert seen == list(range(1, 1001))


def test_composing_and_locking_can_be_cancelled(journal: Journal, full: EntryId) -> None:
    uid, _ = a_coach(journal)
    made = composed(journal, Ticks().tick(full, "title"), uid)
    with pytest.raises(Cancelled):
        journal.sharing.compose(ShareWish(ticks=Ticks().tick(full, "title"), to=uid), cancelled=lambda: True)
    with pytest.raises(Cancelled):
        journal.sharing.seal(made, cancelled=lambda: True)
    assert journal.sharing.log.all() == ()


def test_nothing_is_shared_in_a_journal_that_never_shared(journal: Journal, clock: MovedClock) -> None:
    log(journal, "One")
    assert journal.sharing.log.all() == ()
    assert journal.sharing.people.contacts() == ()
    shared_with(journal, "Rowan", everything(journal))
    assert len(journal.sharing.log.all()) == 1
