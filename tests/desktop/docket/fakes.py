"""A board in memory that counts as the real one does, as far as the docket can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adjudicator.desktop.docket.ports import (
    BoardCase,
    BoardView,
    Docket,
    DocketGroup,
    DocketLine,
    MemberView,
    RejectedObjection,
    Settled,
    Undecided,
    Voice,
    VoteCount,
)
from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review.ports import CaseView, RecordedRuling
from adjudicator.domain.people import majority_of
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Ruling
from adjudicator.domain.wording import ruling_sentence
from adjudicator.services.errors import Refusal
from tests.desktop.review.fakes import RULES

MEMBERS = (
    MemberView("p1", "Judge Kelly", "", here=True, signed_in=True, presiding=True),
    MemberView("p2", "Lewis", "DEM", here=True, signed_in=True, presiding=False),
    MemberView("p3", "Osei", "REP", here=True, signed_in=True, presiding=False),
)


@dataclass
class FakeBoard:
    """Keeps everything it is told."""

    cases: dict[str, CaseView]
    view: BoardView = field(
        default_factory=lambda: BoardView(
            MEMBERS, quorum="Quorum 3 of 3", record_code="4C1F-88A2-03D7-9B5E"
        )
    )
    given: list[tuple[str, tuple[str, ...], Ruling, Voice]] = field(default_factory=list)
    ruled: list[tuple[tuple[str, ...], Ruling]] = field(default_factory=list)
    deferred: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)
    """Cases taken out of a group, and who asked."""
    undecided: tuple[Undecided, ...] = ()
    """Open objections that ask for no outcome."""
    decided: list[dict[int, bool]] = field(default_factory=list)
    """What was said of them, with each ruling."""
    earlier: tuple[PrecedentView, ...] = ()
    refusal: str = ""
    refused_batch: int = 0
    """Whose cases are refused once when a group is settled."""
    most: int = 0
    """How many were asked for last."""
    elsewhere: int = 0
    """Cases that wait and are not listed."""
    rules: RulePack = RULES

    def docket(self, most: int) -> Docket:
        self.most = most
        done = {number for numbers, _ in self.ruled for number in numbers}
        lines = tuple(
            DocketLine(n, "Not agreed", "Precinct 214", deferred=n in self.deferred)
            for n in sorted(self.cases, key=lambda n: n in self.deferred)
            if n not in done
        )
        title = "State House 26: the team could not agree"
        return Docket((DocketGroup(title, lines),) if lines else (), len(lines) + self.elsewhere)

    def case(self, number: str) -> BoardCase:
        if number not in self.cases:
            raise Refusal(f"There is no case {number}. Check the number.")
        spoken = " ".join(number)
        claim = "Objection R-014, Ortiz (REP): should be a vote for Fetterhoff."
        return BoardCase(
            self.cases[number],
            f"Case {spoken}. State House 26, precinct 214. Undervote. {claim}",
            (claim,),
            like="Like this so far: 3 a vote, 9 no vote",
        )

    def board(self) -> BoardView:
        sitting = f"{len(self.given)} votes in this sitting" if self.given else ""
        return replace(self.view, sitting=sitting)

    def vote(
        self,
        person: str,
        cases: Sequence[CaseView],
        ruling: Ruling,
        voice: Voice,
        put: int | None = None,
    ) -> VoteCount:
        since = len(self.given) if put is None else put
        if self.refusal:
            sentence, self.refusal = self.refusal, ""
            raise Refusal(sentence)
        numbers = tuple(case.number for case in cases)
        self.given.append((person, numbers, ruling, voice))
        said = {p: v for p, n, r, v in self.given[since:] if n == numbers and r == ruling}
        voices = tuple((m.person, said[m.person]) for m in self.view.members if m.person in said)
        fors = sum(v is Voice.FOR for v in said.values())
        against = sum(v is Voice.AGAINST for v in said.values())
        waiting = tuple(m.name for m in self.view.members if m.here and m.person not in said)
        return VoteCount(
            voices,
            fors >= majority_of(len(self.view.members)),
            waiting,
            f"{fors} to {against}",
            put=since,
            given=tuple((p, v.value) for p, _, _, v in self.given),
            undecided=self.undecided,
        )

    def settle(
        self,
        cases: Sequence[CaseView],
        ruling: Ruling,
        put: int,  # noqa: ARG002 - the protocol's
        decided: Mapping[int, bool],
    ) -> Settled:
        self.decided.append(dict(decided))
        left = tuple(case for case in cases if case.batch == self.refused_batch)
        cases = [case for case in cases if case not in left]
        self.refused_batch = 0
        self.ruled.append((tuple(case.number for case in cases), ruling))
        return Settled(
            tuple(
                RecordedRuling(
                    case.number,
                    len(self.ruled),
                    ruling,
                    ruling_sentence(ruling, case.contest, case.row.machine, RULES),
                )
                for case in cases
            ),
            left,
            f"{len(cases)} are recorded; the votes on the others stand." if left else "",
        )

    def like(self, case: CaseView) -> tuple[CaseView, ...]:
        return (case, *(c for n, c in self.cases.items() if n != case.number))

    def take_out(self, cases: Sequence[CaseView], number: str, person: str) -> None:
        assert number in {case.number for case in cases}
        self.taken.append((number, person))

    def defer(self, case: CaseView) -> bool:
        if case.number in self.deferred:
            self.deferred.remove(case.number)
            return False
        self.deferred.append(case.number)
        return True

    def send_for_paper(self, case: CaseView) -> str:
        self.papers.append(case.number)
        return "The paper is sent for: the pull slip is papers/pull-417K.pdf."

    def rejected(
        self,
        case: CaseView,  # noqa: ARG002 - the protocol's
    ) -> tuple[RejectedObjection, ...]:
        return ()

    def mark_frivolous(self, entry: int, words: str) -> str:
        return f"Entry {entry} is marked frivolous: {words}"

    def precedents(
        self,
        case: CaseView,  # noqa: ARG002 - the protocol's
        ruling: Ruling | None,  # noqa: ARG002 - the protocol's
    ) -> tuple[PrecedentView, ...]:
        return self.earlier
