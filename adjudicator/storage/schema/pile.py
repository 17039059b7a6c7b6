"""Projections: imports, lots, batches and cases."""

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint

from adjudicator.storage.schema.base import table, text, whole

imports = table(
    "imports",
    whole("entry", key=True),
    text("reader"),
    text("version"),
    text("manifest"),
    text("counts", null=True),
    whole("sheets"),
    whole("flagged"),
    whole("quarantined"),
    whole("piled", null=True),
    whole("voided", null=True),
)
sheet_pages = table(
    "sheet_pages",
    whole("import_entry", key=True),
    text("sheet", key=True),
    text("pages"),
    text("notes"),
    text("style", null=True),
)
"""From the sidecar: the pages of each sheet with their boxes, the source's notes, and the ballot
style the source names.  Two stations may import one sheet at the same moment, so a sheet alone is
no key; the pile refuses it."""

released = table(
    "released",
    whole("import_entry", key=True),
    text("lot", key=True),
    whole("motion"),
)
"""Lots the board let in; one isolated afterwards stays here and stands in :data:`isolated_lots`."""

isolated_lots = table(
    "isolated_lots",
    whole("import_entry", key=True),
    text("lot", key=True),
    whole("motion"),
)
"""Lots an order took out of the totals, accepted ones among them, until they are released."""

batches = table(
    "batches",
    whole("number", key=True),
    whole("pile"),
    text("contest"),
    text("precinct"),
    text("grp"),
    text("container"),
    whole("cases"),
    whole("closed", null=True),
)
cases = table(
    "cases",
    text("seal", key=True),
    whole("pile"),
    whole("place"),
    text("number"),
    Column("batch", Integer, ForeignKey("batches.number"), nullable=False),
    whole("work"),
    text("row_seal"),
    text("contest"),
    text("precinct"),
    text("grp"),
    text("container"),
    whole("position"),
    text("lot"),
    whole("import_entry"),
    text("condition"),
    text("sheet"),
    text("ballot"),
    text("machine"),
    text("images"),
    text("status"),
    whole("closed", null=True),
    whole("settled"),
    text("changed"),
    whole("ruling_entry", null=True),
    whole("ruling_item", null=True),
    text("disposition", null=True),
    text("tier", null=True),
    text("clause", null=True),
    whole("reopened", null=True),
    text("paper", null=True),
    whole("isolated", null=True),
    text("remakes", null=True),
    whole("marks", null=True),
    whole("seen_otherwise", null=True),
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
    Index(
        "ix_cases_progress", "batch", "import_entry", "lot", "status", "tier", "settled", "closed"
    ),
    Index(
        "ix_cases_docket",
        "status",
        "contest",
        "condition",
        "tier",
        "import_entry",
        "lot",
        "reopened",
        "work",
    ),
    Index("ix_cases_clause", "contest", "condition", "clause", "ruling_entry"),
    Index("ix_cases_disposition", "contest", "condition", "disposition", "ruling_entry"),
    Index(
        "ix_cases_like",
        "contest",
        "condition",
        "marks",
        "settled",
        "disposition",
        "import_entry",
        "lot",
        "clause",
        "ruling_entry",
    ),
    Index("ix_cases_paper", "paper", "work"),
)
"""Lists of any filter walk one index in work order; ``ix_cases_progress`` alone answers how far
every batch has come, ``ix_cases_like`` how like ballots were ruled on.  ``marks`` is how many marks
are seen, as :func:`adjudicator.domain.situations.marks_seen` counts them.

``tier``, ``clause`` and ``disposition`` are of the current ruling; ``reopened`` is the entry that
reopened the case until it is ruled on again, ``seen_otherwise`` the second look that saw something
else until then, ``isolated`` the order that locks it until it is released, ``paper`` the last step
of its paper."""

case_rows = table(
    "case_rows",
    text("seal", key=True),
    text("case_seal"),
    whole("entry"),
    text("images"),
    Index("ix_case_rows_case_seal", "case_seal", "entry"),
)
"""Every version of the evidence of a case that was scanned again, the first one among them.  A case
scanned once has its only version in :data:`cases`."""
