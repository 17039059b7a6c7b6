"""The exact field set of every kind of format 1, section 4.

Readings chosen where the format leaves a choice:

* ``open``: ``election`` and ``rules`` are the SHA-256 of the bytes of ``election.json`` and
  ``rules.toml`` in the folder; ``program`` is a text such as ``adjudicator 0.1.0``; ``verifier`` is
  the SHA-256 of ``verify_recount.py``; ``continues.lost`` is how many entries are known to be lost,
  null if nobody knows;
* lists keyed by an id (roster, files, lots, flagged, votes, answers ...) are sorted by that id;
* ``signin.idle`` is in seconds; ``import.counts`` is null where no machine counts were given;
* ``publish`` and ``withheld`` kinds are lower-case words.
"""

from typing import Any, Final

from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import DifferentPolicy, Role
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Consistency, Disposition, EvidenceKind, RevisionReason, Tier
from adjudicator.ledger.kinds.shapes import (
    Shape,
    digest,
    flag,
    ident,
    index,
    many,
    maybe,
    moment,
    nonce,
    one_of,
    ordered,
    person,
    public_key,
    record,
    row,
    seal_or_null,
    table,
    text,
    whole,
    word,
)
from adjudicator.ledger.origin import Purpose

_lot = one_of(*Lot)
_head = row(index, digest)
_disp = one_of(*Disposition)
_items = ordered(index, low=1)
_batches = ordered(whole(1), low=1)
_cases = ordered(digest, low=1)
_place = row(index, index)
_differences = table(whole(1), index, index, maybe(index))

COMMON: Final[dict[str, Shape]] = {
    "v": lambda value: type(value) is int and value == 1,
    "kind": lambda value: isinstance(value, str),  # narrowed down to the one each entry is of
    "n": nonce,
    "t": moment,
    "st": person,
    "seen": _head,
}

POLICY: Final[dict[str, Shape]] = {
    "quorum": whole(1, 100),
    "tiers": whole(1, 2),
    "team": whole(2, 2),
    "different": one_of(*DifferentPolicy),
    "attest": one_of("each", "page", "batch"),
    "page_max": whole(1, 64),
    "privacy": flag,
    "shuffle": flag,
    "cosign": flag,
    "grid": flag,
    "grid_ms": whole(0, 600_000),
    "sample_pm": whole(0, 1000),
    "sample_limit_pm": whole(0, 1000),
    "scores": one_of("shown", "after"),
    "writeins_as_under": flag,
    "publish": word,
}

_CONTINUES: Final[dict[str, Shape]] = {
    "origin": ident,
    "size": index,
    "root": digest,
    "lost": maybe(index),
    "reason": text,
}

ITEM: Final[dict[str, Shape]] = {
    "case": digest,
    "row": digest,
    "contest": ident,
    "disp": _disp,
    "votes": ordered(ident),
    "consistent": maybe(one_of(*Consistency)),
    "clause": maybe(ident),
    "words": seal_or_null,
    "reason": maybe(one_of(*RevisionReason)),
    "evidence": one_of(*EvidenceKind),
    "same": maybe(digest),
    "prior": maybe(_place),
    "objections": table(index, one_of("upheld", "rejected")),
}

_LOOK: Final[dict[str, Shape]] = {"case": digest, "row": digest, "disp": _disp}
_VALUE = record(
    "the value of a vote", {"disp": _disp, "votes": ordered(ident), "clause": maybe(ident)}
)

TARGETS: Final[dict[str, tuple[dict[str, Shape], ...]]] = {
    "release": ({"import": index, "lot": _lot}, {"cases": _cases}),
    "isolate": ({"import": index, "lot": _lot}, {"cases": _cases}),
    "void": ({"import": index},),
    "replace_counts": ({"import": index},),
    "explain": ({"batch": whole(1)},),
    "suspend": ({"contest": ident},),
    "resume": ({"contest": ident},),
    "priority": ({"contest": ident},),
    "refile": ({"contest": ident},),
    "deadline": ({"contest": ident, "t": moment},),
    "waive": ({"people": ordered(person, low=2)},),
    "seat": ({"alternate": person, "for": person},),
}
"""The possible targets of each effect of a motion."""


