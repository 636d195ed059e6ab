"""Every command, in the order in which help names them."""

from typing import Final

from app.cli import (
    add,
    backup,
    care,
    exchange,
    find,
    look_again,
    make,
    patterns,
    redacting,
    rescue,
    restore,
    show,
    versions,
)
from app.cli.coaching import arriving, at_desk, people, remarks
from app.cli.coaching import share as sharing
from app.cli.command import Command
from app.cli.pairs import rounds

COMMANDS: Final[tuple[Command, ...]] = (
    make.create,
    make.demo,
    add.command,
    find.listing,
    find.search,
    show.command,
    versions.command,
    look_again.command,
    patterns.command,
    exchange.importing,
    exchange.imports,
    exchange.exporting,
    people.contacts,
    sharing.share,
    sharing.shares,
    arriving.opening,
    at_desk.desk,
    remarks.comment,
    remarks.reply,
    arriving.merge,
    rounds.command,
    redacting.redact,
    redacting.swap,
    redacting.distil,
    redacting.erase,
    restore.command,
    backup.command,
    care.check,
    rescue.command,
    care.themes,
    care.prompts,
)
