"""Builders for the common fields, the opening, people, sessions, imports and piles."""

from collections.abc import Iterable, Mapping
from typing import Any

from adjudicator.ledger import envelope
from adjudicator.ledger.bodies.shared import rows
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.text import to_base64


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
    return {"v": 1, "kind": "constitute", "roster": rows(roster), "tlog_policy": tlog_policy}


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
        "files": rows(files),
        "reader": reader,
        "version": version,
        "lots": rows(lots),
        "flagged": rows(flagged),
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
        "cases": rows(cases),
        "root": root,
        "seed": seed,
        "drawn": drawn,
        "expected": rows(expected),
    }
