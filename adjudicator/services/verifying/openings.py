"""The openings beside a record: which open their seals, which do not, and whether they are a list.

Reading them takes long, and the first entries seldom name a seal: they are read when the first is
asked for, and other processes have signatures to check by then.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from adjudicator.ledger import seals
from adjudicator.ledger.errors import NotCanonical


@dataclass(slots=True)
class Openings:
    """What the list of openings holds, up to the first line that is none."""

    opened: dict[str, bytes] = field(default_factory=dict)
    """The canonical line of every opening that opens its seal, by seal."""
    false: set[str] = field(default_factory=set)
    """Seals that are given an opening which does not open them."""
    fault: str = ""
    """What is wrong with the list itself, as a clause; empty if nothing is."""


def read_openings(lines: Iterable[bytes], origin: str, *, sorted_: bool) -> Openings:
    """Read up to the first line that is no opening.

    :param origin: of the record, under which seals are made.
    :param sorted_: whether they have to ascend by seal.
    """
    found, last = Openings(), ""
    try:
        for line in lines:
            opening = seals.read_line(line)
            if sorted_ and opening.seal <= last:
                found.fault = "its lines do not ascend by seal"
                break
            last = opening.seal
            if seals.opens(line, opening, origin):
                found.opened[last] = line
            else:
                found.false.add(last)
    except NotCanonical:
        found.fault = "a line of it is no opening"
    found.false -= found.opened.keys()
    return found
