"""Which person belongs to which table: a station's own memory, no part of the record."""

import json
from collections.abc import Mapping

from adjudicator.services.recount import Recount
from adjudicator.storage.files import write_whole

_FILE = "tables.json"


def seat_tables(recount: Recount, tables: Mapping[str, str]) -> None:
    """Remember who works at which table."""
    data = json.dumps(dict(sorted(tables.items())), indent=1)
    write_whole(recount.folder.path / _FILE, data.encode() + b"\n")


def tables(recount: Recount) -> dict[str, str]:
    """Person id to table, as it was planned."""
    path = recount.folder.path / _FILE
    if not path.exists():
        return {}
    told = json.loads(path.read_bytes())
    return {str(person): str(table) for person, table in told.items()}
