"""Alembic's entry: runs on the connection it is handed, inside the caller's transaction."""

from alembic import context

from adjudicator.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
