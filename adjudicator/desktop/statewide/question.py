"""What is asked of the state from the window, and reading it in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.statewide.typing import TypedSheet
from adjudicator.services.errors import UsageError
from adjudicator.services.importing import Cancelled
from adjudicator.services.statewide.asking import OFFICIAL, Request
from adjudicator.services.statewide.assembling import gather
from adjudicator.services.statewide.collecting import Stopped
from adjudicator.services.statewide.report import StateReport
from adjudicator.services.statewide.sorting import SourceKind, sort_sources


@dataclass(frozen=True, slots=True)
class StateQuestion:
    """What came, and under which rules it is looked at."""

    pack: RulePack
    paths: tuple[Path, ...]
    deadline: str = OFFICIAL
    rehearsal: bool = False
    sheets: tuple[TypedSheet, ...] = ()
    """Figures typed at this window."""


def read_state(
    question: StateQuestion,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> StateReport:
    """Verify and add up; on a thread of the pool.

    :raises UsageError, Unreadable: something that came cannot be used.
    :raises Cancelled: somebody wanted to stop.
    """
    heap = sort_sources(question.paths)
    if not heap.by_kind and not question.sheets:
        raise UsageError("Nothing is chosen. Choose the folder the exports lie in.")
    request = Request(
        pack=question.pack,
        exports=heap.of(SourceKind.EXPORT),
        returns=heap.of(SourceKind.RETURNS),
        typed=heap.of(SourceKind.TYPED),
        statuses=heap.of(SourceKind.STATUS),
        rehearsal=question.rehearsal,
        deadline=question.deadline,
        sheets=question.sheets,
    )
    try:
        return gather(
            request,
            progress=lambda done, total, _entries: progress(done, total),
            wanted=lambda: not cancelled(),
        )
    except Stopped as error:
        raise Cancelled from error
