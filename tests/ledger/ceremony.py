"""An evening under cosigned heads that tests play, from the opening head to the finish.

:class:`Ceremony` is an :class:`~tests.ledger.evening.Evening` of a real recount: every head that is
due is cosigned as it comes.  :meth:`Ceremony.head` makes a note, :meth:`Ceremony.cosign` brings it
back into the record.
"""

from collections.abc import Collection, Sequence
from typing import Self

from adjudicator.ledger import bodies, cosignatures
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.manifests import Line
from adjudicator.ledger.notes import Checkpoint, Note
from adjudicator.ledger.origin import Purpose
from tests.ledger.evening import Evening
from tests.ledger.scenery import SHEETS, a_hash

BOARD = ("kelly", "lewis")
TEAM = ("ada", "ben")
NOON = 1_542_456_000
"""2018-11-17T12:00:00Z."""


class Ceremony(Evening):
    """A recount that counts: its heads are cosigned."""

    def __init__(self) -> None:
        super().__init__(Purpose.RECOUNT, cosign=True)
        self.clock = NOON

    def head(self, *people: str, size: int | None = None, time: int | None = None) -> Note:
        """A head of this record, the present one unless told, cosigned by these people."""
        size = self.state.size if size is None else size
        self.clock += 60
        checkpoint = Checkpoint(self.origin, size, self.state.root_at(size))
        log = cosignatures.sign_head(checkpoint, self.keys["log"][1])
        moment = self.clock if time is None else time
        return cosignatures.cosigned(
            checkpoint,
            log,
            (cosignatures.cosign(checkpoint, p, self.keys[p][1], moment) for p in people),
        )

    def witness_draft(self, note: Note | str) -> Entry:
        """The witness of a note, not appended."""
        return self.draft(bodies.witness(note=str(note)), "log")

    def cosign(self, *people: str) -> Entry:
        """These people cosign the present head."""
        return self.add(self.witness_draft(self.head(*(people or BOARD))))

    def seated(self) -> Self:
        self.constituted()
        self.cosign()
        for person in self.state.data.people:
            table = person in {"ada", "ben", "ortiz", "lee"}
            self.signin(person, "t1" if table else "b1")
        return self

    def to_pile(self, sheets: Sequence[Line] = SHEETS) -> Self:
        super().to_pile(sheets)
        self.cosign()
        return self

    def to_closed(self) -> Self:
        """Every ballot that counts is ruled on and closed, and the team has cosigned."""
        self.to_pile()
        self.rule(*(self.item(number) for number in (1, 2, 3, 4)))
        self.rule(self.item(2, "council"))
        self.rule(self.item(6, "council", "8"))
        self.close(1, 2, 3)
        self.cosign(*TEAM)
        return self

    def contest_close_fields(self, contest: str) -> Body:
        """A contest is closed with the tally as it is."""
        tally = a_hash(f"tally {self.state.size}")
        self.evidence.tallies[self.state.size] = tally
        return bodies.contest_close(contest=contest, tally=tally)

    def close_contests(self, *contests: str, by: Collection[str] = BOARD) -> Self:
        """These contests are closed one after the other."""
        for contest in contests or ("senate", "council"):
            self.act(self.contest_close_fields(contest), *by)
        self.cosign()
        return self
