"""The second look: which one saw a case otherwise than its ruling says.

Before this revision no second look could be recorded, so there is nothing to fill in.

Frozen: a later schema is a later revision.
"""

import sqlalchemy as sa
from alembic import op

from adjudicator.storage.triggers import assert_triggers

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column."""
    op.add_column("cases", sa.Column("seen_otherwise", sa.Integer, nullable=True))
    assert_triggers(op.get_bind())


def downgrade() -> None:
    """Take it away again; the record keeps all of it."""
    op.execute(
        "UPDATE cases SET status = CASE tier WHEN 'board' THEN 'ruled_by_board' "
        "ELSE 'ruled' END WHERE status = 'seen_otherwise'"
    )
    op.drop_column("cases", "seen_otherwise")
    assert_triggers(op.get_bind())
