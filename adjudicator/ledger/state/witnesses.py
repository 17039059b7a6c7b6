"""Rules of witnesses: cosigned heads that come back into the record.

Readings chosen where the format leaves a choice:

* a ``witness`` is signed by the log key alone; its note is a head of this very record, not larger
  than the record is, in the strict form of :mod:`adjudicator.ledger.cosignatures`, cosigned by
  people enrolled and not removed, of any role, and by at least one;
* nobody cosigns a smaller head, or at an earlier time, than in the witness before;
* the heads *due* are those after a constitution, a pile, a close, a sitting, a contest close and a
  finish.  A head is covered by the first witness of a size greater than that entry's index which
  those required have cosigned: the majority of the board's seats, or, for a close of a team (two
  tiers), the two who closed, in whose place the board's majority may stand;
* a witness covers at least one head due, or is cosigned by the board's majority; with anything less
  it says nothing the record needs, and is refused;
* where the policy asks for cosigned heads, an import waits for the opening's, and a ruling for that
  of its case's pile.
"""

from collections.abc import Iterable, Mapping

from adjudicator.ledger import cosignatures
from adjudicator.ledger.cosignatures import CosignedHead
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.notes import BadNote
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import CosignedUpTo
from adjudicator.ledger.state.signers import Signers, need

_AGAIN = "Let the head be cosigned again, as it stands now."


def need_cosigned(data: RecordData, index: int, head: str) -> None:
    """Refuse what has to wait for a cosigned head, where the policy asks for one.

    :param index: the entry whose head it is.
    :param head: what people call it, such as ``opening``.
    :raises Refused: ``cosign``.
    """
    if data.rules.cosign and index in data.due_heads:
        refuse(
            "cosign",
            f"the head of the {head} has not been cosigned by the board's majority",
            "Let the members cosign it first.",
        )


def head_is_due(data: RecordData, index: int, team: Iterable[str] = ()) -> None:
    """From this entry on a head is to be cosigned, by the board's majority or by a team."""
    data.due_heads[index] = frozenset(team)


def check_witness(data: RecordData, entry: Entry, signers: Signers) -> None:
    """A head of this record, cosigned by those it needs, none of whom takes anything back."""
    need(right=signers.are(log=True), who="the log key", entry=entry)
    head = _read(data, entry)
    size = head.checkpoint.size
    if not 0 < size <= data.tree.size or data.tree.root_at(size) != head.checkpoint.root:
        refuse("witness", "the head that was cosigned is not one of this record", _AGAIN)
    for cosigner in head.cosigners:
        before = data.cosigned.get(cosigner.person)
        if before is not None and (size < before.size or cosigner.time < before.time):
            refuse(
                "witness",
                f"{cosigner.person} has cosigned a larger head, or at a later time, before",
                _AGAIN,
            )
    if not head.cosigners or not (_covered(data, head) or _is_majority(data, head)):
        refuse(
            "witness",
            "the head is cosigned neither by the board's majority nor by a team that closed",
            "Let those who have to cosign do so; a party may refuse.",
        )


def _read(data: RecordData, entry: Entry) -> CosignedHead:
    log = cosignatures.log_vkey(data.origin, data.keys[0].public)
    people = {name: data.keys[e.key].public for name, e in data.people.items() if e.active}
    try:
        return cosignatures.read_head(entry.body["note"].encode(), log, people)
    except BadNote as error:
        words = str(error).rstrip(".")
        refuse("witness", words[:1].lower() + words[1:], _AGAIN)


def _is_majority(data: RecordData, head: CosignedHead) -> bool:
    return is_majority(data, head.people)


def is_majority(data: RecordData, people: frozenset[str]) -> bool:
    """Whether these people hold a majority of the board's seats now."""
    return len(people & {p.id for p in data.board()}) >= data.majority()


def may_cosign(data: RecordData, index: int, people: frozenset[str]) -> bool:
    """Whether these people are enough to cosign the head that is due after an entry."""
    team = data.due_heads.get(index)
    return team is not None and (is_majority(data, people) or (bool(team) and team <= people))


def _covered(data: RecordData, head: CosignedHead) -> list[int]:
    """The heads due that this one covers."""
    return covered_by(data.due_heads, head, majority=_is_majority(data, head))


def covered_by(
    due: Mapping[int, frozenset[str]], head: CosignedHead, *, majority: bool
) -> list[int]:
    """Which of the heads due a cosigned head covers, ascending.

    :param due: by entry, the team it needs; nobody means the board's majority.
    """
    return [
        index
        for index, team in sorted(due.items())
        if index < head.checkpoint.size and (majority or (team and team <= head.people))
    ]


def apply_witness(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The heads it covers are due no more."""
    head = _read(data, entry)
    for index in _covered(data, head):
        del data.due_heads[index]
        data.covered_heads[index] = entry.index
    for cosigner in head.cosigners:
        data.cosigned[cosigner.person] = CosignedUpTo(head.checkpoint.size, cosigner.time)
