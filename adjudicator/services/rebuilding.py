"""Replay the record into the working tables, and say whether they were what it says."""

from collections.abc import Callable

from adjudicator.ledger.errors import MadeByNewerVersion
from adjudicator.services.errors import RecordDoesNotHold, Refusal
from adjudicator.services.recount import Recount
from adjudicator.storage.rebuild import DoesNotHold, Rebuilt, rebuild


def rebuild_tables(
    recount: Recount, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Rebuilt:
    """Check every entry again and replay it; the tables are what the record says afterwards.

    :param progress: called with entries done and entries in all.
    :raises RecordDoesNotHold: an entry contradicts the ones before it; nothing was changed.
    :raises Refusal: an entry was made by a newer program; nothing was changed.
    """
    try:
        return rebuild(recount.store, progress)
    except DoesNotHold as error:
        raise RecordDoesNotHold(
            f"{error} Nothing was changed. Keep this folder as it is, and restore the record from "
            "the second path into another one."
        ) from error
    except MadeByNewerVersion as error:
        raise Refusal(f"{error} Nothing was changed. Use the newer program.") from error
