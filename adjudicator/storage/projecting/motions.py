"""The register of motions, and what those do that change lots, cases, imports or seats.

Motions about contests, waivers and batches change no other table: queries read them from the
register, where the newest one holds.
"""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.counters import count_cases_where, refresh_case, resize_batch
from adjudicator.storage.projecting.people import seat
from adjudicator.storage.schema import (
    case_rows,
    cases,
    imports,
    isolated_lots,
    machine_counts,
    motions,
    released,
    sheet_pages,
)

_Target = dict[str, Any]


def motion(act: Act) -> None:
    """A motion is carried: it stands in the register, and takes effect."""
    body = act.body
    target = body["target"]
    act.connection.execute(
        insert(motions).values(
            entry=act.index,
            effect=body["effect"],
            target=json.dumps(target, sort_keys=True),
            contest=target.get("contest"),
            document=body["document"],
            reason=act.open_seal(body["reason"]),
            votes=json.dumps(body["votes"]),
        )
    )
    take_effect = _EFFECTS.get(body["effect"])
    if take_effect is not None:
        take_effect(act, target)


def _isolate(act: Act, target: _Target) -> None:
    """A lot leaves the totals, or single cases are locked and their rulings do not count."""
    if "cases" in target:
        _lock(act, target["cases"], act.index)
        return
    values = {"import_entry": target["import"], "lot": target["lot"], "motion": act.index}
    act.connection.execute(insert(isolated_lots).values(**values))


def _release(act: Act, target: _Target) -> None:
    """A lot is let in, for the first time or after it was isolated; or single cases are."""
    if "cases" in target:
        _lock(act, target["cases"], None)
        return
    entry, lot = target["import"], target["lot"]
    back = act.connection.execute(
        delete(isolated_lots).where(
            isolated_lots.c.import_entry == entry, isolated_lots.c.lot == lot
        )
    )
    if not back.rowcount:
        act.connection.execute(
            insert(released).values(import_entry=entry, lot=lot, motion=act.index)
        )


def _lock(act: Act, seals: list[str], motion_: int | None) -> None:
    for seal in seals:
        act.connection.execute(update(cases).where(cases.c.seal == seal).values(isolated=motion_))
        refresh_case(act, seal)


def _void(act: Act, target: _Target) -> None:
    """An import nobody has ruled on is gone, with its cases."""
    entry = target["import"]
    mine = cases.c.import_entry == entry
    count_cases_where(act, mine, sign=-1)
    act.connection.execute(delete(sheet_pages).where(sheet_pages.c.import_entry == entry))
    seals = select(cases.c.seal).where(mine)
    act.connection.execute(delete(case_rows).where(case_rows.c.case_seal.in_(seals)))
    per_batch = act.connection.execute(
        select(cases.c.batch, func.count()).where(mine).group_by(cases.c.batch)
    ).all()
    act.connection.execute(delete(cases).where(mine))
    for number, n in per_batch:
        resize_batch(act, number, -n)
    act.connection.execute(update(imports).where(imports.c.entry == entry).values(voided=act.index))


def _seat(act: Act, target: _Target) -> None:
    """An alternate takes a seat, or a member their own again."""
    seat(act, target["alternate"], target["for"])


def _replace_counts(act: Act, target: _Target) -> None:
    """The machine counts an import brought stand in no total any more."""
    mine = machine_counts.c.import_entry == target["import"]
    act.connection.execute(delete(machine_counts).where(mine))


_EFFECTS: dict[str, Callable[[Act, _Target], None]] = {
    "isolate": _isolate,
    "release": _release,
    "void": _void,
    "seat": _seat,
    "replace_counts": _replace_counts,
}
