"""A board's evening that tests play: votes, sittings, rulings of the board, orders, papers.

:class:`Evening` is a :class:`~tests.ledger.scene.Scene` with two alternates (Olson and Nash), who
are signed in at ``b1`` like the board and hold no seat.
"""

# ruff: noqa: ANN401 - fields of bodies have as many types as there are fields

from collections.abc import Collection, Iterable
from typing import Any, Self

from adjudicator.ledger import bodies, seals
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state import CaseState
from tests.ledger.scene import Scene
from tests.ledger.scenery import CLAUSES, a_hash

ALTERNATES = {"nash": "rep", "olson": "dem"}
AGAINST: Body = {"disp": "no_consensus", "votes": [], "clause": None}
ABSTAIN = "abstain"
BOARD_STATION = "b1"


def value(disp: str, *votes: str, **more: Any) -> Body:
    """What a member votes for, on the clause the scene has for it."""
    return {"disp": disp, "votes": list(votes), "clause": CLAUSES.get(disp)} | more


ANN = value("vote", "ann")
BOB = value("vote", "bob")


class Evening(Scene):
    """A record whose board sits."""

    def enrolled(self) -> Self:
        super().enrolled()
        for person, party in ALTERNATES.items():
            self.enrol(person, "alternate", party)
        return self

    def seated(self) -> Self:
        super().seated()
        for person in ALTERNATES:
            self.signin(person, BOARD_STATION)
        return self

    def to_docket(self, disp: str = "no_consensus") -> Self:
        """The four released senate ballots wait for the board, their batch closed."""
        self.to_pile()
        self.rule(*(self.item(number, disp=disp) for number in (1, 2, 3, 4)))
        self.close(3)
        return self

    def close(self, *batches: int, by: Collection[str] = ("ada", "ben")) -> Entry:
        """Close these batches with their true counts."""
        return self.act(self.close_fields(*batches), *by)

    # Votes, sittings and rulings of the board --------------------------------------------

    def vote_fields(self, value_: Body | str, *cases: CaseState) -> Body:
        """A vote on these cases as they stand now."""
        names = [case.seal for case in cases]
        return bodies.vote(cases=names, value=value_, prior=[case.current for case in cases])

    def vote(self, person: str, value_: Body | str, *cases: CaseState) -> Entry:
        """This member votes."""
        return self.act(self.vote_fields(value_, *cases), person + "*", st=BOARD_STATION)

    def board_vote(
        self, value_: Body | str, *cases: CaseState, by: Iterable[str] = ("kelly", "lewis")
    ) -> list[Entry]:
        """These members vote alike."""
        return [self.vote(person, value_, *cases) for person in by]

    def board_item(self, case: CaseState, value_: Body, **more: Any) -> Body:
        """What the presiding member makes of that outcome; open objections are rejected."""
        fields: Body = {"row": case.row, "contest": case.contest, "prior": case.current}
        fields |= {"objections": [(index, "rejected") for index in case.objections]}
        return bodies.item(case=case.seal, **(fields | value_ | more))

    def board_rule_draft(self, *items: Body, by: str = "kelly") -> Entry:
        """A ruling of the board, signed and not appended."""
        fields = self.rule_fields(*items, tier="board")
        return self.draft(fields, by + "*", st=BOARD_STATION)

    def board_rule(self, *items: Body, by: str = "kelly") -> Entry:
        """The presiding member records rulings of the board."""
        return self.add(self.board_rule_draft(*items, by=by))

    def decide(
        self, value_: Body, *cases: CaseState, by: Iterable[str] = ("kelly", "lewis")
    ) -> Entry:
        """The board votes alike on these cases and rules."""
        self.board_vote(value_, *cases, by=by)
        return self.board_rule(*(self.board_item(case, value_) for case in cases))

    def sitting_fields(self) -> Body:
        """The list of every vote since the last sitting."""
        return bodies.sitting(votes=self.state.data.sitting_votes.items())

    def here(self) -> list[str]:
        """Everyone who holds a seat and is in attendance."""
        present = self.state.data.present_ids()
        return [p.id for p in self.state.data.board() if p.id in present]

    def end_sitting(self, *signers: str) -> Entry:
        """The sitting ends, signed by everyone it has to be signed by unless told."""
        return self.act(self.sitting_fields(), *(signers or self.here()), st=BOARD_STATION)

    # Reopening, papers, notes, new images ------------------------------------------------

    def reopen_fields(self, *cases: CaseState) -> Body:
        """A reopening of these cases' present rulings."""
        prior = [
            (*case.current, self.state.data.tree.leaf(case.current[0]).hex())
            for case in cases
            if case.current is not None
        ]
        names = [case.seal for case in cases if case.current is not None]
        return bodies.reopen(cases=names, prior=prior, reason=a_hash("why"))

    def reopen(self, *cases: CaseState, by: Collection[str] = ("kelly", "clerk1")) -> Entry:
        """Two officers reopen these cases."""
        return self.act(self.reopen_fields(*cases), *by)

    def paper(self, case: CaseState, *steps: str, by: str = "clerk1") -> Entry:
        """The paper of a case takes these steps."""
        station = BOARD_STATION if by not in {"ada", "ben"} else "t1"
        for step in steps:
            fields = bodies.paper(case=case.seal, step=step, seals=["0047"])
            self.act(fields, by + "*", st=station)
        return self.entries[-1]

    def new_row(self, case: CaseState, **changes: Any) -> str:
        """The row of a sheet scanned again, with other images; its seal."""
        number = len(self.evidence.rows)
        row = dict(self.evidence.rows[case.row]) | {"images": [a_hash(f"image {number}")]}
        salt = bytes.fromhex(a_hash(f"salt of row {number}")[:32])
        name = seals.seal_of(self.origin, salt, row | changes)
        self.evidence.rows[name] = row | changes
        return name

    def rescan_fields(self, case: CaseState, **changes: Any) -> Body:
        """The sheet of a case was scanned again; ``changes`` are fields of the new row."""
        return bodies.rescan(
            case=case.seal, row=self.new_row(case, **changes), reason=a_hash("torn")
        )

    def rescan(self, case: CaseState) -> Entry:
        """The clerk takes in the sheet scanned again."""
        return self.act(self.rescan_fields(case), "log", "clerk1")

    def seat(self, alternate: str, for_: str, by: Collection[str] = ("kelly", "lewis")) -> Entry:
        """The board gives a seat, carried and signed by these."""
        return self.motion_by("seat", *by, **{"alternate": alternate, "for": for_})

    def motion_by(self, effect: str, *by: str, **target: Any) -> Entry:
        """A motion carried and signed by these."""
        return self.act(self.motion_fields(effect, target, dict.fromkeys(by, "yes")), *by)


