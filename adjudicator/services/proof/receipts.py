"""Receipts: proof to take home that one entry stands in the record, with what belongs to it.

Whoever made an act gets everything it sealed, and so does a clerk; anybody else gets what an export
would open, as the policy of the opening has it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.domain.wording import join_names
from adjudicator.ledger import receipts
from adjudicator.ledger.envelope import Entry, parse_entry
from adjudicator.ledger.notes import MAX_NOTE, record_code
from adjudicator.ledger.receipts import Opened
from adjudicator.ledger.text import is_hex
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.exporting.withholding import Kind, kinds_of_seals, withheld_kinds
from adjudicator.services.papers.printing import name_of, people_by_id, write_papers_to
from adjudicator.services.proof.heads import POLICY_FILE, Head, meets_policy, newest_over
from adjudicator.services.recount import Recount
from adjudicator.storage.files import make_folder
from adjudicator.storage.queries.acts import entry_bytes, list_entries
from adjudicator.storage.queries.openings import openings_of

_SEAL = 32


@dataclass(frozen=True, slots=True)
class MadeReceipt:
    """One receipt, and what is to be said of it."""

    entry: int
    head: Head
    proof: bytes
    """The ``.tlog-proof``."""
    policy: bytes | None
    """``recount.tlog-policy``; ``None`` before the board is constituted."""
    told: tuple[str, ...]
    """Sentences: under which head, who cosigned it, what is open and what is not."""

    @property
    def name(self) -> str:
        """The file's name: ``entry-57-at-240.tlog-proof``, a later one under another."""
        return f"entry-{self.entry}-at-{self.head.checkpoint.size}.tlog-proof"


def make_receipt(recount: Recount, entry: int, holders: Collection[str] = ()) -> MadeReceipt:
    """The receipt of an entry, under the cosigned head that is worth most.

    :param holders: ids of those it is for; a clerk, or whoever signed the entry, gets all openings.
    :raises UsageError: the record has no such entry, or one of the holders is not enrolled.
    :raises Refusal: it would be larger than a receipt may be.
    """
    state = recount.state
    if not 0 <= entry < state.size:
        raise UsageError(
            f"The record has no entry {entry}; its last is {state.size - 1}. Nothing was written."
        )
    head = newest_over(recount, entry)
    opened, withheld = _openings(recount, entry, holders)
    with recount.reading() as connection:
        found = parse_entry(entry_bytes(connection, entry))
    proof = receipts.make(found, state.data.tree.leaves(), head.note, opened).text()
    if len(proof) > MAX_NOTE:
        raise Refusal(
            f"Not saved: with its openings the receipt of entry {entry} is larger than a receipt "
            "may be. Nothing was lost. Ask for an export."
        )
    policy = recount.folder.path / POLICY_FILE
    return MadeReceipt(
        entry=entry,
        head=head,
        proof=proof,
        policy=policy.read_bytes() if state.data.constituted is not None else None,
        told=tuple(_told(recount, entry, head, len(opened), withheld)),
    )


def write_receipt(made: MadeReceipt, out: Path) -> Path:
    """Write a receipt, and the policy file beside it, into a folder; nothing is written over.

    :returns: the receipt's file.
    :raises UsageError: something else lies there, or it cannot be written.
    """
    make_folder(out)
    policy = [] if made.policy is None else [(out / POLICY_FILE, made.policy)]
    return write_papers_to([(out / made.name, made.proof), *policy])[0]


def _openings(
    recount: Recount, entry: int, holders: Collection[str]
) -> tuple[tuple[Opened, ...], int]:
    """What is opened, each at its place, and how much is not."""
    everything = _may_open_all(recount, entry, holders)
    kept_back = frozenset() if everything else withheld_kinds(recount.state)
    with recount.reading() as connection:
        found = parse_entry(entry_bytes(connection, entry))
        places = list(_digests(found.body, ""))
        known = openings_of(connection, [digest for _, digest in places])
    sealed = [(path, known[digest]) for path, digest in places if digest in known]
    opened = [
        Opened(path, bytes.fromhex(opening.salt), opening.value)
        for path, opening in sealed
        if _kind(found, opening.seal) not in kept_back
    ]
    return tuple(opened), len(sealed) - len(opened)


def _may_open_all(recount: Recount, entry: int, holders: Collection[str]) -> bool:
    people = recount.state.data.people
    for person in holders:
        if person not in people:
            raise UsageError(f"Nobody is enrolled as {person!r}. Nothing was written.")
    if any(people[person].person.role is Role.CLERK for person in holders):
        return True
    with recount.reading() as connection:
        (record,) = list_entries(connection, first=entry, limit=1)
    return bool(set(record.signers) & set(holders))


def _kind(entry: Entry, seal: str) -> Kind:
    """What an entry does not name as a seal of its own is the row of a case."""
    return kinds_of_seals([entry]).get(seal, Kind.ROWS)


def _digests(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Everything in a body that may be a seal, with its place (RFC 6901)."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _digests(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _digests(inner, f"{path}/{place}")
    elif isinstance(value, str) and is_hex(value, _SEAL):
        yield path, value


def _whose(recount: Recount, head: Head) -> str:
    """Where the policy file alone does not show a majority of the board, that it does not."""
    data = recount.state.data
    if meets_policy(recount, head):
        return ""
    if data.constituted is None or data.seats_since < data.constituted:
        return " That is not a majority of the board."
    return (
        " The policy file names the board of the opening, and that is not a majority of it: check "
        "this receipt with an export, which says who held a seat."
    )


def _told(recount: Recount, entry: int, head: Head, opened: int, withheld: int) -> Iterator[str]:
    checkpoint = head.checkpoint
    code = record_code(checkpoint.root)
    yield f"Entry {entry} lies under the record code {code} at {checkpoint.size} entries."
    if head.cosigners:
        people = people_by_id(recount)
        names = join_names([name_of(people, one.person) for one in head.cosigners])
        yield f"That head is cosigned by {names}.{_whose(recount, head)}"
    else:
        yield (
            "No cosigned head covers it yet: this one is signed by the record's own key alone, "
            "which belongs to the county. Save another receipt after the next close or sitting."
        )
    if opened:
        yield f"{opened} of its seals {'is' if opened == 1 else 'are'} opened in it."
    if withheld:
        yield (
            f"{withheld} {'is' if withheld == 1 else 'are'} not, as the policy of this recount "
            "has it."
        )
