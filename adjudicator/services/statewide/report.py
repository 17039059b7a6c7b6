"""What the state report is: contests with their counties, and every source with its standing."""

from dataclasses import dataclass

from adjudicator.domain.canvass.outcome import Outcome
from adjudicator.domain.election import Contest
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.domain.statewide.figures import Split
from adjudicator.domain.statewide.standing import CountyLine, Standing
from adjudicator.domain.statewide.uniformity import Uniformity
from adjudicator.services.canvass.loading import FileRead
from adjudicator.services.statewide.status_files import StatusRead
from adjudicator.services.statewide.typed import TypedCounty
from adjudicator.services.statewide.weighing import Weighed


@dataclass(frozen=True, slots=True)
class ContestReport:
    """One contest over the state."""

    contest: Contest
    scope: Scope
    lines: tuple[CountyLine, ...]
    """Every county of the rule pack, or those that are known to vote on it."""
    split: Split
    outcome: Outcome
    uniformity: Uniformity
    problems: tuple[str, ...]
    """What was not merged, and why, each a sentence."""
    notes: tuple[str, ...] = ()
    """What is good to know of the figures."""
    set_aside: int = 0
    """Rows of the returns in these figures that were put aside."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Counties that vote on it and are not in the totals."""
        wanted = {Standing.MISSING, Standing.REFUSED}
        return tuple(line.county for line in self.lines if line.standing in wanted)

    @property
    def so_far(self) -> bool:
        """Whether votes of it are known to be missing: then no recount is ruled out."""
        return bool(self.missing or self.set_aside)

    @property
    def open(self) -> bool:
        """Whether the figures after the rulings may move still."""
        return self.so_far or self.outcome.waiting > 0 or any(line.waits for line in self.lines)

    @property
    def unsure(self) -> bool:
        """Whether counties may vote on it that sent nothing."""
        return bool(self.standing(Standing.UNTOLD))

    @property
    def whole(self) -> bool:
        """Whether every county that votes on it is in the totals, and none is partial or late."""
        return not (self.so_far or self.problems) and not any(
            line.waits or line.late for line in self.lines
        )

    def standing(self, standing: Standing) -> tuple[CountyLine, ...]:
        """The counties of that standing."""
        return tuple(line for line in self.lines if line.standing is standing)


@dataclass(frozen=True, slots=True)
class StateReport:
    """Everything."""

    pack: RulePack
    election: str
    """Title and day of the election; empty where no export tells."""
    mark: str | None
    """The watermark where rehearsals are read."""
    deadline: str
    contests: tuple[ContestReport, ...]
    exports: tuple[Weighed, ...]
    statuses: tuple[StatusRead, ...]
    typed: tuple[TypedCounty, ...]
    returns: tuple[FileRead, ...]
    problems: tuple[str, ...]
    """Of no contest: files put aside, anchors without an export."""

    @property
    def broken(self) -> bool:
        """Whether some export does not hold."""
        return any(each.read.verdict.exit_code > 1 for each in self.exports)

    @property
    def exit_code(self) -> int:
        """0 all is in, 1 a person must act, 3 an export does not hold."""
        if self.broken:
            return 3
        good = all(contest.whole for contest in self.contests)
        clean = not self.problems and all(each.shown for each in self.statuses)
        refused = any(each.why for each in self.exports) or any(t.why for t in self.typed)
        only_records = all(
            line.standing is Standing.IN for contest in self.contests for line in contest.lines
        )
        return 0 if good and clean and only_records and not refused else 1
