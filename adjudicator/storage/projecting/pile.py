"""Imports and the pile."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import Table, insert, select, update

from adjudicator.domain.cases import CaseRow, machine_value
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.situations import marks_seen
from adjudicator.ledger.casenumbers import case_number
from adjudicator.ledger.piles import (
    BatchKey,
    batch_key,
    number_batches,
    parse_pile_file,
    work_order,
)
from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.counters import count_cases_where, resize_batch
from adjudicator.storage.schema import (
    batches,
    cases,
    entries,
    imports,
    machine_counts,
    openings,
    sheet_pages,
)

_CHUNK = 500


def import_(act: Act) -> None:
    """An import is in the record, with the machine counts it brought."""
    body = act.body
    act.connection.execute(
        insert(imports).values(
            entry=act.index,
            reader=body["reader"],
            version=body["version"],
            manifest=body["manifest"],
            counts=body["counts"],
            sheets=sum(n for _, n in body["lots"]),
            flagged=sum(n for *_, n in body["flagged"]),
            quarantined=body["quarantined"],
            piled=None,
            voided=None,
        )
    )
    _sheet_pages(act)
    if body["counts"] is not None:
        counts = json.loads(act.folder.counts(body["counts"]).read_bytes())
        names = ("contest", "precinct", "grp", "lot", "bucket", "n")
        _insert_many(
            act,
            machine_counts,
            [{"import_entry": act.index, **dict(zip(names, c, strict=True))} for c in counts],
        )


def _sheet_pages(act: Act) -> None:
    """Pages, boxes, notes and style of every sheet: they help to see, and count for nothing."""
    sidecar = act.folder.sidecar(act.body["manifest"])
    if not sidecar.exists():
        return
    with sidecar.open("rb") as lines:
        told = [json.loads(line) for line in lines]
    _insert_many(
        act,
        sheet_pages,
        [
            {
                "sheet": line["sheet"],
                "import_entry": act.index,
                "pages": json.dumps(line["pages"]),
                "notes": json.dumps(line["notes"]),
                # Sidecars of earlier programs name none.
                "style": line.get("style"),
            }
            for line in told
        ],
    )


def pile(act: Act) -> None:
    """The pile is fixed: every case gets its number, its batch and its place in the work order."""
    seals = parse_pile_file(act.folder.pile(act.body["root"]).read_bytes())
    rows, home = _rows(act, set(seals))
    before = _cases_piled(act)
    numbers = _number_batches(act, [batch_key(row) for row in rows.values()])
    work = {s: before + n for n, s in enumerate(work_order(act.body["seed"], seals), start=1)}
    _insert_many(
        act,
        cases,
        [
            _case_values(CaseRow.from_value(rows[seal]))
            | {
                "seal": seal,
                "row_seal": seal,
                "pile": act.index,
                "place": place,
                "number": case_number(place),
                "batch": numbers[batch_key(rows[seal])],
                "work": work[seal],
                "import_entry": home[seal],
            }
            for place, seal in enumerate(seals, start=before + 1)
        ],
    )
    count_cases_where(act, cases.c.pile == act.index, sign=1)
    act.connection.execute(
        update(imports).where(imports.c.entry.in_(act.body["imports"])).values(piled=act.index)
    )


def _rows(act: Act, wanted: set[str]) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """The rows of a pile and the import each came with."""
    found = act.connection.execute(
        select(openings.c.seal, openings.c.entry, openings.c.value).where(
            openings.c.entry.in_(act.body["imports"])
        )
    )
    rows: dict[str, dict[str, Any]] = {}
    home: dict[str, int] = {}
    for row in found:
        if row.seal in wanted:
            rows[row.seal], home[row.seal] = json.loads(row.value), row.entry
    return rows, home


def _cases_piled(act: Act) -> int:
    """How many cases earlier piles fixed, those of void imports among them: numbers stay taken."""
    earlier = select(imports.c.piled).where(imports.c.piled.is_not(None)).distinct()
    piles = act.connection.execute(select(entries.c.data).where(entries.c.i.in_(earlier)))
    return sum(n for data in piles.scalars() for _, n in json.loads(data)["b"]["cases"])


def _number_batches(act: Act, keys: list[BatchKey]) -> dict[BatchKey, int]:
    """Give new batches their numbers, and every batch its further cases."""
    known = {
        BatchKey(r.contest, r.precinct, r.grp, r.container): r.number
        for r in act.connection.execute(select(batches))
    }
    numbers = number_batches(keys, known)
    sizes = Counter(keys)
    new = [
        {
            "number": number,
            "pile": act.index,
            "contest": key.contest,
            "precinct": key.precinct,
            "grp": key.group,
            "container": key.container,
            "cases": sizes[key],
            "closed": None,
        }
        for key, number in numbers.items()
        if key not in known
    ]
    _insert_many(act, batches, new)
    for key in known.keys() & sizes.keys():
        resize_batch(act, known[key], sizes[key])
    return numbers


def _case_values(row: CaseRow) -> dict[str, Any]:
    return {
        "contest": row.contest,
        "precinct": row.precinct,
        "grp": row.group.value,
        "container": row.container,
        "position": row.position,
        "lot": row.lot.value,
        "condition": row.condition.value,
        "sheet": str(row.sheet),
        "ballot": row.ballot,
        "machine": json.dumps(machine_value(row.machine), sort_keys=True),
        "images": json.dumps(list(row.images)),
        "status": CaseStatus.UNREVIEWED.value,
        "closed": None,
        "settled": 0,
        "changed": "{}",
        "ruling_entry": None,
        "ruling_item": None,
        "disposition": None,
        "tier": None,
        "clause": None,
        "reopened": None,
        "paper": None,
        "isolated": None,
        "seen_otherwise": None,
        "remakes": row.remakes,
        "marks": marks_seen(row.machine),
    }


def _insert_many(act: Act, table: Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        act.connection.execute(insert(table), rows[start : start + _CHUNK])
