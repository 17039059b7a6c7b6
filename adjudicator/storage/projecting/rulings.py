"""Rulings, attestations, strikes and closes."""

import json

from sqlalchemy import ColumnElement, insert, select, update

from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.counters import close_batch, refresh_case
from adjudicator.storage.schema import attestations, cases, rulings


def rule(act: Act) -> None:
    """One act, one ruling per case."""
    body = act.body
    for n, item in enumerate(body["items"]):
        prior = item["prior"]
        act.connection.execute(
            insert(rulings).values(
                entry=act.index,
                item=n,
                case_seal=item["case"],
                batch=body["batch"],
                tier=body["tier"],
                disposition=item["disp"],
                votes=json.dumps(item["votes"]),
                clause=item["clause"],
                consistency=item["consistent"],
                words=act.open_seal(item["words"]),
                reason=item["reason"],
                evidence=item["evidence"],
                prior_entry=prior[0] if prior else None,
                prior_item=prior[1] if prior else None,
            )
        )
        refresh_case(act, item["case"])


def attest(act: Act) -> None:
    """An observer's answer to rulings, or an objection made before any ruling."""
    body = act.body
    targets: list[tuple[str, int | None, int | None]] = [
        (seal, None, None) for seal in body["cases"]
    ]
    for entry, _leaf, which in body["about"]:
        query = select(rulings.c.case_seal, rulings.c.item).where(rulings.c.entry == entry)
        if which != "all":
            query = query.where(rulings.c.item.in_(which))
        rows = act.connection.execute(query.order_by(rulings.c.item)).all()
        targets.extend((row.case_seal, entry, row.item) for row in rows)
    person = act.signers[0]
    for place, (seal, entry, item) in enumerate(targets):
        batch, closed = act.connection.execute(
            select(cases.c.batch, cases.c.closed).where(cases.c.seal == seal)
        ).one()
        act.connection.execute(
            insert(attestations).values(
                entry=act.index,
                place=place,
                case_seal=seal,
                ruling_entry=entry,
                ruling_item=item,
                batch=batch,
                person=person,
                answer=body["answer"],
                ground=body["ground"],
                claim=body["claim"],
                words=act.open_seal(body["words"]),
                via=body["via"],
                late=int(closed is not None),
                struck=None,
                withdrawn=None,
            )
        )
        if body["answer"] == "object" and closed is None:
            refresh_case(act, seal)


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
    for seal in sorted(rows.scalars()):
        refresh_case(act, seal)
