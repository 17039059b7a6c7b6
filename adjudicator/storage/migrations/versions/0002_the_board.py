"""The board: votes, sittings, motions, reopenings, papers, notes, and evidence scanned again.

Every table here is filled from the record alone, so what the record holds already is filled in, and
a rebuild finds nothing to change.  No table is made anew, so the record's triggers stay.

Frozen: a later schema is a later revision.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from adjudicator.storage.triggers import assert_triggers

revision = "0002"
down_revision = "0001"

_TABLES = (
    "isolated_lots",
    "case_rows",
    "votes",
    "sittings",
    "motions",
    "reopenings",
    "papers",
    "notes",
)
_COLUMNS = (
    ("people", "seated", sa.Text),
    ("people", "displaced", sa.Text),
    ("cases", "tier", sa.Text),
    ("cases", "clause", sa.Text),
    ("cases", "reopened", sa.Integer),
    ("cases", "paper", sa.Text),
    ("cases", "isolated", sa.Integer),
    ("cases", "remakes", sa.Text),
    ("cases", "marks", sa.Integer),
    ("rulings", "signed", sa.Text),
    ("rulings", "row_seal", sa.Text),
    ("attestations", "decided", sa.Integer),
    ("attestations", "outcome", sa.Text),
)
_INDEXES = (
    ("ix_cases_docket", "cases", "status contest condition tier import_entry lot reopened work"),
    ("ix_cases_clause", "cases", "contest condition clause ruling_entry"),
    ("ix_cases_disposition", "cases", "contest condition disposition ruling_entry"),
    (
        "ix_cases_like",
        "cases",
        "contest condition marks settled disposition import_entry lot clause ruling_entry",
    ),
    ("ix_cases_paper", "cases", "paper work"),
    ("ix_rulings_signed", "rulings", "signed tier disposition prior_entry entry"),
    ("ix_attestations_answer", "attestations", "answer entry place"),
)
_WIDENED = (
    (
        "ix_cases_progress",
        "cases",
        "batch import_entry lot status settled closed",
        "batch import_entry lot status tier settled closed",
    ),
    (
        "ix_attestations_person_batch",
        "attestations",
        "person batch",
        "person batch answer late struck",
    ),
)
"""Indexes that now hold more columns: name, table, before, after."""
_MARK_SEEN = 50
_MOST_MARKS = 3


def upgrade() -> None:
    """Create the tables and columns, and fill them with what the record holds already."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    _create_board()
    _create_evidence()
    _fill_rulings()
    _fill_cases()
    _fill_duplicates()
    _fill_marks()
    _fill_motions()
    for name, table, _, columns in _WIDENED:
        op.drop_index(name, table)
        op.create_index(name, table, columns.split())
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns.split())
    assert_triggers(op.get_bind())


