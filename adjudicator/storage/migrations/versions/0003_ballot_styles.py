"""Ballot styles: which style a source names for each sheet; and entries found by their kind.

Sheets imported before this have no style: their sidecars, which this is read from, name none.  No
table is made anew, so the record's triggers stay.

Frozen: a later schema is a later revision.
"""

import sqlalchemy as sa
from alembic import op

from adjudicator.storage.triggers import assert_triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column and the index."""
    op.add_column("sheet_pages", sa.Column("style", sa.Text, nullable=True))
    op.create_index("ix_entries_kind", "entries", ["kind", "i"])
    assert_triggers(op.get_bind())


def downgrade() -> None:
    """Take them away again; the sidecars keep what the column said."""
    op.drop_index("ix_entries_kind", "entries")
    op.drop_column("sheet_pages", "style")
    assert_triggers(op.get_bind())
