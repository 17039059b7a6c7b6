"""For everyone's eyes: who stands under which head, which exports were made, what was compared.

A head is *signed* by those whose cosignatures came back into the record; *refused* or *gone* are
those of whom that was noted when it was cosigned; of the others the record says whether they were
here.  Nobody has to sign but the board's majority, or the team that closed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adjudicator.domain.wording import join_names
from adjudicator.ledger.notes import record_code
from adjudicator.services.notes import Category
from adjudicator.services.proof.due import what_of
from adjudicator.services.proof.heads import (
    Head,
    Stood,
    entries_of,
    head_after,
    standings,
)
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import EntryRecord, list_entries
from adjudicator.storage.queries.notes import list_notes

_EVENING = timedelta(hours=24)
_NOTED = re.compile(r" (declined|was not there) to cosign the head after entry (\d+)\.$")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One head: of what it is, and who cosigned it."""

    entry: int
    """The act it was due after."""
    what: str
    code: str
    """Empty while it waits for its cosignatures."""
    size: int
    """Entries it covers; 0 while it waits."""
    signed: tuple[str, ...]
    """Names."""

    @property
    def words(self) -> str:
        """``Judge Kelly and Ann Lewis``; or that it is due."""
        return join_names(self.signed) if self.code else "due: not cosigned yet"


@dataclass(frozen=True, slots=True)
class Moment:
    """What was done, and when."""

    time: str
    """As the record writes times."""
    words: str


@dataclass(frozen=True, slots=True)
class HeadsTold:
    """Everything about heads in one reading."""

    heads: tuple[HeadLine, ...]
    """The newest first."""
    exports: tuple[Moment, ...]
    compared: tuple[Moment, ...]
    """What people brought within a day, the newest first."""


def read_heads_told(recount: Recount) -> HeadsTold:
    """Look at every head, export, and comparison."""
    data, names = recount.state.data, recount.names()
    known = {*data.covered_heads, *data.due_heads} if data.rules.cosign else set()
    heads = [_line(recount, entry, names) for entry in sorted(known, reverse=True)]
    with recount.reading() as connection:
        exports = list(entries_of(connection, ("export",)))
        signins = list(entries_of(connection, ("signin",)))
    return HeadsTold(
        tuple(heads),
        tuple(_exported(one, names) for one in reversed(exports)),
        tuple(_compared(recount, signins, names)),
    )


def head_standing(recount: Recount, entry: int) -> tuple[str, ...]:
    """How everyone stood to the head after an entry, in sentences: signed, refused, absent."""
    head = head_after(recount, entry)
    if head is None:
        return ("It waits for the cosignatures of the board's majority.",)
    names = recount.names()
    noted = _noted(recount, head)
    groups: dict[str, list[str]] = {}
    for one in standings(recount, head):
        how = noted.get(one.person) if one.stood is not Stood.COSIGNED else None
        groups.setdefault(how or _GROUPS[one.stood], []).append(names.get(one.person, one.person))
    order = (*_HOW.values(), *_GROUPS.values())
    ranked = sorted(groups, key=lambda group: (group != _SIGNED, order.index(group)))
    return tuple(f"{group}: {join_names(groups[group])}." for group in ranked)


_SIGNED = "Signed"
_GROUPS = {
    Stood.COSIGNED: _SIGNED,
    Stood.HERE: "Here, did not sign",
    Stood.ABSENT: "Absent, as far as the record tells",
}
_HOW = {"declined": "Refused", "was not there": "Absent when it was cosigned"}


def _line(recount: Recount, entry: int, names: dict[str, str]) -> HeadLine:
    with recount.reading() as connection:
        (record,) = list_entries(connection, first=entry, limit=1)
    head = head_after(recount, entry)
    what = what_of(recount, record)
    if head is None:
        return HeadLine(entry, what, "", 0, ())
    point = head.checkpoint
    signed = tuple(names.get(one.person, one.person) for one in head.cosigners)
    return HeadLine(entry, what, record_code(point.root), point.size, signed)


def _noted(recount: Recount, head: Head) -> dict[str, str]:
    """Who was noted as refusing or gone for a head that this one covers, by person."""
    covered = {e for e, w in recount.state.data.covered_heads.items() if w == head.witness}
    found = {}
    with recount.reading() as connection:
        notes = list_notes(connection, categories=[Category.EXPLAINED.value])
    for note in notes:
        match = _NOTED.search(note.words or "")
        if match is not None and int(match[2]) in covered:
            found.update(dict.fromkeys(note.people, _HOW[match[1]]))
    return found


def _exported(record: EntryRecord, names: dict[str, str]) -> Moment:
    body = record.body
    by = join_names([names.get(p, p) for p in record.signers])
    kept = sum(n for _kind, n in body["withheld"])
    withheld = f"{kept:,} openings withheld" if kept else "nothing withheld"
    return Moment(
        record.time,
        f"The first {body['size']:,} entries, {withheld}; signed by {by}, entry {record.index:,}.",
    )


def _compared(
    recount: Recount, signins: Sequence[EntryRecord], names: dict[str, str]
) -> Iterator[Moment]:
    now = datetime.fromisoformat(recount.now())
    for record in reversed(signins):
        kept, person = record.body["kept"], record.body["person"]
        if kept is None or now - datetime.fromisoformat(record.time) > _EVENING:
            continue
        size, root = kept
        code = record_code(bytes.fromhex(root))
        yield Moment(
            record.time,
            f"{names.get(person, person)} kept {code} at {size:,} entries: it is in this record.",
        )
