"""Builders for rulings, observers' answers, the board's votes and sittings, closes, reopening."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from adjudicator.ledger.bodies.shared import Place, in_step, place, rows
from adjudicator.ledger.envelope import Body


def item(  # noqa: PLR0913 - the fields of an item, all by name
    *,
    case: str,
    row: str,
    contest: str,
    disp: str,
    votes: Iterable[str] = (),
    consistent: str | None = None,
    clause: str | None = None,
    words: str | None = None,
    reason: str | None = None,
    evidence: str = "image",
    same: str | None = None,
    prior: Place | None = None,
    objections: Iterable[tuple[int, str]] = (),
) -> Body:
    """One ruling inside a ``rule`` act; ``votes`` is the complete set that counts afterwards."""
    return {
        "case": case,
        "row": row,
        "contest": contest,
        "disp": disp,
        "votes": sorted(set(votes)),
        "consistent": consistent,
        "clause": clause,
        "words": words,
        "reason": reason,
        "evidence": evidence,
        "same": same,
        "prior": place(prior),
        "objections": rows(objections),
    }


def rule(*, batch: int, items: Iterable[Body], tier: str = "team") -> Body:
    """One act with 1 to 64 rulings of one batch."""
    return {"v": 1, "kind": "rule", "batch": batch, "tier": tier, "items": list(items)}


def attest(
    *,
    answer: str,
    via: str,
    about: Iterable[tuple[int, str, Iterable[int] | None]] = (),
    cases: Iterable[str] = (),
    ground: int | None = None,
    claim: str | None = None,
    words: str | None = None,
) -> Body:
    """An observer's answer.

    :param about: ``(entry, its leaf hash in hex, items)``, with ``None`` for all its items.
    :param cases: cases not yet ruled on that are objected to.
    """
    listed = [
        [entry, leaf, "all" if items is None else sorted(set(items))]
        for entry, leaf, items in sorted(about, key=itemgetter(0))
    ]
    return {
        "v": 1,
        "kind": "attest",
        "about": listed,
        "cases": sorted(set(cases)),
        "answer": answer,
        "ground": ground,
        "claim": claim,
        "words": words,
        "via": via,
    }


def withdraw(*, objection: int, leaf: str) -> Body:
    """An observer takes an objection back; ``leaf`` is the leaf hash of its entry in hex."""
    return {"v": 1, "kind": "withdraw", "objection": [objection, leaf]}


def vote(
    *, cases: Iterable[str], value: Mapping[str, Any] | str, prior: Iterable[Place | None]
) -> Body:
    """A board member votes on cases of one contest.

    :param value: ``"abstain"``, or ``{disp, votes, clause}``: the outcome the member is for.
    :param prior: the present ruling of each case, in the order of ``cases``.
    """
    seals, priors = in_step(cases, prior)
    said: Body | str = "abstain"
    if not isinstance(value, str):
        said = dict(value) | {"votes": sorted(set(value["votes"]))}
    elif value != "abstain":
        raise ValueError(value)
    return {
        "v": 1,
        "kind": "vote",
        "cases": seals,
        "value": said,
        "prior": [place(prior) for prior in priors],
    }


def sitting(*, votes: Iterable[tuple[str, Iterable[int]]]) -> Body:
    """A sitting of the board ends: every vote since the last, as ``(person, entries)``."""
    listed = [[person, sorted(set(indexes))] for person, indexes in votes]
    return {"v": 1, "kind": "sitting", "votes": sorted(listed)}


def close(  # noqa: PLR0913 - the fields of the kind, all by name
    *,
    batches: Iterable[int],
    cases: int,
    ruled: int,
    escalated: int,
    disp: Iterable[tuple[str, int]],
    answers: Iterable[tuple[str, int, int, int, int, Iterable[int], Iterable[int]]],
    absent: Iterable[str],
    tally: str,
    differences: Iterable[tuple[int, int, int, int | None]] = (),
) -> Body:
    """Batches are closed with their counts; see :mod:`adjudicator.ledger.state.closing`.

    :param answers: ``(person, none, object, decline, silent, objections, struck)``.
    """
    listed = [
        [person, none, objected, declined, silent, sorted(objections), sorted(struck)]
        for person, none, objected, declined, silent, objections, struck in answers
    ]
    return {
        "v": 1,
        "kind": "close",
        "batches": sorted(set(batches)),
        "cases": cases,
        "ruled": ruled,
        "escalated": escalated,
        "disp": rows(disp),
        "answers": sorted(listed),
        "absent": sorted(set(absent)),
        "differences": rows(differences),
        "tally": tally,
    }


def reopen(
    *, cases: Iterable[str], prior: Iterable[tuple[int, int, str]], reason: str | None
) -> Body:
    """Two officers reopen cases; ``reason`` is a seal.

    :param prior: ``(entry, item, leaf hash of that entry in hex)`` of each case's present ruling,
        in the order of ``cases``.
    """
    seals, priors = in_step(cases, prior)
    return {
        "v": 1,
        "kind": "reopen",
        "cases": seals,
        "prior": [list(prior) for prior in priors],
        "reason": reason,
    }
