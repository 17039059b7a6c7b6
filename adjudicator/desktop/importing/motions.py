"""What the board signs about imports: the release of a lot, an import declared void."""

from collections.abc import Mapping

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.importing.reading import ImportLine, Imports, LotLine
from adjudicator.desktop.signing.dialog import Request
from adjudicator.desktop.signing.need import board_majority, one_of
from adjudicator.domain.wording import count
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, Signer

CHANGES = frozenset({Topic.PILE, Topic.RULINGS, Topic.PEOPLE})
HERE = "Signing also notes the members who sign as here."


def clerk_request(imports: Imports, sheets: str) -> Request:
    """A clerk opens their key for an import; the import itself runs afterwards."""

    def do(_recount: Recount, keys: Mapping[str, Signer], _reason: str) -> Signer:
        return next(iter(keys.values()))

    return Request(
        title=f"Import {sheets}",
        sentence="The import is signed by a clerk. It takes all of the source or nothing; what "
        "cannot be used is set aside with its reason.",
        button="Begin the import",
        need=one_of(imports.clerks, "A clerk signs."),
        do=do,
        topics=frozenset(),
    )


def release_request(imports: Imports, line: ImportLine, lot: LotLine) -> Request:
    """The board lets a lot into the totals."""
    entry = line.record.entry

    def do(recount: Recount, keys: Mapping[str, Signer], reason: str) -> str:
        note_here(recount, dict(keys))
        votes = [(person, "yes") for person in keys]
        target = targets.lot(entry, lot.lot)
        carry(recount, Effect.RELEASE, target, reason, votes, list(keys.values()))
        return f"The lot \u201c{lot.lot.label}\u201d of import {entry} is released."

    return Request(
        title=f"Release the lot \u201c{lot.lot.label}\u201d",
        sentence=f"{count(lot.sheets, 'sheet')} of import {entry} come into the totals and onto "
        f"the tables. Every member who signs votes in favour. {HERE}",
        button="Release the lot",
        need=board_majority(imports.people, imports.vacant),
        do=do,
        topics=CHANGES,
        reason="Why is the lot released?",
    )


def void_request(imports: Imports, line: ImportLine) -> Request:
    """The board takes an import out again, as long as nobody has ruled on it."""
    entry = line.record.entry

    def do(recount: Recount, keys: Mapping[str, Signer], reason: str) -> str:
        note_here(recount, dict(keys))
        votes = [(person, "yes") for person in keys]
        target = targets.import_(entry)
        carry(recount, Effect.VOID, target, reason, votes, list(keys.values()))
        return f"Import {entry} is declared void. Its sheets may be imported again."

    return Request(
        title=f"Declare import {entry} void",
        sentence=f"{count(line.record.sheets, 'sheet')} leave the recount. The import stays in "
        f"the record, and counts for nothing. Every member who signs votes in favour. {HERE}",
        button="Declare void",
        need=board_majority(imports.people, imports.vacant),
        do=do,
        topics=CHANGES,
        reason="Why is the import declared void?",
    )
