"""What one file of returns gave, before and after totals and parts are told apart."""

from dataclasses import dataclass, field

from adjudicator.domain.canvass.returns import ContestName, Place, Returns
from adjudicator.interchange.problems import Problem


def nobody_minds() -> None:
    """For whoever reads a file to its end, whatever happens meanwhile."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that was put aside, or a total that contradicts its parts."""

    problem: Problem
    contest: ContestName | None
    """Whose sums miss it or are in doubt; ``None`` where it belongs to no contest."""


@dataclass(slots=True)
class Whole:
    """A number for more than one place or choice: a total, unless there are no parts."""

    file: str
    row: int | None
    contest: ContestName
    place: Place
    """Without a precinct, unless it is the sum of a precinct's choices."""
    bucket: str
    number: int
    named: str = ""
    """The name that says it is a total; empty where a row just names no precinct."""
    places: int = 1
    """How many rows it is the sum of: more than one are places without a name."""

    def problem(self, column: str, message: str) -> Problem:
        """A problem of this number."""
        return Problem(self.file, self.row, column, message)


@dataclass(slots=True)
class ReturnsFile:
    """What one file gave."""

    file: str
    returns: Returns = field(default_factory=Returns)
    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    rows: int = 0
    """Rows that are not blank, those put aside included."""
    sha256: str = ""
    """Of the very bytes these numbers were read from."""
    wholes: list[Whole] = field(default_factory=list)
    """Numbers without a precinct that are not settled yet: totals where the contest has parts."""
    cast: list[Whole] = field(default_factory=list)
    """Sums of the choices of one place, not settled yet."""

    def hold_back_wholes(self) -> None:
        """Take the numbers without a precinct out, to be settled beside those of other files."""
        for contest in self.returns:
            for key in [key for key in contest.numbers if not key[0].precinct]:
                place, bucket = key
                number = contest.numbers.pop(key)
                self.wholes.append(Whole(self.file, None, contest.name, place, bucket, number))
