"""The board's votes and sittings, and cases opened anew."""

import json

from sqlalchemy import insert, update

from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.counters import reopen_case
from adjudicator.storage.schema import reopenings, sittings, votes

_INSERT_VOTE = insert(votes)


def vote(act: Act) -> None:
    """A member's vote on some cases, each as its ruling stands now."""
    body = act.body
    value = body["value"]
    abstains = value == "abstain"
    rows = [
        {
            "entry": act.index,
            "place": place,
            "case_seal": seal,
            "person": act.signers[0],
            "disposition": None if abstains else value["disp"],
            "votes": "[]" if abstains else json.dumps(value["votes"]),
            "clause": None if abstains else value["clause"],
            "prior_entry": None if prior is None else prior[0],
            "prior_item": None if prior is None else prior[1],
            "sitting": None,
        }
        for place, (seal, prior) in enumerate(zip(body["cases"], body["prior"], strict=True))
    ]
    act.connection.execute(_INSERT_VOTE, rows)


def sitting(act: Act) -> None:
    """A sitting ends: its votes make no majority any more."""
    act.connection.execute(
        insert(sittings).values(entry=act.index, votes=json.dumps(act.body["votes"]))
    )
    act.connection.execute(update(votes).where(votes.c.sitting.is_(None)).values(sitting=act.index))


def reopen(act: Act) -> None:
    """Cases are open again: the machine's reading stands until they are ruled on anew."""
    body = act.body
    reason = act.open_seal(body["reason"])
    rows = [
        {
            "entry": act.index,
            "place": place,
            "case_seal": seal,
            "prior_entry": prior[0],
            "prior_item": prior[1],
            "reason": reason,
        }
        for place, (seal, prior) in enumerate(zip(body["cases"], body["prior"], strict=True))
    ]
    act.connection.execute(insert(reopenings), rows)
    for seal in body["cases"]:
        reopen_case(act, seal)
