"""Builders for motions, the life of a paper ballot, notes and scans made again."""

from collections.abc import Iterable, Mapping
from typing import Any

from adjudicator.ledger.bodies.shared import rows
from adjudicator.ledger.envelope import Body


def motion(
    *,
    effect: str,
    target: Mapping[str, Any],
    votes: Iterable[tuple[str, str]],
    reason: str | None = None,
    document: str | None = None,
) -> Body:
    """The board decides; ``votes`` are ``(person, "yes"/"no"/"abstain")``, ``reason`` a seal."""
    return {
        "v": 1,
        "kind": "motion",
        "effect": effect,
        "target": dict(target),
        "document": document,
        "reason": reason,
        "votes": rows(votes),
    }


def paper(*, case: str, step: str, seals: Iterable[str] = ()) -> Body:
    """A step in the life of a case's paper: ``requested``, ``on_the_table`` or ``returned``.

    :param seals: numbers of the seals seen on its container, as they stand there.
    """
    return {"v": 1, "kind": "paper", "case": case, "step": step, "seals": list(seals)}


def note(*, category: str, words: str | None, people: Iterable[str] = ()) -> Body:
    """Something noted about the recount; ``words`` is a seal, ``people`` those it concerns."""
    return {
        "v": 1,
        "kind": "note",
        "category": category,
        "words": words,
        "people": sorted(set(people)),
    }


def rescan(*, case: str, row: str | None, reason: str | None) -> Body:
    """A sheet was scanned again; ``row`` is the seal of the case's new row, ``reason`` a seal."""
    return {"v": 1, "kind": "rescan", "case": case, "row": row, "reason": reason}
