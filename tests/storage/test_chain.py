"""The chain tells what is not as it was last written, and takes in everything that is written."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Connection, Integer

from app.domain.entries import AnswerDraft, EntryDraft
from app.domain.errors import Cancelled, ImportProblem
from app.services.journal import Journal
from app.storage import chain, engine
from app.storage.arriving import Arrivals
from app.storage.chain.subjects import DERIVED, SETTINGS, SOURCES
from app.storage.rows import driver_of
from tests.fixtures.cheap import TODAY, assert_as_written, log, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.journals.schema_0004.make import HERE as FROZEN
from tests.fixtures.one_decision import WRITTEN


def compared(connection: Connection) -> chain.Findings:
    return chain.verify(lambda: nullcontext(connection))


def links(journal: Journal, subject: chain.Subject) -> list[tuple[int, bytes | None]]:
    """Why each link of a subject was added, and its salt."""
    query = "SELECT act, salt FROM chain WHERE kind = ? AND key = ? ORDER BY seq"
    with journal.file.read() as connection:
        return [(row.act, row.salt) for row in connection.exec_driver_sql(query, subject)]


def unseen(journal: Journal, statement: str) -> None:
    """Change the file without the connection that notes what it changes: as a page put back does."""
    opened = engine.open_engine(journal.file.path, journal.file._data_key)
    with engine.writing(opened) as connection:
        connection.exec_driver_sql(statement)
    opened.dispose()


@pytest.fixture
def old_journal(tmp_path: Path) -> Journal:
    """The frozen journal of the schema before the chain, with something in every table, brought up to date."""
    folder = tmp_path / "old"
    folder.mkdir(mode=0o700)
    for name in ("journal.db", "journal.keys"):
        shutil.copyfile(FROZEN / name, folder / name)
    return unlocked(folder, MovedClock(TODAY))


def moments(connection: Connection, after: int = 0) -> tuple[set[int], set[str]]:
    """When links after one were made, and of what kinds of thing."""
    found = connection.exec_driver_sql("SELECT at, kind FROM chain WHERE seq > ?", (after,)).all()
    return {row.at for row in found}, {row.kind for row in found}


# ---- what is linked


def test_all_links_of_one_act_have_one_moment(journal: Journal) -> None:
    """By it an unfinished save beside the journal is told from one of another day, after a kill at its very end."""
    log(journal, "Before", themes=("budget",))
    with journal.file.read() as connection:
        before = chain.last_link(connection).seq
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("UPDATE entry SET title = 'After'")
        connection.exec_driver_sql("UPDATE theme SET name = name || '.' WHERE name <> 'data'")
    with journal.file.read() as connection:
        at, kinds = moments(connection, before)
    assert {"entry", "theme"} <= kinds
    assert len(at) == 1


def test_all_first_links_of_an_upgrade_have_one_moment(old_journal: Journal) -> None:
    with old_journal.file.read() as connection:
        at, kinds = moments(connection)
    assert len(kinds) > 5
    assert len(at) == 1


def test_an_upgrade_gives_everything_that_is_there_its_first_link(old_journal: Journal) -> None:
    assert_as_written(old_journal)
    with old_journal.file.read() as connection:
        acts = (
            connection.exec_driver_sql("SELECT DISTINCT act FROM chain WHERE kind <> 'journal'")
            .scalars()
            .all()
        )
        entries = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        linked = connection.exec_driver_sql("SELECT count(*) FROM chain WHERE kind = 'entry'").scalar_one()
    assert acts == [chain.Act.FIRST]
    assert linked == entries > 1
    old_journal.close(back_up=False)


def test_one_action_is_one_link_for_each_thing_it_changes(journal: Journal) -> None:
    before = compared_links(journal)
    entry_id = log(journal, "Hold the front door", answers={"bd-position": 2})
    linked = compared_links(journal) - before
    assert len(links(journal, chain.Subject("entry", int(entry_id)))) == 1
    journal.undo()
    journal.redo()
    assert len(links(journal, chain.Subject("entry", int(entry_id)))) == 3
    assert linked >= 3  # the entry, and the question and wording that were met for the first time


def compared_links(journal: Journal) -> int:
    return journal.file.compare_with_chain().links


def test_drafts_and_rotation_memory_are_not_linked(journal: Journal) -> None:
    before = compared_links(journal)
    journal.drafts.keep("entry", {"title": "Half a thought"})
    assert compared_links(journal) == before


def test_what_was_rolled_back_leaves_no_link(journal: Journal) -> None:
    before = compared_links(journal)
    with pytest.raises(KeyError), journal.file.write("Stop", journal.clock.now()) as act:
        act.uow.insert(SOURCES["theme"], name="never kept"), act.uow.insert(SOURCES["theme"], colour="red")
    log(journal, "After it")
    assert_as_written(journal)
    assert compared_links(journal) >= before + 1


def test_after_an_import_that_was_rolled_back_what_is_added_to_an_entry_is_linked(journal: Journal) -> None:
    entry_id = log(journal, "Here before")

    def import_and_stop() -> None:
        with journal.file.write("Import", journal.clock.now()) as act:
            Arrivals(act.uow, journal.file.words, "balcony", journal.clock.now())
            raise ImportProblem

    with pytest.raises(ImportProblem):
        import_and_stop()
    with journal.file.untracked() as connection:
        connection.exec_driver_sql(
            "INSERT INTO addition (entry, text, written_at, written_on) VALUES (?, 'Later', 1, 1)",
            (entry_id,),
        )
    assert len(links(journal, chain.Subject("entry", entry_id))) == 2
    assert_as_written(journal)


def test_taking_back_an_import_is_one_link_for_the_batch_and_none_for_its_entries(
    old_journal: Journal,
) -> None:
    with old_journal.file.read() as connection:
        batch = connection.exec_driver_sql("SELECT max(batch) FROM entry WHERE deleted_at IS NULL").scalar()
    assert batch is not None
    before = compared_links(old_journal)
    with old_journal.file.write("Take back", old_journal.clock.now()) as act:
        act.uow.set_batch(batch, present=False)
    assert compared_links(old_journal) == before + 1
    assert_as_written(old_journal)
    with old_journal.file.write("Bring again", old_journal.clock.now()) as act:
        act.uow.set_batch(batch, present=True)
    assert_as_written(old_journal)
    old_journal.close(back_up=False)


# ---- what is found


def test_any_single_changed_column_of_any_table_is_found(old_journal: Journal) -> None:
    looked = 0
    opened = engine.open_engine(old_journal.file.path, old_journal.file._data_key)
    with opened.connect() as raw:
        driver_of(raw).execute("PRAGMA foreign_keys = OFF")
        with raw.begin():
            for name, table in SOURCES.items():
                row = raw.execute(table.select().limit(1)).mappings().first()
                for column in table.columns:
                    if row is None or (name, column.name) in DERIVED:
                        continue
                    here = " AND ".join(f'"{key.name}" = :{key.name}' for key in table.primary_key.columns)
                    other = 7654321 if isinstance(column.type, Integer) else f"{row[column.name]}x"
                    driver = driver_of(raw)
                    driver.execute("SAVEPOINT one")
                    given = {key.name: row[key.name] for key in table.primary_key.columns}
                    changed = driver.execute(
                        f'UPDATE {name} SET "{column.name}" = :other WHERE {here}', {**given, "other": other}
                    )
                    assert changed.rowcount == 1, (name, column.name)
                    assert not compared(raw).holds, (name, column.name)
                    driver.execute("ROLLBACK TO one")
                    looked += 1
            assert compared(raw).holds
    opened.dispose()
    old_journal.close(back_up=False)
    assert looked > 200


def test_a_row_that_went_or_came_without_a_word_is_found(journal: Journal) -> None:
    first, second = log(journal, "Kept"), log(journal, "Another")
    unseen(journal, f"DELETE FROM review_date WHERE entry = {first}")
    unseen(
        journal, f"INSERT INTO addition (entry, text, written_at, written_on) VALUES ({second}, 'x', 1, 1)"
    )
    unseen(journal, "DELETE FROM theme WHERE name = 'data'")
    found = journal.file.compare_with_chain()
    assert {subject.kind for subject in found.differing} >= {"entry", "theme"}
    assert set(found.entries) >= {second}
    journal.as_written.keep(journal.as_written.compare())


@pytest.mark.parametrize(
    "spoiling",
    [
        "DELETE FROM chain WHERE seq = 5",
        "DELETE FROM chain WHERE seq = (SELECT max(seq) FROM chain WHERE kind = 'entry')",
        "UPDATE chain SET digest = zeroblob(32) WHERE seq = 3",
        "UPDATE chain SET head = zeroblob(32) WHERE seq = 3",
        "UPDATE chain SET act = 4 WHERE seq = 3",
        "UPDATE chain SET salt = zeroblob(16) WHERE kind = 'entry'",
        "UPDATE chain SET salt = NULL WHERE kind = 'entry'",
    ],
)
def test_a_link_that_was_changed_is_found_and_can_be_kept(journal: Journal, spoiling: str) -> None:
    log(journal, "One")
    unseen(journal, spoiling)
    found = journal.as_written.compare()
    assert not found.holds
    journal.as_written.keep(found)
    assert_as_written(journal)


def test_a_change_does_not_make_an_older_page_look_as_if_it_had_been_written_so(journal: Journal) -> None:
    entry_id = log(journal, "As it was written")
    unseen(journal, f"UPDATE entry SET title = 'As it was before' WHERE id = {entry_id}")
    with journal.file.write("Another change", journal.clock.now()) as act:
        act.uow.update(SOURCES["entry"], {"id": entry_id}, starred=1)
    found = journal.as_written.compare()
    assert found.entries == (entry_id,)
    assert chain.Act.DIFFERED in [act for act, _salt in links(journal, chain.Subject("entry", entry_id))]
    journal.as_written.keep(found)
    assert_as_written(journal)


def test_undo_that_begins_with_the_choices_of_an_answer_notes_no_difference(journal: Journal) -> None:
    entry_id = log(journal, "One")
    journal.writing.answer(entry_id, {"vo-absent": AnswerDraft(("health", "carers"))})
    for _ in range(2):
        journal.undo()
    for _ in range(2):
        journal.redo()
    assert_as_written(journal)


def test_what_is_written_while_it_is_compared_is_no_difference(journal: Journal) -> None:
    for number in range(5):
        log(journal, f"Number {number}")
    reads = 0

    def write_in_between() -> bool:
        nonlocal reads
        reads += 1
        if reads % 3 == 0 and reads < 60:
            log(journal, "In between")
        return False

    assert journal.as_written.compare(cancelled=write_in_between).holds
    assert reads > 20


def test_a_comparison_stops_when_it_is_asked_to(journal: Journal) -> None:
    with pytest.raises(Cancelled):
        journal.as_written.compare(cancelled=lambda: True)


# ---- words that are removed


def test_forgetting_destroys_every_salt_of_a_subject_and_adds_a_link_that_says_so(journal: Journal) -> None:
    entry_id = journal.writing.log(WRITTEN).entry_id
    subject = chain.Subject("entry", entry_id)
    before = links(journal, subject)
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("UPDATE entry SET decision = '[removed]' WHERE id = ?", (entry_id,))
        chain.forget(connection, [subject])
    after = links(journal, subject)
    assert all(salt is not None for _act, salt in before)
    assert [salt for _act, salt in after[:-1]] == [None] * len(before)
    assert after[-1][0] == chain.Act.REDACTED
    assert after[-1][1] is not None
    assert_as_written(journal)


def test_the_digests_of_two_links_to_the_same_words_differ(journal: Journal) -> None:
    entry_id = log(journal, "The same words")
    for _ in range(2):
        with journal.file.untracked() as connection:
            chain.append(connection, [chain.Subject("entry", entry_id)])
    with journal.file.read() as connection:
        query = "SELECT count(*), count(DISTINCT digest) FROM chain WHERE kind = 'entry' AND key = ?"
        assert tuple(connection.exec_driver_sql(query, (entry_id,)).one()) == (3, 3)


def test_a_kind_that_is_not_linked_is_refused(journal: Journal) -> None:
    with pytest.raises(KeyError), journal.file.untracked() as connection:
        chain.append(connection, [chain.Subject("draft", 1)])


def test_all_settings_are_one_subject(journal: Journal) -> None:
    journal.lists.note("a_choice", value=True)
    assert links(journal, SETTINGS)
    unseen(journal, "UPDATE journal SET value = 'false' WHERE key = 'a_choice'")
    found = journal.as_written.compare()
    assert (found.entries, found.others) == ((), 1)
    journal.as_written.keep(found)


def test_erasing_what_lay_in_the_bin_is_linked_as_gone(journal: Journal, clock: MovedClock) -> None:
    entry_id = journal.writing.log(EntryDraft(title="For the bin", decision="Let it go")).entry_id
    journal.writing.delete({entry_id})
    clock.pass_by(hours=24 * 31)
    assert journal.care.empty_bin() == 1
    left = links(journal, chain.Subject("entry", entry_id))
    assert [salt is None for _act, salt in left] == [True, True, False]
    assert_as_written(journal)
