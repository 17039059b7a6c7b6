"""All tables: the append-only record, and the projections of it.

One metadata serves SQLite (STRICT) and PostgreSQL.  Types are kept to integer, text and bytes so
that both databases store the same values; a projection holds nothing the record lacks (no
autoincrement, no clock), so :func:`adjudicator.storage.rebuild.rebuild` can be exact.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _int(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _table(name: str, *items: Column[int] | Column[str] | Column[bytes] | object) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)  # type: ignore[arg-type]  # schema items


# --- the record: append-only -------------------------------------------------------------------

entries = _table(
    "entries",
    Column("i", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    Column("nonce", Text, nullable=False, unique=True),
    _text("time"),
    Column("leaf", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
openings = _table(
    "openings",
    Column("seal", Text, primary_key=True),
    _int("entry"),
    _text("salt"),
    Column("value", LargeBinary, nullable=False),
    Index("ix_openings_entry", "entry"),
)
"""``entry``: the act the opening came with."""
head = _table(
    "head",
    Column("id", Integer, primary_key=True, autoincrement=False),
    _int("size"),
    Column("frontier", LargeBinary, nullable=False),
    _text("root"),
)
RECORD_TABLES = (entries, openings)
"""Tables guarded by triggers: nothing is updated or deleted, entries come in order."""

# --- projections: who ---------------------------------------------------------------------------

people = _table(
    "people",
    Column("person", Text, primary_key=True),
    _int("enrolled"),
    _text("role"),
    _text("party", null=True),
    _text("name", null=True),
    _text("presence"),
    _int("rostered"),
    _int("removed", null=True),
)
sessions = _table(
    "sessions",
    Column("entry", Integer, primary_key=True, autoincrement=False),
    _text("person"),
    _text("station"),
    _int("ended", null=True),
)

# --- projections: the pile ----------------------------------------------------------------------

imports = _table(
    "imports",
    Column("entry", Integer, primary_key=True, autoincrement=False),
    _text("reader"),
    _text("version"),
    _text("manifest"),
    _text("counts", null=True),
    _int("sheets"),
    _int("flagged"),
    _int("quarantined"),
    _int("piled", null=True),
    _int("voided", null=True),
)
sheet_pages = _table(
    "sheet_pages",
    Column("import_entry", Integer, primary_key=True, autoincrement=False),
    Column("sheet", Text, primary_key=True),
    _text("pages"),
    _text("notes"),
)
"""From the sidecar: the pages of each sheet with their boxes, and the source's notes.  Two stations
may import one sheet at the same moment, so a sheet alone is no key; the pile refuses it."""

released = _table(
    "released",
    Column("import_entry", Integer, primary_key=True, autoincrement=False),
    Column("lot", Text, primary_key=True),
    _int("motion"),
)
batches = _table(
    "batches",
    Column("number", Integer, primary_key=True, autoincrement=False),
    _int("pile"),
    _text("contest"),
    _text("precinct"),
    _text("grp"),
    _text("container"),
    _int("cases"),
    _int("closed", null=True),
)
cases = _table(
    "cases",
    Column("seal", Text, primary_key=True),
    _int("pile"),
    _int("place"),
    _text("number"),
    Column("batch", Integer, ForeignKey("batches.number"), nullable=False),
    _int("work"),
    _text("row_seal"),
    _text("contest"),
    _text("precinct"),
    _text("grp"),
    _text("container"),
    _int("position"),
    _text("lot"),
    _int("import_entry"),
    _text("condition"),
    _text("sheet"),
    _text("ballot"),
    _text("machine"),
    _text("images"),
    _text("status"),
    _int("closed", null=True),
    _int("settled"),
    _text("changed"),
    _int("ruling_entry", null=True),
    _int("ruling_item", null=True),
    _text("disposition", null=True),
    UniqueConstraint("number"),
    UniqueConstraint("contest", "sheet"),
    Index("ix_cases_work", "work"),
    Index("ix_cases_batch_work", "batch", "work"),
    Index("ix_cases_contest_work", "contest", "work"),
    Index("ix_cases_precinct_work", "precinct", "work"),
    Index("ix_cases_condition_work", "condition", "work"),
    Index("ix_cases_status_work", "status", "work"),
    Index("ix_cases_contest_status", "contest", "status"),
    Index("ix_cases_ballot", "ballot"),
    Index("ix_cases_progress", "batch", "import_entry", "lot", "status", "settled", "closed"),
)
"""Lists and counts of any filter walk one index in work order; ``ix_cases_progress`` alone answers
how far every batch has come."""

# --- projections: what was done -----------------------------------------------------------------

rulings = _table(
    "rulings",
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, primary_key=True, autoincrement=False),
    _text("case_seal"),
    _int("batch"),
    _text("tier"),
    _text("disposition"),
    _text("votes"),
    _text("clause", null=True),
    _text("consistency", null=True),
    _text("words", null=True),
    _text("reason", null=True),
    _text("evidence"),
    _int("prior_entry", null=True),
    _int("prior_item", null=True),
    Index("ix_rulings_case_seal", "case_seal"),
    Index("ix_rulings_batch", "batch"),
)
attestations = _table(
    "attestations",
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    _text("case_seal"),
    _int("ruling_entry", null=True),
    _int("ruling_item", null=True),
    _int("batch"),
    _text("person"),
    _text("answer"),
    _int("ground", null=True),
    _text("claim", null=True),
    _text("words", null=True),
    _text("via"),
    _int("late"),
    _int("struck", null=True),
    _int("withdrawn", null=True),
    Index("ix_attestations_case_seal", "case_seal"),
    Index("ix_attestations_person_batch", "person", "batch"),
)
"""``place`` counts from 0 through what the act is about: one answer may name two rulings of one
case, the revised one and the one before it."""

signers = _table(
    "signers",
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("person", Text, primary_key=True),
    Index("ix_signers_person", "person"),
)

# --- projections: the tally ---------------------------------------------------------------------

machine_counts = _table(
    "machine_counts",
    Column("import_entry", Integer, primary_key=True, autoincrement=False),
    Column("contest", Text, primary_key=True),
    Column("precinct", Text, primary_key=True),
    Column("grp", Text, primary_key=True),
    Column("lot", Text, primary_key=True),
    Column("bucket", Text, primary_key=True),
    _int("n"),
    Index("ix_machine_counts_totals", "contest", "bucket", "import_entry", "lot", "n"),
)
changes = _table(
    "changes",
    Column("import_entry", Integer, primary_key=True, autoincrement=False),
    Column("contest", Text, primary_key=True),
    Column("precinct", Text, primary_key=True),
    Column("grp", Text, primary_key=True),
    Column("lot", Text, primary_key=True),
    Column("bucket", Text, primary_key=True),
    _int("n"),
    _int("closed_n"),
    Index("ix_changes_totals", "contest", "bucket", "import_entry", "lot", "n", "closed_n"),
)
"""What rulings changed in each cell; ``n`` over all that count, ``closed_n`` over closed batches
only. Beside the tally's buckets stand :data:`CASES` and :data:`SETTLED`: pending = cases -
settled."""

CASES = "cases"
"""The bucket of :data:`changes` that counts cases."""
SETTLED = "settled"
"""The bucket of :data:`changes` that counts cases whose ruling counts."""

PROJECTIONS = (
    people,
    sessions,
    imports,
    sheet_pages,
    released,
    batches,
    cases,
    rulings,
    attestations,
    signers,
    machine_counts,
    changes,
)
"""In an order that satisfies foreign keys; ``rebuild`` empties them in reverse."""

# --- a station's own: no part of the record, never rebuilt ------------------------------------

station_claims = _table(
    "station_claims",
    Column("batch", Integer, primary_key=True, autoincrement=False),
    _text("station"),
    _text("table_name"),
)
