"""Heads that wait to be cosigned: which they are, what waits for them, and who may sign.

A head due is covered by any later one, so people always cosign the newest: one signature each, and
everything before it is cosigned with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from adjudicator.domain.people import Person, Role
from adjudicator.domain.wording import join_names
from adjudicator.ledger.state.witnesses import may_cosign
from adjudicator.services.closing import Unsigned
from adjudicator.services.cosigning import cosign_head, need_room
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, record_note
from adjudicator.services.proof.finishing import complete
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.storage.queries.acts import EntryRecord, list_entries, list_people
from adjudicator.storage.record import Appended

_NAMED = 3
"""Heads named in one sentence; the rest is counted."""


@dataclass(frozen=True, slots=True)
class DueHead:
    """One head that is to be cosigned."""

    entry: int
    what: str
    """Of what, such as ``close of batches 3 and 7``."""
    team: tuple[str, ...]
    """Ids of the team that may cosign it in the place of the board; empty: nobody may."""
    blocks: str = ""
    """What cannot be done before, as a sentence; empty where nothing waits."""


@dataclass(frozen=True, slots=True)
class HeadsDue:
    """Every head that is due, and who may cosign."""

    heads: tuple[DueHead, ...]
    people: tuple[Person, ...]
    """Everyone whose cosignature the record takes."""
    needed: int
    """Members that make the board's majority."""
    seats: int
    """Seats of the board, empty ones among them."""
    finished: bool = False
    """Whether the recount is finished, so that nothing else can be noted."""

    @property
    def board(self) -> tuple[Person, ...]:
        """The members of the board."""
        return tuple(p for p in self.people if p.on_board)

    @property
    def parties(self) -> tuple[Person, ...]:
        """The observers, who may cosign and need not."""
        return tuple(p for p in self.people if p.role is Role.OBSERVER)

    @property
    def team(self) -> tuple[Person, ...]:
        """Who closed, where a team's own signatures are enough for some head."""
        wanted = {person for head in self.heads for person in head.team}
        return tuple(p for p in self.people if p.id in wanted)

    @property
    def blocks(self) -> str:
        """What cannot be done before, in sentences."""
        return " ".join(dict.fromkeys(head.blocks for head in self.heads if head.blocks))

    def covered(self, people: frozenset[str]) -> tuple[DueHead, ...]:
        """Which of them these people may cosign."""
        majority = len(people & {p.id for p in self.board}) >= self.needed
        return tuple(
            head for head in self.heads if majority or (head.team and set(head.team) <= people)
        )

    @property
    def sentence(self) -> str:
        """Such as ``The head after entry 41 (close of batch 3) is to be cosigned by the board``."""
        names = {p.id: p.name or p.id for p in self.people}
        told = [f"{head.entry:,} ({head.what})" for head in self.heads[:_NAMED]]
        more = len(self.heads) - _NAMED
        listed = join_names([*told, *([f"{more} more"] if more > 0 else [])])
        one = len(self.heads) == 1
        which = (
            f"The head after entry {listed} is" if one else f"The heads after entries {listed} are"
        )
        teams = {head.team for head in self.heads}
        team = next(iter(teams)) if len(teams) == 1 else ()
        closed = f"{join_names([names.get(p, p) for p in team])}, or by " if team else ""
        return " ".join(f"{which} to be cosigned by {closed}the board. {self.blocks}".split())


def read_heads(recount: Recount) -> HeadsDue:
    """Look which heads are due; none where this recount's heads are not cosigned."""
    data = recount.state.data
    due = sorted(data.due_heads.items()) if data.rules.cosign else []
    people: tuple[Person, ...] = ()
    entries: list[EntryRecord] = []
    if due:
        with recount.reading() as connection:
            people = tuple(p.person for p in list_people(connection) if not p.removed)
            entries = [list_entries(connection, first=i, limit=1)[0] for i, _ in due]
    heads = tuple(
        DueHead(index, what_of(recount, entry), tuple(sorted(team)), _BLOCKS.get(entry.kind, ""))
        for (index, team), entry in zip(due, entries, strict=True)
    )
    seats = len(data.board()) + len(data.vacant)
    return HeadsDue(heads, people, data.majority(), seats, data.finished is not None)


def cosign(
    recount: Recount,
    signers: Sequence[Signer],
    unsigned: Mapping[str, Unsigned] = MappingProxyType({}),
) -> Appended:
    """Have the newest head cosigned, and with it all that are due and need no more than these.

    :param signers: identity keys of everyone who cosigns; parties may be among them.
    :param unsigned: who was asked and did not cosign, and why; noted first, so that the head that
        is cosigned holds it.
    :raises Refusal: those who sign are not enough, or a head cannot be cosigned.
    """
    due = read_heads(recount)
    people = frozenset(person_of(recount, signer) for signer in signers)
    if not due.heads:
        raise Refusal("No head waits to be cosigned. Nothing was changed.")
    if not any(may_cosign(recount.state.data, head.entry, people) for head in due.heads):
        raise Refusal(
            f"Not cosigned: {due.needed} of the {due.seats} seats of the board have to sign, or "
            "everyone of the team that closed. Nothing was lost."
        )
    need_room(signers)
    if not due.finished:
        _note_unsigned(recount, due, unsigned, signers[0])
    appended = cosign_head(recount, signers)
    complete(recount)
    return appended


def of_board(recount: Recount, keys: Mapping[str, Signer]) -> tuple[list[Signer], list[Signer]]:
    """The keys of the board, which make an act, and those of others, who only cosign its head."""
    seats = {person.id for person in recount.state.data.board()}
    board = [key for person, key in keys.items() if person in seats]
    return board, [key for person, key in keys.items() if person not in seats]


def _note_unsigned(
    recount: Recount, due: HeadsDue, unsigned: Mapping[str, Unsigned], by: Signer
) -> None:
    names = {p.id: p.name or p.id for p in due.people}
    for person, how in unsigned.items():
        told = _UNSIGNED[how]
        said = f"{names.get(person, person)} {told} after entry {due.heads[-1].entry}."
        record_note(recount, Category.EXPLAINED, said, people=[person], signers=[by])


def what_of(recount: Recount, entry: EntryRecord) -> str:
    """What act a head was due after, such as ``close of batches 3 and 7``."""
    if entry.kind == "close":
        numbers = [str(number) for number in entry.body["batches"]]
        return f"close of {'batch' if len(numbers) == 1 else 'batches'} {join_names(numbers)}"
    if entry.kind == "contest_close":
        return f"close of {recount.election.contest(entry.body['contest']).title}"
    return _WHAT.get(entry.kind, entry.kind)


_WHAT = {
    "constitute": "the opening",
    "pile": "the pile",
    "sitting": "the end of a sitting",
    "finish": "the end of the recount",
}
_BLOCKS = {
    "constitute": "Nothing can be imported before.",
    "pile": "Nothing of it can be ruled on before.",
    "finish": "The keys are destroyed after it.",
}
_UNSIGNED = {
    Unsigned.DECLINED: "declined to cosign the head",
    Unsigned.GONE: "was not there to cosign the head",
}