def downgrade() -> None:
    """Take it away again; the record keeps all of it."""
    op.execute("UPDATE cases SET status = 'unreviewed' WHERE status = 'closed_unruled'")
    for name, table, _ in _INDEXES:
        op.drop_index(name, table)
    for name, table, _, _ in _WIDENED:
        op.drop_index(name, table)
    for table, name, _ in _COLUMNS:
        op.drop_column(table, name)
    for name, table, columns, _ in _WIDENED:
        op.create_index(name, table, columns.split())
    for table in reversed(_TABLES):
        op.drop_table(table)
    assert_triggers(op.get_bind())


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _int(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _key(*columns: str, of: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{of}")


def _create_board() -> None:
    """What the board does."""
    op.create_table(
        "votes",
        _int("entry"),
        _int("place"),
        _text("case_seal"),
        _text("person"),
        _text("disposition", null=True),
        _text("votes"),
        _text("clause", null=True),
        _int("prior_entry", null=True),
        _int("prior_item", null=True),
        _int("sitting", null=True),
        _key("entry", "place", of="votes"),
        sqlite_strict=True,
    )
    op.create_index("ix_votes_case_seal", "votes", ["case_seal", "entry"])
    op.create_index("ix_votes_sitting", "votes", ["sitting", "person"])
    op.create_table(
        "sittings", _int("entry"), _text("votes"), _key("entry", of="sittings"), sqlite_strict=True
    )
    op.create_table(
        "motions",
        _int("entry"),
        _text("effect"),
        _text("target"),
        _text("contest", null=True),
        _text("document", null=True),
        _text("reason", null=True),
        _text("votes"),
        _key("entry", of="motions"),
        sqlite_strict=True,
    )
    op.create_index("ix_motions_effect", "motions", ["effect", "contest"])
    op.create_table(
        "reopenings",
        _int("entry"),
        _int("place"),
        _text("case_seal"),
        _int("prior_entry"),
        _int("prior_item"),
        _text("reason", null=True),
        _key("entry", "place", of="reopenings"),
        sqlite_strict=True,
    )
    op.create_index("ix_reopenings_case_seal", "reopenings", ["case_seal"])


def _create_evidence() -> None:
    """Papers, notes, evidence scanned again, and lots taken out by order."""
    op.create_table(
        "papers",
        _int("entry"),
        _text("case_seal"),
        _text("step"),
        _text("seals"),
        _text("person"),
        _key("entry", of="papers"),
        sqlite_strict=True,
    )
    op.create_index("ix_papers_case_seal", "papers", ["case_seal", "entry"])
    op.create_table(
        "notes",
        _int("entry"),
        _text("category"),
        _text("words", null=True),
        _text("people"),
        _key("entry", of="notes"),
        sqlite_strict=True,
    )
    op.create_index("ix_notes_category", "notes", ["category"])
    op.create_table(
        "case_rows",
        _text("seal"),
        _text("case_seal"),
        _int("entry"),
        _text("images"),
        _key("seal", of="case_rows"),
        sqlite_strict=True,
    )
    op.create_index("ix_case_rows_case_seal", "case_rows", ["case_seal", "entry"])
    op.create_table(
        "isolated_lots",
        _int("import_entry"),
        _text("lot"),
        _int("motion"),
        _key("import_entry", "lot", of="isolated_lots"),
        sqlite_strict=True,
    )


def _bodies(kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Index and body of every entry of a kind, in order."""
    entries = sa.table("entries", sa.column("i"), sa.column("kind"), sa.column("data"))
    query = sa.select(entries.c.i, entries.c.data).where(entries.c.kind == kind)
    for index, data in op.get_bind().execute(query.order_by(entries.c.i)).all():
        yield index, json.loads(data)["b"]


def _fill_rulings() -> None:
    """Who signed each ruling, on which row it was made, and the objections it decided."""
    connection = op.get_bind()
    signed: dict[int, list[str]] = {}
    for entry, person in connection.execute(
        sa.text("SELECT entry, person FROM signers ORDER BY entry, person")
    ):
        signed.setdefault(entry, []).append(person)
    made, decided = [], []
    for entry, body in _bodies("rule"):
        for number, item in enumerate(body["items"]):
            made.append(
                {
                    "entry": entry,
                    "item": number,
                    "signed": " ".join(sorted(signed.get(entry, []))),
                    "row": item["row"],
                }
            )
            decided += [
                {"entry": entry, "case": item["case"], "objection": objection, "outcome": outcome}
                for objection, outcome in item["objections"]
            ]
    if made:
        connection.execute(
            sa.text(
                "UPDATE rulings SET signed = :signed, row_seal = :row "
                "WHERE entry = :entry AND item = :item"
            ),
            made,
        )
    if decided:
        connection.execute(
            sa.text(
                "UPDATE attestations SET decided = :entry, outcome = :outcome "
                "WHERE entry = :objection AND case_seal = :case"
            ),
            decided,
        )


def _fill_cases() -> None:
    """By whom and under which clause each case was ruled on last, and what waits for the board."""
    current = "WHERE r.entry = cases.ruling_entry AND r.item = cases.ruling_item"
    op.execute(
        f"UPDATE cases SET tier = (SELECT r.tier FROM rulings r {current}), "  # noqa: S608 - fixed
        f"clause = (SELECT r.clause FROM rulings r {current}) WHERE ruling_entry IS NOT NULL"
    )
    # A case closed over an objection that was withdrawn afterwards waits for the board now.
    op.execute(
        "UPDATE cases SET status = 'closed_unruled' "
        "WHERE status = 'unreviewed' AND closed IS NOT NULL"
    )


def _fill_duplicates() -> None:
    """Of which sheet a case's sheet is a duplicate."""
    connection = op.get_bind()
    query = sa.text("SELECT c.seal, o.value FROM cases c JOIN openings o ON o.seal = c.seal")
    rows = [
        {"seal": seal, "remakes": json.loads(value)["remakes"]}
        for seal, value in connection.execute(query)
        if b'"remakes":null' not in bytes(value)
    ]
    if rows:
        connection.execute(sa.text("UPDATE cases SET remakes = :remakes WHERE seal = :seal"), rows)


def _fill_marks() -> None:
    """How many marks are seen on each case, up to 3, as like ballots are told by."""
    connection = op.get_bind()
    rows = []
    for seal, machine in connection.execute(sa.text("SELECT seal, machine FROM cases")).all():
        reading = json.loads(machine)
        touched = sum(
            density is not None and density >= _MARK_SEEN for _, density in reading["marks"]
        )
        least = reading["over"] + 1 if reading["over"] else len(reading["votes"])
        rows.append({"seal": seal, "marks": min(_MOST_MARKS, max(touched, least))})
    if rows:
        connection.execute(sa.text("UPDATE cases SET marks = :marks WHERE seal = :seal"), rows)


def _fill_motions() -> None:
    """The motions carried before this schema: the words of their reasons lie in the openings."""
    connection = op.get_bind()
    said = sa.text("SELECT value FROM openings WHERE seal = :seal")
    rows = []
    for entry, body in _bodies("motion"):
        value = connection.execute(said, {"seal": body["reason"]}).scalar()
        rows.append(
            {
                "entry": entry,
                "effect": body["effect"],
                "target": json.dumps(body["target"], sort_keys=True),
                "contest": body["target"].get("contest"),
                "document": body["document"],
                "reason": None if value is None else json.loads(value),
                "votes": json.dumps(body["votes"]),
            }
        )
    if rows:
        names = list(rows[0])
        motions = sa.table("motions", *[sa.column(name) for name in names])
        connection.execute(sa.insert(motions), rows)
