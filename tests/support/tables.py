"""Everything a database holds, to compare before and after."""

from typing import Any

from sqlalchemy import Engine, select

from adjudicator.storage.schema import metadata

Contents = dict[str, list[tuple[Any, ...]]]


def contents(engine: Engine) -> Contents:
    """All rows of all tables, in the order of their primary keys."""
    with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }
