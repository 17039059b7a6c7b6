"""The words every screen and file of a demonstration, rehearsal or practice carries."""

from adjudicator.ledger.origin import Purpose

_WORDS = {
    Purpose.DEMO: "DEMONSTRATION - not an election record",
    Purpose.REHEARSAL: "REHEARSAL - not an election record",
}

PRACTICE = "PRACTICE - not an election record"
"""On every screen of practice, whatever recount is open; its record is a demonstration's."""


def watermark_of(purpose: Purpose) -> str | None:
    """The words, or ``None`` for a recount that counts."""
    return _WORDS.get(purpose)
