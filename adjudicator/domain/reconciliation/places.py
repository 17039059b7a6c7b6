"""Places of a reconciliation, and what is known of each from the three sides."""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.ballots import Lot

ALL_GROUPS = "all"
"""Counting group of counts that are not split by group."""
PARTS = ("precinct", "group", "container")
"""What may name a place, beside the contest."""


class Level(StrEnum):
    """How finely places are kept apart."""

    CONTEST = "contest"
    PRECINCT = "precinct"
    GROUP = "group"
    PRECINCT_GROUP = "precinct_group"
    CONTAINER = "container"
    BATCH = "batch"

    @property
    def fields(self) -> tuple[str, ...]:
        """What names a place of this level, beside the contest."""
        return _FIELDS[self]


_FIELDS = {
    Level.CONTEST: (),
    Level.PRECINCT: ("precinct",),
    Level.GROUP: ("group",),
    Level.PRECINCT_GROUP: ("precinct", "group"),
    Level.CONTAINER: ("container",),
    Level.BATCH: ("precinct", "group", "container"),
}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Part of a contest; an empty text means all of it, or that it is not known."""

    contest: str
    precinct: str = ""
    group: str = ""
    container: str = ""

    def at(self, level: Level) -> "Place":
        """The place of that level this one lies in."""
        keep = level.fields
        return Place(
            self.contest,
            self.precinct if "precinct" in keep else "",
            self.group if "group" in keep else "",
            self.container if "container" in keep else "",
        )

    def names(self, level: Level) -> bool:
        """Whether everything is known that names a place of that level."""
        return all(getattr(self, part) for part in level.fields)

    def holds(self, other: "Place") -> bool:
        """Whether the other lies in this one, as far as this one says where it is."""
        return self.contest == other.contest and all(
            getattr(self, part) in {"", getattr(other, part)} for part in PARTS
        )


@dataclass(frozen=True, slots=True)
class OverUnder:
    """Over- and undervotes, counted in votes: an overvoted vote-for-three is three."""

    over: int = 0
    under: int = 0

    @property
    def votes(self) -> int:
        """Both together."""
        return self.over + self.under

    def __add__(self, other: "OverUnder") -> "OverUnder":
        """Both added up."""
        return OverUnder(self.over + other.over, self.under + other.under)

    def __sub__(self, other: "OverUnder") -> "OverUnder":
        """What this has more than the other."""
        return OverUnder(self.over - other.over, self.under - other.under)


@dataclass(frozen=True, slots=True)
class MachineCell:
    """What the machine counted in one contest, precinct and counting group of the accepted lot."""

    place: Place
    """Its group is :data:`ALL_GROUPS` where the counts are not split by it."""
    over: int
    under: int
    unqualified: int
    votes: int
    """For choices with a name."""
    ballots: int | None = None
    """Ballots that carry the contest; ``None`` where the counts do not say."""
    seats: int = 1

    @property
    def foots(self) -> bool:
        """Whether its number of ballots is known and everything adds up to it."""
        every = self.votes + self.over + self.under + self.unqualified
        return self.ballots is not None and every == self.ballots * self.seats


@dataclass(frozen=True, slots=True)
class FoundCell:
    """The flagged ballots of one contest, container and lot that are in the record."""

    place: Place
    lot: str
    cases: int
    over: int
    under: int
    unqualified: int
    ballots: tuple[str, ...] = ()
    """Their ids."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What an independent list says of one place."""

    place: Place
    """A part the list does not name is empty."""
    lot: str = Lot.ACCEPTED.value
    flagged: int | None = None
    """Ballots that are to be reviewed there."""
    ballots: int | None = None
    """All ballots there, flagged or not."""
    ids: tuple[str, ...] = ()
    """Those of the flagged ones."""


@dataclass(frozen=True, slots=True)
class Work:
    """How far the cases of a place have come."""

    cases: int = 0
    """Cases of the pile."""
    images: int = 0
    """Those of which every image is here."""
    ruled: int = 0
    team: int = 0
    board: int = 0
    paper: int = 0
    lots: tuple[tuple[str, int, int], ...] = ()
    """Per lot: its cases that are released, and those that are held back."""

    def __add__(self, other: "Work") -> "Work":
        """Both added up."""
        lots: dict[str, tuple[int, int]] = {}
        for lot, free, held in (*self.lots, *other.lots):
            before = lots.get(lot, (0, 0))
            lots[lot] = (before[0] + free, before[1] + held)
        return Work(
            self.cases + other.cases,
            self.images + other.images,
            self.ruled + other.ruled,
            self.team + other.team,
            self.board + other.board,
            self.paper + other.paper,
            tuple((lot, *n) for lot, n in sorted(lots.items())),
        )

    @property
    def lost(self) -> int:
        """Cases that lack an image."""
        return self.cases - self.images

    @property
    def held(self) -> int:
        """Cases of lots that are not released."""
        return sum(held for _, _, held in self.lots)