def _all_or_items(value: Any) -> object:  # noqa: ANN401 - a predicate takes anything
    return value == "all" or _items(value)


def _is_object(value: Any) -> bool:  # noqa: ANN401 - a predicate takes anything
    return isinstance(value, dict)


KINDS: Final[dict[str, dict[str, Shape]]] = {
    "open": {
        "origin": ident,
        "log_key": public_key,
        "purpose": one_of(*Purpose),
        "election": digest,
        "rules": digest,
        "contests": ordered(ident, low=1),
        "policy": record("the policy", POLICY),
        "program": ident,
        "verifier": maybe(digest),
        "continues": maybe(record("the head that is continued", _CONTINUES)),
    },
    "enrol": {
        "person": person,
        "role": one_of(*Role),
        "party": maybe(ident),
        "name": seal_or_null,
        "key": public_key,
        "custody": one_of("stick", "store"),
        "replaces": maybe(index),
    },
    "remove": {"person": person, "reason": seal_or_null},
    "constitute": {"roster": table(person, index), "tlog_policy": digest},
    "signin": {"person": person, "key": public_key, "idle": index, "kept": maybe(_head)},
    "signout": {"person": person},
    "attend": {"person": person, "state": one_of("in", "out", "away"), "reason": seal_or_null},
    "import": {
        "files": table(ident, index, digest),
        "reader": ident,
        "version": ident,
        "lots": table(_lot, whole(1)),
        "flagged": table(ident, one_of(*Condition), whole(1), keys=2),
        "quarantined": index,
        "manifest": digest,
        "manifest_root": digest,
        "counts": maybe(digest),
    },
    "pile": {
        "imports": ordered(index, low=1),
        "cases": table(ident, whole(1)),
        "root": digest,
        "seed": digest,
        "drawn": text,
        "expected": table(ident, index, index),
    },
    "rule": {
        "batch": whole(1),
        "tier": one_of(*Tier),
        "items": many(record("a ruling's item", ITEM), 1, 64),
    },
    "attest": {
        "about": table(index, digest, _all_or_items),
        "cases": ordered(digest),
        "answer": one_of("none", "object", "decline"),
        "ground": maybe(whole(1, 8)),
        "claim": maybe(ident),
        "words": seal_or_null,
        "via": one_of("own", "shared"),
    },
    "withdraw": {"objection": row(index, digest)},
    "vote": {
        "cases": ordered(digest, 1, 64),
        "value": lambda value: value == "abstain" or _VALUE(value),
        "prior": many(maybe(_place), 1, 64),
    },
    "sitting": {"votes": table(person, ordered(index, low=1))},
    "close": {
        "batches": _batches,
        "cases": index,
        "ruled": index,
        "escalated": index,
        "disp": table(_disp, whole(1)),
        "answers": table(person, index, index, index, index, ordered(index), ordered(index)),
        "absent": ordered(person),
        "differences": _differences,
        "tally": digest,
    },
    "reopen": {"cases": _cases, "prior": many(row(index, index, digest)), "reason": seal_or_null},
    "motion": {
        "effect": one_of(*TARGETS),
        "target": _is_object,
        "document": maybe(digest),
        "reason": seal_or_null,
        "votes": table(person, one_of("yes", "no", "abstain")),
    },
    "rescan": {"case": digest, "row": seal_or_null, "reason": seal_or_null},
    "reference": {"style": ident, "side": ident, "image": digest, "layout": digest},
    "sample": {"batches": _batches, "seed": digest, "drawn": text, "size": whole(1)},
    "look": {"sample": index, "items": many(record("a look's item", _LOOK), 1, 64)},
    "paper": {
        "case": digest,
        "step": one_of("requested", "on_the_table", "returned"),
        "seals": many(text),
    },
    "note": {
        "category": one_of("incident", "tabulator_test", "handed_over", "training", "explained"),
        "words": seal_or_null,
        "people": ordered(person),
    },
    "witness": {"note": lambda value: isinstance(value, str) and value != ""},
    "contest_close": {"contest": ident, "tally": digest, "differences": _differences},
    "export": {"files": table(ident, digest), "withheld": table(word, whole(1)), "size": index},
    "finish": {"keys": ordered(index)},
}
"""What each kind's body holds besides the common fields."""
