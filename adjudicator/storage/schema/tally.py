"""Projections: the counters of the tally."""

from sqlalchemy import Index

from adjudicator.storage.schema.base import table, text, whole

machine_counts = table(
    "machine_counts",
    whole("import_entry", key=True),
    text("contest", key=True),
    text("precinct", key=True),
    text("grp", key=True),
    text("lot", key=True),
    text("bucket", key=True),
    whole("n"),
    Index("ix_machine_counts_totals", "contest", "bucket", "import_entry", "lot", "n"),
)
changes = table(
    "changes",
    whole("import_entry", key=True),
    text("contest", key=True),
    text("precinct", key=True),
    text("grp", key=True),
    text("lot", key=True),
    text("bucket", key=True),
    whole("n"),
    whole("closed_n"),
    Index("ix_changes_totals", "contest", "bucket", "import_entry", "lot", "n", "closed_n"),
)
"""What rulings changed in each cell; ``n`` over all that count, ``closed_n`` over closed cases
only. Beside the tally's buckets stand :data:`CASES` and :data:`SETTLED`: pending = cases -
settled."""

CASES = "cases"
"""The bucket of :data:`changes` that counts cases."""
SETTLED = "settled"
"""The bucket of :data:`changes` that counts cases whose ruling counts."""
