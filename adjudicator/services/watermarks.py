"""The words every screen and file of a demonstration or rehearsal carries."""

from adjudicator.ledger.origin import Purpose

_WORDS = {
    Purpose.DEMO: "DEMONSTRATION - not an election record",
    Purpose.REHEARSAL: "REHEARSAL - not an election record",
}


def watermark_of(purpose: Purpose) -> str | None:
    """The words, or ``None`` for a recount that counts."""
    return _WORDS.get(purpose)
