"""The consistency report: like situations ruled unlike, and tables that rule unlike the others.

What *like* means stands in :mod:`adjudicator.domain.situations`.  Compared are the rulings that
stand and count, whoever made them.

For each table: cases an hour, and of its rulings the share that found a vote, that went to the
board, and that observers objected to, each with its sample size.  A share is marked only where it
is far from that of all other tables together (:mod:`adjudicator.domain.rates` says how far).  Pace
is no share, and ballots differ in how long they take: it is told and never marked.  None of it
says that anybody did wrong: a table given the hard container is far from the rest too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adjudicator.domain.rates import Rate, is_far
from adjudicator.domain.rulings import Tier
from adjudicator.domain.situations import (
    RuledCase,
    Situation,
    Unlike,
    clause_family,
    found_in,
    sight_of,
    unlike_rulings,
)
from adjudicator.domain.wording import join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.recount import Recount
from adjudicator.services.tables import tables
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import all_rulings, list_entries, list_people
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from adjudicator.storage.queries.rates import TableRulings, rulings_by_table

_PAUSE = timedelta(minutes=15)
"""A longer gap between two rulings of a table is a pause and no working time."""
_SHARES = ("a vote", "sent to the board", "objected to")


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a table's rulings."""

    name: str
    """``a vote``, ``sent to the board``, ``objected to``."""
    own: Rate
    rest: Rate
    """All other tables together."""
    far: bool
    """Whether it is marked."""

    @property
    def words(self) -> str:
        """``sent to the board 12 of 340 (3.5 %), the others 41 of 4,100 (1.0 %): far``."""
        mark = ": far from the rest" if self.far else ""
        return f"{self.name} {self.own.words}, the others {self.rest.words}{mark}"


@dataclass(frozen=True, slots=True)
class TableReport:
    """How one table rules."""

    table: str
    """Its number, or the names of the two where they have none."""
    rulings: int
    per_hour: float | None
    """Cases an hour over its working time; ``None`` below a quarter of an hour."""
    hours: float
    """Working time: pauses left out."""
    shares: tuple[Share, ...]

    @property
    def far(self) -> bool:
        """Whether any share is marked."""
        return any(share.far for share in self.shares)


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """Both parts of the report."""

    compared: int
    """Rulings that were compared."""
    unlike: tuple[Unlike, ...]
    """The rarest exceptions first."""
    tables: tuple[TableReport, ...]


@dataclass(slots=True)
class TableTally:
    """One table's rulings, added up over everybody who sat there.

    What each number counts stands in
    :class:`~adjudicator.storage.queries.rates.TableRulings`.
    """

    rulings: int = 0
    votes: int = 0
    sent_up: int = 0
    objected: int = 0
    people: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, counted: TableRulings) -> None:
        """Add what two people ruled together."""
        self.rulings += counted.rulings
        self.votes += counted.votes
        self.sent_up += counted.sent_up
        self.objected += counted.objected
        self.people.add(counted.people)

    def rates(self) -> tuple[Rate, ...]:
        """In the order of :data:`_SHARES`."""
        return tuple(Rate(n, self.rulings) for n in (self.votes, self.sent_up, self.objected))


def consistency_report(recount: Recount) -> ConsistencyReport:
    """Read every ruling that counts and compare.  Seconds for a large county: never on a key."""
    with recount.reading() as connection:
        ruled = ruled_cases(recount, connection)
        by_table = _by_table(recount, connection)
        worked = _worked(connection, recount.state.size, by_table)
    return ConsistencyReport(len(ruled), unlike_rulings(ruled), table_reports(by_table, worked))


def ruled_cases(recount: Recount, connection: Connection) -> list[RuledCase]:
    """The rulings on marks that stand and count, as the comparison needs them."""
    made = {(r.entry, r.item): r for r in all_rulings(connection)}
    found = []
    for case in list_cases(connection, CaseFilter()):
        ruling = None if case.ruling is None else made.get(case.ruling)
        if ruling is None or not case.status.counts:
            continue
        contest = recount.election.contest(case.row.contest)
        what = found_in(ruling.ruling.disposition, ruling.ruling.votes, case.row.machine)
        if what is None:
            continue
        clause = recount.rules.clause(ruling.ruling.clause) if ruling.ruling.clause else None
        found.append(
            RuledCase(
                case=spoken(case.number),
                contest=contest.title,
                situation=Situation(
                    sight_of(contest, case.row.condition, case.row.machine),
                    ruling.ruling.consistency,
                    clause_family(clause),
                ),
                clause="" if clause is None else clause.number,
                found=what,
                board=ruling.tier is Tier.BOARD,
                entry=ruling.entry,
            )
        )
    return found


def table_reports(
    by_table: Mapping[str, TableTally], worked: Mapping[str, tuple[int, timedelta]]
) -> tuple[TableReport, ...]:
    """Each table beside all others; a comparison is one share of one table."""
    whole = TableTally()
    for tally in by_table.values():
        whole.rulings += tally.rulings
        whole.votes += tally.votes
        whole.sent_up += tally.sent_up
        whole.objected += tally.objected
    comparisons = len(by_table) * len(_SHARES)
    reports = []
    for table, tally in sorted(by_table.items(), key=lambda item: (len(item[0]), item[0])):
        shares = []
        for name, own, everybody in zip(_SHARES, tally.rates(), whole.rates(), strict=True):
            rest = everybody.without(own)
            shares.append(Share(name, own, rest, is_far(own, rest, comparisons=comparisons)))
        n, time = worked.get(table, (0, timedelta()))
        hours = time / timedelta(hours=1)
        pace = n / hours if time >= _PAUSE else None
        reports.append(TableReport(table, tally.rulings, pace, hours, tuple(shares)))
    return tuple(reports)


def table_of(people: Sequence[str], planned: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The table of people who ruled together: its number, or their names where none is planned."""
    told = {planned[person] for person in people if person in planned}
    if len(told) == 1:
        return told.pop()
    return join_names([names.get(person, person) for person in people])


def _by_table(recount: Recount, connection: Connection) -> dict[str, TableTally]:
    planned = tables(recount)
    names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    found: dict[str, TableTally] = {}
    for counted in rulings_by_table(connection):
        found.setdefault(table_of(counted.people, planned, names), TableTally()).add(counted)
    return found


def _worked(
    connection: Connection, size: int, by_table: Mapping[str, TableTally]
) -> dict[str, tuple[int, timedelta]]:
    """Cases ruled on within each table's working time, and that time."""
    table = {people: name for name, tally in by_table.items() for people in tally.people}
    last: dict[str, datetime] = {}
    found: dict[str, tuple[int, timedelta]] = {}
    for entry in list_entries(connection, limit=max(size, 1), kinds=("rule",)):
        name = table.get(entry.signers)
        if name is None:
            continue
        time = datetime.fromisoformat(entry.time)
        before = last.get(name)
        last[name] = time
        if before is not None and timedelta() <= time - before <= _PAUSE:
            n, worked = found.get(name, (0, timedelta()))
            found[name] = (n + len(entry.body["items"]), worked + (time - before))
    return found
