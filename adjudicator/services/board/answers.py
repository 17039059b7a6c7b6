"""Observers' answers where the board rules: to its rulings alone, whatever batch they are of.

An observer who also sat at a table answers there for what the team ruled; nobody signs at the
docket for what was done at a table.
"""

from collections.abc import Iterator

from adjudicator.ledger.state import RecordState
from adjudicator.services.table_answers import waiting_for


def board_rulings(state: RecordState) -> Iterator[tuple[int, int]]:
    """Entry and item of every ruling of the board that is its case's current one."""
    for entry, act in state.data.rulings.items():
        if act.tier == "board":
            for item, seal in enumerate(act.cases):
                if state.data.cases[seal].current == (entry, item):
                    yield entry, item


def board_unanswered(state: RecordState, person: str) -> list[tuple[int, int]]:
    """The board's rulings this observer watched and has not answered yet."""
    return waiting_for(state, person, board_rulings(state))
