"""The origin: the one name of a record, part of everything that is signed.

``county domain / election / 20 random hex``, then ``/rehearsal`` or ``/demo``, then ``/rN`` after a
restore; 8 to 60 characters of ``[a-z0-9./-]``.  Readings chosen: the county domain and the election
are ``[a-z0-9.-]+``; the first restore is ``/r2``.
"""

import re
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum

MAX_LENGTH = 60
_SHAPE = re.compile(
    r"(?P<county>[a-z0-9.-]+)/(?P<election>[a-z0-9.-]+)/(?P<token>[0-9a-f]{20})"
    r"(?:/(?P<purpose>rehearsal|demo))?(?:/r(?P<restore>[1-9][0-9]{0,3}))?"
)
_OTHER = re.compile(r"[^a-z0-9.]+")


class Purpose(StrEnum):
    """What a record is for.  Only a recount's numbers may ever be filed."""

    RECOUNT = "recount"
    REHEARSAL = "rehearsal"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Origin:
    """The parts of an origin; ``str()`` gives its text."""

    county: str
    election: str
    token: str
    purpose: Purpose = Purpose.RECOUNT
    restore: int = 1
    """1 for the first record, N for ``/rN``."""

    def __str__(self) -> str:
        """The origin as it is signed."""
        parts = [self.county, self.election, self.token]
        if self.purpose is not Purpose.RECOUNT:
            parts.append(self.purpose.value)
        if self.restore > 1:
            parts.append(f"r{self.restore}")
        return "/".join(parts)

    def restored(self) -> "Origin":
        """The origin of the record that goes on after a restore.

        :raises ValueError: it would be too long.
        """
        return parse(str(replace(self, restore=self.restore + 1)))


def slug(text: str) -> str:
    """A county's or election's name in an origin's letters: ``Volusia, FL`` -> ``volusia-fl``."""
    return _OTHER.sub("-", text.lower()).strip("-.")


def make(county: str, election: str, purpose: Purpose, *, token: str | None = None) -> Origin:
    """A new origin with 20 random hex digits; county and election are brought to plain letters.

    The election's name is cut where the origin would get too long (room is kept for ``/r9``).

    :raises ValueError: nothing usable is left of county or election.
    """
    token = secrets.token_hex(10) if token is None else token
    county = slug(county)[:16].rstrip("-.")
    room = MAX_LENGTH - len(str(Origin(county, "", token, purpose, 9)))
    return parse(str(Origin(county, slug(election)[:room].rstrip("-."), token, purpose)))


def parse(text: str) -> Origin:
    """Read an origin.

    :raises ValueError: the text is not an origin.
    """
    found = _SHAPE.fullmatch(text)
    if found is None or len(text) > MAX_LENGTH or found["restore"] == "1":
        raise ValueError(f"This is not the origin of a record: {text[:80]!r}.")
    purpose = Purpose(found["purpose"] or Purpose.RECOUNT)
    return Origin(
        found["county"], found["election"], found["token"], purpose, int(found["restore"] or 1)
    )
