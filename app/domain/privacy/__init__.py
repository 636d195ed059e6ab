"""The privacy check before sharing: obvious patterns, never an assurance (domain page 7.5)."""

from app.domain.privacy.aliases import Alias, Person, aliases_for, apply_aliases
from app.domain.privacy.coarsening import Width, coarsen, coarsen_dates, shared_themes
from app.domain.privacy.fitting import fitted
from app.domain.privacy.grouping import Alike, Place, group_alike
from app.domain.privacy.look import look, look_while_writing
from app.domain.privacy.marking import LONGEST_MARKING, clean_marking
from app.domain.privacy.notices import GROUP_WORDS, REMOVED, Choice, Group, Notice, Suggestion
from app.domain.privacy.offsets import Edit, EditsOverlap, OffsetMap, apply_edits, from_rows, joined
from app.domain.privacy.rules import Rule, Rules, RulesUnreadable, read_rules, shipped_rules

__all__ = [
    "GROUP_WORDS",
    "LONGEST_MARKING",
    "REMOVED",
    "Alias",
    "Alike",
    "Choice",
    "Edit",
    "EditsOverlap",
    "Group",
    "Notice",
    "OffsetMap",
    "Person",
    "Place",
    "Rule",
    "Rules",
    "RulesUnreadable",
    "Suggestion",
    "Width",
    "aliases_for",
    "apply_aliases",
    "apply_edits",
    "clean_marking",
    "coarsen",
    "coarsen_dates",
    "fitted",
    "from_rows",
    "group_alike",
    "joined",
    "look",
    "look_while_writing",
    "read_rules",
    "shared_themes",
    "shipped_rules",
]
