"""Builders of bodies: typed arguments in, the exact fields of the kind out.

A builder sorts what the format wants sorted and leaves out ``n``, ``t``, ``st`` and ``seen``; add
those with :func:`common`.  Builders do not judge: :func:`adjudicator.ledger.kinds.check_body` and
the append rules do.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from adjudicator.ledger import envelope
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.text import to_base64

Place = tuple[int, int]
"""``(entry, item)``: one ruling."""


def _rows(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(row) for row in sorted(rows)]


def _place(place: Place | None) -> list[int] | None:
    return None if place is None else list(place)


def common(
    fields: Body, *, t: str, station: str, seen: tuple[int, str], n: str | None = None
) -> Body:
    """A whole body: the fields of its kind with nonce, time, station and the head that was seen.

    :param seen: ``(size, root in hex)``.
    :param n: the nonce, 32 hex digits; a fresh one if not given.
    """
    nonce = envelope.nonce() if n is None else n
    return fields | {"n": nonce, "t": t, "st": station, "seen": list(seen)}


def policy(**changes: Any) -> Body:  # noqa: ANN401 - each field has its own type, see the schema
    """The policy of a two-tier recount under the defaults of the format, with these changes."""
    fields: Body = {
        "quorum": 2,
        "tiers": 2,
        "team": 2,
        "different": "party",
        "attest": "page",
        "page_max": 24,
        "privacy": True,
        "shuffle": True,
        "cosign": True,
        "grid": True,
        "grid_ms": 3000,
        "sample_pm": 10,
        "sample_limit_pm": 20,
        "scores": "after",
        "writeins_as_under": False,
        "publish": "after_certification",
    }
    return fields | changes


def open_(  # noqa: PLR0913 - the fields of the kind, all by name
    *,
    origin: str,
    log_key: bytes,
    purpose: str,
    election: str,
    rules: str,
    contests: Iterable[str],
    policy: Mapping[str, Any],
    program: str,
    verifier: str | None = None,
    continues: Mapping[str, Any] | None = None,
) -> Body:
    """Entry 0.  ``election`` and ``rules`` are the SHA-256 of those files."""
    return {
        "v": 1,
        "kind": "open",
        "origin": origin,
        "log_key": to_base64(log_key),
        "purpose": purpose,
        "election": election,
        "rules": rules,
        "contests": sorted(set(contests)),
        "policy": dict(policy),
        "program": program,
        "verifier": verifier,
        "continues": None if continues is None else dict(continues),
    }


def enrol(
    *,
    person: str,
    role: str,
    key: bytes,
    party: str | None = None,
    name: str | None = None,
    custody: str = "stick",
    replaces: int | None = None,
) -> Body:
    """A person joins.  ``name`` is the seal of the name; ``replaces`` an earlier enrolment."""
    return {
        "v": 1,
        "kind": "enrol",
        "person": person,
        "role": role,
        "party": party,
        "name": name,
        "key": to_base64(key),
        "custody": custody,
        "replaces": replaces,
    }


def remove(*, person: str, reason: str | None = None) -> Body:
    """A person leaves for good; ``reason`` is a seal."""
    return {"v": 1, "kind": "remove", "person": person, "reason": reason}


def constitute(*, roster: Iterable[tuple[str, int]], tlog_policy: str) -> Body:
    """The board begins: everyone enrolled with the entry of their key, and the policy's hash."""
    return {"v": 1, "kind": "constitute", "roster": _rows(roster), "tlog_policy": tlog_policy}


def signin(*, person: str, key: bytes, idle: int, kept: tuple[int, str] | None = None) -> Body:
    """A session begins.  ``idle`` in seconds; ``kept`` is the head the person brought along."""
    return {
        "v": 1,
        "kind": "signin",
        "person": person,
        "key": to_base64(key),
        "idle": idle,
        "kept": None if kept is None else list(kept),
    }


def signout(*, person: str) -> Body:
    """The person's session at this station ends."""
    return {"v": 1, "kind": "signout", "person": person}


def attend(*, person: str, state: str, reason: str | None = None) -> Body:
    """The person is ``in``, ``away`` or ``out``."""
    return {"v": 1, "kind": "attend", "person": person, "state": state, "reason": reason}


def import_(  # noqa: PLR0913 - the fields of the kind, all by name
    *,
    files: Iterable[tuple[str, int, str]],
    reader: str,
    version: str,
    lots: Iterable[tuple[str, int]],
    flagged: Iterable[tuple[str, str, int]],
    quarantined: int,
    manifest: str,
    manifest_root: str,
    counts: str | None,
) -> Body:
    """Sheets arrive; the last three are hex SHA-256 of the manifest, its root, the counts."""
    return {
        "v": 1,
        "kind": "import",
        "files": _rows(files),
        "reader": reader,
        "version": version,
        "lots": _rows(lots),
        "flagged": _rows(flagged),
        "quarantined": quarantined,
        "manifest": manifest,
        "manifest_root": manifest_root,
        "counts": counts,
    }


def pile(
    *,
    imports: Iterable[int],
    cases: Iterable[tuple[str, int]],
    root: str,
    seed: str,
    drawn: str,
    expected: Iterable[tuple[str, int, int]] = (),
) -> Body:
    """The cases to be ruled on are fixed, and the seed of their order drawn in public."""
    return {
        "v": 1,
        "kind": "pile",
        "imports": sorted(set(imports)),
        "cases": _rows(cases),
        "root": root,
        "seed": seed,
        "drawn": drawn,
        "expected": _rows(expected),
    }


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
        "prior": _place(prior),
        "objections": _rows(objections),
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
        "votes": _rows(votes),
    }


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
        "disp": _rows(disp),
        "answers": sorted(listed),
        "absent": sorted(set(absent)),
        "differences": _rows(differences),
        "tally": tally,
    }
