"""The tally through the record itself: the order of acts that commute, and every identity.

Two recounts of one origin make the same acts in two orders: deliveries, rulings, answers,
objections made and withdrawn, a lot let in.  Whoever adds them up comes to the same object, byte by
byte.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from adjudicator.domain.ballots import Lot
from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from adjudicator.domain.tally import ContestTally
from adjudicator.services.attesting import Answer, withdraw
from adjudicator.services.importing import Importer
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.tallying import TallyLine, lot_lines, tally_document, tally_lines
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.scene import BOARD, Scene, Sheet, vote

MARKS = ((), ("ann", "bob"), ("line",), ("ann",))
LOTS = (Lot.ACCEPTED, Lot.PROVISIONAL)
RULINGS: tuple[Ruling, ...] = (
    vote("ann"),
    vote("bob"),
    Ruling(Disposition.TOO_MANY, clause="6"),
    Ruling(Disposition.NO_CONSENSUS),
    Ruling(Disposition.WRITE_IN, frozenset({"line"}), clause="5", words="Zed"),
)


@dataclass
class Evening:
    """What is done: sheets by delivery, then acts, each with what must have come before it."""

    deliveries: tuple[tuple[Sheet, ...], ...]
    rulings: dict[str, Ruling]
    """By ballot, on its case for mayor."""
    objected: frozenset[str]
    """Ballots an observer objects to, and takes it back."""
    released: bool
    """Whether the board lets the provisional ballots in."""

    def inside(self, without: str = "") -> list[Sheet]:
        """The sheets in the totals; the accepted ones of that precinct are isolated."""
        return [
            sheet
            for sheet in chain.from_iterable(self.deliveries)
            if (self.released if sheet.lot is Lot.PROVISIONAL else sheet.precinct != without)
        ]


@st.composite
def evenings(draw: st.DrawFn) -> Evening:
    deliveries, number = [], 0
    for precinct in ("p1", "p2"):
        sheets = []
        for _ in range(draw(st.integers(2, 4))):
            number += 1
            marks = draw(st.sampled_from(MARKS[: 2 if number % 3 else 4]))
            council = draw(st.sampled_from(((), ("cy",), ("cy", "di"), ("cy", "di", "ed"))))
            lot = draw(st.sampled_from(LOTS))
            sheets.append(Sheet(number, marks, council, lot=lot, precinct=precinct))
        deliveries.append(tuple(sheets))
    flagged = [f"b{s.number}" for d in deliveries for s in d if s.mayor in MARKS[:2]]
    rulings = {ballot: draw(st.sampled_from(RULINGS)) for ballot in flagged if draw(st.booleans())}
    objected = frozenset(b for b in flagged if draw(st.integers(0, 3)) == 0)
    return Evening(tuple(deliveries), rulings, objected, draw(st.booleans()))


def play(scene: Scene, evening: Evening, order: Random) -> None:
    """Make every act, in an order of its own among those that commute."""
    deliveries = list(evening.deliveries)
    order.shuffle(deliveries)
    provisional = []
    for sheets in deliveries:
        report = Importer(scene.recount, scene.source(sheets, complete=True)).run(
            scene.identity("cora")
        )
        if report.entry is not None and any(s.lot is Lot.PROVISIONAL for s in sheets):
            provisional.append(report.entry)
    scene.pile()
    scene.sit("ada", "ben", "ortiz", "lee")
    cases = {case.row.ballot: case for case in scene.cases(contest="mayor")}
    lets_in = order.randrange(2) if evening.released else None
    if lets_in == 0:
        _let_in(scene, provisional)
    acts: list[Callable[[], object]] = [
        partial(scene.rule, cases[ballot], ruling)
        for ballot, ruling in evening.rulings.items()
        if cases[ballot].row.lot is Lot.ACCEPTED
    ]
    acts += [partial(_object, scene, cases[ballot]) for ballot in evening.objected]
    acts.append(lambda: scene.attest("lee", min(c.batch for c in cases.values()), Answer.NONE))
    order.shuffle(acts)
    for act in acts:
        act()
    if lets_in == 1:
        _let_in(scene, provisional)
    if evening.released:
        for ballot, ruling in evening.rulings.items():
            if cases[ballot].row.lot is Lot.PROVISIONAL:
                scene.rule(cases[ballot], ruling)


def _let_in(scene: Scene, imports: list[int]) -> None:
    for entry in imports:
        scene.release(entry, Lot.PROVISIONAL)


def _object(scene: Scene, case: CaseRecord) -> None:
    """Object to the ruling there is, or before there is one, and take it back."""
    (fresh,) = [c for c in scene.cases(contest="mayor") if c.seal == case.seal]
    object_ = scene.object_before if fresh.ruling is None else scene.object_to
    withdraw(scene.recount, scene.seating.seat("ortiz"), object_("ortiz", fresh).index)


def _sums(tallies: list[ContestTally]) -> list[tuple[int, int, int]]:
    """Before, change and after of every figure, added up over parts."""
    told = []
    for tally in tallies:
        figures = [f for _, f in tally.choices] + [tally.over, tally.under, tally.unqualified]
        told.append([(f.before, f.change, f.after) for f in figures])
    columns = [
        [sum(number) for number in zip(*figure, strict=True)] for figure in zip(*told, strict=True)
    ]
    return [(a, b, c) for a, b, c in columns]


def every_identity_holds(scene: Scene, inside: list[Sheet]) -> None:
    """Parts make the whole, and every part foots, by precinct, group and lot.

    :param inside: the sheets that stand in the totals.
    """
    with scene.recount.reading() as connection:
        election = scene.recount.election
        whole = tally_lines(connection, election)
        by = {name: tally_lines(connection, election, by=(name,)) for name in ("precinct", "grp")}
        by["lot"] = [line for line in lot_lines(connection, election) if not line.outside]
        outside = [line for line in lot_lines(connection, election) if line.outside]
    for line in outside:
        assert line.tally.balanced is True
    for line in whole:
        contest = line.tally.contest.id
        assert (line.tally.ballots or 0) == len(inside)
        assert line.tally.balanced is (True if inside else None)
        assert _ballots(by["precinct"], contest) == Counter(s.precinct for s in inside)
        assert _ballots(by["lot"], contest) == Counter(s.lot.value for s in inside)
        assert _ballots(by["grp"], contest) == Counter("election_day" for _ in inside)
        for lines in by.values():
            parts = [x.tally for x in lines if x.tally.contest.id == contest]
            if not parts:
                continue
            assert _sums(parts) == _sums([line.tally])
            assert sum(part.ballots or 0 for part in parts) == (line.tally.ballots or 0)
            assert sum(part.pending for part in parts) == line.tally.pending
            assert all(part.balanced for part in parts)


def _ballots(lines: list[TallyLine], contest: str) -> Counter[str]:
    """Ballots of a contest by the part they are of."""
    return Counter(
        {
            line.precinct or line.group or line.lot: line.tally.ballots
            for line in lines
            if line.tally.contest.id == contest and line.tally.ballots
        }
    )


def _isolate(scene: Scene, entry: int) -> None:
    votes = [(person, "yes") for person in BOARD]
    target = targets.lot(entry, Lot.ACCEPTED)
    carry(scene.recount, Effect.ISOLATE, target, "A court says so.", votes, scene.board())


# Without shrinking: every try is two whole recounts on the disk.
@settings(max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(evenings(), st.integers(0, 2**32))
def test_the_order_of_acts_that_commute_makes_no_other_tally(evening: Evening, seed: int) -> None:
    told = []
    for order in (Random(seed), Random(seed + 1)):
        with tempfile.TemporaryDirectory() as place:
            scene = Scene.copy_of_constituted(Path(place))
            play(scene, evening, order)
            every_identity_holds(scene, evening.inside())
            with scene.recount.reading() as connection:
                told.append(tally_document(connection, scene.recount.election))
            _moves_keep_every_identity(scene, evening)
            scene.recount.close()
    assert told[0] == told[1]


def _moves_keep_every_identity(scene: Scene, evening: Evening) -> None:
    """A ruling revised, a lot taken out, a lot let back."""
    with scene.recount.reading() as connection:
        before = tally_document(connection, scene.recount.election)
    accepted = [
        case
        for case in scene.cases(contest="mayor")
        if case.row.ballot in evening.rulings and case.row.lot is Lot.ACCEPTED
    ]
    if not accepted:
        return
    case = accepted[0]
    _isolate(scene, case.import_entry)
    every_identity_holds(scene, evening.inside(without=case.row.precinct))
    scene.release(case.import_entry, Lot.ACCEPTED)
    with scene.recount.reading() as connection:
        assert tally_document(connection, scene.recount.election) == before
    revised = vote(
        "bob" if evening.rulings[case.row.ballot] == RULINGS[0] else "ann",
        reason=RevisionReason.SAW_MORE,
    )
    (fresh,) = [c for c in scene.cases(contest="mayor") if c.seal == case.seal]
    scene.rule(fresh, revised)
    every_identity_holds(scene, evening.inside())
