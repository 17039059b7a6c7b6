"""What each table ruled, counted: raw figures for comparing tables, and nothing that judges."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, case, func, or_, select

from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.storage.schema import attestations, entries, rulings


@dataclass(slots=True)
class TableRulings:
    """The rulings of the people who signed together, revised ones among them."""

    people: tuple[str, ...]
    dispositions: Counter[Disposition] = field(default_factory=Counter)
    revisions: int = 0
    """Of these, rulings that replaced one made before."""
    objected: int = 0
    """Of these, rulings somebody objected to in time and did not strike out."""
    first: int = 0
    """The entries of the first and the last of them."""
    last: int = 0

    @property
    def rulings(self) -> int:
        """All of them."""
        return self.dispositions.total()

    @property
    def votes(self) -> int:
        """Those that found a vote."""
        return self.dispositions[Disposition.VOTE] + self.dispositions[Disposition.WRITE_IN]

    @property
    def sent_up(self) -> int:
        """Those that left the case to the board."""
        return sum(n for kind, n in self.dispositions.items() if not kind.settles)


def rulings_by_table(connection: Connection, *, tier: Tier = Tier.TEAM) -> list[TableRulings]:
    """What each pair of signers ruled, by their ids; from one index."""
    revised = rulings.c.prior_entry.is_not(None)
    query = (
        select(
            rulings.c.signed,
            rulings.c.disposition,
            revised.label("revised"),
            func.count().label("n"),
            func.min(rulings.c.entry).label("first"),
            func.max(rulings.c.entry).label("last"),
        )
        .where(rulings.c.tier == tier.value)
        .group_by(rulings.c.signed, rulings.c.disposition, revised)
    )
    found: dict[str, TableRulings] = {}
    for row in connection.execute(query):
        key = row.signed or ""
        table = found.get(key)
        if table is None:
            table = found[key] = TableRulings(tuple(key.split()), first=row.first, last=row.last)
        table.dispositions[Disposition(row.disposition)] += row.n
        table.revisions += row.n if row.revised else 0
        table.first, table.last = min(table.first, row.first), max(table.last, row.last)
    for signed, n in _objected(connection, tier).items():
        found[signed].objected = n
    return [found[signed] for signed in sorted(found)]


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """One act of ruling, as far as it brought cases further."""

    entry: int
    time: str
    signed: str
    """The ids of those who signed, with a space between."""
    cases: int
    """First rulings of this tier, and those after the paper was fetched; none that send for it."""
    sent_up: int
    """Of these, cases left to the board."""


def time_of_entry(connection: Connection, entry: int) -> str:
    """When an entry was made, as the record writes times."""
    return str(connection.execute(select(entries.c.time).where(entries.c.i == entry)).scalar_one())


def work_since(connection: Connection, first: int, tier: Tier) -> list[WorkRecord]:
    """The acts of that tier from an entry on, in record order."""
    prior = rulings.alias("prior")
    fresh = or_(
        rulings.c.prior_entry.is_(None),
        prior.c.disposition == Disposition.PAPER.value,
        prior.c.tier != rulings.c.tier,
    )
    further = and_(rulings.c.disposition != Disposition.PAPER.value, fresh)
    up = and_(further, rulings.c.disposition == Disposition.NO_CONSENSUS.value)
    query = (
        select(
            rulings.c.entry,
            entries.c.time,
            func.min(rulings.c.signed).label("signed"),
            func.sum(case((further, 1), else_=0)).label("cases"),
            func.sum(case((up, 1), else_=0)).label("up"),
        )
        .join(entries, entries.c.i == rulings.c.entry)
        .outerjoin(
            prior,
            and_(
                prior.c.entry == rulings.c.prior_entry,
                prior.c.item == rulings.c.prior_item,
            ),
        )
        .where(rulings.c.entry >= first, rulings.c.tier == tier.value)
        .group_by(rulings.c.entry, entries.c.time)
        .order_by(rulings.c.entry)
    )
    return [
        WorkRecord(row.entry, row.time, row.signed or "", int(row.cases), int(row.up))
        for row in connection.execute(query)
    ]


def _objected(connection: Connection, tier: Tier) -> dict[str, int]:
    against = (
        select(attestations.c.ruling_entry, attestations.c.ruling_item)
        .where(
            attestations.c.answer == "object",
            attestations.c.ruling_entry.is_not(None),
            attestations.c.late == 0,
            attestations.c.struck.is_(None),
        )
        .distinct()
        .subquery()
    )
    query = (
        select(rulings.c.signed, func.count())
        .join(
            against,
            (against.c.ruling_entry == rulings.c.entry) & (against.c.ruling_item == rulings.c.item),
        )
        .where(rulings.c.tier == tier.value)
        .group_by(rulings.c.signed)
    )
    return {signed or "": n for signed, n in connection.execute(query)}
