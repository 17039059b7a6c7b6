"""Cosigned heads as they stand in the record, and how everyone on the roster stood to each.

Everything here is read from the entries up to a head, so that it is the same whenever it is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from adjudicator.domain.people import Role
from adjudicator.ledger import cosignatures, notes, tlogpolicy
from adjudicator.ledger.cosignatures import Cosigner
from adjudicator.ledger.notes import BadNote, Checkpoint, Note
from adjudicator.ledger.state.witnesses import is_majority
from adjudicator.ledger.tlogpolicy import TlogPolicy
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import EntryRecord, list_entries

POLICY_FILE = "recount.tlog-policy"
_TIME = 8
_PAGE = 500
_ATTENDANCE = ("enrol", "remove", "signin", "signout", "attend")


@dataclass(frozen=True, slots=True)
class Head:
    """A head with the signatures under it."""

    note: Note
    witness: int | None = None
    """The entry that brought the cosignatures back; ``None`` for the record's own key alone."""

    @property
    def checkpoint(self) -> Checkpoint:
        """Origin, size and root."""
        return notes.parse_checkpoint(self.note.text)

    @property
    def cosigners(self) -> tuple[Cosigner, ...]:
        """Who cosigned, by person id, and when by their own clock; checked at the append."""
        start = f"{self.checkpoint.origin}/"
        return tuple(
            Cosigner(line.name.removeprefix(start), int.from_bytes(line.signature[:_TIME], "big"))
            for line in self.note.signatures[1:]
        )

    @property
    def people(self) -> frozenset[str]:
        """Who cosigned."""
        return frozenset(cosigner.person for cosigner in self.cosigners)


class Stood(StrEnum):
    """How somebody stood to a head."""

    COSIGNED = "cosigned"
    HERE = "was here, did not cosign"
    ABSENT = "not noted as here"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person of the roster, and how they stood to a head."""

    person: str
    role: Role
    party: str | None
    stood: Stood
    time: int | None = None
    """Of the cosignature, in seconds since 1970."""

    @property
    def words(self) -> str:
        """``cosigned 2018-11-17 21:14:03 UTC``, or how else they stood."""
        if self.time is None:
            return self.stood.value
        return f"{self.stood.value} {utc_words(self.time)}"


def utc_words(seconds: int) -> str:
    """The same words on every computer, wherever it stands."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def head_after(recount: Recount, entry: int) -> Head | None:
    """The head that was due after an entry; ``None`` while it is not cosigned."""
    witness = recount.state.data.covered_heads.get(entry)
    if witness is None:
        return None
    with recount.reading() as connection:
        return _witnessed(connection, witness)


def newest_over(recount: Recount, entry: int) -> Head:
    """The head under which a receipt of this entry is worth most.

    The newest that a majority of the board of the opening cosigned, for others can check that with
    the policy file alone; else the newest of a majority as the board sits now; else the newest
    anybody cosigned, such as the team that closed; else the present head, signed by the record's
    own key alone.
    """
    best: tuple[tuple[bool, bool, int], Head] | None = None
    policy = _policy(recount)
    with recount.reading() as connection:
        for head in _over(connection, entry):
            weight = (
                policy is not None and policy.is_met_by(head.note.signatures),
                is_majority(recount.state.data, head.people),
                head.checkpoint.size,
            )
            if best is None or weight >= best[0]:
                best = weight, head
    return present_head(recount) if best is None else best[1]


def meets_policy(recount: Recount, head: Head) -> bool:
    """Whether the policy file alone shows that a majority of the board cosigned a head.

    It names the board of the opening, and is not made again when somebody else takes a seat.
    """
    policy = _policy(recount)
    return policy is not None and policy.is_met_by(head.note.signatures)


def _policy(recount: Recount) -> TlogPolicy | None:
    """The policy the constitution fixed; ``None`` before it.

    :raises Refusal: the file is missing or damaged.
    """
    if recount.state.data.constituted is None:
        return None
    path = recount.folder.path / POLICY_FILE
    try:
        return tlogpolicy.parse(path.read_bytes())
    except (OSError, BadNote) as error:
        raise Refusal(
            f"{path} is missing or damaged, and whoever takes a proof home needs it. Nothing was "
            "changed. Bring it back from the second path."
        ) from error


def present_head(recount: Recount) -> Head:
    """The head as it stands now, signed by the record's own key alone.

    :raises adjudicator.services.errors.Refusal: this folder has no log key.
    """
    state = recount.state
    checkpoint = Checkpoint(recount.origin, state.size, state.root)
    signed = cosignatures.sign_head(checkpoint, recount.log_signer.key)
    return Head(cosignatures.cosigned(checkpoint, signed, ()))


def _over(connection: Connection, entry: int) -> Iterator[Head]:
    """Every cosigned head that has this entry below it."""
    for record in entries_of(connection, ("witness",), first=entry + 1):
        head = Head(_note(record), record.index)
        if head.checkpoint.size > entry:
            yield head


def _witnessed(connection: Connection, witness: int) -> Head:
    (record,) = list_entries(connection, first=witness, limit=1)
    return Head(_note(record), witness)


def _note(record: EntryRecord) -> Note:
    return notes.parse_note(record.body["note"].encode())


def entries_of(
    connection: Connection, kinds: tuple[str, ...], *, first: int = 0, below: int | None = None
) -> Iterator[EntryRecord]:
    """Every entry of some kinds, in order, a page at a time.

    :param below: entries from this one on are left out.
    """
    while True:
        page = list_entries(connection, first=first, limit=_PAGE, kinds=kinds)
        for record in page:
            if below is not None and record.index >= below:
                return
            yield record
        if len(page) < _PAGE:
            return
        first = page[-1].index + 1


def standings(recount: Recount, head: Head) -> tuple[Standing, ...]:
    """Everyone on the roster at a head: those who cosigned first, then those who were here."""
    signed = {cosigner.person: cosigner.time for cosigner in head.cosigners}
    roster: dict[str, EntryRecord] = {}
    sessions: dict[str, set[str]] = {}
    here: dict[str, bool] = {}
    with recount.reading() as connection:
        for record in entries_of(connection, _ATTENDANCE, below=head.checkpoint.size):
            _follow(record, roster, sessions, here)
    found = [_standing(each, signed, here=here.get(p, False)) for p, each in roster.items()]
    order = list(Stood)
    return tuple(sorted(found, key=lambda one: order.index(one.stood)))


def _follow(
    record: EntryRecord,
    roster: dict[str, EntryRecord],
    sessions: dict[str, set[str]],
    here: dict[str, bool],
) -> None:
    """Take in one entry about who is here, as the rules of attendance do."""
    body, person = record.body, str(record.body["person"])
    own = sessions.setdefault(person, set())
    match record.kind:
        case "enrol":
            roster[person] = record
        case "remove":
            roster.pop(person, None)
            own.clear()
            here[person] = False
        case "signin":
            own.add(body["st"])
            here[person] = True
        case "signout":
            own.discard(body["st"])
            here[person] = here.get(person, False) and bool(own)
        case _:
            here[person] = body["state"] == "in"


def _standing(record: EntryRecord, signed: dict[str, int], *, here: bool) -> Standing:
    body = record.body
    person = str(body["person"])
    stood = Stood.COSIGNED if person in signed else Stood.HERE if here else Stood.ABSENT
    return Standing(person, Role(body["role"]), body["party"], stood, signed.get(person))
