"""What is kept from people while a reopened case waits for its new ruling.

A reopened case is ruled on blind.  Whatever was ruled, voted, claimed or decided on it before the
reopening stands in the record, and is told by no screen and on no paper printed here until the new
ruling stands; then all of it is told again.  This module alone says what that is.  An objection
made since the reopening belongs to the new ruling and is told.

The exported log tells everything: it is evidence, written to a file by somebody who asked for it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from adjudicator.domain.objections import Fate
from adjudicator.ledger.state import RecordState
from adjudicator.storage.queries.cases import CaseRecord

LATER = "told when the case is ruled on anew"
"""Said in the place of what is kept."""


def is_blind(state: RecordState, seal: str) -> bool:
    """Whether a case is reopened and not ruled on again."""
    return state.data.cases[seal].reopened is not None


def is_veiled(state: RecordState, entry: int, seal: str) -> bool:
    """Whether what an entry says about a case is kept: it was made before the reopening."""
    reopened = state.data.cases[seal].reopened
    return reopened is not None and entry < reopened


def is_any_veiled(state: RecordState, entry: int, seals: Iterable[str]) -> bool:
    """Whether what an entry says alike about several cases is kept for the sake of one of them."""
    return any(is_veiled(state, entry, seal) for seal in seals)


def fate_as_told(state: RecordState, seal: str, fate: Fate) -> Fate:
    """What became of an objection, as far as it may be told now."""
    by_board = fate in {Fate.UPHELD, Fate.REJECTED}
    return Fate.REOPENED if by_board and is_blind(state, seal) else fate


def as_shown(case: CaseRecord) -> CaseRecord:
    """A reopened case without what was ruled on it before.

    Entry and item of that ruling stay, and who made it: an act names them, and only those who
    ruled before rule on it anew.
    """
    return case if case.reopened is None else replace(case, disposition=None, clause=None)


def veiled_dispositions(state: RecordState, batches: Iterable[int]) -> Counter[str]:
    """What a close of these batches counts of rulings that are kept, by disposition."""
    reopened = (c for c in state.data.scope(sorted(set(batches))) if is_blind(state, c.seal))
    return Counter(case.disp for case in reopened if case.disp is not None)
