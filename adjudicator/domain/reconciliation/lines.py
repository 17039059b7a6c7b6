"""One line of a reconciliation: what was expected in a place, what is here, what is astray."""

from dataclasses import dataclass, field

from adjudicator.domain.reconciliation.places import Level, OverUnder, Place, Work


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a ballot stands, or is listed."""

    place: Place
    lot: str


@dataclass(frozen=True, slots=True, order=True)
class Misfiled:
    """A ballot that stands elsewhere than it is listed."""

    ballot: str
    stands: Spot
    listed: Spot


@dataclass(frozen=True, slots=True)
class Astray:
    """Ballots of a place that are not where, or not how often, they should be."""

    missing: tuple[str, ...] = ()
    """Listed here and found nowhere."""
    strangers: tuple[str, ...] = ()
    """Found here and listed nowhere."""
    misfiled: tuple[Misfiled, ...] = ()
    """Found here and listed elsewhere, or the other way round."""
    doubles: tuple[str, ...] = ()
    """Found more than once, here among others."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.missing or self.strangers or self.misfiled or self.doubles)


@dataclass(frozen=True, slots=True)
class Line:
    """One place: what was expected, what is here, and whether that is the same."""

    level: Level
    place: Place
    machine: OverUnder | None
    """What the machine counted; ``None`` where its counts do not tell of this place."""
    counted: OverUnder
    """The same of the ballots that are here."""
    foots: bool
    """Whether the machine's counts here tell a number of ballots and add up to it."""
    cast: int | None
    """The machine's number of ballots, flagged or not."""
    listed_cast: int | None
    """The same as the independent list has it."""
    listed: int | None
    """Flagged ballots by the independent list."""
    found: int
    """Flagged ballots that are here, of the lots that are compared."""
    cases: int
    """All of them, whatever their lot."""
    astray: Astray = field(default_factory=Astray)
    work: Work = field(default_factory=Work)

    @property
    def differs(self) -> bool:
        """Whether anything known is not as it should be."""
        return (
            (self.machine is not None and self.machine != self.counted)
            or (self.listed is not None and self.listed != self.found)
            or (None not in (self.cast, self.listed_cast) and self.cast != self.listed_cast)
            or bool(self.astray)
            or self.work.lost > 0
        )

    @property
    def balanced(self) -> bool | None:
        """Yes, no, or ``None``: not checked, for no independent number is known."""
        if self.differs:
            return False
        known = self.listed is not None or (self.machine is not None and self.foots)
        return True if known else None

    @property
    def lacking(self) -> int:
        """Ballots that are missing here, by the independent list; negative: too many."""
        if self.listed is None:
            return 0
        gone = [m for m in self.astray.misfiled if m.listed.place.at(self.level) == self.place]
        come = [m for m in self.astray.misfiled if m.stands.place.at(self.level) == self.place]
        lost = len(self.astray.missing) + len(gone)
        more = len(self.astray.strangers) + len(come) + len(self.astray.doubles)
        return self.listed - self.found or lost or -more
