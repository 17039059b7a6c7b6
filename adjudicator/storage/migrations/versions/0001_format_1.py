"""Format 1: the record, its openings, the head, and the working tables.

Frozen: a later schema is a later revision.
"""

import sqlalchemy as sa
from alembic import op

from adjudicator.storage.triggers import create_triggers, drop_triggers

revision = "0001"
down_revision = None

_TABLES = (
    "entries",
    "openings",
    "head",
    "people",
    "sessions",
    "imports",
    "sheet_pages",
    "released",
    "batches",
    "cases",
    "rulings",
    "attestations",
    "signers",
    "machine_counts",
    "changes",
    "station_claims",
)


def upgrade() -> None:
    """Create every table and the triggers that guard the record."""
    _create_record()
    _create_people()
    _create_imports()
    _create_batches()
    _create_cases()
    _create_acts()
    _create_tally()
    create_triggers(op.get_bind())


def downgrade() -> None:
    """Take everything away again; only ever run on an empty or copied database."""
    drop_triggers(op.get_bind())
    for table in reversed(_TABLES):
        op.drop_table(table)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _int(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _key(*columns: str, of: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{of}")


def _create_record() -> None:
    """The record itself, append-only, and its head."""
    op.create_table(
        "entries",
        _int("i"),
        _text("kind"),
        _text("nonce"),
        _text("time"),
        _bytes("leaf"),
        _bytes("data"),
        _key("i", of="entries"),
        sa.UniqueConstraint("nonce", name="uq_entries_nonce"),
        sqlite_strict=True,
    )
    op.create_table(
        "openings",
        _text("seal"),
        _int("entry"),
        _text("salt"),
        _bytes("value"),
        _key("seal", of="openings"),
        sqlite_strict=True,
    )
    op.create_index("ix_openings_entry", "openings", ["entry"])
    op.create_table(
        "head",
        _int("id"),
        _int("size"),
        _bytes("frontier"),
        _text("root"),
        _key("id", of="head"),
        sqlite_strict=True,
    )


def _create_people() -> None:
    """Who is enrolled, signed in, and signed what."""
    op.create_table(
        "people",
        _text("person"),
        _int("enrolled"),
        _text("role"),
        _text("party", null=True),
        _text("name", null=True),
        _text("presence"),
        _int("rostered"),
        _int("removed", null=True),
        _key("person", of="people"),
        sqlite_strict=True,
    )
    op.create_table(
        "sessions",
        _int("entry"),
        _text("person"),
        _text("station"),
        _int("ended", null=True),
        _key("entry", of="sessions"),
        sqlite_strict=True,
    )
    op.create_table(
        "signers",
        _int("entry"),
        _text("person"),
        _key("entry", "person", of="signers"),
        sqlite_strict=True,
    )
    op.create_index("ix_signers_person", "signers", ["person"])


def _create_imports() -> None:
    """Imports, their pages, released lots."""
    op.create_table(
        "imports",
        _int("entry"),
        _text("reader"),
        _text("version"),
        _text("manifest"),
        _text("counts", null=True),
        _int("sheets"),
        _int("flagged"),
        _int("quarantined"),
        _int("piled", null=True),
        _int("voided", null=True),
        _key("entry", of="imports"),
        sqlite_strict=True,
    )
    op.create_table(
        "sheet_pages",
        _int("import_entry"),
        _text("sheet"),
        _text("pages"),
        _text("notes"),
        _key("import_entry", "sheet", of="sheet_pages"),
        sqlite_strict=True,
    )
    op.create_table(
        "released",
        _int("import_entry"),
        _text("lot"),
        _int("motion"),
        _key("import_entry", "lot", of="released"),
        sqlite_strict=True,
    )


def _create_batches() -> None:
    """Batches."""
    op.create_table(
        "batches",
        _int("number"),
        _int("pile"),
        _text("contest"),
        _text("precinct"),
        _text("grp"),
        _text("container"),
        _int("cases"),
        _int("closed", null=True),
        _key("number", of="batches"),
        sqlite_strict=True,
    )


def _create_cases() -> None:
    """Cases."""
    op.create_table(
        "cases",
        _text("seal"),
        _int("pile"),
        _int("place"),
        _text("number"),
        _int("batch"),
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
        _key("seal", of="cases"),
        sa.ForeignKeyConstraint(["batch"], ["batches.number"], name="fk_cases_batch"),
        sa.UniqueConstraint("contest", "sheet", name="uq_cases_contest_sheet"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_cases_ballot", "cases", ["ballot"])
    op.create_index("ix_cases_batch_work", "cases", ["batch", "work"])
    op.create_index("ix_cases_condition_work", "cases", ["condition", "work"])
    op.create_index("ix_cases_contest_status", "cases", ["contest", "status"])
    op.create_index("ix_cases_contest_work", "cases", ["contest", "work"])
    op.create_index("ix_cases_precinct_work", "cases", ["precinct", "work"])
    op.create_index(
        "ix_cases_progress",
        "cases",
        ["batch", "import_entry", "lot", "status", "settled", "closed"],
    )
    op.create_index("ix_cases_status_work", "cases", ["status", "work"])
    op.create_index("ix_cases_work", "cases", ["work"])


def _create_acts() -> None:
    """What was ruled and answered."""
    op.create_table(
        "rulings",
        _int("entry"),
        _int("item"),
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
        _key("entry", "item", of="rulings"),
        sqlite_strict=True,
    )
    op.create_index("ix_rulings_batch", "rulings", ["batch"])
    op.create_index("ix_rulings_case_seal", "rulings", ["case_seal"])
    op.create_table(
        "attestations",
        _int("entry"),
        _int("place"),
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
        _key("entry", "place", of="attestations"),
        sqlite_strict=True,
    )
    op.create_index("ix_attestations_case_seal", "attestations", ["case_seal"])
    op.create_index("ix_attestations_person_batch", "attestations", ["person", "batch"])


def _create_tally() -> None:
    """The counters, and what a station remembers of its own."""
    op.create_table(
        "machine_counts",
        _int("import_entry"),
        _text("contest"),
        _text("precinct"),
        _text("grp"),
        _text("lot"),
        _text("bucket"),
        _int("n"),
        _key("import_entry", "contest", "precinct", "grp", "lot", "bucket", of="machine_counts"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_machine_counts_totals",
        "machine_counts",
        ["contest", "bucket", "import_entry", "lot", "n"],
    )
    op.create_table(
        "changes",
        _int("import_entry"),
        _text("contest"),
        _text("precinct"),
        _text("grp"),
        _text("lot"),
        _text("bucket"),
        _int("n"),
        _int("closed_n"),
        _key("import_entry", "contest", "precinct", "grp", "lot", "bucket", of="changes"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_changes_totals",
        "changes",
        ["contest", "bucket", "import_entry", "lot", "n", "closed_n"],
    )
    op.create_table(
        "station_claims",
        _int("batch"),
        _text("station"),
        _text("table_name"),
        _key("batch", of="station_claims"),
        sqlite_strict=True,
    )
