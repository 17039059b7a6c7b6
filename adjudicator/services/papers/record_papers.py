"""What papers about the record as a whole have in common: their stamp, their clock, their names.

Such a paper says of how many entries it speaks, and takes every time from them: made twice of one
record, on whatever machine, it is the same file, byte for byte.  Times are told on the county's
clock, as the rule pack knows it; where it knows none, in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adjudicator.domain.election import Contest
from adjudicator.domain.people import Role
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.ledger.text import to_base64
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.printing import day_words, people_by_id
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import PersonRecord, list_entries

_OFFICERS = frozenset({Role.CHAIR, Role.MEMBER, Role.ALTERNATE, Role.CLERK})


@dataclass(frozen=True)
class CountyClock:
    """Times of the record as people of the county read them."""

    zone: tzinfo
    name: str
    """``America/New_York``, or ``UTC``."""
    others: tuple[str, ...] = ()
    """Further zones of the county, which these times are not of."""

    def moment(self, time: str) -> str:
        """``Sat 17 Nov 2018, 21:14``."""
        at = self._at(time)
        return f"{day_words(at)}, {at:%H:%M}"

    def day(self, time: str) -> str:
        """``Sat 17 Nov 2018``."""
        return day_words(self._at(time))

    def hour(self, time: str) -> str:
        """``21:14``."""
        return f"{self._at(time):%H:%M}"

    @property
    def sentence(self) -> str:
        """Which clock the times are of."""
        also = f"; part of the county keeps {' or '.join(self.others)}" if self.others else ""
        return f"Times are those of the record, told in the time of {self.name}{also}."

    def _at(self, time: str) -> datetime:
        return datetime.fromisoformat(time).astimezone(self.zone)


def county_clock(recount: Recount) -> CountyClock:
    """The clock of the recount's county, by the rule pack it was opened with."""
    county = recount.election.county.removesuffix(" County")
    zones = recount.rules.zones_of(county)
    try:
        return CountyClock(ZoneInfo(zones[0]), zones[0], zones[1:])
    except (IndexError, ZoneInfoNotFoundError):
        return CountyClock(UTC, "UTC")


class RecordPaper:
    """What a paper about the record needs: everything of one moment of it."""

    def __init__(self, recount: Recount, size: PaperSize = PaperSize.LETTER) -> None:
        self.recount = recount
        self.state = recount.state
        self.clock = county_clock(recount)
        with recount.reading() as connection:
            (last,) = list_entries(connection, first=self.state.size - 1, limit=1)
        self.last = last.time
        """The time of the last entry."""
        self.stamp = Stamp(
            recount=f"{recount.election.county} · {recount.election.title}",
            record_code=recount.record_code(),
            printed="",
            watermark=recount.watermark,
            size=size,
            entries=self.state.size,
            as_of=self.clock.moment(last.time),
            square=(recount.origin, str(self.state.size), to_base64(self.state.root), ""),
        )

    @property
    def subtitle(self) -> str:
        """``Volusia · General Election 2018 · held Tue 6 Nov 2018``."""
        election = self.recount.election
        return f"{election.county} · {election.title} · held {day_words(election.held)}"

    @cached_property
    def people(self) -> Mapping[str, PersonRecord]:
        """Everyone enrolled, by id."""
        return people_by_id(self.recount)

    @cached_property
    def contests(self) -> tuple[Contest, ...]:
        """The contests of the recount, in the order of the definition."""
        wanted = self.state.data.contests
        return tuple(c for c in self.recount.election.contests if c.id in wanted)

    @cached_property
    def private(self) -> bool:
        """Whether the policy keeps back names and written words."""
        return bool(self.state.data.rules.fields["privacy"])

    @cached_property
    def names(self) -> dict[str, str]:
        """How everybody is told: officers by name, others by id where names are kept back."""
        return {
            person: person
            if self.private and record.person.role not in _OFFICERS
            else record.person.name or person
            for person, record in self.people.items()
        }

    def words(self, said: str | None) -> str:
        """Words somebody wrote, as far as the policy lets them be told."""
        if not said:
            return ""
        return "(words kept back by the policy)" if self.private else said

    def told(self, text: str) -> str:
        """A sentence made elsewhere, in which ids stand for the names that are kept back."""
        for name, person in self._kept_back:
            text = text.replace(name, person)
        return text

    @cached_property
    def _kept_back(self) -> list[tuple[str, str]]:
        """Names the policy keeps back and their ids, the longest first."""
        names = {
            record.person.name: person
            for person, record in self.people.items()
            if record.person.name and self.names[person] != record.person.name
        }
        return sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))

    def signers(self) -> tuple[str, ...]:
        """The seats of the board, each with the office."""
        return tuple(
            f"{self.names.get(seat.id, seat.id)} · {seat.role.label}"
            for seat in self.state.data.board()
        )

    def contest(self, wanted: str) -> str:
        """The id of the contest a paper is about.

        :param wanted: an id; empty where the recount has one contest alone.
        :raises Refusal: none of that id, or several to choose from.
        """
        known = [each.id for each in self.contests]
        if not wanted and len(known) == 1:
            return known[0]
        if wanted not in known:
            which = ", ".join(known)
            asked = f"There is no contest {wanted!r} in this recount." if wanted else "Which one?"
            raise Refusal(f"{asked} Nothing was printed. Name one of: {which}.")
        return wanted

    def file_name(self, kind: str, about: str = "") -> str:
        """``minutes-at-326``: another size of the record is another file."""
        return "-".join(part for part in (kind, about, f"at-{self.state.size}") if part)
