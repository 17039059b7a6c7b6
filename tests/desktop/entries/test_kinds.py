"""Every kind of act the record knows has words in the list of entries."""

from adjudicator.desktop.entries import filters
from adjudicator.ledger.kinds.schema import KINDS


def test_every_kind_of_the_record_is_called_by_words() -> None:
    assert set(filters.KINDS) == set(KINDS)
