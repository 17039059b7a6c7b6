"""What opens seals, as it lies beside the record."""

import json
from collections.abc import Collection

from sqlalchemy import Connection, select

from adjudicator.ledger.seals import Opening
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.schema import openings


def openings_of(connection: Connection, seals: Collection[str]) -> dict[str, Opening]:
    """The openings of some seals, by seal; those not there are left out."""
    found: dict[str, Opening] = {}
    for part in chunks(sorted(set(seals))):
        for row in connection.execute(select(openings).where(openings.c.seal.in_(part))):
            found[row.seal] = Opening(row.seal, row.salt, json.loads(row.value))
    return found
