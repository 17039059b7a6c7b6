"""All tables: the append-only record, and the projections of it.

One metadata serves SQLite (STRICT) and PostgreSQL.  Types are kept to integer, text and bytes so
that both databases store the same values; a projection holds nothing the record lacks (no
autoincrement, no clock), so :func:`adjudicator.storage.rebuild.rebuild` can be exact.
"""

from adjudicator.storage.schema.acts import attestations, rulings
from adjudicator.storage.schema.base import metadata
from adjudicator.storage.schema.board import motions, notes, papers, reopenings, sittings, votes
from adjudicator.storage.schema.people import people, sessions, signers
from adjudicator.storage.schema.pile import (
    batches,
    case_rows,
    cases,
    imports,
    isolated_lots,
    released,
    sheet_pages,
)
from adjudicator.storage.schema.record import RECORD_TABLES, entries, head, openings
from adjudicator.storage.schema.station import station_claims
from adjudicator.storage.schema.tally import CASES, SETTLED, changes, machine_counts

PROJECTIONS = (
    people,
    sessions,
    imports,
    sheet_pages,
    released,
    isolated_lots,
    batches,
    cases,
    case_rows,
    rulings,
    attestations,
    signers,
    votes,
    sittings,
    motions,
    reopenings,
    papers,
    notes,
    machine_counts,
    changes,
)
"""In an order that satisfies foreign keys; ``rebuild`` empties them in reverse."""

__all__ = [
    "CASES",
    "PROJECTIONS",
    "RECORD_TABLES",
    "SETTLED",
    "attestations",
    "batches",
    "case_rows",
    "cases",
    "changes",
    "entries",
    "head",
    "imports",
    "isolated_lots",
    "machine_counts",
    "metadata",
    "motions",
    "notes",
    "openings",
    "papers",
    "people",
    "released",
    "reopenings",
    "rulings",
    "sessions",
    "sheet_pages",
    "signers",
    "sittings",
    "station_claims",
    "votes",
]
