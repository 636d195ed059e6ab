"""The tables of a journal, as the code sees them; the migrations hold the statements that made them.

Days are `date.toordinal()`, months `year * 12 + month - 1`, instants microseconds
since 1970 UTC. No foreign key cascades: children are deleted by name, so that the
unit of work can record each (ruling 17).
"""

from app.storage.schema import asked, conversation, desk, drawn, entries, journal, linked, removed, sharing
from app.storage.schema.columns import metadata

__all__ = [
    "TRACKED",
    "asked",
    "conversation",
    "desk",
    "drawn",
    "entries",
    "journal",
    "linked",
    "metadata",
    "removed",
    "sharing",
]

TRACKED = {
    table.name: table
    for table in (
        journal.journal,
        asked.theme,
        asked.own_prompt,
        entries.entry,
        entries.entry_theme,
        entries.review,
        entries.answer,
        entries.answer_choice,
        entries.addition,
        entries.version,
        entries.review_date,
        entries.field_mark,
        conversation.reply,
        conversation.comment,
        conversation.agreed_action,
        conversation.pair_round,
        conversation.round_prompt,
        conversation.round_answer,
        conversation.round_choice,
        conversation.round_comment,
        conversation.round_file,
        sharing.contact,
        sharing.agreement,
        sharing.alias,
        desk.received,
        desk.remark,
        desk.proposal,
        desk.session_note,
        desk.coach_note,
        desk.sent_reply,
        conversation.thread_answer,
    )
}
"""Tables whose every change can be undone; own keys and the sharing log are not: what left, left."""
