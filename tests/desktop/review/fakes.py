"""A record in memory that does what the real one does, as far as Review can see."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.review.ports import (
    CaseView,
    FiledObjection,
    ObserverView,
    RecordedRuling,
    SeatView,
    StationView,
    WorkItem,
    Worklist,
)
from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.cases import CaseRow
from adjudicator.domain.election import Choice, ChoiceKind, Contest, CountingGroup
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.readings import Condition, MachineReading, Mark, condition_of
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import read_rule_pack
from adjudicator.domain.rulings import Disposition, Ruling, check_ruling
from adjudicator.domain.wording import ruling_sentence
from adjudicator.resources import read_bytes
from adjudicator.services.attesting import Answer, Attestation, Objection
from adjudicator.services.errors import Refusal
from adjudicator.services.shown import ChangedMeanwhile

RULES: RulePack = read_rule_pack(read_bytes("rules", "florida-2018.toml"))

SENATE = Contest(
    "senate",
    "State House 26",
    (Choice("fetterhoff", "Elizabeth Fetterhoff"), Choice("henry", "Patrick Henry")),
)
BOARD3 = Contest(
    "board",
    "School Board",
    (
        *(Choice(n.lower(), n) for n in ("Eddy", "Hill", "Bell", "Carrigan")),
        Choice("line-1", "Write-in", ChoiceKind.WRITE_IN),
    ),
    seats=3,
)
MANY = Contest("many", "Governor", tuple(Choice(f"c{n}", f"Name {n:02}") for n in range(1, 13)))

PEOPLE = (
    ObserverView("p3", "Ortiz", "REP", None),
    ObserverView("p4", "Lee", "DEM", None),
    ObserverView("p5", "Scott", "camp.", Attestation.ABSENT),
)


def case_view(
    number: str,
    sides: tuple[BallotSide, ...],
    contest: Contest = SENATE,
    machine: MachineReading | None = None,
    **changes: object,
) -> CaseView:
    """A case with an undervote, unless told otherwise."""
    reading = machine or MachineReading(
        frozenset(), under=contest.seats, marks=tuple(Mark(c.id, 12) for c in contest.choices)
    )
    row = CaseRow(
        contest=contest.id,
        sheet=SheetId("s", "t", "b", number),
        ballot=number,
        precinct="214",
        group=CountingGroup.VOTE_BY_MAIL,
        container="7",
        position=118,
        lot=Lot.ACCEPTED,
        condition=condition_of(reading) or Condition.AMBIGUOUS,
        images=tuple(side.ref.sha256 for side in sides),
        machine=reading,
    )
    view = CaseView(
        number, f"seal-{number}", row, contest, sides, "Precinct 214", 31, 1, 1,
        located="located 40/40, print 99.9 %",
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]  # a test names real fields


@dataclass
class FakeDesk:
    """Keeps everything it is told."""

    cases: dict[str, CaseView]
    rulings: list[tuple[str, Ruling, tuple[str, str]]] = field(default_factory=list)
    answers: list[tuple[str, Answer, int]] = field(default_factory=list)
    objections: list[FiledObjection] = field(default_factory=list)
    claims: list[Objection] = field(default_factory=list)
    wrong_places: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    superseded: CaseView | None = None
    """How the case objected to next stands by then; nobody was shown it."""
    late: bool = False
    """Whether objections come after the close."""
    refusal: str = ""
    """The next record refuses with this sentence."""
    station_view: StationView = field(
        default_factory=lambda: StationView(
            SeatView("p1", "Ada", "REP"),
            SeatView("p2", "Ben", "DEM"),
            PEOPLE,
            copy_state="copy ok",
            closes="closes 14:10",
            record_code="4C1F-88A2-03D7-9B5E",
        )
    )
    rules: RulePack = RULES

    def worklist(self) -> Worklist:
        return Worklist(
            "Precinct 214 \u00b7 VBM batch 31",
            tuple(WorkItem(c.number, c.status) for c in self.cases.values()),
        )

    def case(self, number: str) -> CaseView:
        if number not in self.cases:
            raise Refusal(f"There is no case {number}. Check the number.")
        place = list(self.cases).index(number) + 1
        return replace(self.cases[number], place=place, of=len(self.cases))

    def last_ruled(self) -> str | None:
        ruled = [c.last for c in self.cases.values() if c.last is not None]
        return max(ruled, key=lambda r: r.entry).number if ruled else None

    def record(self, case: CaseView, ruling: Ruling, members: tuple[str, str]) -> RecordedRuling:
        if self.refusal:
            sentence, self.refusal = self.refusal, ""
            raise Refusal(sentence)
        check_ruling(ruling, case.contest, case.row.machine, RULES)
        if self.cases[case.number].last is not None and ruling.reason is None:
            raise Refusal("Not recorded: this case has a ruling.")
        self.rulings.append((case.number, ruling, members))
        sentence = ruling_sentence(ruling, case.contest, case.row.machine, RULES)
        recorded = RecordedRuling(case.number, len(self.rulings), ruling, sentence)
        status = {
            Disposition.NO_CONSENSUS: CaseStatus.NO_CONSENSUS,
            Disposition.PAPER: CaseStatus.PAPER_OUT,
        }.get(ruling.disposition, CaseStatus.RULED)
        self.cases[case.number] = replace(case, last=recorded, status=status)
        self._observe(lambda o: replace(o, state=Attestation.SILENT, unanswered=o.unanswered + 1))
        return recorded

    def say_wrong_place(self, case: CaseView, members: tuple[str, ...]) -> None:
        if self.refusal:
            sentence, self.refusal = self.refusal, ""
            raise Refusal(sentence)
        self.wrong_places.append((case.number, members))

    def answer(self, person: str, answer: Answer) -> int:
        count = next(o.unanswered for o in self.station_view.observers if o.person == person)
        self.answers.append((person, answer, count))
        state = Attestation.NO_OBJECTION if answer is Answer.NONE else Attestation.DECLINED
        if count:
            self._observe(lambda o: replace(o, state=state, unanswered=0), person)
        return count

    def file_objection(self, person: str, case: CaseView, objection: Objection) -> FiledObjection:
        if self.superseded is not None:
            self.cases[case.number], self.superseded = self.superseded, None
            raise ChangedMeanwhile("It was ruled on meanwhile.")
        observer = next(o for o in self.station_view.observers if o.person == person)
        label = f"R-{len(self.objections) + 1:03}"
        claim = objection.claim
        wish = "no vote" if claim == "no_vote" else f"a vote for {claim}" if claim else "looked at"
        sentence = (
            f"Objection {label}, {observer.name} ({observer.party}): should be {wish}. "
            "To the board."
        )
        filed = FiledObjection(
            label, len(self.objections), person, case.number, sentence, late=self.late
        )
        self.objections.append(filed)
        self.claims.append(objection)
        old = self.cases[case.number]
        if self.late:
            self.cases[case.number] = replace(old, late=(*old.late, filed))
        else:
            self.cases[case.number] = replace(
                old, objections=(*old.objections, filed), status=CaseStatus.DISPUTED
            )
        self._observe(lambda o: replace(o, state=Attestation.OBJECTION), person)
        return filed

    def withdraw(self, objection: FiledObjection) -> None:
        old = self.cases[objection.number]
        left = tuple(o for o in old.objections if o != objection)
        late = tuple(o for o in old.late if o != objection)
        status = CaseStatus.UNREVIEWED if old.last is None else CaseStatus.RULED
        self.cases[objection.number] = replace(old, objections=left, late=late, status=status)

    def attend(self, person: str, *, away: bool) -> None:
        silent = Attestation.SILENT if self.rulings else None
        state = Attestation.ABSENT if away else silent
        self._observe(lambda o: replace(o, state=state), person)

    def station(self) -> StationView:
        return self.station_view

    def _observe(self, change: Callable[[ObserverView], ObserverView], person: str = "") -> None:
        observers = tuple(
            change(o) if o.person == person or (not person and not o.away) else o
            for o in self.station_view.observers
        )
        self.station_view = replace(self.station_view, observers=observers)
