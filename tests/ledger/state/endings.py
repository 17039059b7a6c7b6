"""How a county comes to its end, whatever the evening left: by acts that are allowed, and no more.

:class:`Ending` does what people would do: staff the house, lift the orders, return the papers, rule
on what is open, settle the docket, end the sitting, close every batch.  Nothing it hands in may be
refused.  It needs two different officers, and in the hard case nobody besides but people they
enrol themselves.
"""

from dataclasses import dataclass

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state import CaseState
from tests.ledger.evening import BOARD_STATION
from tests.ledger.state.night import Night
from tests.ledger.state.night_board import usual_value
from tests.ledger.state.night_people import enrol

_TABLE = "t9"
"""A table nobody sat at before."""


@dataclass
class Ending:
    """The end of one evening, by these two officers."""

    night: Night
    pair: tuple[str, str]

    def must(self, fields: Body, *signers: str, st: str = BOARD_STATION) -> Entry:
        """Hand in an act that has to be recorded."""
        entry = self.night.offer(fields, *signers, st=st)
        assert entry is not None, f"{fields['kind']} by {signers} was refused"
        return entry

    def everybody_returns(self) -> None:
        """All who are enrolled sign in once more, and whoever was removed is enrolled anew."""
        house = self.night.house
        for person in sorted(house.gone):
            role = house.role[person]
            if role == "chair" and house.people("chair"):
                role = "member"
            assert enrol(self.night, person, role, house.party[person], self.pair)
        for person in house.people():
            assert self.night.sign_in(person) is not None, person

    def nobody_returns(self) -> None:
        """The two are alone; they remove the others of the board, and find new people."""
        house = self.night.house
        for person in sorted(house.board() - set(self.pair)):
            self.must(bodies.remove(person=person), *self.pair)
        for person in sorted(house.here - set(self.pair)):
            self.must(bodies.attend(person=person, state="out"), self.pair[0])
        for person in self.pair:
            assert self.night.sign_in(person, BOARD_STATION) is not None, person

    def come_to_an_end(self) -> None:
        """From here to the last close."""
        self._fill_the_board()
        self._find_a_team()
        self._lift_orders()
        night = self.night
        data = night.scene.state.data
        released = [case for case in night.cases() if data.is_released(case)]
        for case in released:
            self._settle(case)
        if data.sitting_votes:
            self.must(night.scene.sitting_fields(), *night.scene.here())
        for number in sorted(data.batches):
            if data.scope([number]):
                self.must(night.scene.close_fields(number), *self._closers())
        for case in released:
            file = night.book.cases[case.seal]
            assert case.closed is not None
            assert file.closed
            assert file.counts(), case.name
        assert not night.book.scope(data.batches.keys())

    def _join(self, person: str, role: str, station: str) -> None:
        assert enrol(self.night, person, role, None, self.pair), person
        assert self.night.sign_in(person, station), person

    def _fill_the_board(self) -> None:
        """New members, until there is a quorum and a majority of those who are here."""
        house = self.night.house
        number = 0
        while not house.has_quorum() or 2 * len(house.board() & house.here) <= len(house.seats):
            number += 1
            self._join(f"seat{number}", "member", BOARD_STATION)

    def _find_a_team(self) -> None:
        if self.night.plan.tiers > 1:
            for person in ("last1", "last2"):
                self._join(person, "team", _TABLE)

    def _closers(self) -> tuple[str, str]:
        house = self.night.house
        if self.night.plan.tiers > 1:
            return "last1", "last2"
        head = house.presiding()
        assert head is not None
        return head, min((house.officers() & house.here) - {head})

    def _move(self, effect: str, target: Body) -> None:
        here = self.night.scene.here()
        fields = self.night.scene.motion_fields(effect, target, dict.fromkeys(here, "yes"))
        self.must(fields, *here)

    def _lift_orders(self) -> None:
        data = self.night.scene.state.data
        for contest in sorted(data.suspended):
            self._move("resume", {"contest": contest})
        for imported, lot in sorted(data.isolated_lots):
            self._move("release", {"import": imported, "lot": lot})
        if data.isolated_cases:
            self._move("release", {"cases": sorted(data.isolated_cases)})
        for case in self.night.cases():
            if self.night.book.cases[case.seal].paper != "returned":
                head = self.night.scene.here()[0]
                fields = bodies.paper(case=case.seal, step="returned")
                self.must(fields, head + "*", st=self.night.at_desk(head))

    def _settle(self, case: CaseState) -> None:
        """The team rules where nobody has; the board settles what waits for it."""
        night, file = self.night, self.night.book.cases[case.seal]
        if not night.book.waits(file) and (file.ruling is None or file.reopened):
            reason = None if case.current is None else "saw_more"
            item = night.scene.board_item(case, usual_value(night, case), reason=reason)
            fields = bodies.rule(batch=case.batch or 1, items=[item])
            self.must(fields, "last1*", "last2*", st=_TABLE)
        if not night.book.waits(file):
            return
        said = usual_value(night, case)
        for member in night.scene.here():
            ballot = night.scene.vote_fields(said, case)
            self.must(ballot, member + "*", st=night.at_desk(member))
        head = night.house.presiding()
        assert head is not None
        fields = night.scene.rule_fields(night.scene.board_item(case, said), tier="board")
        self.must(fields, head + "*", st=night.at_desk(head))
