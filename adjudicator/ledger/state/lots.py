"""Motions about imports, their lots and single cases: release, isolate, void, new counts.

Readings chosen where the format leaves a choice:

* a lot that stands in the totals (accepted, or released) can be isolated and leaves them; its
  release brings it back.  A lot kept apart from the beginning waits for its release;
* single cases are isolated in any lot: they are not worked on, their ruling does not count, and
  the machine's counts of their sheets stay.  ``release`` of cases undoes just that;
* the machine counts of an import that are replaced leave the totals; a later import brings others;
* an import can be declared void while none of its cases has been ruled on; its cases then count
  nowhere, and its sheets may be imported anew.
"""

from typing import Final

from adjudicator.domain.ballots import Lot
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state.data import Effect, RecordData, refuse
from adjudicator.ledger.state.locks import known_case
from adjudicator.ledger.state.model import ImportState
from adjudicator.ledger.state.reclosing import open_contests


def _import(data: RecordData, target: Body) -> ImportState:
    found = data.imports.get(target["import"])
    if found is None or found.voided is not None:
        refuse(
            "import",
            f"entry {target['import']} is not an import that stands",
            "Choose an import from the list.",
        )
    return found


def _open(data: RecordData, target: Body) -> None:
    """Open the contests of the cases named; a whole lot may hold counts of every contest."""
    if "cases" in target:
        open_contests(data, target["cases"])
    else:
        data.contests_closed.clear()


def _check_release(data: RecordData, target: Body) -> None:
    if "cases" in target:
        _check_cases(data, target, isolated=True)
        return
    found, lot = _import(data, target), target["lot"]
    key = (found.index, lot)
    held = lot != Lot.ACCEPTED and lot in dict(found.lots) and key not in data.released_lots
    if not held and key not in data.isolated_lots:
        refuse(
            "lot",
            f"the lot {lot.replace('_', ' ')} of import {found.index} does not wait for release",
            "Choose a lot kept apart.",
        )


def _release(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    _open(data, target)
    if "cases" in target:
        data.isolated_cases.difference_update(target["cases"])
        return
    key = (target["import"], target["lot"])
    data.isolated_lots.discard(key)
    if key[1] != Lot.ACCEPTED:
        data.released_lots.add(key)


def _check_isolate(data: RecordData, target: Body) -> None:
    if "cases" in target:
        _check_cases(data, target, isolated=False)
        return
    found, lot = _import(data, target), target["lot"]
    if lot not in dict(found.lots) or not data.lot_counts(found.index, lot):
        refuse(
            "lot",
            f"the lot {lot.replace('_', ' ')} of import {found.index} does not stand in the totals",
            "Choose a lot that is counted.",
        )


def _isolate(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    _open(data, target)
    if "cases" in target:
        data.isolated_cases.update(target["cases"])
    else:
        data.isolated_lots.add((target["import"], target["lot"]))


def _check_cases(data: RecordData, target: Body, *, isolated: bool) -> None:
    for seal in target["cases"]:
        case = known_case(data, seal)
        if (seal in data.isolated_cases) != isolated:
            now = "not isolated by itself" if isolated else "already isolated"
            refuse("isolated", f"case {case.name} is {now}", "Take that case out of the motion.")


def _check_void(data: RecordData, target: Body) -> None:
    found = _import(data, target)
    if found.ruled:
        made = "1 ruling has" if found.ruled == 1 else f"{found.ruled:,} rulings have"
        refuse(
            "import",
            f"{made} been made on ballots of import {found.index}",
            "An import can only be declared void before anyone has ruled on it.",
        )


def _void(data: RecordData, index: int, target: Body) -> None:
    _open(data, target)
    data.imports[target["import"]].voided = index
    for key, seal in list(data.sheets.items()):
        if data.is_void(data.cases[seal]):
            del data.sheets[key]


def _check_replace_counts(data: RecordData, target: Body) -> None:
    found = _import(data, target)
    if found.counts is None or found.index in data.replaced_counts:
        refuse(
            "import",
            f"import {found.index} has no machine counts that stand",
            "Choose an import whose machine counts are to be replaced.",
        )


def _replace_counts(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    _open(data, target)
    data.replaced_counts.add(target["import"])


EFFECTS: Final[dict[str, Effect]] = {
    "release": (_check_release, _release),
    "isolate": (_check_isolate, _isolate),
    "void": (_check_void, _void),
    "replace_counts": (_check_replace_counts, _replace_counts),
}
"""Per effect: may its target be moved now, and what carrying it changes."""
