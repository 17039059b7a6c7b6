"""What each table ruled, counted: raw figures for comparing tables, and nothing that judges."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.storage.schema import attestations, rulings


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
