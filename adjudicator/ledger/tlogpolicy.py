"""``recount.tlog-policy``: who signs the record and whose cosignatures a head needs (C2SP).

Lines end with LF, none is empty: ``log <vkey>``; per person of the roster, by id, ``witness
<person> <vkey>``; ``group board <majority> <board person>...``, by id; ``quorum board``.
``constitute.tlog_policy`` is the hex SHA-256 of exactly these bytes, so the append rules can
write the file themselves and compare.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from adjudicator.domain.people import majority_of
from adjudicator.ledger.notes import (
    COSIGNATURE,
    LOG,
    BadNote,
    NoteSignature,
    Vkey,
    is_name,
    parse_vkey,
)
from adjudicator.ledger.text import to_number

RESERVED = frozenset({"board", "none"})
"""Names of the policy language; nobody may be enrolled under them."""


@dataclass(frozen=True, slots=True)
class TlogPolicy:
    """The log, the witnesses by person id, and the board with its majority."""

    log: Vkey
    witnesses: tuple[tuple[str, Vkey], ...]
    board: tuple[str, ...]
    majority: int

    def text(self) -> bytes:
        """The file's bytes."""
        lines = [f"log {self.log}"]
        lines += [f"witness {person} {vkey}" for person, vkey in self.witnesses]
        lines += [" ".join(["group board", str(self.majority), *self.board]), "quorum board"]
        return "".join(line + "\n" for line in lines).encode()

    def is_met_by(self, lines: Iterable[NoteSignature]) -> bool:
        """Whether enough of the board stand under a head, by their keys of the roster.

        The signatures themselves are not looked at.
        """
        known = dict(self.witnesses)
        board = {(known[person].name, known[person].key_id) for person in self.board}
        return len(board & {(line.name, line.key_id) for line in lines}) >= self.majority

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the file's bytes."""
        return sha256(self.text()).hexdigest()


def make(
    origin: str, log_key: bytes, people: Mapping[str, bytes], board: frozenset[str]
) -> TlogPolicy:
    """The policy of a record.

    :param people: the identity key (32 bytes) of everyone on the roster, by person id.
    :param board: the ids of those who hold a seat of the board.
    :raises ValueError: the board is empty or not on the roster, or a person has a reserved name.
    """
    if not board or not board <= set(people) or RESERVED & set(people):
        raise ValueError("A policy needs a board that stands on the roster, under plain names.")
    witnesses = tuple(
        (person, Vkey(f"{origin}/{person}", COSIGNATURE, people[person]))
        for person in sorted(people)
    )
    log = Vkey(origin, LOG, log_key)
    return TlogPolicy(log, witnesses, tuple(sorted(board)), majority_of(len(board)))


def parse(data: bytes) -> TlogPolicy:
    """Read a policy file written by :meth:`TlogPolicy.text`; any other spelling is refused.

    :raises BadNote: not such a file.
    """
    try:
        lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise BadNote("The policy file is not plain ASCII.") from error
    if "" in lines[:-1]:
        raise BadNote("The policy file has an empty line.")
    words = [line.split(" ") for line in lines]
    try:
        (log_word, log), *witnesses, group, quorum, end = words
        kind, name, majority, *board = group
        found = TlogPolicy(
            parse_vkey(log),
            tuple((person, parse_vkey(vkey)) for _, person, vkey in witnesses),
            tuple(board),
            to_number(majority),
        )
    except ValueError as error:
        raise BadNote("The policy file does not have its one shape.") from error
    if [log_word, kind, name, quorum, end] != ["log", "group", "board", ["quorum", "board"], [""]]:
        raise BadNote("The policy file does not have its one shape.")
    _check(found)
    if found.text() != data:
        raise BadNote("The policy file is not written the one strict way.")
    return found


def _check(policy: TlogPolicy) -> None:
    people = [person for person, _ in policy.witnesses]
    if people != sorted(set(people)) or not all(map(is_name, people)) or RESERVED & set(people):
        raise BadNote("The witnesses of the policy file are not sorted, or stand there twice.")
    if policy.log.type != LOG or any(v.type != COSIGNATURE for _, v in policy.witnesses):
        raise BadNote("A key of the policy file has the wrong type for its use.")
    if len({v.key for _, v in policy.witnesses}) != len(people):
        raise BadNote("Two witnesses of the policy file have one key.")
    board = list(policy.board)
    if not board or board != sorted(set(board)) or not set(board) <= set(people):
        raise BadNote("The board of the policy file does not stand among its witnesses.")
    if policy.majority != majority_of(len(board)):
        raise BadNote("The policy file does not ask for the board's majority.")
