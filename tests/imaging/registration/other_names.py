"""Our own ballots printed with other candidates than those of the reference drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from adjudicator.domain.election import Choice, Contest
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.marks import MarkSpec, apply_marks
from adjudicator.imaging.printing.render import PrintedSide, print_ballot
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, GREY_SCANNER, Scanner, scan_page
from adjudicator.imaging.registration import PreparedReference
from tests.imaging.printing.ballots import MEASURE, SENATE, election
from tests.imaging.registration.printed import house, layout_of, reference_of

NAMES = (
    "Anna Brown",
    "Emma Green",
    "Olaf White",
    "Vera Black",
    "Hugo Stone",
    "Lena Clark",
    "Erik Evans",
    "Nora Baker",
    "Ivan Moore",
    "Rosa Lewis",
    "Adam Young",
    "Ella Allen",
    "Finn Scott",
    "Gina Adams",
    "Hans Hills",
    "Ines Perez",
)
_SCANNERS = (GREY_SCANNER, BILEVEL_SCANNER)


def board(*names: str) -> tuple[Contest, ...]:
    """A contest of these candidates."""
    choices = tuple(Choice(f"c{number}", name) for number, name in enumerate(names))
    return (Contest("board", "School Board, At Large", choices, seats=3),)


def district(number: int) -> tuple[Contest, ...]:
    """A race of a district, among others."""
    return SENATE, house(number), MEASURE


@dataclass(frozen=True, slots=True)
class OtherPrinting:
    """A contest drawn as one ballot has it, and a page that has it otherwise."""

    kind: str
    drawn: tuple[Contest, ...]
    printed: tuple[Contest, ...]
    scanner: Scanner
    contest: str = "board"

    @property
    def name(self) -> str:
        contest = next(c for c in self.printed if c.id == self.contest)
        choices = ", ".join(choice.name for choice in contest.choices)
        return f"{self.scanner.format.value} {contest.title}: {choices}"

    def reference(self) -> PreparedReference:
        return scanned_reference(self.drawn, self.scanner)

    def page(self) -> PageImage:
        return scanned(self.printed, self.scanner, 9)


def other_printings() -> Iterator[OtherPrinting]:
    """Neighbours turned, other names in the same place, longer and shorter ones, rows more."""
    for scanner in _SCANNERS:
        for size in (2, 3, 4, 8, 16):
            names = NAMES[:size]
            drawn = board(*names)
            for row in range(size - 1):
                order = [*names[:row], names[row + 1], names[row], *names[row + 2 :]]
                yield OtherPrinting("turned", drawn, board(*order), scanner)
            for row in range(0, size, 3):
                for other in ("Anno Young", f"{names[row]} Jr.", names[row].split()[0]):
                    changed = [*names[:row], other, *names[row + 1 :]]
                    yield OtherPrinting("another name", drawn, board(*changed), scanner)
            more = board(*names, "Zed Olsen")
            yield OtherPrinting("a row more", drawn, more, scanner)
            yield OtherPrinting("a row less", more, drawn, scanner)
        for ours, theirs in ((26, 2), (2, 26), (11, 1), (1, 11), (7, 12)):
            yield OtherPrinting("district", district(ours), district(theirs), scanner, "house")


@lru_cache(maxsize=16)
def printed_front(contests: tuple[Contest, ...]) -> PrintedSide:
    """The front of a ballot of these contests."""
    ours = election(*contests)
    return print_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign()).front


def scanned(
    contests: tuple[Contest, ...], scanner: Scanner, seed: int, *marks: MarkSpec
) -> PageImage:
    """It as it is scanned, marked."""
    side = printed_front(contests)
    picture = apply_marks(side.image, side.layout, marks, np.random.default_rng(seed))
    scan = scan_page(picture, side.layout, scanner, np.random.default_rng(seed))
    return read_page(scan.data)


@lru_cache(maxsize=16)
def scanned_reference(contests: tuple[Contest, ...], scanner: Scanner) -> PreparedReference:
    """A scanned blank as reference."""
    side = printed_front(contests)
    scan = scan_page(side.image, side.layout, scanner, np.random.default_rng(1))
    return reference_of(read_page(scan.data), layout_of(scan.layout))
