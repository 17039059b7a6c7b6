"""Rulings, attestations, strikes and closes."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, null, select, update

from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.counters import close_batch, refresh_cases
from adjudicator.storage.schema import attestations, cases, rulings

_INSERT_RULING = insert(rulings)
_INSERT_ATTESTATION = insert(attestations)
_CASES_RULED = (
    select(rulings.c.case_seal, rulings.c.item, cases.c.batch, cases.c.closed)
    .join(cases, cases.c.seal == rulings.c.case_seal)
    .where(rulings.c.entry == bindparam("entry"))
    .order_by(rulings.c.item)
)
_CASE = select(cases.c.seal, null(), cases.c.batch, cases.c.closed).where(
    cases.c.seal == bindparam("seal")
)
_DECIDE = update(attestations).where(
    attestations.c.entry == bindparam("objection"), attestations.c.case_seal == bindparam("seal")
)


def rule(act: Act) -> None:
    """One act, one ruling per case."""
    body = act.body
    rows = [
        {
            "entry": act.index,
            "item": n,
            "case_seal": item["case"],
            "batch": body["batch"],
            "tier": body["tier"],
            "disposition": item["disp"],
            "votes": json.dumps(item["votes"]),
            "clause": item["clause"],
            "consistency": item["consistent"],
            "words": act.open_seal(item["words"]),
            "reason": item["reason"],
            "evidence": item["evidence"],
            "prior_entry": item["prior"][0] if item["prior"] else None,
            "prior_item": item["prior"][1] if item["prior"] else None,
            "signed": " ".join(sorted(act.signers)),
            "row_seal": item["row"],
        }
        for n, item in enumerate(body["items"])
    ]
    act.connection.execute(_INSERT_RULING, rows)
    for item in body["items"]:
        _decide(act, item)
    refresh_cases(act, [item["case"] for item in body["items"]])


def _decide(act: Act, item: dict[str, Any]) -> None:
    """The board's ruling upholds or rejects each objection to the case."""
    for objection, outcome in item["objections"]:
        values = {"decided": act.index, "outcome": outcome}
        about = {"objection": objection, "seal": item["case"]}
        act.connection.execute(_DECIDE.values(**values), about)


def attest(act: Act) -> None:
    """An observer's answer to rulings, or an objection made before any ruling."""
    body = act.body
    rows = []
    for place, (seal, ruling, batch, closed) in enumerate(_targets(act)):
        rows.append(
            {
                "entry": act.index,
                "place": place,
                "case_seal": seal,
                "ruling_entry": None if ruling is None else ruling[0],
                "ruling_item": None if ruling is None else ruling[1],
                "batch": batch,
                "person": act.signers[0],
                "answer": body["answer"],
                "ground": body["ground"],
                "claim": body["claim"],
                "words": act.open_seal(body["words"]),
                "via": body["via"],
                "late": int(closed is not None),
                "struck": None,
                "withdrawn": None,
                "decided": None,
                "outcome": None,
            }
        )
    act.connection.execute(_INSERT_ATTESTATION, rows)
    if body["answer"] == "object":
        refresh_cases(act, list(dict.fromkeys(row["case_seal"] for row in rows if not row["late"])))


def _targets(act: Act) -> Iterator[tuple[str, tuple[int, int] | None, int, int | None]]:
    """Case, ruling, batch and close of everything an answer is about."""
    for seal in act.body["cases"]:
        for case, _, batch, closed in act.connection.execute(_CASE, {"seal": seal}):
            yield case, None, batch, closed
    for entry, _leaf, which in act.body["about"]:
        for case, item, batch, closed in act.connection.execute(_CASES_RULED, {"entry": entry}):
            if which == "all" or item in which:
                yield case, (entry, item), batch, closed


def withdraw(act: Act) -> None:
    """An observer takes an objection back; the case may count again."""
    mine = attestations.c.entry == act.body["objection"][0]
    act.connection.execute(update(attestations).where(mine).values(withdrawn=act.index))
    _refresh(act, mine)


def close(act: Act) -> None:
    """Batches are closed; answers their owners struck out no longer stand."""
    for answer in act.body["answers"]:
        for entry in answer[6]:
            _strike(act, entry)
    for number in act.body["batches"]:
        close_batch(act, number)


def _strike(act: Act, entry: int) -> None:
    struck = attestations.c.entry == entry
    act.connection.execute(update(attestations).where(struck).values(struck=act.index))
    _refresh(act, struck & (attestations.c.answer == "object"))


def _refresh(act: Act, which: ColumnElement[bool]) -> None:
    rows = act.connection.execute(select(attestations.c.case_seal).where(which).distinct())
    refresh_cases(act, sorted(rows.scalars()))
