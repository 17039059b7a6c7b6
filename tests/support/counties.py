"""Signed exports of invented counties, made in a moment: one contest of the whole state."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.election import BallotStyle, Choice, Contest, Election, Precinct
from adjudicator.ledger.origin import Purpose, slug
from tests.benchmarks.large_export import Large, Plan, make_large

SENATE = Contest(
    "senate", "U.S. Senate", (Choice("scott", "Rick Scott"), Choice("nelson", "Bill Nelson"))
)


@dataclass(frozen=True, slots=True)
class County:
    """One county and what its board found."""

    name: str
    rulings: int = 3
    scott: int = 100
    nelson: int = 90
    """Votes the machine counted."""
    found: Callable[[int], str] = lambda number: "nelson" if number == 0 else ""
    purpose: Purpose = Purpose.RECOUNT
    contest: Contest = SENATE
    held: date = date(2018, 11, 6)
    salt: str = ""
    """Another one makes another record of the same county."""
    done: bool = True
    observers: tuple[str, ...] = ()

    def plan(self) -> Plan:
        """What its record is of."""
        election = Election(
            title="General Election",
            held=self.held,
            state="FL",
            county=self.name,
            contests=(self.contest,),
            precincts=(Precinct("p1", "101"),),
            styles=(BallotStyle("all", ("p1",), (self.contest.id,)),),
        )
        ids = [choice.id for choice in self.contest.choices]
        return Plan(
            domain=slug(self.name)[:16].rstrip("-."),
            token=sha256(f"{self.name} {self.salt}".encode()).hexdigest()[:20],
            election=election,
            contest=self.contest.id,
            purpose=self.purpose,
            counts=dict(zip(ids, (self.scott, self.nelson), strict=True)),
            found=self.found,
            observers=self.observers,
            done=self.done,
        )

    def export(self, folder: Path, name: str = "") -> Path:
        """Its export, below a folder."""
        return self.make(folder / (name or slug(self.name))).path

    def make(self, path: Path) -> Large:
        """Its export with all signatures in it."""
        return make_large(path, self.rulings, self.plan())

    def but(self, **changes: object) -> "County":
        """The same with something else."""
        return replace(self, **changes)  # type: ignore[arg-type]  # by name
