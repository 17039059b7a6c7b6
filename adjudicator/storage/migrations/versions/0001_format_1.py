"""Format 1: the record, its openings, the head, and the working tables."""

from alembic import op

from adjudicator.storage.schema import metadata
from adjudicator.storage.triggers import create_triggers, drop_triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and the triggers that guard the record."""
    connection = op.get_bind()
    metadata.create_all(connection)
    create_triggers(connection)


def downgrade() -> None:
    """Take everything away again; only ever run on an empty or copied database."""
    connection = op.get_bind()
    drop_triggers(connection)
    metadata.drop_all(connection)