def whole_evening() -> Evening:
    """From the pile to the last sitting: every kind and order a board's evening knows."""
    scene = Evening().to_pile()
    one, two, three, four = (scene.case(number) for number in (1, 2, 3, 4))
    ruled = scene.rule(*(scene.item(n, disp="no_consensus") for n in (1, 2)), scene.item(3))
    scene.rule(scene.item(4, disp="paper"))
    scene.attest("ortiz", ruled)
    scene.attest("lee", ruled, answer="object", ground=2, claim="no_vote")
    scene.paper(four, "requested", "on_the_table", "returned")
    scene.close(3)
    scene.motion("suspend", contest="senate")
    scene.act(bodies.note(category="incident", words=a_hash("words")), "lee*")
    scene.motion("resume", contest="senate")
    scene.motion("priority", contest="council")
    scene.motion("deadline", contest="senate", t="2018-11-18T17:00:00Z")
    circled = value("vote", "ann", clause="c1")
    scene.vote("kelly", circled, one, two)
    scene.vote("lewis", AGAINST, one, two)
    scene.vote("moore", circled, one)
    scene.vote("moore", ABSTAIN, two)
    upheld = [(index, "upheld") for index in one.objections]
    scene.board_rule(scene.board_item(one, circled, consistent="same", objections=upheld))
    scene.end_sitting()
    scene.seat("olson", "lewis")
    scene.decide(ANN, four, by=("moore", "olson"))
    scene.board_vote(AGAINST, three, by=("kelly",))
    scene.motion_by("isolate", "kelly", "olson", cases=[three.seal])
    scene.end_sitting()
    scene.motion_by("release", "kelly", "olson", cases=[three.seal])
    scene.seat("lewis", "olson", by=("kelly", "moore"))
    scene.rescan(two)
    scene.decide(value("marks_do_not_count"), two, three)
    scene.reopen(one, two)
    scene.decide(BOB, one)
    scene.motion("isolate", **{"import": one.import_, "lot": "accepted"})
    scene.end_sitting()
    return scene
