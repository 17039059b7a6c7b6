"""The append rules as a fold: what the record says so far, and what may be appended next.

:class:`RecordState` is pure.  ``check`` refuses an entry in words, ``apply`` takes it in.  What is
sealed or lies in files beside the record comes through an :class:`Evidence`; where that has been
withheld the check it serves is left out and counted.
"""

from adjudicator.ledger.state.evidence import Evidence, NoEvidence
from adjudicator.ledger.state.model import (
    Attendance,
    Batch,
    CaseState,
    Enrolled,
    ImportState,
    Objection,
    Outcome,
    PaperState,
    Session,
    Vote,
)
from adjudicator.ledger.state.record import RecordState

__all__ = [
    "Attendance",
    "Batch",
    "CaseState",
    "Enrolled",
    "Evidence",
    "ImportState",
    "NoEvidence",
    "Objection",
    "Outcome",
    "PaperState",
    "RecordState",
    "Session",
    "Vote",
]
