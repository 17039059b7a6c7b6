"""The metadata of all tables, and short ways to write a column and a table."""

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text(name: str, *, null: bool = False, key: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Text, nullable=null, primary_key=key)


def whole(name: str, *, null: bool = False, key: bool = False) -> Column[int]:
    """A column of whole numbers; as a key it counts nothing by itself."""
    return Column(name, Integer, nullable=null, primary_key=key, autoincrement=False)


def table(name: str, *items: SchemaItem) -> Table:
    """A table of the metadata; on SQLite a strict one."""
    return Table(name, metadata, *items, sqlite_strict=True)
