"""A clock that was set back: noticed at the sign-in, and refused where people cosign.

Nothing in the record goes by the clock, so a wrong one stops no work; times are the signers'
claims, and a county wants its minutes right.
"""

from datetime import UTC, datetime

from adjudicator.services.recount import Recount
from adjudicator.storage.kept_heads import STATION
from adjudicator.storage.queries.lines import entry_time

CLOCK_SLACK = 5 * 60
"""Seconds by which two computers of one recount may disagree."""


def clock_warning(recount: Recount) -> str:
    """That this computer's clock is behind the record, in sentences; empty if it is not."""
    last = _latest(recount)
    now = recount.seconds()
    if now >= last - CLOCK_SLACK:
        return ""
    return (
        f"This computer's clock says {clock_words(now)}, and the record was last written at "
        f"{clock_words(last)}. Nothing is lost. Set the clock right; until then no head can be "
        "cosigned here."
    )


def clock_words(seconds: int) -> str:
    """``2018-11-17 21:14:00 UTC``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _latest(recount: Recount) -> int:
    """The latest time of the last entry, of this computer's kept head, of a cosignature.

    The last of these stands when somebody has signed in by the wrong clock meanwhile.
    """
    with recount.reading() as connection:
        written = entry_time(connection, recount.state.size - 1)
    last = int(datetime.fromisoformat(written).timestamp()) if written else 0
    try:
        kept = recount.kept.load(recount.origin, STATION)
    except (OSError, ValueError):
        kept = None
    cosigned = (last.time for last in recount.state.data.cosigned.values())
    return max(last, 0 if kept is None else kept.time, *cosigned)
