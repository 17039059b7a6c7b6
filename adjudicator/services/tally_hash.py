"""The tally as a close signs it: the hash of the canonical object of ``tally --json``."""

from hashlib import sha256

from adjudicator.domain.election import Election
from adjudicator.ledger import canonical
from adjudicator.services.tallying import tally_document
from adjudicator.storage.connection import Connection


def tally_hash(connection: Connection, election: Election) -> str:
    """Hex SHA-256 of the whole recount's tally as the counters stand on this connection."""
    return sha256(canonical.encode(tally_document(connection, election), limit=None)).hexdigest()
