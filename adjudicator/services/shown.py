"""How a case stood when it was shown: nothing is said of it that was said of something else.

Somebody at another station may rule, scan a ballot anew, reopen a case or object while people look
at it.  What they then sign would be about a ballot, a ruling or an objection they have not seen, so
each act on a case compares how it stands with how it was shown, and is refused where they differ.
"""

from dataclasses import dataclass

from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import label_of

_AGAIN = "Nothing was lost. Look at it again."


class ChangedMeanwhile(Refusal):
    """A case stands differently from what was shown.

    :param what: happened meanwhile.
    :param todo: what is safe, and what to do next.
    """

    def __init__(self, what: str, todo: str = _AGAIN) -> None:
        super().__init__(f"{what} {todo}")
        self.what = what


@dataclass(frozen=True, slots=True)
class AsShown:
    """What of a case was on the screen, or read aloud."""

    case: str
    """The case's seal."""
    ruling: tuple[int, int] | None
    """Entry and item of the ruling it had."""
    row: str
    """The seal of the row whose images were shown."""
    reopened: int | None
    """The entry that had reopened it, not ruled on again."""
    objections: tuple[int, ...]
    """Entries of the objections open on it."""


def as_it_stands(data: RecordData, seal: str) -> AsShown:
    """The case as it stands now."""
    case = data.cases[seal]
    return AsShown(seal, case.current, case.row, case.reopened, case.objections)


def check_unchanged(state: RecordState, shown: AsShown, *, heard: bool = True) -> None:
    """Refuse where a case stands differently from what was shown.

    :param heard: whether its objections matter too, as they do to those who decide them.
    :raises ChangedMeanwhile: saying what happened meanwhile; nothing was recorded.
    """
    now = as_it_stands(state.data, shown.case)
    number = spoken(case_number(state.data.cases[shown.case].number))
    if now.ruling != shown.ruling:
        raise ChangedMeanwhile(f"Case {number} was ruled on meanwhile.")
    if now.row != shown.row:
        raise ChangedMeanwhile(
            f"Case {number} was scanned again meanwhile.",
            "Nothing was lost. Look at the new image.",
        )
    if now.reopened != shown.reopened:
        raise ChangedMeanwhile(f"Case {number} was reopened meanwhile.")
    if not heard or now.objections == shown.objections:
        return
    fresh = [entry for entry in now.objections if entry not in shown.objections]
    if fresh:
        raise ChangedMeanwhile(
            f"Objection {label_of(state, fresh[0])} was filed meanwhile (case {number}).",
            "Nothing was lost. Hear it, then vote.",
        )
    gone = next(entry for entry in shown.objections if entry not in now.objections)
    raise ChangedMeanwhile(f"Objection {label_of(state, gone)} waits no more (case {number}).")
