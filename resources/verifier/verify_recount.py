#!/usr/bin/env python3
"""Check the exported record of a hand recount, with nothing but Python.

    python verify_recount.py EXPORT [--anchor FILE|CODE]... [--json] [--quick] [--jobs N]

EXPORT is the folder (or .zip) a county handed out.  FORMAT.md beside this file describes every
rule that is checked here; the numbers in brackets, as in (7.4), are its sections.  An anchor is
something you kept outside: a card or receipt (.tlog-proof), a kept head, a note, or a record code.

One sentence comes first, then details.  The program ends with 0 if the record holds and contains
all you kept; with 1 if it is consistent but was compared with nothing, or was made by a newer
version; with 3 if it does not hold, is shorter than what you kept, or is another record of the
same name; with 2 if it could not be read at all.

The parts, to be read from top to bottom:

     1  Words and numbers          7  The folder                  13  The tally
     2  Canonical JSON             8  Evidence beside the record  14  One entry after the other
     3  Shapes of fields           9  What is remembered          15  The other files
     4  The tree                  10  Rules of single kinds       16  What you kept
     5  Ed25519                   11  Motions                     17  The verdict
     6  Notes and signatures      12  Cosigned heads              18  The command line
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import sys
import tomllib
import zipfile
import zlib
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256, sha512
from itertools import combinations, pairwise
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import IO, Any

# ---------------------------------------------------------------------------------------------
# 1  Words and numbers
# ---------------------------------------------------------------------------------------------

VERSION = 1
LARGEST = 2**53 - 1
ENTRY_BYTES = 262_144
DEPTH = 8
SETTLING = frozenset({"vote", "nothing_marked", "marks_do_not_count", "too_many", "writein"})
"""Rulings that settle a case; the other three leave it waiting (2.4)."""
NEEDS_CLAUSE = frozenset({"vote", "marks_do_not_count", "too_many", "writein"})
WITHOUT_VOTES = frozenset({"too_many", "no_consensus", "paper", "same_ballot_as"})
DISPS = SETTLING | {"no_consensus", "paper", "same_ballot_as"}
CONDITIONS = ("overvote", "undervote", "blank", "ambiguous", "writein")
LOTS = (
    "accepted",
    "provisional",
    "late_cured",
    "disputed",
    "not_counted",
    "awaiting_duplicate",
    "isolated",
)
ROLES = ("chair", "member", "alternate", "clerk", "team", "observer")
SESSION_KINDS = frozenset(
    ("rule", "attest", "withdraw", "vote", "attend", "reference", "look", "paper", "note")
    + ("signout",)
)
"""Kinds a session key may sign (4.2)."""
OPEN, CLOSED, PERHAPS = 0, 1, 2
"""Whether a case is closed.  PERHAPS: what would tell is withheld (7.4)."""

Body = dict[str, Any]
Place = tuple[int, int]
Lot = tuple[int, str]


class Refused(Exception):  # noqa: N818 - it is a verdict, and read as one
    """Something does not hold: the class of the reason (section 16) and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence


class Unreadable(Exception):  # noqa: N818 - the same
    """The export, or an anchor, cannot be read at all."""


def need(condition: object, code: str, sentence: str) -> None:
    """Refuse with this class and sentence unless the condition is met."""
    if not condition:
        raise Refused(code, sentence)


# ---------------------------------------------------------------------------------------------
# 2  Canonical JSON (2.2)
# ---------------------------------------------------------------------------------------------

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ESCAPE = re.compile(r"\\(?:[\"\\n]|(.))", re.DOTALL)
_LONG_NUMBER = re.compile(rb"[0-9]{16}")
_KEY = re.compile(r"[a-z0-9_]+").fullmatch
_OTHER_BYTES = "the text is not in canonical form: writing it again gives other bytes"


def canonical(value: object) -> bytes:
    """The one spelling of a value."""
    return _ENCODER.encode(value).encode()


def _no_such_number(text: str) -> object:
    raise Refused("encoding", f"the number {text[:20]} is not a plain integer")


def _once(pairs: list[tuple[str, object]]) -> object:
    need(len(dict(pairs)) == len(pairs), "encoding", "an object has the same key twice")
    return dict(pairs)


_DECODER = json.JSONDecoder(parse_float=_no_such_number, parse_constant=_no_such_number)


def _walk(value: Any, depth: int = 1) -> None:  # noqa: ANN401 - any list or object
    """Refuse too deep nesting and odd keys."""
    if depth > DEPTH:
        raise ValueError("nested too deep")
    if type(value) is dict:
        if not all(map(_KEY, value)):
            raise ValueError("a key of another form")
        value = value.values()
    for part in value:
        if type(part) is list or type(part) is dict:
            _walk(part, depth + 1)


def _largest(value: Any) -> int:  # noqa: ANN401 - any JSON value
    """The largest number in a value, whatever its sign."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return max(map(_largest, value), default=0)
    return abs(value) if type(value) is int else 0


def read_canonical(data: bytes, limit: int | None = ENTRY_BYTES) -> Any:  # noqa: ANN401
    """The value of canonical bytes; `Refused` (encoding) for any other bytes."""
    try:
        if limit is not None and len(data) > limit:
            raise ValueError("too long")
        text = data.decode()
        # Those below U+0020 are refused by the decoder, or by the comparison at the end.
        if "\x7f" in text or (not text.isascii() and _CONTROL.search(text)):
            raise ValueError("a control character")
        odd = "\\" in text and any(found.group(1) for found in _ESCAPE.finditer(text))
        value = _DECODER.decode(text)
        if isinstance(value, dict | list):
            _walk(value)
        if _LONG_NUMBER.search(data) and _largest(value) > LARGEST:
            raise ValueError("a number that is too large")
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise Refused("encoding", f"the text is not canonical JSON: {error}") from None
    if again != data or odd:
        json.loads(text, object_pairs_hook=_once)
        raise Refused("encoding", _OTHER_BYTES)
    return value


# ---------------------------------------------------------------------------------------------
# 3  Shapes of fields (2.4, 9)
# ---------------------------------------------------------------------------------------------

Shape = Callable[[Any], bool]
"""Says whether a value has the shape; raises `Refused` where it knows the reason better."""


def _text(pattern: str) -> Shape:
    match = re.compile(pattern).fullmatch
    return lambda value: isinstance(value, str) and match(value) is not None


def _whole(low: int, high: int) -> Shape:
    return lambda value: type(value) is int and low <= value <= high


def _one_of(*words: object) -> Shape:
    known = frozenset(words)
    return lambda value: isinstance(value, str) and value in known


def _or_null(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def _flag(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    return value is True or value is False


def _row(*shapes: Shape) -> Shape:
    """A list of so many columns."""
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(shapes)
        and all(shape(part) for shape, part in zip(shapes, value, strict=True))
    )


def _list(shape: Shape, low: int = 0, high: int | None = None) -> Shape:
    return lambda value: (
        isinstance(value, list)
        and len(value) >= low
        and (high is None or len(value) <= high)
        and all(map(shape, value))
    )


def _set(shape: Shape, low: int = 0, high: int | None = None) -> Shape:
    listed = _list(shape, low, high)
    return lambda value: listed(value) and all(a < b for a, b in pairwise(value))


def _table(*shapes: Shape, keys: int = 1) -> Shape:
    listed = _list(_row(*shapes))
    return lambda value: listed(value) and all(a[:keys] < b[:keys] for a, b in pairwise(value))


def _object(fields: dict[str, Shape], what: str) -> Shape:
    """An object with exactly these fields, judged in this order (section 8, 1)."""

    def check(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
        if not isinstance(value, dict):
            return False
        check_fields(value, fields, what)
        return True

    return check


def check_fields(value: Body, fields: dict[str, Shape], what: str) -> None:
    """Refuse an object whose fields are not exactly these, each of its shape."""
    if value.keys() != fields.keys():
        for name in value:
            known = name in fields
            need(known, "newer", f"{what} has the field {name!r}, unknown to this version")
        missing = next(name for name in fields if name not in value)
        raise Refused("encoding", f"{what} lacks the field {missing!r}")
    for name, shape in fields.items():
        if not shape(value[name]):
            said = f"the field {name!r} of {what} holds what format 1 does not allow"
            raise Refused("encoding", said)


_ONE_LINE = re.compile(r"[^\n]{1,200}").fullmatch
ident = _text(r"[a-z0-9]{1,20}")
word = _text(r"[a-z][a-z0-9_]{0,39}")
hexes = _text(r"[0-9a-f]{64}")
nonce = _text(r"[0-9a-f]{32}")
key_text = _text(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=")
sig_text = _text(r"[A-Za-z0-9+/]{85}[AQgw]==")
time_text = _text(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)
index = _whole(0, LARGEST)
count = _whole(1, LARGEST)
seal = _or_null(hexes)
place = _row(index, index)
head = _row(index, hexes)
lot = _one_of(*LOTS)
disp = _one_of(*DISPS)
condition = _one_of(*CONDITIONS)


def name(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    """One line of 1 to 200 characters."""
    return isinstance(value, str) and _ONE_LINE(value) is not None


def text(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    """At most 2,000 characters."""
    return isinstance(value, str) and len(value) <= 2000  # noqa: PLR2004 - the format's figure


NAMES = _set(name)
HASHES = _set(hexes)
DIFFERENCES = _table(count, index, index, _or_null(index))

COMMON: dict[str, Shape] = {
    "v": _whole(VERSION, VERSION),
    "kind": word,
    "n": nonce,
    "t": time_text,
    "st": ident,
    "seen": head,
}
POLICY: dict[str, Shape] = {
    "quorum": _whole(1, 100),
    "tiers": _whole(1, 2),
    "team": _whole(2, 2),
    "different": _one_of("person", "party"),
    "attest": _one_of("each", "page", "batch"),
    "page_max": _whole(1, 64),
    "privacy": _flag,
    "shuffle": _flag,
    "cosign": _flag,
    "grid": _flag,
    "grid_ms": _whole(0, 600_000),
    "sample_pm": _whole(0, 1000),
    "sample_limit_pm": _whole(0, 1000),
    "scores": _one_of("shown", "after"),
    "writeins_as_under": _flag,
    "publish": word,
}
CONTINUES: dict[str, Shape] = {
    "origin": name,
    "size": index,
    "root": hexes,
    "lost": _or_null(index),
    "reason": text,
}
ITEM: dict[str, Shape] = {
    "case": hexes,
    "row": hexes,
    "contest": name,
    "disp": disp,
    "votes": NAMES,
    "consistent": _or_null(_one_of("unmarked", "same", "different", "unknown")),
    "clause": _or_null(name),
    "words": seal,
    "reason": _or_null(_one_of("wrong_key", "saw_more", "after_objection", "from_paper", "words")),
    "evidence": _one_of("image", "paper", "form"),
    "same": seal,
    "prior": _or_null(place),
    "objections": _table(index, _one_of("upheld", "rejected")),
}
VALUE = _object({"disp": disp, "votes": NAMES, "clause": _or_null(name)}, "the vote")
LOOK_ITEM = _object({"case": hexes, "row": hexes, "disp": disp}, "a second look")


def _about(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    return value == "all" or _set(index, 1)(value)


def _vote_value(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    return value == "abstain" or VALUE(value)


def _target(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    return isinstance(value, dict)


_LOT_TARGET: dict[str, Shape] = {"import": index, "lot": lot}
_CASES_TARGET: dict[str, Shape] = {"cases": _set(hexes, 1)}
_CONTEST_TARGET: dict[str, Shape] = {"contest": name}
TARGETS: dict[str, tuple[dict[str, Shape], ...]] = {
    "release": (_LOT_TARGET, _CASES_TARGET),
    "isolate": (_LOT_TARGET, _CASES_TARGET),
    "void": ({"import": index},),
    "replace_counts": ({"import": index},),
    "explain": ({"batch": count},),
    "suspend": (_CONTEST_TARGET,),
    "resume": (_CONTEST_TARGET,),
    "priority": (_CONTEST_TARGET,),
    "refile": (_CONTEST_TARGET,),
    "deadline": ({"contest": name, "t": time_text},),
    "waive": ({"people": _set(ident, 2)},),
    "seat": ({"alternate": ident, "for": ident},),
}
"""The targets of every effect of a motion (section 10)."""

KINDS: dict[str, dict[str, Shape]] = {
    "open": {
        "origin": name,
        "log_key": key_text,
        "purpose": _one_of("recount", "rehearsal", "demo"),
        "election": hexes,
        "rules": hexes,
        "contests": _set(name, 1),
        "policy": _object(POLICY, "the policy"),
        "program": name,
        "verifier": seal,
        "continues": _or_null(_object(CONTINUES, "'continues'")),
    },
    "enrol": {
        "person": ident,
        "role": _one_of(*ROLES),
        "party": _or_null(name),
        "name": seal,
        "key": key_text,
        "custody": _one_of("stick", "store"),
        "replaces": _or_null(index),
    },
    "remove": {"person": ident, "reason": seal},
    "constitute": {"roster": _table(ident, index), "tlog_policy": hexes},
    "signin": {"person": ident, "key": key_text, "idle": index, "kept": _or_null(head)},
    "signout": {"person": ident},
    "attend": {"person": ident, "state": _one_of("in", "out", "away"), "reason": seal},
    "import": {
        "files": _table(name, index, hexes),
        "reader": name,
        "version": name,
        "lots": _table(lot, count),
        "flagged": _table(name, condition, count, keys=2),
        "quarantined": index,
        "manifest": hexes,
        "manifest_root": hexes,
        "counts": seal,
    },
    "pile": {
        "imports": _set(index, 1),
        "cases": _table(name, count),
        "root": hexes,
        "seed": hexes,
        "drawn": text,
        "expected": _table(name, index, index),
    },
    "rule": {
        "batch": count,
        "tier": _one_of("team", "board"),
        "items": _list(_object(ITEM, "a ruling"), 1, 64),
    },
    "attest": {
        "about": _table(index, hexes, _about),
        "cases": HASHES,
        "answer": _one_of("none", "object", "decline"),
        "ground": _or_null(_whole(1, 8)),
        "claim": _or_null(name),
        "words": seal,
        "via": _one_of("own", "shared"),
    },
    "withdraw": {"objection": head},
    "vote": {
        "cases": _set(hexes, 1, 64),
        "value": _vote_value,
        "prior": _list(_or_null(place)),
    },
    "sitting": {"votes": _table(ident, _set(index, 1))},
    "close": {
        "batches": _set(count, 1),
        "cases": index,
        "ruled": index,
        "escalated": index,
        "disp": _table(disp, count),
        "answers": _table(ident, index, index, index, index, _set(index), _set(index)),
        "absent": _set(ident),
        "differences": DIFFERENCES,
        "tally": hexes,
    },
    "reopen": {
        "cases": _set(hexes, 1),
        "prior": _list(_row(index, index, hexes)),
        "reason": seal,
    },
    "motion": {
        "effect": _one_of(*TARGETS),
        "target": _target,
        "document": seal,
        "reason": seal,
        "votes": _table(ident, _one_of("yes", "no", "abstain")),
    },
    "rescan": {"case": hexes, "row": seal, "reason": seal},
    "reference": {"style": name, "side": name, "image": hexes, "layout": hexes},
    "sample": {"batches": _set(count, 1), "seed": hexes, "drawn": text, "size": count},
    "look": {"sample": index, "items": _list(LOOK_ITEM, 1, 64)},
    "paper": {
        "case": hexes,
        "step": _one_of("requested", "on_the_table", "returned"),
        "seals": _list(text),
    },
    "note": {
        "category": _one_of("incident", "tabulator_test", "handed_over", "training", "explained"),
        "words": seal,
        "people": _set(ident),
    },
    "witness": {"note": lambda value: isinstance(value, str) and value != ""},
    "contest_close": {"contest": name, "tally": hexes, "differences": DIFFERENCES},
    "export": {"files": _table(name, hexes), "withheld": _table(word, count), "size": index},
    "finish": {"keys": _set(index)},
}
"""Every kind with its fields (section 9)."""
_WITH_COMMON = {kind: COMMON | fields for kind, fields in KINDS.items()}


def check_body(body: Body) -> None:
    """Version, kind, fields, shapes, and what section 9 calls the form of a kind (section 8, 1)."""
    v, kind = body.get("v"), body.get("kind")
    need(type(v) is int and isinstance(kind, str), "encoding", "it tells no version or no kind")
    need(v == VERSION, "newer", f"this entry is written in format {v}")
    unknown = f"this entry is of the kind {str(kind)[:40]!r}, unknown to this version"
    need(kind in KINDS, "newer", unknown)
    article = "an" if str(kind)[0] in "aeiou" else "a"
    check_fields(body, _WITH_COMMON[str(kind)], f"{article} {kind} entry")
    form = FORMS.get(str(kind))
    if form is not None:
        form(body)


def _form_items(body: Body) -> None:
    cases = [item["case"] for item in body["items"]]
    need(len(set(cases)) == len(cases), "encoding", "it names a case twice")


def _form_priors(body: Body) -> None:
    need(len(body["cases"]) == len(body["prior"]), "encoding", "it has not one prior per case")


def _form_attest(body: Body) -> None:
    objects = body["answer"] == "object"
    need(
        bool(body["about"]) != bool(body["cases"])
        and (objects or not body["cases"])
        and (body["ground"] is not None) == objects
        and (objects or body["claim"] is None),
        "encoding",
        "its answer, its ground and what it is about do not go together",
    )


def _form_motion(body: Body) -> None:
    target, choices = body["target"], TARGETS[body["effect"]]
    fields = next((known for known in choices if known.keys() == target.keys()), choices[0])
    check_fields(target, fields, f"the target of this motion to {body['effect']}")


FORMS: dict[str, Callable[[Body], None]] = {
    "rule": _form_items,
    "look": _form_items,
    "vote": _form_priors,
    "reopen": _form_priors,
    "attest": _form_attest,
    "motion": _form_motion,
}


@dataclass(slots=True)
class Act:
    """One entry, read but not yet checked against the others."""

    i: int
    raw: bytes
    body: Body
    kind: str
    body_bytes: bytes
    signatures: list[tuple[int, bytes]]
    signers: list[Key] = field(default_factory=list)
    new: Key | None = None

    @property
    def leaf(self) -> bytes:
        """The hash of its exact bytes as a leaf of the tree."""
        return sha256(b"\x00" + self.raw).digest()


def read_act(raw: bytes) -> Act:
    """An entry from its exact bytes (section 5)."""
    entry = read_canonical(raw)
    need(
        isinstance(entry, dict)
        and entry.keys() == {"b", "i", "s"}
        and isinstance(entry["b"], dict)
        and index(entry["i"])
        and isinstance(entry["s"], list),
        "encoding",
        "it is not the envelope of an entry",
    )
    if not _pairs(entry["s"]):
        raise Refused("encoding", _fault_of_pairs(entry["s"]))
    i, body, pairs = entry["i"], entry["b"], entry["s"]
    need(pairs[-1][0] <= i, "encoding", "it names a key of a later entry")
    check_body(body)
    signatures = [(k, base64.b64decode(signature)) for k, signature in pairs]
    return Act(i, raw, body, body["kind"], raw[5 : raw.rindex(b',"i":')], signatures)


def _fault_of_pairs(pairs: list[Any]) -> str:
    """Why these are not the signatures of an entry."""
    shaped = all(isinstance(pair, list) and len(pair) == 2 for pair in pairs)  # noqa: PLR2004
    if shaped and not all(sig_text(pair[1]) for pair in pairs):
        return "a signature is not 64 bytes in strict base64"
    return "its signatures are none, or do not ascend by distinct keys"


def _pairs(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    return _table(index, sig_text)(value) and len(value) > 0


# ---------------------------------------------------------------------------------------------
# 4  The tree (section 3)
# ---------------------------------------------------------------------------------------------


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows; it can keep every leaf hash and every root."""

    def __init__(self, *, keep: bool = False) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        self._keep = keep
        self._leaves = bytearray()
        self._roots = bytearray(sha256(b"").digest())

    def add(self, leaf_hash: bytes) -> None:
        """Take in the hash of the next leaf."""
        left, made = self.size, leaf_hash
        while left & 1:
            made = node_hash(self._peaks.pop(), made)
            left >>= 1
        self._peaks.append(made)
        self.size += 1
        if self._keep:
            self._leaves += leaf_hash
            self._roots += self.top()

    def top(self) -> bytes:
        """The root of everything taken in."""
        if not self._peaks:
            return sha256(b"").digest()
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found

    def leaf(self, i: int) -> bytes:
        """The hash of leaf `i`."""
        return bytes(self._leaves[32 * i : 32 * i + 32])

    def root(self, size: int) -> bytes:
        """The root at that size."""
        return bytes(self._roots[32 * size : 32 * size + 32])

    def has_code(self, code: bytes) -> int | None:
        """The lowest size whose root begins with these 8 bytes."""
        for size in range(self.size + 1):
            if self._roots[32 * size : 32 * size + 8] == code:
                return size
        return None


def root_from_proof(leaf_hash: bytes, i: int, size: int, proof: list[bytes]) -> bytes | None:
    """The root an inclusion proof leads to (RFC 9162, 2.1.3.2), or None."""
    if i >= size:
        return None
    at, last, found = i, size - 1, leaf_hash
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


def record_code(root: bytes) -> str:
    """The first 16 digits of a root, in groups of four."""
    digits = root.hex()[:16].upper()
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


# ---------------------------------------------------------------------------------------------
# 5  Ed25519 (4.3, 4.4)
#
# Points are taken from tables of multiples made once per key, so that a check is some sixty
# additions; the divisions at the end are shared by all checks of a batch.  Every signature is
# checked by itself: R is computed anew and compared, byte for byte.
# ---------------------------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Extended = tuple[int, int, int, int]
"""A point as X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z."""
Ready = tuple[int, int, int]
"""A point made ready for additions: y + x, y - x, 2dxy."""
IDENTITY: Extended = (0, 1, 1, 0)
Windows = list[list[Ready]]
"""Multiples of a point by window: ``windows[w][n]`` is n * 2^(width * w) times the point."""


def decode_point(data: bytes) -> tuple[int, int] | None:
    """The affine point of its canonical encoding, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P == -u % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if v * x * x % P != u or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x), y


def add(a: Extended, b: Ready) -> Extended:
    """The sum of two points."""
    x, y, z, t = a
    m = (y - x) * b[1] % P
    n = (y + x) * b[0] % P
    c = t * b[2] % P
    z2 = z + z
    e, f, g, h = n - m, z2 - c, z2 + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(a: Extended) -> Extended:
    """Twice a point."""
    x, y, z, _ = a
    xx, yy, zz = x * x % P, y * y % P, z * z % P
    h = xx + yy
    e = h - (x + y) * (x + y) % P
    g = xx - yy
    f = zz + zz + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def inverses(values: list[int]) -> list[int]:
    """The inverse of each of these numbers modulo P, with a single division."""
    products, so_far = [], 1
    for value in values:
        products.append(so_far)
        so_far = so_far * value % P
    inverse = pow(so_far, -1, P)
    found = [0] * len(values)
    for at in range(len(values) - 1, -1, -1):
        found[at] = inverse * products[at] % P
        inverse = inverse * values[at] % P
    return found


def make_ready(points: list[Extended]) -> list[Ready]:
    """The points, ready for additions."""
    ready = []
    for (x, y, _, _), inverse in zip(points, inverses([p[2] for p in points]), strict=True):
        ax, ay = x * inverse % P, y * inverse % P
        ready.append(((ay + ax) % P, (ay - ax) % P, 2 * D * ax * ay % P))
    return ready


def make_windows(point: tuple[int, int], width: int) -> Windows:
    """The table of a point."""
    x, y = point
    bases = [(x, y, 1, x * y % P)]
    for _ in range(256 // width):
        base = bases[-1]
        for _ in range(width):
            base = double(base)
        bases.append(base)
    half = 1 << (width - 1)
    points: list[Extended] = []
    for base, step in zip(bases, make_ready(bases), strict=True):
        for n in range(half):
            points.append(base if n == 0 else add(points[-1], step))
    ready = make_ready(points)
    return [[(1, 1, 0), *ready[half * at : half * at + half]] for at in range(len(bases))]


def add_multiple(total: Extended, windows: Windows, width: int, n: int) -> Extended:
    """That point plus n times the table's point."""
    x, y, z, t = total
    half, full = 1 << (width - 1), 1 << width
    mask, at, p, low = full - 1, 0, P, 2**255 - 1
    while n:
        digit = n & mask
        n >>= width
        if digit > half:
            digit -= full
            n += 1
        if digit:
            plus, minus, twice = windows[at][abs(digit)]
            if digit < 0:
                plus, minus, twice = minus, plus, -twice
            # 2^255 is 19 modulo P: that makes a number short enough in half the time.
            m = (y - x) * minus
            m = (m & low) + 19 * (m >> 255)
            o = (y + x) * plus
            o = (o & low) + 19 * (o >> 255)
            c = t * twice
            c = (c & low) + 19 * (c >> 255)
            z2 = z + z
            e, f, g, h = o - m, z2 - c, z2 + c, o + m
            x, y, z, t = e * f % p, g * h % p, f * g % p, e * h % p
        at += 1
    return x, y, z, t


def multiple(point: tuple[int, int], n: int) -> Extended:
    """N times a point, without a table."""
    x, y = point
    step = make_ready([(x, y, 1, x * y % P)])[0]
    total = IDENTITY
    for bit in f"{n:b}":
        total = double(total)
        if bit == "1":
            total = add(total, step)
    return total


BASE_Y = 4 * pow(5, -1, P) % P
BASE = decode_point(BASE_Y.to_bytes(32, "little")) or (0, 0)


def is_good_key(key: bytes) -> bool:
    """Whether these bytes are a point of prime order, canonically encoded (4.3)."""
    return not fault_of_key(key)


def fault_of_key(key: bytes) -> str:
    """Why these bytes are no good key, as a clause; empty if they are one."""
    point = decode_point(key)
    if point is None:
        return "the public key is not a point of the curve in its one canonical form"
    if point == (0, 1):
        return "the public key is the identity, which would accept any signature"
    x, y, z, _ = multiple(point, ORDER)
    if x % P == 0 and (y - z) % P == 0:
        return ""
    return "the public key is not of prime order, so verifiers could disagree about it"


@dataclass(slots=True)
class Table:
    """Multiples of a key's point, in wider windows the more it is used."""

    uses: int = 0
    width: int = 0
    windows: Windows = field(default_factory=list)


class Verifier:
    """Checks signatures of good keys in pure Python; keeps the tables of the latest keys."""

    TABLES = 16
    WIDTHS = ((4, 4), (40, 7), (2_500, 9))
    """From so many signatures on, a table of this width saves more time than it takes to make."""

    def __init__(self) -> None:
        self._tables: OrderedDict[bytes, Table] = OrderedDict()

    def check(self, key: bytes, pairs: list[tuple[bytes, bytes]]) -> list[bool]:
        """For each message and signature, whether it is good (4.4)."""
        point = decode_point(key)
        if point is None:
            return [False] * len(pairs)
        negated = (P - point[0]) % P, point[1]
        base = self._table(b"", BASE, len(pairs))
        table = self._table(key, negated, len(pairs))
        found: list[Extended] = []
        for message, signature in pairs:
            s = int.from_bytes(signature[32:], "little")
            digest = sha512(signature[:32] + key + message).digest()
            h = int.from_bytes(digest, "little") % ORDER
            total = _plus_multiple(IDENTITY, base, BASE, s) if s < ORDER else IDENTITY
            found.append(_plus_multiple(total, table, negated, h))
        return [
            len(signature) == 64  # noqa: PLR2004 - the length of a signature
            and int.from_bytes(signature[32:], "little") < ORDER
            and _encoded(point_, inverse) == signature[:32]
            for (_, signature), point_, inverse in zip(
                pairs, found, inverses([f[2] for f in found]), strict=True
            )
        ]

    def _table(self, key: bytes, point: tuple[int, int], uses: int) -> Table:
        """The table of a key: wide where it is used much, none where hardly."""
        table = self._tables.setdefault(key, Table())
        self._tables.move_to_end(key)
        if len(self._tables) > self.TABLES:
            self._tables.popitem(last=False)
        table.uses += uses
        width = max((width for enough, width in self.WIDTHS if table.uses >= enough), default=0)
        if width > table.width:
            table.width, table.windows = width, make_windows(point, width)
        return table


def _plus_multiple(total: Extended, table: Table, point: tuple[int, int], n: int) -> Extended:
    if table.windows:
        return add_multiple(total, table.windows, table.width, n)
    return add(total, make_ready([multiple(point, n)])[0])


def _encoded(point: Extended, inverse: int) -> bytes:
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


class FastVerifier:
    """The same through the library `cryptography`, where it is installed."""

    def check(self, key: bytes, pairs: list[tuple[bytes, bytes]]) -> list[bool]:
        """For each message and signature, whether it is good."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - may be missing
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PublicKey,
        )

        public, found = Ed25519PublicKey.from_public_bytes(key), []
        for message, signature in pairs:
            try:
                public.verify(signature, message)
                found.append(True)
            except InvalidSignature:
                found.append(False)
        return found


def library_is_there() -> bool:
    """Whether `cryptography` can be used."""
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: F401, PLC0415
    except Exception:  # noqa: BLE001 - a broken library is as good as none
        return False
    return True


_VERIFIERS: dict[bool, Verifier | FastVerifier] = {}


def check_signatures(key: bytes, pairs: list[tuple[bytes, bytes]], pure: bool) -> list[bool]:  # noqa: FBT001
    """What a worker process does: check the signatures of one key."""
    if pure not in _VERIFIERS:
        _VERIFIERS[pure] = Verifier() if pure else FastVerifier()
    return _VERIFIERS[pure].check(key, pairs)


@dataclass(slots=True)
class Failure:
    """What does not hold, and where."""

    entry: int | None
    code: str
    sentence: str
    file: str | None = None


Mark = tuple[int, str, int]
"""An entry, the class of what a bad signature in it would be (`signature` before `witness`), and
the entry that introduced the key."""


class Signatures:
    """Signatures to be checked, by key, in worker processes; the lowest bad one is remembered."""

    BATCH, WAITING, AHEAD = 384, 16_384, 6
    UNEVEN = 4_000
    """A key stays with its worker, which has its table, until another had so much less to do."""

    def __init__(self, *, jobs: int, pure: bool) -> None:
        self.checked = 0
        self._pure = pure
        self._waiting: dict[bytes, list[tuple[Mark, bytes, bytes]]] = defaultdict(list)
        self._count = 0
        self._bad: Mark | None = None
        self._workers = [_worker() for _ in range(jobs)] if jobs > 1 else []
        self._loads = [0] * len(self._workers)
        self._of_key: dict[bytes, int] = {}
        self._running: deque[tuple[Future[list[bool]], list[Mark]]] = deque()

    def add(self, key: bytes, message: bytes, signature: bytes, mark: Mark) -> None:
        """Have this checked; a bad one is a failure of that entry and class."""
        waiting = self._waiting[key]
        waiting.append((mark, message, signature))
        self._count += 1
        if len(waiting) >= self.BATCH:
            self._start(key)
        elif self._count >= self.WAITING:
            self._start(max(self._waiting, key=lambda k: len(self._waiting[k])))

    def failed(self) -> bool:
        """Whether a bad one is known already."""
        return self._bad is not None

    def finish(self) -> Failure | None:
        """Check all that wait; the bad one of the lowest entry."""
        for key in list(self._waiting):
            self._start(key)
        while self._running:
            self._take()
        for worker in self._workers:
            worker.shutdown(cancel_futures=True)
        self._workers = []
        if self._bad is None:
            return None
        entry, code, k = self._bad
        said = f"a signature on entry {entry} is not good (key of entry {k})"
        return Failure(entry, code, said)

    def _start(self, key: bytes) -> None:
        batch = self._waiting.pop(key)
        self._count -= len(batch)
        self.checked += len(batch)
        pairs = [(message, signature) for _, message, signature in batch]
        marks = [mark for mark, _, _ in batch]
        if not self._workers:
            self._note(check_signatures(key, pairs, self._pure), marks)
            return
        least = self._loads.index(min(self._loads))
        number = self._of_key.setdefault(key, least)
        if self._loads[number] - self._loads[least] > self.UNEVEN:
            number = self._of_key[key] = least
        self._loads[number] += len(batch)
        running = self._workers[number].submit(check_signatures, key, pairs, self._pure)
        self._running.append((running, marks))
        while len(self._running) > self.AHEAD * len(self._workers):
            self._take()

    def _take(self) -> None:
        running, marks = self._running.popleft()
        self._note(running.result(), marks)

    def _note(self, good: list[bool], marks: list[Mark]) -> None:
        bad = [mark for mark, is_good in zip(marks, good, strict=True) if not is_good]
        self._bad = min([*bad, self._bad] if self._bad else bad, default=None)


def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def check_now(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether one signature is good, at once and in pure Python."""
    return check_signatures(key, [(message, signature)], pure=True)[0]


# ---------------------------------------------------------------------------------------------
# 6  Notes and signatures (4.5 to 4.7)
# ---------------------------------------------------------------------------------------------

TYPE_NOTE, TYPE_COSIGN = 0x01, 0x04
NOTE_BYTES, NOTE_LINES, NOTE_SIGNATURES = 524_288, 128, 32
_NOTE_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_NOTE_LINE = re.compile("\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})").fullmatch
_NOTE_NAME = re.compile(r"[^\s+]+").fullmatch
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,15}").fullmatch
_ORIGIN = re.compile(
    r"([a-z0-9.-]+/[a-z0-9.-]+/[0-9a-f]{20})(/rehearsal|/demo)?(?:/r([1-9][0-9]{0,3}))?"
).fullmatch


def act_message(origin: str, body_bytes: bytes) -> bytes:
    """What signers of an entry sign."""
    return b"adjudicator/act/v1\n" + origin.encode() + b"\n" + body_bytes


def key_id(note_name: str, kind: int, key: bytes) -> bytes:
    """The four bytes that name a key in a note."""
    return sha256(note_name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def vkey(note_name: str, kind: int, key: bytes) -> str:
    """A public key as a verifier key."""
    encoded = base64.b64encode(bytes([kind]) + key).decode()
    return f"{note_name}+{key_id(note_name, kind, key).hex()}+{encoded}"


def strict_base64(data: str) -> bytes:
    """The bytes of padded base64 that encodes to itself again; ValueError otherwise."""
    found = base64.b64decode(data, validate=True)
    if base64.b64encode(found).decode() != data:
        raise ValueError("base64 of another spelling")
    return found


@dataclass(slots=True)
class NoteLine:
    """One signature line: a name, a key id, and what follows it."""

    name: str
    key_id: bytes
    payload: bytes


@dataclass(slots=True)
class Note:
    """A signed note, as read."""

    text: str
    lines: list[NoteLine]


def read_note(data: str, code: str) -> Note:
    """A note from its text; `Refused` with this class for anything else."""
    whole = data.encode("utf-8", "replace")
    lines = data.count("\n")
    need(
        len(whole) <= NOTE_BYTES and lines <= NOTE_LINES and not _NOTE_CONTROL.search(data),
        code,
        "the note is too long or holds control characters",
    )
    body, gap, rest = data.rpartition("\n\n")
    need(gap and rest.endswith("\n"), code, "the note has no signature lines")
    found = []
    for line in rest[:-1].split("\n"):
        match = _NOTE_LINE(line)
        if match is None or _NOTE_NAME(match.group(1)) is None:
            raise Refused(code, "the note has a line that is no signature line")
        try:
            raw = strict_base64(match.group(2))
        except ValueError:
            raise Refused(code, "a signature line of the note is not strict base64") from None
        need(len(raw) > 4, code, "a signature line of the note is too short")  # noqa: PLR2004
        found.append(NoteLine(match.group(1), raw[:4], raw[4:]))
    need(len(found) <= NOTE_SIGNATURES, code, "the note has too many signature lines")
    return Note(body + "\n", found)


@dataclass(slots=True)
class Checkpoint:
    """A head: origin, size and root."""

    origin: str
    size: int
    root: bytes


def read_checkpoint(note_text: str, code: str) -> Checkpoint:
    """The checkpoint a note's text is (4.7)."""
    parts, said = note_text.split("\n"), "this is not a checkpoint of a record"
    need(len(parts) == 4 and parts[3] == "", code, said)  # noqa: PLR2004
    need(_NOTE_NAME(parts[0]) and _DECIMAL(parts[1]), code, said)
    try:
        root = strict_base64(parts[2])
    except ValueError:
        raise Refused(code, said) from None
    need(len(root) == 32, code, said)  # noqa: PLR2004
    return Checkpoint(parts[0], int(parts[1]), root)


def cosigned_at(payload: bytes) -> int | None:
    """The time T of a cosignature, or None if it is none."""
    if len(payload) != 72:  # noqa: PLR2004 - 8 bytes of time and a signature
        return None
    moment = int.from_bytes(payload[:8], "big")
    return moment if moment <= LARGEST else None


def cosign_message(moment: int, note_text: str) -> bytes:
    """What a cosigner signs."""
    return f"cosignature/v1\ntime {moment}\n{note_text}".encode()


def is_origin(origin: str, purpose: str | None = None) -> bool:
    """Whether this is the name of a record (4.1), of this purpose."""
    match = _ORIGIN(origin)
    if match is None or not 8 <= len(origin) <= 60 or match.group(3) == "1":  # noqa: PLR2004
        return False
    marks = {None: "recount", "/rehearsal": "rehearsal", "/demo": "demo"}
    return purpose is None or marks[match.group(2)] == purpose


def predecessor(origin: str) -> str | None:
    """The origin a record that was restored continues; None if it continues none."""
    match = _ORIGIN(origin)
    if match is None or match.group(3) is None:
        return None
    number = int(match.group(3)) - 1
    return (match.group(1) + (match.group(2) or "")) + (f"/r{number}" if number > 1 else "")


# ---------------------------------------------------------------------------------------------
# 7  The folder (13)
# ---------------------------------------------------------------------------------------------


class Folder:
    """The files of an export, in a folder or a .zip; links are not followed."""

    def __init__(self, path: Path) -> None:
        self._zip: zipfile.ZipFile | None = None
        self._path = path
        self._inner: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        if path.is_dir():
            self._list(path, "")
        elif path.is_file() and zipfile.is_zipfile(path):
            self._zip = zipfile.ZipFile(path)
            self._list_zip(self._zip)
        else:
            raise Unreadable(f"{path} is neither a folder nor a .zip file.")
        if "record.jsonl" not in self.sizes:
            raise Unreadable(f"{path} holds no record.jsonl, so it is not an export of a record.")

    def _list(self, folder: Path, prefix: str) -> None:
        for found in os.scandir(folder):
            if found.is_dir(follow_symlinks=False):
                self._list(Path(found.path), f"{prefix}{found.name}/")
            elif found.is_file(follow_symlinks=False):
                self.sizes[prefix + found.name] = found.stat().st_size

    def _list_zip(self, archive: zipfile.ZipFile) -> None:
        files = [info for info in archive.infolist() if not info.is_dir()]
        tops = {PurePosixPath(info.filename).parts[0] for info in files}
        top = f"{next(iter(tops))}/" if len(tops) == 1 and len(files) > 1 else ""
        for info in files:
            inside = info.filename.removeprefix(top)
            if inside in self.sizes:
                raise Unreadable(f"{self._path} holds two files named {inside}.")
            self.sizes[inside], self._inner[inside] = info.file_size, info.filename

    def open(self, file: str) -> IO[bytes]:
        """A file to be read from its beginning."""
        if self._zip is not None:
            return self._zip.open(self._inner[file])
        return (self._path / file).open("rb")

    def read(self, file: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        if file not in self.sizes:
            return None
        with self.open(file) as stream:
            return stream.read()

    def digest(self, file: str) -> str:
        """The SHA-256 of a file that is there."""
        made = sha256()
        with self.open(file) as stream:
            while block := stream.read(1 << 20):
                made.update(block)
        return made.hexdigest()


def read_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file without their line feeds; `Refused` (encoding) where one lacks it."""
    while line := stream.readline(ENTRY_BYTES + 2):
        need(line.endswith(b"\n"), "encoding", "a line is too long, or the last one has no end")
        yield line[:-1]


# ---------------------------------------------------------------------------------------------
# 8  Evidence beside the record (6)
# ---------------------------------------------------------------------------------------------

BUCKETS = ("over", "under", "unqualified", "ballots")
MACHINE: dict[str, Shape] = {
    "marks": _list(_row(name, _or_null(_whole(0, 1000)))),
    "over": index,
    "under": index,
    "votes": NAMES,
}
_MACHINE = _object(MACHINE, "a machine's reading")
_SHEET: dict[str, Shape] = {
    "sheet": lambda value: text(value) and value != "",
    "ballot": text,
    "precinct": text,
    "group": text,
    "batch": text,
    "position": index,
    "lot": lot,
    "images": _list(hexes),
}
LINE: dict[str, Shape] = {
    **_SHEET,
    "contests": _list(_row(name, _or_null(condition), _MACHINE)),
    "salt": nonce,
}
ROW: dict[str, Shape] = {
    **_SHEET,
    "contest": name,
    "condition": condition,
    "machine": _MACHINE,
    "remakes": _or_null(text),
}


@dataclass(slots=True, frozen=True)
class Row:
    """What is needed of the row of a case (6.2); the rest is kept as hashes."""

    sheet: str
    precinct: str
    group: str
    batch: str
    lot: str
    contest: str
    condition: str
    votes: tuple[str, ...]
    over: int
    under: int
    images: bytes
    rest: bytes
    bad_image: bool


@dataclass(slots=True)
class Contest:
    """What is needed of a contest of election.json."""

    id: str
    title: str
    seats: int
    choices: list[tuple[str, str, str]]
    lines: frozenset[str]
    """Its write-in lines."""
    ids: frozenset[str]


@dataclass(slots=True)
class Clause:
    """What is needed of a clause of rules.toml."""

    number: str
    """As people say it; its id where it has none."""
    dispositions: frozenset[str]
    consistency: frozenset[str]
    conditions: frozenset[str]
    needs_words: bool


@dataclass(slots=True)
class Manifest:
    """What an import's manifest gives."""

    root: str
    lots: list[list[Any]]
    flagged: list[list[Any]]
    firsts: list[str]
    bad_image: bool


class Evidence:
    """Everything beside the entries; what is not there is withheld."""

    def __init__(self, folder: Folder, origin: str, *, quick: bool) -> None:
        self.folder = folder
        self.origin = origin
        self.rows: dict[str, Row] = {}
        self.opened: set[bytes] = set()
        self.bad_seals: set[str] = set()
        self.faults: list[Failure] = []
        self.bad_images = set() if quick else self._wrong_names("images/")
        self.bad_documents = self._wrong_names("documents/")
        self.contests: dict[str, Contest] = {}
        self.clauses: dict[str, Clause] = {}
        self._seal_prefix = b"adjudicator/seal/v1\n" + origin.encode() + b"\n"
        self._row_prefix = b"adjudicator/row/v1\n" + origin.encode() + b"\n"

    def _wrong_names(self, prefix: str) -> set[str]:
        files = [file for file in self.folder.sizes if file.startswith(prefix)]
        return {
            file.removeprefix(prefix)
            for file in files
            if self.folder.digest(file) != file.removeprefix(prefix)
        }

    # Definition and rules ----------------------------------------------------------------

    def read_definition(self, election: str, rules: str) -> None:
        """election.json and rules.toml, whose hashes entry 0 names; `Refused` (file)."""
        for file, digest in (("election.json", election), ("rules.toml", rules)):
            need(
                file in self.folder.sizes and self.folder.digest(file) == digest,
                "file",
                f"{file} is missing or is not the file this entry names",
            )
        try:
            defined = json.loads(self.folder.read("election.json") or b"")
            self.contests = {c["id"]: _contest(c) for c in defined["contests"]}
            pack = tomllib.loads((self.folder.read("rules.toml") or b"").decode())
            self.clauses = {c["id"]: _clause(c) for c in pack.get("clause", [])}
        except (
            ValueError,
            ArithmeticError,
            LookupError,
            TypeError,
            AttributeError,
            RecursionError,
        ):
            raise Refused("file", "election.json or rules.toml is not what it should be") from None

    # Openings ----------------------------------------------------------------------------

    def read_openings(self) -> None:
        """Every opening of openings.jsonl; those that do not fit are held against their entry."""
        if "openings.jsonl" not in self.folder.sizes:
            return
        last = ""
        with self.folder.open("openings.jsonl") as stream:
            try:
                for line in read_lines(stream):
                    opening = read_canonical(line)
                    need(_OPENING(opening), "encoding", "a line is no opening")
                    need(opening["seal"] > last, "encoding", "its lines do not ascend by seal")
                    last = opening["seal"]
                    self._take_opening(last, opening["salt"], opening["value"])
            except Refused as error:
                self._fault("openings.jsonl", error.sentence)

    def _take_opening(self, seal_: str, salt: str, value: object) -> None:
        if self.seal_of(bytes.fromhex(salt), canonical(value)) != seal_:
            self.bad_seals.add(seal_)
            return
        self.opened.add(bytes.fromhex(seal_))
        if isinstance(value, dict) and "contest" in value:
            row = self._row(value)
            if row is not None:
                self.rows[seal_] = row

    def _fault(self, file: str, sentence: str) -> None:
        self.faults.append(Failure(None, "file", f"{file}: {sentence}", file))

    def seal_of(self, salt: bytes, value: bytes) -> str:
        """The seal of a value in canonical bytes."""
        return sha256(self._seal_prefix + salt + value).hexdigest()

    def _row(self, value: Body) -> Row | None:
        try:
            check_fields(value, ROW, "a row")
        except Refused:
            return None
        machine = value["machine"]
        rest = canonical({k: part for k, part in value.items() if k != "images"})
        intern = sys.intern
        return Row(
            value["sheet"],
            intern(value["precinct"]),
            intern(value["group"]),
            intern(value["batch"]),
            intern(value["lot"]),
            intern(value["contest"]),
            intern(value["condition"]),
            tuple(map(intern, machine["votes"])),
            machine["over"],
            machine["under"],
            sha256(canonical(value["images"])).digest(),
            sha256(rest).digest(),
            not self.bad_images.isdisjoint(value["images"]),
        )

    # Manifests, piles, counts ------------------------------------------------------------

    def manifest(self, digest: str, contests: frozenset[str]) -> Manifest | None:
        """What a manifest gives; None if withheld.  `Refused`: file (another), import (no form)."""
        file = f"manifests/{digest}.jsonl"
        if file not in self.folder.sizes:
            return None
        need(self.folder.digest(file) == digest, "file", "its list of sheets is another file")
        tree, found, last = Tree(), Manifest("", [], [], [], bad_image=False), b""
        lots: Counter[str] = Counter()
        flagged: Counter[tuple[str, str]] = Counter()
        with self.folder.open(file) as stream:
            try:
                for data in read_lines(stream):
                    line = read_canonical(data)
                    need(isinstance(line, dict), "import", "a line is no object")
                    check_fields(line, LINE, "a line")
                    sheet = line["sheet"].encode()
                    need(sheet > last, "import", "its lines do not ascend by sheet")
                    last = sheet
                    tree.add(sha256(b"\x00" + data).digest())
                    lots[line["lot"]] += 1
                    self._take_sheet(line, contests, flagged, found)
            except Refused as error:
                raise Refused(
                    "import", f"its manifest is not of the form: {error.sentence}"
                ) from None
        found.root = tree.top().hex()
        found.lots = [[key, n] for key, n in sorted(lots.items())]
        found.flagged = [[*key, n] for key, n in sorted(flagged.items())]
        return found

    def _take_sheet(
        self,
        line: Body,
        contests: frozenset[str],
        flagged: Counter[tuple[str, str]],
        found: Manifest,
    ) -> None:
        """The first rows of a sheet (6.3)."""
        names = [contest for contest, _, _ in line["contests"]]
        need(len(set(names)) == len(names), "import", "a sheet has a contest twice")
        found.bad_image |= not self.bad_images.isdisjoint(line["images"])
        for contest, what, machine in line["contests"]:
            if what is None or contest not in contests:
                continue
            flagged[contest, what] += 1
            row = {key: line[key] for key in _SHEET}
            row |= {"contest": contest, "condition": what, "machine": machine, "remakes": None}
            salted = self._row_prefix + bytes.fromhex(line["salt"]) + contest.encode()
            seal_ = self.seal_of(sha256(salted).digest()[:16], canonical(row))
            made = self._row(row)
            if made is not None:
                self.rows.setdefault(seal_, made)
            found.firsts.append(seal_)

    def pile(self, root: str) -> list[str] | None:
        """The seals of a pile; None where its file is missing or does not fit (6.4)."""
        data = self.folder.read(f"piles/{root}.txt")
        if data is None or (data and not data.endswith(b"\n")):
            return None
        lines = data.decode("ascii", "replace").split("\n")[:-1]
        tree = Tree()
        for line in lines:
            if not hexes(line):
                return None
            tree.add(sha256(b"\x00" + bytes.fromhex(line)).digest())
        ascending = all(a < b for a, b in pairwise(lines))
        return lines if ascending and tree.top().hex() == root else None

    def counts(self, digest: str) -> list[list[Any]] | None:
        """The lines of a file of machine counts (6.8); `Refused` (file) if it does not fit."""
        file = f"counts/{digest}.json"
        data = self.folder.read(file)
        if data is None:
            return None
        need(sha256(data).hexdigest() == digest, "file", "its machine counts are another file")
        try:
            lines = read_canonical(data, None)
        except Refused:
            raise Refused("file", "its machine counts are no table of counts") from None
        need(_COUNTS(lines), "file", "its machine counts are no table of counts")
        return list(lines)


def _opening(value: Any) -> bool:  # noqa: ANN401 - shapes take any JSON value
    return (
        isinstance(value, dict)
        and value.keys() == {"salt", "seal", "value"}
        and nonce(value["salt"])
        and hexes(value["seal"])
    )


_OPENING: Shape = _opening
_COUNTS = _table(name, text, text, lot, name, index, keys=5)


def _contest(data: Body) -> Contest:
    choices = [(c["id"], c["name"], c["kind"]) for c in data["choices"]]
    lines = frozenset(choice for choice, _, kind in choices if kind == "write_in")
    ids = frozenset(choice for choice, _, _ in choices)
    return Contest(data["id"], data["title"], int(data["seats"]), choices, lines, ids)


def _clause(data: Body) -> Clause:
    return Clause(
        str(data.get("number", data["id"])),
        frozenset(data.get("dispositions", ())),
        frozenset(data.get("consistency", ())),
        frozenset(data.get("conditions", ())),
        bool(data.get("needs_words", False)),
    )


# ---------------------------------------------------------------------------------------------
# 9  What is remembered (7)
# ---------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Key:
    """A key of the record: the log's, a person's, or a session's."""

    entry: int
    use: str
    public: bytes
    person: str = ""
    station: str = ""
    ended: int = 0
    """The entry at which it ended; 0 if it has not."""
    seen: int = 0


@dataclass(slots=True, eq=False)
class Person:
    """Somebody enrolled (7.1)."""

    id: str
    role: str
    party: str | None
    key: Key
    custody: str
    removed: bool = False
    attendance: str = "out"
    seated: bool = False
    displaced: bool = False

    @property
    def holds(self) -> bool:
        """Whether they hold a seat of the board."""
        if self.removed:
            return False
        if self.role == "alternate":
            return self.seated
        return self.role in {"chair", "member"} and not self.displaced

    @property
    def officer(self) -> bool:
        """Whether they are an officer."""
        return self.holds or (self.role == "clerk" and not self.removed)

    @property
    def here(self) -> bool:
        """Whether they are in attendance."""
        return not self.removed and self.attendance == "in"

    @property
    def observes(self) -> bool:
        """Whether they are an active observer."""
        return not self.removed and self.role == "observer"


@dataclass(slots=True, eq=False)
class Import:
    """An import and what became of it."""

    manifest: str
    lots: frozenset[str]
    counts: bool
    counts_missing: bool
    firsts: list[str] | None
    piled: bool = False
    void: bool = False
    replaced: bool = False
    ruled: bool = False


@dataclass(slots=True, eq=False)
class Case:
    """A flagged contest on a sheet (7.4)."""

    seal: str
    row: str
    pile: int
    imports: tuple[int, ...]
    first: Row | None
    contest: str | None = None
    batch: int | None = None
    current: Place | None = None
    disp: str = ""
    board: bool = False
    reopened: bool = False
    closed: int = OPEN
    closed_at: int = 0
    isolated: bool = False
    looked: bool = False
    paper: str = ""
    shown: bool = False
    objections: frozenset[int] = frozenset()
    perhaps: frozenset[int] = frozenset()
    """Objections that may be late: what would tell is withheld."""
    votes: dict[str, tuple[tuple[str, tuple[str, ...], str | None] | None, Place | None]] | None = (
        None
    )
    delta: Delta = ()
    counted: Delta | None = None

    @property
    def settled(self) -> bool:
        """Whether its current ruling settles it."""
        return self.disp in SETTLING


Delta = tuple[tuple[str, int], ...]


@dataclass(slots=True, eq=False)
class Ruling:
    """What is kept of an entry of kind rule."""

    cases: tuple[str, ...]
    signers: tuple[str, ...]
    present: frozenset[str]
    """Observers in attendance and signed in at its station."""
    answers: list[Any] = field(default_factory=list)
    """Person, answer, entry, items (None: all), and so on: one flat list keeps this small."""


@dataclass(slots=True, eq=False)
class Objection:
    """An attest that objects."""

    person: str
    cases: tuple[str, ...]
    ended: bool = False


@dataclass(slots=True, eq=False)
class Due:
    """A head that is to be cosigned (11.3)."""

    entry: int
    kind: str
    team: frozenset[str] | None
    observers: dict[str, bool]
    """Active observers, and whether they were in attendance."""
    witness: int | None = None
    signed: set[str] = field(default_factory=set)


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Record:
    """Everything a verifier remembers while it takes entry after entry."""

    def __init__(self, folder: Folder, *, quick: bool = False) -> None:
        self.folder = folder
        self.quick = quick
        self.evidence: Evidence
        self.origin = ""
        self.purpose = ""
        self.policy: Body = {}
        self.contests: frozenset[str] = frozenset()
        self.verifier: str | None = None
        self.tree = Tree(keep=True)
        self.offsets = array("Q")
        self.nonces: set[bytes] = set()
        self.publics: set[bytes] = set()
        self.keys: dict[int, Key] = {}
        self.people: dict[str, Person] = {}
        self.vacant: set[str] = set()
        self.waivers: list[frozenset[str]] = []
        self.sessions: dict[tuple[str, str], Key] = {}
        self.constituted: int | None = None
        self.tlog_policy: str | None = None
        self.finished = False
        self._reset_cases()
        self.skipped: Counter[str] = Counter()
        self.withheld: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.late: list[int] = []

    def _reset_cases(self) -> None:
        self.imports: dict[int, Import] = {}
        self.piles: dict[int, str] = {}
        self.cases: dict[str, Case] = {}
        self.sheets: dict[tuple[str, str], Case] = {}
        """The newest case of a contest and sheet; all before it are void."""
        self.batches: dict[int, list[str]] = {}
        self.numbers: dict[tuple[str, str, str, str], int] = {}
        self.rows_withheld = False
        self.rows_used: set[str] = set()
        self.released: set[Lot] = set()
        self.isolated: set[Lot] = set()
        self.suspended: set[str] = set()
        self.done: set[str] = set()
        self.explained: dict[int, int] = {}
        self.rulings: dict[int, Ruling] = {}
        self.objections: dict[int, Objection] = {}
        self.struck: set[int] = set()
        self.voted: set[str] = set()
        self.sitting: dict[str, list[int]] = {}
        self.samples: dict[int, set[str]] = {}
        self.dues: list[Due] = []
        self.uncovered: list[Due] = []
        self.last_cosigned: dict[str, Place] = {}
        self.totals = Totals()
        self._shared: dict[Any, Any] = {}
        self.unplaced: list[Case] = []
        """Cases of which the row or the import is not known."""

    # People ------------------------------------------------------------------------------

    def active(self, person: str) -> Person | None:
        """The person, if enrolled and not removed."""
        found = self.people.get(person)
        return None if found is None or found.removed else found

    def board(self) -> list[Person]:
        """All who hold a seat, by id."""
        return sorted((p for p in self.people.values() if p.holds), key=lambda p: p.id)

    def majority(self) -> int:
        """More than half of the seats, empty ones included (7.1)."""
        return (len(self.board()) + len(self.vacant)) // 2 + 1

    def quorum(self) -> bool:
        """Whether enough of the board are in attendance."""
        here = sum(p.here for p in self.people.values() if p.holds)
        return here >= int(self.policy["quorum"])

    def presiding(self) -> Person | None:
        """Who presides now."""
        here = [p for p in self.board() if p.here]
        return next((p for p in here if p.role == "chair"), here[0] if here else None)

    def different(self, one: str, two: str) -> bool:
        """Whether these are two different people (7.1)."""
        if one == two:
            return False
        parties = self.people[one].party, self.people[two].party
        return (
            self.policy["different"] == "person"
            or None in parties
            or parties[0] != parties[1]
            or any({one, two} <= waiver for waiver in self.waivers)
        )

    def at(self, station: str) -> list[str]:
        """Who is signed in at a station."""
        return [person for person, st in self.sessions if st == station]

    # Cases -------------------------------------------------------------------------------

    def is_void(self, case: Case) -> bool:
        """Whether its import was declared void."""
        return all(self.imports[i].void for i in case.imports)

    def lot_is_in(self, i: int, lot_: str) -> bool:
        """Whether a lot of an import is released (7.4)."""
        return (lot_ == "accepted" or (i, lot_) in self.released) and (i, lot_) not in self.isolated

    def is_released(self, case: Case) -> bool:
        """Whether its lot is."""
        lot_ = None if case.first is None else case.first.lot
        return lot_ is None or any(self.lot_is_in(i, lot_) for i in case.imports)

    def waits(self, case: Case) -> bool | None:
        """Whether it waits for the board (7.4); None if that cannot be told."""
        one_tier = self.policy["tiers"] == 1
        if case.objections or case.looked:
            return True
        if case.current is None:
            if one_tier or case.closed == CLOSED:
                return True
            return None if case.closed == PERHAPS or case.perhaps else False
        if not case.settled or (case.reopened and case.board):
            return True
        return None if case.perhaps else False

    def need_workable(self, case: Case) -> None:
        """Refuse work on a case that is held back (7.4)."""
        if not self.is_released(case):
            lot_ = "" if case.first is None else case.first.lot
            isolated = any((i, lot_) in self.isolated for i in case.imports)
            why = "the board has isolated by order" if isolated else "the board has not released"
            said = f"{self.named(case)} lies in the lot {lot_.replace('_', ' ')}, which {why}"
            raise Refused("lot", said)
        need(not case.isolated, "isolated", "a case is isolated")
        need(case.contest not in self.suspended, "suspended", "the contest is suspended")

    def named(self, case: Case) -> str:
        """The number of a case, as people say it (6.7)."""
        place = rest = list(self.cases).index(case.seal) + 1
        symbols = ""
        while rest:
            rest, digit = divmod(rest, 32)
            symbols = CROCKFORD[digit] + symbols
        number = symbols.rjust(3, "0") + (CROCKFORD + "*~$=U")[place % 37]
        return f"case {' '.join(number)}"

    def case_in_pile(self, seal_: str) -> Case:
        """A case of a pile that is not void."""
        case = self.cases.get(seal_)
        if case is None:
            raise Refused("pile", f"the ballot {seal_[:8]} stands in no pile")
        need(not self.is_void(case), "pile", "it names a case of an import declared void")
        return case

    def forget_votes(self, case: Case) -> None:
        """The votes on a case make no outcome any more."""
        case.votes = None
        self.voted.discard(case.seal)

    def forget_all_votes(self) -> None:
        """The votes on every case make no outcome any more."""
        for seal_ in self.voted:
            self.cases[seal_].votes = None
        self.voted.clear()

    def reopen_contests(self, contests: Iterable[str | None] | None) -> None:
        """These contests are open again (None, or one unknown: all of them)."""
        names = None if contests is None else set(contests)
        self.done = set() if names is None or None in names else self.done - names

    def refresh(self, case: Case) -> None:
        """Bring the totals in line with the state of a case (12.3)."""
        counts = case.settled and not case.isolated and not case.reopened and not case.objections
        wanted = case.delta if counts else None
        if wanted is not case.counted and case.first is not None and len(case.imports) == 1:
            slot = case.imports[0], case.first.lot
            self.totals.change(slot, case.first.contest, case.counted, wanted)
        case.counted = wanted

    def delta(self, case: Case, disp_: str, votes: list[str]) -> Any:  # noqa: ANN401 - a Delta
        """What a ruling changes in the totals of its contest (12.3)."""
        row = case.first
        if row is None:
            return ()
        contest, made = self.evidence.contests[row.contest], Counter[str]()
        for vote in row.votes:
            made["unqualified" if vote in contest.lines else vote] -= 1
        made["over"] -= row.over
        made["under"] -= row.under
        for vote in votes:
            made["unqualified" if vote in contest.lines else vote] += 1
        made["over" if disp_ == "too_many" else "under"] += contest.seats - len(votes)
        return self.shared(tuple(sorted((bucket, n) for bucket, n in made.items() if n)))

    def shared(self, value: Any) -> Any:  # noqa: ANN401 - any value that can be a key
        """The one copy of a value that comes again and again."""
        return self._shared.setdefault(value, value)

    def drop_objection(self, i: int, cases: Iterable[str] | None = None) -> None:
        """An objection waits no more, on these cases or on all of its own."""
        for seal_ in self.objections[i].cases if cases is None else cases:
            case = self.cases[seal_]
            if i in case.objections or i in case.perhaps:
                case.objections -= {i}
                case.perhaps -= {i}
                self.refresh(case)

    def due(self, act: Act, team: Iterable[str] | None = None) -> None:
        """The head after this entry is to be cosigned."""
        observers = {p.id: p.here for p in self.people.values() if p.observes}
        made = Due(act.i, act.kind, None if team is None else frozenset(team), observers)
        self.dues.append(made)
        self.uncovered.append(made)

    def covered(self, entry: int | None) -> bool:
        """Whether the head after that entry was cosigned as it has to be."""
        return all(due.entry != entry for due in self.uncovered)

    def brought_counts(self, i: int) -> bool:
        """Whether an import brought machine counts that are not replaced."""
        return self.imports[i].counts and not self.imports[i].replaced

    def slot_stands(self, slot: Lot) -> bool:
        """Whether a lot of an import stands (12.1)."""
        return not self.imports[slot[0]].void and self.lot_is_in(*slot)

    def can_be_folded(self) -> bool:
        """Whether everything a tally needs is there."""
        missing = any(
            i.counts_missing and not i.void and not i.replaced for i in self.imports.values()
        )
        return not missing and all(self.is_void(case) for case in self.unplaced)

    def attest_again(self, i: int) -> tuple[Body, str] | None:
        """An earlier attest, read once more, and who made it; None if the entry is none."""
        if i >= self.tree.size:
            return None
        with self.folder.open("record.jsonl") as stream:
            stream.seek(self.offsets[i])
            entry = json.loads(stream.readline())
        if entry["b"]["kind"] != "attest":
            return None
        return entry["b"], self.keys[entry["s"][0][0]].person


class Totals:
    """Sums per (import, lot) and contest, so that a tally is quick at any size (12)."""

    def __init__(self) -> None:
        self.machine: dict[Lot, dict[str, dict[str, int]]] = {}
        self.lines: dict[Lot, dict[str, Counter[str]]] = {}
        self.changes: dict[Lot, dict[str, Counter[str]]] = {}
        self.cases: Counter[tuple[Lot, str]] = Counter()
        self.counting: Counter[tuple[Lot, str]] = Counter()

    def add_counts(self, i: int, lines: list[list[Any]]) -> None:
        """The machine counts of an import."""
        for contest, _, _, lot_, bucket, n in lines:
            buckets = self.machine.setdefault((i, lot_), {}).setdefault(contest, {})
            buckets[bucket] = buckets.get(bucket, 0) + n
            self.lines.setdefault((i, lot_), {}).setdefault(contest, Counter())[bucket] += 1

    def change(self, slot: Lot, contest: str, old: Delta | None, new: Delta | None) -> None:
        """A case of this lot counts otherwise than before."""
        changes = self.changes.setdefault(slot, {}).setdefault(contest, Counter())
        for bucket, n in old or ():
            changes[bucket] -= n
        for bucket, n in new or ():
            changes[bucket] += n
        self.counting[slot, contest] += (new is not None) - (old is not None)


# ---------------------------------------------------------------------------------------------
# 10  Rules of single kinds (9)
#
# For every kind one function that refuses what may not be, and one that tells what it changes.
# ---------------------------------------------------------------------------------------------


def need_constituted(record: Record) -> None:
    """The roster has been signed by the board."""
    need(record.constituted is not None, "order", "the roster has not been constituted yet")


def people_by(act: Act, use: str) -> list[str] | None:
    """The signers, if they all signed with this use of keys."""
    if all(key.use == use for key in act.signers):
        return [key.person for key in act.signers]
    return None


def need_board(record: Record, act: Act, *, in_session: bool) -> None:
    """Signed by the board's majority; in session: all there, and a quorum."""
    signers = people_by(act, "identity")
    need(
        signers is not None
        and all(record.people[p].holds for p in signers)
        and len(signers) >= record.majority(),
        "rights",
        "it is not signed by a majority of the board and nobody else",
    )
    if in_session:
        need_here(record, signers or ())
        need_quorum(record)


def need_here(record: Record, people: Iterable[str]) -> None:
    """All of these are in attendance."""
    for person in people:
        if not record.people[person].here:
            raise Refused("attendance", f"{person} is not in attendance")


def need_quorum(record: Record) -> None:
    """Enough of the board are in attendance."""
    if not record.quorum():
        count = sum(person.here for person in record.board())
        raise Refused("quorum", f"quorum is {count} of {record.policy['quorum']}")


def need_different(record: Record, people: Sequence[str]) -> None:
    """Two of these are different."""
    need(
        any(record.different(one, two) for one, two in combinations(people, 2)),
        "different",
        "this takes two different people, of different parties where both have one",
    )


def need_officers(record: Record, people: list[str] | None) -> None:
    """At least two officers, two of them different."""
    if people is None or len(people) < 2 or not all(record.people[p].officer for p in people):  # noqa: PLR2004
        raise Refused("rights", "it is not signed by two officers")
    need_different(record, people)


def need_clerk_and_log(record: Record, act: Act) -> None:
    """Signed by exactly a clerk's identity key and the log key."""
    uses = [key.use for key in act.signers]
    need(
        uses == ["log", "identity"] and record.people[act.signers[1].person].role == "clerk",
        "rights",
        "it is not signed by a clerk and the log key alone",
    )


def only_signer(act: Act, *uses: str) -> str | None:
    """The person, if exactly one key of these uses signed."""
    signers = act.signers
    return signers[0].person if len(signers) == 1 and signers[0].use in uses else None


def need_team(record: Record, act: Act) -> list[str]:
    """Signed by exactly two session keys of people with the role team."""
    people = people_by(act, "session")
    if people is None or len(people) != 2 or any(record.people[p].role != "team" for p in people):  # noqa: PLR2004
        said = f"this step ({act.kind}) has to be signed by both members of a counting team"
        raise Refused("rights", said)
    return people


def need_presiding(record: Record, act: Act) -> None:
    """Signed by exactly the presiding person's session key."""
    head_ = record.presiding()
    need(
        head_ is not None and only_signer(act, "session") == head_.id,
        "rights",
        "it is not signed by the presiding member alone",
    )


# 9.1 to 9.7: the opening, and who comes and goes


def check_open(record: Record, act: Act) -> None:
    """9.1."""
    body = act.body
    need(not record.keys, "order", "the record is open already")
    need(act.signers == [act.new], "rights", "it is not signed by the new log key alone")
    origin, continues = body["origin"], body["continues"]
    need(is_origin(origin, body["purpose"]), "policy", "the origin is none of this purpose")
    need(
        body["policy"]["cosign"] or body["purpose"] != "recount",
        "policy",
        "a recount has to have its heads cosigned",
    )
    before = predecessor(origin)
    need(
        before == (None if continues is None else continues["origin"]),
        "policy",
        "what it continues is not the record before this one",
    )


def apply_open(record: Record, act: Act) -> None:
    """9.1."""
    body = act.body
    record.origin, record.purpose, record.policy = body["origin"], body["purpose"], body["policy"]
    record.contests, record.verifier = frozenset(body["contests"]), body["verifier"]


def check_enrol(record: Record, act: Act) -> None:
    """9.2."""
    body, signers = act.body, act.signers
    others = signers[1:-1]
    need(
        len(signers) > 1 and signers[0].use == "log" and signers[-1] is act.new,
        "rights",
        "this step (enrol) has to be signed by the log key and the new key",
    )
    if record.constituted is None:
        need(not others, "rights", "somebody else signed before the roster was constituted")
    else:
        identities = all(key.use == "identity" for key in others)
        need_officers(record, [key.person for key in others] if identities else None)
    person = body["person"]
    known = record.people.get(person)
    need(
        person not in {"board", "none"}
        and (known is None or known.removed)
        and body["replaces"] == (None if known is None else known.key.entry),
        "person",
        "this person cannot be enrolled like this",
    )
    chairs = [p for p in record.people.values() if p.role == "chair" and not p.removed]
    need(body["role"] != "chair" or not chairs, "person", "there is a chair already")


def apply_enrol(record: Record, act: Act) -> None:
    """9.2 and 7.2."""
    body = act.body
    person, role, known = body["person"], body["role"], record.people.get(body["person"])
    if act.new is None:
        return
    made = Person(person, role, body["party"], act.new, body["custody"])
    made.displaced = known is not None and known.displaced
    record.people[person] = made
    if record.constituted is None or not made.holds:
        return
    if record.vacant:
        taken = person if person in record.vacant else min(record.vacant)
        record.vacant.discard(taken)
        former = record.people[taken]
        if taken != person and former.removed and former.role != "alternate":
            former.displaced = True
    record.vacant.discard(person)
    record.forget_all_votes()


def check_remove(record: Record, act: Act) -> None:
    """9.3."""
    need_officers(record, people_by(act, "identity"))
    need(record.active(act.body["person"]), "person", "this person is not enrolled")


def apply_remove(record: Record, act: Act) -> None:
    """9.3 and 7.2."""
    person = record.people[act.body["person"]]
    if person.holds:
        if record.constituted is not None:
            record.vacant.add(person.id)
        record.forget_all_votes()
    for who, station in [at for at in record.sessions if at[0] == person.id]:
        record.sessions.pop((who, station)).ended = act.i
    person.removed, person.attendance, person.key.ended = True, "out", act.i


def policy_file(record: Record) -> bytes:
    """The tlog policy made from the keys and the board as they are (11.4)."""
    log = record.keys[0].public
    roster = sorted((p for p in record.people.values() if not p.removed), key=lambda p: p.id)
    lines = ["log " + vkey(record.origin, TYPE_NOTE, log)]
    lines += [
        f"witness {p.id} " + vkey(f"{record.origin}/{p.id}", TYPE_COSIGN, p.key.public)
        for p in roster
    ]
    board = [p.id for p in record.board()]
    lines.append(" ".join(["group board", str(len(board) // 2 + 1), *board]))
    lines.append("quorum board")
    return "".join(line + "\n" for line in lines).encode()


def check_constitute(record: Record, act: Act) -> None:
    """9.4."""
    need(record.constituted is None, "order", "the roster was constituted before")
    need_board(record, act, in_session=False)
    roster = [[p.id, p.key.entry] for p in record.people.values() if not p.removed]
    need(act.body["roster"] == sorted(roster), "policy", "the roster is not everyone enrolled")
    need(
        record.policy["quorum"] <= len(record.board()),
        "policy",
        "the quorum is larger than the board",
    )
    need(
        act.body["tlog_policy"] == sha256(policy_file(record)).hexdigest(),
        "policy",
        "the policy file is not the one of this roster",
    )


def apply_constitute(record: Record, act: Act) -> None:
    """9.4."""
    record.constituted, record.tlog_policy = act.i, act.body["tlog_policy"]
    record.vacant.clear()
    record.due(act)


def check_signin(record: Record, act: Act) -> None:
    """9.5."""
    body = act.body
    need_constituted(record)
    person = record.active(body["person"])
    if person is None:
        raise Refused("person", "this person is not enrolled")
    need(
        act.signers == [person.key, act.new],
        "rights",
        "it is not signed by this person's own key and the new one",
    )
    kept = body["kept"]
    need(
        kept is None or (kept[0] <= act.i and record.tree.root(kept[0]).hex() == kept[1]),
        "kept",
        "the head this person brought along is not of this record",
    )


def apply_signin(record: Record, act: Act) -> None:
    """7.3."""
    person, station = act.body["person"], act.body["st"]
    if (person, station) in record.sessions:
        record.sessions[person, station].ended = act.i
    if act.new is not None:
        record.sessions[person, station] = act.new
    record.people[person].attendance = "in"


def check_signout(record: Record, act: Act) -> None:
    """9.6."""
    session = record.sessions.get((act.body["person"], act.body["st"]))
    if session is None:
        raise Refused("session", "this person is not signed in here")
    need(
        act.signers in ([session], [record.keys[0]]),
        "rights",
        "it is signed neither by this person's session nor by the log key alone",
    )


def apply_signout(record: Record, act: Act) -> None:
    """7.3."""
    person = act.body["person"]
    record.sessions.pop((person, act.body["st"])).ended = act.i
    if all(who != person for who, _ in record.sessions):
        record.people[person].attendance = "out"


def check_attend(record: Record, act: Act) -> None:
    """9.7."""
    need_constituted(record)
    need(record.active(act.body["person"]), "person", "this person is not enrolled")
    signer = only_signer(act, "identity", "session")
    need(
        signer is not None and (signer == act.body["person"] or record.people[signer].officer),
        "rights",
        "it is signed neither by this person nor by an officer",
    )


def apply_attend(record: Record, act: Act) -> None:
    """7.3."""
    record.people[act.body["person"]].attendance = act.body["state"]


# 9.8 and 9.9: imports and piles


def check_import(record: Record, act: Act) -> None:
    """9.8, but for the manifest, which `apply_import` compares."""
    body = act.body
    need_constituted(record)
    need_clerk_and_log(record, act)
    if record.policy["cosign"]:
        need(
            record.covered(record.constituted),
            "cosign",
            "the head of the opening was not cosigned before",
        )
    need(
        all(i.void or i.manifest != body["manifest"] for i in record.imports.values()),
        "import",
        "this manifest was imported before",
    )
    need(
        all(contest in record.contests for contest, _, _ in body["flagged"]),
        "import",
        "it flags a contest that is not of the recount",
    )


def apply_import(record: Record, act: Act) -> None:
    """9.8: the manifest and the machine counts, as far as they are there."""
    body, fault = act.body, None
    try:
        manifest = record.evidence.manifest(body["manifest"], record.contests)
    except Refused as error:
        if error.code != "file":
            raise
        manifest, fault = None, error
    if manifest is not None:
        need(
            manifest.root == body["manifest_root"]
            and manifest.lots == body["lots"]
            and manifest.flagged == body["flagged"],
            "import",
            "the manifest gives another root, other lots or other flagged ballots",
        )
        need(not manifest.bad_image, "file", "an image it rests on is another image")
    elif fault is None:
        record.withheld["manifests"] += 1
        record.skipped["what an import says of its manifest"] += 1
    lines = None if body["counts"] is None else record.evidence.counts(body["counts"])
    if body["counts"] is not None and lines is None:
        record.withheld["machine counts"] += 1
    if fault is not None:
        raise fault
    record.imports[act.i] = Import(
        body["manifest"],
        frozenset(lot_ for lot_, _ in body["lots"]),
        body["counts"] is not None,
        body["counts"] is not None and lines is None,
        None if manifest is None else manifest.firsts,
    )
    record.totals.add_counts(act.i, lines or [])
    if body["counts"] is not None:
        record.reopen_contests(None)


def check_pile(record: Record, act: Act) -> None:
    """9.9."""
    body = act.body
    need_constituted(record)
    need_board(record, act, in_session=True)
    for i in body["imports"]:
        found = record.imports.get(i)
        need(
            found is not None and not found.void and not found.piled,
            "pile",
            "an import of this pile does not stand, or is in a pile already",
        )
    need(
        all(contest in record.contests for contest, _, _ in body["expected"]),
        "pile",
        "a contest with expected counts is not of the recount",
    )
    seals = record.evidence.pile(body["root"])
    if seals is None:
        raise Refused("pile", "the file of the pile is missing, or is another")
    need(all(s not in record.cases for s in seals), "pile", "a case stands in an earlier pile")
    firsts = [record.imports[i].firsts for i in body["imports"]]
    if None in firsts:
        record.skipped["that a pile is what its imports flagged"] += 1
    else:
        whole = sorted(seal_ for part in firsts for seal_ in part or ())
        need(whole == seals, "pile", "the pile is not what its imports flagged")
    need(
        sum(n for _, n in body["cases"]) == len(seals),
        "pile",
        "the pile has another number of cases",
    )
    _check_rows_of_pile(record, body, seals)


def _check_rows_of_pile(record: Record, body: Body, seals: list[str]) -> None:
    """What the rows of a pile, as far as they are there, have to fit."""
    rows = [record.evidence.rows.get(seal_) for seal_ in seals]
    found: set[tuple[str, str]] = set()
    for seal_, row in zip(seals, rows, strict=True):
        if row is None:
            opened = bytes.fromhex(seal_) in record.evidence.opened
            need(not opened, "pile", "the row of a case cannot be read")
            continue
        need(row.contest in record.contests, "pile", "a case is of a contest not recounted")
        sheet = row.contest, row.sheet
        other = record.sheets.get(sheet)
        twice = sheet in found or (other is not None and not record.is_void(other))
        need(not twice, "pile", "a contest of a sheet stands in the piles twice")
        found.add(sheet)
    if None in rows:
        record.skipped["how many cases of a contest a pile has"] += 1
        return
    counted = Counter(row.contest for row in rows if row is not None)
    need(
        body["cases"] == [list(pair) for pair in sorted(counted.items())],
        "pile",
        "the cases per contest are others",
    )


def apply_pile(record: Record, act: Act) -> None:
    """9.9, 6.6 and 7.4."""
    body, rows = act.body, record.evidence.rows
    seals = record.evidence.pile(body["root"]) or []
    of_import: dict[str, int] = {}
    for i in body["imports"]:
        record.imports[i].piled = True
        of_import |= dict.fromkeys(record.imports[i].firsts or (), i)
        record.imports[i].firsts = None
    record.rows_withheld |= any(seal_ not in rows for seal_ in seals)
    record.withheld["rows of cases"] += sum(seal_ not in rows for seal_ in seals)
    record.piles[act.i] = body["root"]
    for seal_ in seals:
        imports = (of_import[seal_],) if seal_ in of_import else tuple(body["imports"])
        row = rows.get(seal_)
        case = Case(seal_, seal_, act.i, imports, row)
        record.cases[seal_] = case
        if row is None or len(imports) > 1:
            record.unplaced.append(case)
        if row is not None:
            case.contest = row.contest
            record.sheets[row.contest, row.sheet] = case
            if len(imports) == 1:
                record.totals.cases[(imports[0], row.lot), row.contest] += 1
    if not record.rows_withheld:
        _number_batches(record, [record.cases[seal_] for seal_ in seals])
    record.reopen_contests(contest for contest, _ in body["cases"])
    record.due(act)


def _batch_of(case: Case) -> tuple[str, str, str, str]:
    row = case.first
    return ("", "", "", "") if row is None else (row.contest, row.precinct, row.group, row.batch)


def _number_batches(record: Record, cases: list[Case]) -> None:
    """The new batches get the next numbers (6.6)."""
    for batch in sorted({_batch_of(case) for case in cases} - record.numbers.keys()):
        record.numbers[batch] = len(record.numbers) + 1
    for case in cases:
        case.batch = record.numbers[_batch_of(case)]
        record.batches.setdefault(case.batch, []).append(case.seal)


# 9.10 to 9.14: rulings, answers, votes


def check_rule(record: Record, act: Act) -> None:
    """9.10."""
    body = act.body
    items, team = body["items"], body["tier"] == "team"
    need(record.piles, "order", "there is no pile yet")
    if team:
        need(record.policy["tiers"] == 2, "rights", "there are no teams in this recount")  # noqa: PLR2004
        two = need_team(record, act)
        need_here(record, two)
        need_different(record, two)
    else:
        need_presiding(record, act)
        need_quorum(record)
    need(len(items) <= record.policy["page_max"], "page", "it rules on more cases than allowed")
    contest = items[0]["contest"]
    need(all(item["contest"] == contest for item in items), "batch", "it rules on two contests")
    for item in items:
        _check_item(record, body["batch"], item, team=team)


def _check_item(record: Record, batch: int, item: Body, *, team: bool) -> None:
    case = record.case_in_pile(item["case"])
    if record.policy["cosign"]:
        need(record.covered(case.pile), "cosign", "the head of its pile was not cosigned before")
    contest = item["contest"]
    need(
        (case.contest is None or case.contest == contest) and contest in record.contests,
        "case",
        "the contest named is not the case's",
    )
    if case.batch is None:
        others = record.batches.get(batch, ())
        fits = not others or record.cases[others[0]].contest == contest
    else:
        fits = case.batch == batch
    need(fits, "batch", "the batch named is not the case's")
    need(item["row"] == case.row, "evidence", "the row named is not the newest of the case")
    record.need_workable(case)
    prior = None if item["prior"] is None else tuple(item["prior"])
    if team:
        if case.closed == CLOSED:
            said = f"the batch of {record.named(case)} was closed at entry {case.closed_at}"
            raise Refused("closed", said)
        need_prior(record, case, prior)
        need(case.current is None or not case.board, "board", "the board has ruled on the case")
        revised = case.current is not None and item["reason"] is None
        need(not revised, "item", "a ruling is revised without a reason")
    else:
        need_prior(record, case, prior)
        _check_before_board(record, case)
        need(item["disp"] in SETTLING, "defer", "the board's ruling would not settle the case")
        need(
            (item["disp"], tuple(item["votes"]), item["clause"]) == outcome(record, case),
            "majority",
            "the votes of the board do not carry this ruling",
        )
    _check_decided(case, [i for i, _ in item["objections"]], team=team)
    check_in_itself(item["disp"], item["votes"], item["clause"])
    unknown = item["consistent"] == "unknown"
    need(not unknown or item["disp"] in {"no_consensus", "paper"}, "clause", "'unknown' settles")
    _check_same(record, contest, item)
    check_by_rules(record, case, contest, item)
    need(
        item["evidence"] != "paper" or case.shown,
        "paper",
        "it rests on a paper that was never on the table",
    )


def need_prior(record: Record, case: Case, prior: object) -> None:
    """The ruling before this one is the case's current one."""
    if prior != case.current:
        now = "has not been ruled on"
        if case.current is not None:
            now = f"was ruled on at entry {case.current[0]}"
        said = f"{record.named(case)} {now}, and this ruling does not follow that"
        raise Refused("prior", said)


def _check_before_board(record: Record, case: Case) -> None:
    waits = record.waits(case)
    if waits is None:
        record.skipped["that a case waits for the board"] += 1
    need(waits is not False, "board", "the case does not wait for the board")


def _check_decided(case: Case, named: list[int], *, team: bool) -> None:
    """The objections a ruling decides."""
    need(not team or not named, "objection", "a team decides an objection")
    need(
        all(i in case.objections or i in case.perhaps for i in named),
        "objection",
        "it decides an objection that is not open on the case",
    )
    need(
        team or case.objections <= set(named),
        "objection",
        "it leaves an objection to the case undecided",
    )


def check_in_itself(disp_: str, votes: list[str], clause: str | None) -> None:
    """What a ruling, or a value voted for, has to fit by itself (9.10, 7)."""
    need(disp_ != "vote" or votes, "item", "a vote that names no choice")
    need(disp_ not in WITHOUT_VOTES or not votes, "item", "it names choices and must not")
    fits = (clause is not None) == (disp_ in NEEDS_CLAUSE)
    need(fits, "clause", "it names a clause and must not, or names none and must")


def _check_same(record: Record, contest: str, item: Body) -> None:
    needed, named = item["disp"] == "same_ballot_as", item["same"]
    need((named is not None) == needed, "item", "the other case named does not go with the ruling")
    if named is None:
        return
    other = record.cases.get(named)
    need(
        other is not None
        and named != item["case"]
        and other.contest in (None, contest)
        and not record.is_void(other),
        "item",
        "the other case named is none it could be",
    )


def check_by_rules(record: Record, case: Case, contest_id: str, item: Body) -> None:
    """A ruling and the rules fixed at the opening (9.10.1).  `consistent` may be left out."""
    contest = record.evidence.contests.get(contest_id)
    if contest is None:
        raise Refused("clause", "election.json has no such contest")
    disp_, votes = item["disp"], item["votes"]
    need(all(v in contest.ids for v in votes), "clause", "it names a choice the contest lacks")
    need(len(votes) <= contest.seats, "clause", "it names more choices than there are seats")
    clause = None
    if item["clause"] is not None:
        clause = record.evidence.clauses.get(item["clause"])
        if clause is None or disp_ not in clause.dispositions:
            raise Refused("clause", "the rules have no such clause for this ruling")
        need(
            not clause.consistency
            or "consistent" not in item
            or item["consistent"] in clause.consistency,
            "clause",
            f"clause {clause.number} asks first how the other contests are marked",
        )
        needs_words = clause.needs_words and item["words"] is None
        need(not needs_words, "clause", "the clause asks for words")
    row = case.first
    if row is None:
        record.skipped["a ruling against the row of its case"] += 1
        return
    if disp_ == "writein":
        need(contest.lines.intersection(votes), "clause", "it names no write-in line")
    if disp_ == "nothing_marked":
        unmarked = row.over == 0 and tuple(votes) == row.votes
        need(unmarked, "clause", "the machine read something else than what is left standing")
    if disp_ == "marks_do_not_count":
        need(set(votes) <= set(row.votes), "clause", "it adds a vote the machine did not read")
    need(
        clause is None or not clause.conditions or row.condition in clause.conditions,
        "clause",
        "the clause is not for ballots flagged like this one",
    )


def outcome(record: Record, case: Case) -> tuple[str, tuple[str, ...], str | None] | None:
    """The board's outcome on a case (7.5)."""
    counted: Counter[tuple[str, tuple[str, ...], str | None]] = Counter()
    for person, (value, prior) in (case.votes or {}).items():
        if value is not None and prior == case.current and record.people[person].holds:
            counted[value] += 1
    majority = record.majority()
    return next((v for v, n in counted.items() if n >= majority and v[0] in SETTLING), None)


def apply_rule(record: Record, act: Act) -> None:
    """9.10."""
    body, cases = act.body, list[str]()
    signers: Any = tuple(sys.intern(key.person) for key in act.signers)
    present: Any = frozenset(
        person
        for person in record.at(body["st"])
        if record.people[person].observes and record.people[person].here
    )
    for n, item in enumerate(body["items"]):
        case = record.cases[item["case"]]
        cases.append(case.seal)
        if case.batch is None:
            case.batch = body["batch"]
            record.batches.setdefault(case.batch, []).append(case.seal)
        case.contest = case.contest or sys.intern(item["contest"])
        case.current, case.disp, case.board = (act.i, n), item["disp"], body["tier"] == "board"
        case.reopened = case.looked = False
        case.delta = record.delta(case, item["disp"], item["votes"])
        if item["objections"]:
            case.objections -= {i for i, _ in item["objections"]}
        case.perhaps = frozenset() if case.board else case.perhaps
        for i in case.imports:
            record.imports[i].ruled = True
        record.refresh(case)
    signers, present = record.shared(signers), record.shared(present)
    record.rulings[act.i] = Ruling(tuple(cases), signers, present)


def check_attest(record: Record, act: Act) -> None:
    """9.11."""
    body = act.body
    person = only_signer(act, "session", "identity")
    if person is None or record.people[person].role != "observer":
        raise Refused("rights", "it is not signed by one observer alone")
    own = act.signers[0].use == "identity"
    need(own or record.people[person].here, "attendance", "the observer is not in attendance")
    alone = own or record.at(body["st"]) == [person]
    need(body["via"] == ("own" if alone else "shared"), "via", "own and shared keyboard confused")
    cases: list[str] = []
    for i, leaf, items in body["about"]:
        ruling = record.rulings.get(i)
        if ruling is None or record.tree.leaf(i).hex() != leaf:
            raise Refused("about", "it answers to something that is not that ruling")
        need(
            items == "all" or items[-1] < len(ruling.cases), "about", "that ruling has no such item"
        )
        need(person not in ruling.signers, "rights", "the observer signed that ruling")
        cases += ruling.cases if items == "all" else [ruling.cases[n] for n in items]
    for seal_ in body["cases"]:
        need(seal_ in record.cases, "pile", "it names a case that stands in no pile")
        current = record.cases[seal_].current
        need(current is None, "prior", "it objects to a ballot as not ruled on that was")
    concerned = [record.cases[seal_] for seal_ in cases or body["cases"]]
    void = any(record.is_void(case) for case in concerned)
    need(not void, "pile", "it names a case of an import declared void")
    if body["claim"] not in (None, "no_vote"):
        for case in concerned:
            contest = record.evidence.contests.get(case.contest or "")
            known = case.contest is None or (contest and body["claim"] in contest.ids)
            need(known, "claim", "what it claims is no choice of the contest")


def apply_attest(record: Record, act: Act) -> None:
    """7.6."""
    body, person = act.body, sys.intern(act.signers[0].person)
    cases: dict[str, None] = dict.fromkeys(body["cases"])
    for i, _, items in body["about"]:
        ruling, chosen = record.rulings[i], None if items == "all" else tuple(items)
        ruling.answers += (person, sys.intern(body["answer"]), act.i, chosen)
        if body["answer"] == "object":
            cases |= dict.fromkeys(
                ruling.cases if chosen is None else [ruling.cases[n] for n in chosen]
            )
    if body["answer"] != "object":
        return
    record.objections[act.i] = Objection(person, tuple(cases))
    if any(record.cases[seal_].closed == CLOSED for seal_ in cases):
        record.late.append(act.i)
    for seal_ in cases:
        case = record.cases[seal_]
        if case.closed == OPEN:
            case.objections |= {act.i}
            record.forget_votes(case)
            record.refresh(case)
        elif case.closed == PERHAPS:
            case.perhaps |= {act.i}


def check_withdraw(record: Record, act: Act) -> None:
    """9.12."""
    i, leaf = act.body["objection"]
    objection = record.objections.get(i)
    if objection is None or objection.ended or record.tree.leaf(i).hex() != leaf:
        raise Refused("objection", "it withdraws what is no objection that stands")
    signer = only_signer(act, "session")
    need(
        signer == objection.person and record.people[signer].role == "observer",
        "rights",
        "it is not signed by the one who objected",
    )


def apply_withdraw(record: Record, act: Act) -> None:
    """7.6."""
    i = act.body["objection"][0]
    record.objections[i].ended = True
    record.drop_objection(i)


def check_vote(record: Record, act: Act) -> None:
    """9.13."""
    body = act.body
    person, value = only_signer(act, "session"), body["value"]
    if person is None or not record.people[person].holds:
        raise Refused("rights", "it is not signed by one member of the board alone")
    need(record.people[person].here, "attendance", "the member is not in attendance")
    need_quorum(record)
    never = value != "abstain" and value["disp"] in {"paper", "same_ballot_as"}
    need(not never, "item", "nobody can vote for this")
    cases = [record.case_in_pile(seal_) for seal_ in body["cases"]]
    contests = {case.contest for case in cases} - {None}
    need(len(contests) <= 1, "batch", "it votes on two contests")
    for case, prior in zip(cases, body["prior"], strict=True):
        record.need_workable(case)
        follows = (None if prior is None else tuple(prior)) == case.current
        need(follows, "prior", "it does not follow the case's current ruling")
        _check_before_board(record, case)
        if value == "abstain":
            continue
        check_in_itself(value["disp"], value["votes"], value["clause"])
        if value["disp"] not in SETTLING:
            continue
        if case.contest is None:
            record.skipped["a vote against the rules of its contest"] += 1
        else:
            check_by_rules(record, case, case.contest, value | {"words": ""})


def apply_vote(record: Record, act: Act) -> None:
    """7.5."""
    body, person = act.body, act.signers[0].person
    value = body["value"]
    said = None
    if value != "abstain":
        said = value["disp"], tuple(value["votes"]), value["clause"]
    for seal_, prior in zip(body["cases"], body["prior"], strict=True):
        case = record.cases[seal_]
        case.votes = case.votes or {}
        case.votes[person] = said, None if prior is None else (prior[0], prior[1])
        record.voted.add(seal_)
    record.sitting.setdefault(person, []).append(act.i)


def check_sitting(record: Record, act: Act) -> None:
    """9.14."""
    here = {p.id for p in record.people.values() if p.holds and p.here}
    signers = people_by(act, "identity")
    need(
        signers is not None and here and sorted(signers) == sorted(here),
        "rights",
        "it is not signed by exactly the members in attendance",
    )
    votes = [[person, list(entries)] for person, entries in sorted(record.sitting.items())]
    need(votes and act.body["votes"] == votes, "votes", "its list is not the votes of the sitting")


def apply_sitting(record: Record, act: Act) -> None:
    """9.14."""
    record.sitting.clear()
    record.forget_all_votes()
    record.due(act)


# 9.15: the close


def scope(record: Record, batches: Iterable[int]) -> list[Case]:
    """The cases a close of these batches is about (7.4)."""
    return [
        case
        for batch in batches
        for case in map(record.cases.__getitem__, record.batches.get(batch, ()))
        if case.closed != CLOSED
        and record.is_released(case)
        and not case.isolated
        and not record.is_void(case)
    ]


def check_close(record: Record, act: Act) -> None:
    """9.15."""
    body = act.body
    _check_closers(record, act)
    need(body["seen"][0] == act.i, "seen", "it was not signed on the latest head")
    batches, known = body["batches"], not record.rows_withheld
    if known:
        there = all(batch in record.batches for batch in batches)
        need(there, "batch", "it closes a batch that does not exist")
    for batch in batches:
        for seal_ in record.batches.get(batch, ())[:1]:
            suspended = record.cases[seal_].contest in record.suspended
            need(not suspended, "suspended", "the contest of a batch is suspended")
    if known:
        for batch in batches:
            need(scope(record, [batch]), "closed", "a batch has nothing to be closed")
        _check_scope(record, act, scope(record, batches))
    else:
        record.skipped["what a close says of its batches"] += 1
    need_differences(record, body["differences"], set(batches))
    need_tally(record, body["tally"])


def _check_closers(record: Record, act: Act) -> None:
    """9.15, 1."""
    signers = people_by(act, "identity")
    two = [p for p in signers or () if record.people[p].role != "observer"]
    if record.policy["tiers"] == 2:  # noqa: PLR2004
        entitled = all(record.people[p].role == "team" for p in two)
    else:
        head_ = record.presiding()
        entitled = all(record.people[p].officer for p in two)
        entitled = entitled and head_ is not None and head_.id in two
    need(
        signers is not None and len(two) == 2 and entitled,  # noqa: PLR2004
        "rights",
        "it is not signed by the two who close, and observers besides",
    )
    need_here(record, signers or ())
    if record.policy["tiers"] == 2:  # noqa: PLR2004
        need_different(record, two)


def _check_scope(record: Record, act: Act, cases: list[Case]) -> None:
    """9.15, 4 to 7."""
    body = act.body
    struck = _check_struck(record, act, {case.seal for case in cases})
    open_on = {case.seal: case.objections - struck.keys() for case in cases}
    for case in cases:
        ruled = case.current is not None or open_on[case.seal]
        need(ruled, "open", "a ballot is closed without a ruling")
        if case.reopened:
            waits = bool(open_on[case.seal]) or case.looked or case.board or not case.settled
            need(waits, "open", "a ballot was reopened and is closed without a new ruling")
    for case in cases:
        need(
            case.paper not in {"requested", "on_the_table"},
            "paper",
            "the paper of a ballot is not back in its container",
        )
    escalated = sum(
        bool(open_on[case.seal])
        or not case.settled
        or case.looked
        or (case.reopened and case.board)
        for case in cases
    )
    disps = Counter(case.disp for case in cases if case.current is not None)
    answers, absent = count_answers(record, cases, open_on, struck)
    found = {
        "cases": len(cases),
        "ruled": len(cases) - escalated,
        "escalated": escalated,
        "disp": [list(pair) for pair in sorted(disps.items())],
        "answers": answers,
        "absent": absent,
    }
    for field_, value in found.items():
        said = f"the close does not state what the record holds ({field_})"
        need(body[field_] == value, "counts", said)


def _check_struck(record: Record, act: Act, cases: set[str]) -> dict[int, str]:
    """The answers struck out at a close (9.15, 4)."""
    signers, struck = {key.person for key in act.signers}, dict[int, str]()
    for person, *_, entries in act.body["answers"]:
        for i in entries:
            body, maker = record.attest_again(i) or ({}, "")
            need(
                maker == person
                and body["via"] == "shared"
                and i not in record.struck
                and person in signers
                and not cases.isdisjoint(_cases_of(record, body)),
                "objection",
                "it strikes out what is no answer of this person that can be struck out here",
            )
            struck[i] = person
    return struck


def _cases_of(record: Record, attest: Body) -> set[str]:
    """The cases an attest is about."""
    found = set(attest["cases"])
    for i, _, items in attest["about"]:
        cases = record.rulings[i].cases
        found |= set(cases if items == "all" else [cases[n] for n in items])
    return found


def count_answers(
    record: Record, cases: list[Case], open_on: dict[str, frozenset[int]], struck: dict[int, str]
) -> tuple[list[list[Any]], list[str]]:
    """What everybody answered in a scope, and who was absent (9.15.1)."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    objections: dict[str, set[int]] = defaultdict(set)
    for case in cases:
        said: dict[str, str] = {}
        if case.current is not None:
            ruling = record.rulings[case.current[0]]
            said = dict.fromkeys(ruling.present, "silent")
            listed = iter(ruling.answers)
            for person, answer, i, items in zip(listed, listed, listed, listed, strict=True):
                if i not in struck and (items is None or case.current[1] in items):
                    said[person] = answer
        for i in open_on[case.seal]:
            person = record.objections[i].person
            said[person] = "object"
            objections[person].add(i)
        for person, answer in said.items():
            numbers[person][answer] += 1
    strikes: dict[str, list[int]] = defaultdict(list)
    for i in sorted(struck):
        strikes[struck[i]].append(i)
    answers, absent = [], []
    for person in sorted(record.people):
        n = numbers[person]
        row: list[Any] = [n["none"], n["object"], n["decline"], n["silent"]]
        row += [sorted(objections[person]), strikes[person]]
        who = record.people[person]
        if any(row) or (who.observes and who.here):
            answers.append([person, *row])
        elif who.observes:
            absent.append(person)
    return answers, absent


def need_differences(record: Record, listed: list[list[Any]], batches: set[int] | None) -> None:
    """The differences a close names (9.15, 8)."""
    for batch, expected, found, motion in listed:
        need(
            batches is None or batch in batches,
            "difference",
            "it names a difference of another batch",
        )
        need(
            motion is None or record.explained.get(motion) == batch,
            "difference",
            "the motion named does not explain this batch",
        )
        need(
            expected == found or motion is not None,
            "difference",
            "there is a difference nobody explained",
        )


def need_tally(record: Record, stated: str) -> None:
    """The tally at this size is the one stated, as far as it can be folded."""
    folded = tally(record)
    if folded is None:
        record.skipped["a tally"] += 1
        return
    said = "the tally signed with this close is not the tally of the record"
    need(sha256(canonical(folded)).hexdigest() == stated, "tally", said)


def apply_close(record: Record, act: Act) -> None:
    """9.15."""
    body = act.body
    for _, *_, entries in body["answers"]:
        for i in entries:
            _strike(record, i)
    for case in scope(record, body["batches"]):
        unsure = record.rows_withheld and case.first is None
        case.closed = PERHAPS if unsure and _lot_is_unsure(record, case) else CLOSED
        case.closed_at = act.i
    if record.rows_withheld:
        for case in record.cases.values():
            if case.batch is None and case.objections and case.closed == OPEN:
                case.closed = PERHAPS
    two = [key.person for key in act.signers if record.people[key.person].role != "observer"]
    record.due(act, two if record.policy["tiers"] == 2 else None)  # noqa: PLR2004


def _lot_is_unsure(record: Record, case: Case) -> bool:
    """Whether a case of unknown lot may lie in one isolated by a motion."""
    return any(i in case.imports for i, _ in record.isolated)


def _strike(record: Record, i: int) -> None:
    """An answer struck out is gone from its rulings; an objection among them ends."""
    record.struck.add(i)
    again = record.attest_again(i)
    if again is None:
        return
    for entry, _, _ in again[0]["about"]:
        ruling = record.rulings[entry]
        flat = ruling.answers
        ruling.answers = [
            part for at in range(0, len(flat), 4) if flat[at + 2] != i for part in flat[at : at + 4]
        ]
    if i in record.objections:
        record.objections[i].ended = True
        record.drop_objection(i)


# 9.16, 9.18 to 9.23: reopenings, new images, second looks, papers, notes


def check_reopen(record: Record, act: Act) -> None:
    """9.16."""
    body, officers = act.body, people_by(act, "identity")
    two = officers if officers is not None and len(officers) == 2 else None  # noqa: PLR2004
    need_officers(record, two)
    need(body["reason"] is not None, "reason", "it gives no reason")
    for seal_, (i, n, leaf) in zip(body["cases"], body["prior"], strict=True):
        case = record.case_in_pile(seal_)
        record.need_workable(case)
        follows = case.current == (i, n) and record.tree.leaf(i).hex() == leaf
        need(follows, "prior", "it does not name the case's current ruling")
        need(not case.reopened, "reopened", "the case is reopened already")
        need(case.closed != OPEN or case.board, "open", "the case is not closed")


def apply_reopen(record: Record, act: Act) -> None:
    """9.16."""
    cases = [record.cases[seal_] for seal_ in act.body["cases"]]
    for case in cases:
        case.closed, case.reopened = OPEN, True
        record.forget_votes(case)
        record.refresh(case)
    record.reopen_contests(case.contest for case in cases)


def check_rescan(record: Record, act: Act) -> None:
    """9.18."""
    body, rows = act.body, record.evidence.rows
    need_clerk_and_log(record, act)
    need(body["reason"] is not None, "reason", "it gives no reason")
    case = record.case_in_pile(body["case"])
    fresh = body["row"] not in record.cases and body["row"] not in record.rows_used
    need(body["row"] is not None and fresh, "evidence", "its row is none, or was named before")
    old, new = rows.get(case.row), rows.get(body["row"])
    if new is None and bytes.fromhex(body["row"]) in record.evidence.opened:
        raise Refused("evidence", "the new row cannot be read")
    if old is None or new is None:
        record.skipped["a new row against the one before"] += 1
        return
    fits = old.images != new.images and old.rest == new.rest
    need(fits, "evidence", "more than the images of the sheet is new, or not even they")


def apply_rescan(record: Record, act: Act) -> None:
    """9.18."""
    case = record.cases[act.body["case"]]
    case.row = act.body["row"]
    record.rows_used.add(case.row)
    if case.row not in record.evidence.rows:
        record.withheld["rows of cases"] += 1
    record.forget_votes(case)


def check_reference(record: Record, act: Act) -> None:
    """9.19."""
    need_constituted(record)
    people = people_by(act, "session") or []
    entitled = all(record.people[p].officer or record.people[p].role == "team" for p in people)
    need(
        len(people) == 2 and entitled,  # noqa: PLR2004
        "rights",
        "it is not signed by two of the teams or officers",
    )


def _of_nothing_marked(record: Record, batches: list[int]) -> list[str]:
    cases = [record.cases[s] for batch in batches for s in record.batches.get(batch, ())]
    return [c.seal for c in cases if c.disp == "nothing_marked" and not record.is_void(c)]


def check_sample(record: Record, act: Act) -> None:
    """9.20."""
    body = act.body
    need_constituted(record)
    need_board(record, act, in_session=False)
    if record.rows_withheld:
        record.skipped["that the batches of a sample exist"] += 1
    else:
        there = all(batch in record.batches for batch in body["batches"])
        need(there, "batch", "it draws from a batch that does not exist")
    enough = len(_of_nothing_marked(record, body["batches"])) >= body["size"]
    need(enough, "sample", "there are fewer ballots with nothing marked than it draws")


def apply_sample(record: Record, act: Act) -> None:
    """9.20."""
    body = act.body
    seed = bytes.fromhex(body["seed"])
    found = _of_nothing_marked(record, body["batches"])
    found.sort(key=lambda seal_: sha256(seed + bytes.fromhex(seal_)).digest())
    record.samples[act.i] = set(found[: body["size"]])


def check_look(record: Record, act: Act) -> None:
    """9.21."""
    two_tiers = record.policy["tiers"] == 2  # noqa: PLR2004
    if two_tiers:
        one, two = need_team(record, act)
        need(record.different(one, two), "different", "the team are not two different people")
    else:
        need_presiding(record, act)
    left = record.samples.get(act.body["sample"])
    if left is None:
        raise Refused("sample", "there is no such sample")
    signers = {key.person for key in act.signers}
    for item in act.body["items"]:
        need(item["case"] in left, "sample", "a case is not in the sample, or was looked at before")
        case = record.case_in_pile(item["case"])
        record.need_workable(case)
        need(item["row"] == case.row, "evidence", "the row named is not the newest of the case")
        if two_tiers and case.current is not None:
            again = signers & set(record.rulings[case.current[0]].signers)
            need(not again, "different", "somebody looks again at their own ruling")


def apply_look(record: Record, act: Act) -> None:
    """9.21."""
    for item in act.body["items"]:
        record.samples[act.body["sample"]].discard(item["case"])
        case = record.cases[item["case"]]
        if item["disp"] != case.disp:
            case.looked = True
            record.reopen_contests([case.contest])


def check_paper(record: Record, act: Act) -> None:
    """9.22."""
    body, person = act.body, only_signer(act, "session")
    need(
        person is not None and record.people[person].role != "observer",
        "rights",
        "it is not signed by one person of the recount alone",
    )
    step = body["step"]
    case = record.cases.get(body["case"])
    if case is None:
        raise Refused("pile", "it names a case that stands in no pile")
    if step != "returned":
        record.case_in_pile(body["case"])
    after = {
        "requested": ("", "returned"),
        "on_the_table": ("requested",),
        "returned": ("requested", "on_the_table"),
    }
    need(case.paper in after[step], "paper", "the paper is not where this step needs it")


def apply_paper(record: Record, act: Act) -> None:
    """9.22."""
    case = record.cases[act.body["case"]]
    case.paper = sys.intern(act.body["step"])
    if case.paper == "on_the_table":
        case.shown = True
        record.forget_votes(case)


def check_note(record: Record, act: Act) -> None:
    """9.23."""
    body = act.body
    uses = {key.use for key in act.signers}
    need(uses in ({"session"}, {"identity"}), "rights", "it is signed with keys of two uses")
    need(all(p in record.people for p in body["people"]), "person", "somebody is not enrolled")
    test = body["category"] == "tabulator_test"
    need(test or body["words"] is not None, "words", "its words are missing")


# 9.25 to 9.27: the end


def check_contest_close(record: Record, act: Act) -> None:
    """9.25."""
    body = act.body
    contest = body["contest"]
    need_constituted(record)
    need_board(record, act, in_session=True)
    need(contest in record.contests, "contest", "it is no contest of the recount")
    need(contest not in record.done, "closed", "the contest is closed already")
    need(contest not in record.suspended, "suspended", "the contest is suspended")
    need(body["seen"][0] == act.i, "seen", "it was not signed on the latest head")
    if record.rows_withheld:
        record.skipped["that nothing of a contest waits when it is closed"] += 1
    else:
        for case in record.cases.values():
            if case.contest == contest:
                _check_done(record, case)
    batches = {case.batch for case in record.cases.values() if case.contest == contest}
    known = None if record.rows_withheld else {batch for batch in batches if batch is not None}
    need_differences(record, body["differences"], known)
    need_tally(record, body["tally"])


def _check_done(record: Record, case: Case) -> None:
    if not record.is_released(case) or case.isolated or record.is_void(case):
        return
    out = case.paper in {"requested", "on_the_table"}
    need(not out, "paper", "the paper of a ballot is not back in its container")
    done = record.waits(case) is False and case.closed == CLOSED
    need(done, "open", "a ballot of the contest still waits, or is not closed")


def apply_contest_close(record: Record, act: Act) -> None:
    """9.25."""
    record.done.add(act.body["contest"])
    record.due(act)


def check_export(record: Record, act: Act) -> None:
    """9.26."""
    need_constituted(record)
    person = only_signer(act, "identity")
    need(
        person is not None and record.people[person].role == "clerk",
        "rights",
        "it is not signed by a clerk alone",
    )
    need(1 <= act.body["size"] <= act.i, "export", "the record never had that size")


def check_finish(record: Record, act: Act) -> None:
    """9.27."""
    need_constituted(record)
    need_board(record, act, in_session=False)
    left = record.contests - record.done - record.suspended
    need(not left, "open", "a contest is neither closed nor suspended")
    stored = sorted(
        p.key.entry for p in record.people.values() if not p.removed and p.custody == "store"
    )
    need(act.body["keys"] == stored, "finish", "the keys to be destroyed are others")


def apply_finish(record: Record, act: Act) -> None:
    """9.27."""
    for session in record.sessions.values():
        session.ended = act.i
    record.sessions.clear()
    for person in record.people.values():
        person.attendance = "out"
    record.finished = True
    record.due(act)


# ---------------------------------------------------------------------------------------------
# 11  Motions (9.17, 10)
# ---------------------------------------------------------------------------------------------

REASONED = frozenset(
    ("release", "isolate", "void", "replace_counts", "explain", "suspend", "resume", "refile")
    + ("deadline",)
)


def check_motion(record: Record, act: Act) -> None:
    """9.17."""
    body = act.body
    need_constituted(record)
    need_board(record, act, in_session=True)
    for person, _ in body["votes"]:
        voter = record.people.get(person)
        need(voter is not None and voter.holds, "motion", "somebody votes who holds no seat")
        need(voter is not None and voter.here, "attendance", "somebody votes who is not there")
    yes = {person for person, said in body["votes"] if said == "yes"}
    signed, voted = {key.person for key in act.signers}, {person for person, _ in body["votes"]}
    need(
        yes <= signed <= voted and len(yes) >= record.majority(),
        "motion",
        "the votes and the signatures do not carry it",
    )
    reasoned = body["effect"] not in REASONED or body["reason"] is not None
    need(reasoned, "reason", "it gives no reason")
    _TARGET_CHECKS[body["effect"]](record, body["target"], body["effect"])


def _standing_import(record: Record, i: int) -> Import:
    found = record.imports.get(i)
    if found is None or found.void:
        raise Refused("import", "it is about an import that does not stand")
    return found


def _target_lot(record: Record, target: Body, effect: str) -> None:
    if "cases" in target:
        for seal_ in target["cases"]:
            isolated = record.case_in_pile(seal_).isolated
            fits = isolated if effect == "release" else not isolated
            need(fits, "isolated", "a case is not where the motion needs it")
        return
    i, lot_ = target["import"], target["lot"]
    found = _standing_import(record, i)
    if effect == "release":
        other = lot_ in found.lots and lot_ != "accepted" and (i, lot_) not in record.released
        need((i, lot_) in record.isolated or other, "lot", "there is nothing to be released")
    else:
        stands = lot_ in found.lots and record.lot_is_in(i, lot_)
        need(stands, "lot", "the lot does not stand in the totals")


def _target_import(record: Record, target: Body, effect: str) -> None:
    found = _standing_import(record, target["import"])
    if effect == "void":
        need(not found.ruled, "import", "ballots of this import were ruled on")
    else:
        brought = record.brought_counts(target["import"])
        need(brought, "import", "the import brought no machine counts, or they are replaced")


def _target_batch(record: Record, target: Body, _effect: str) -> None:
    if record.rows_withheld:
        record.skipped["that the batch a motion explains exists"] += 1
    else:
        need(target["batch"] in record.batches, "batch", "it explains a batch that does not exist")


def _target_contest(record: Record, target: Body, effect: str) -> None:
    contest = target["contest"]
    need(contest in record.contests, "contest", "it is no contest of the recount")
    suspended = contest in record.suspended
    fits = {"suspend": not suspended, "resume": suspended}.get(effect, True)
    need(fits, "suspended", "the contest is suspended already, or is not")


def _target_people(record: Record, target: Body, _effect: str) -> None:
    known = all(record.active(person) for person in target["people"])
    need(known, "person", "somebody named is not enrolled")


def _target_seat(record: Record, target: Body, _effect: str) -> None:
    taker, left = record.active(target["alternate"]), target["for"]
    if taker is None:
        raise Refused("person", "who is to take the seat is not enrolled")
    may = not taker.seated if taker.role == "alternate" else taker.displaced
    may = may and taker.role in {"alternate", "chair", "member"}
    need(may, "seat", "who is to take the seat cannot take one")
    holder = record.people.get(left)
    free = left in record.vacant or (holder is not None and holder.holds)
    need(free, "seat", "there is no such seat to be taken")
    own = taker.id not in record.vacant or left == taker.id
    need(own, "seat", "who is to take the seat left another one empty")


_TARGET_CHECKS: dict[str, Callable[[Record, Body, str], None]] = {
    "release": _target_lot,
    "isolate": _target_lot,
    "void": _target_import,
    "replace_counts": _target_import,
    "explain": _target_batch,
    "suspend": _target_contest,
    "resume": _target_contest,
    "priority": _target_contest,
    "refile": _target_contest,
    "deadline": _target_contest,
    "waive": _target_people,
    "seat": _target_seat,
}


def apply_motion(record: Record, act: Act) -> None:
    """Section 10."""
    effect, target = act.body["effect"], act.body["target"]
    if effect in {"release", "isolate"}:
        _apply_lot(record, target, isolate=effect == "isolate")
    elif effect == "void":
        record.imports[target["import"]].void = True
        record.reopen_contests(None)
    elif effect == "replace_counts":
        record.imports[target["import"]].replaced = True
        record.reopen_contests(None)
    elif effect == "explain":
        record.explained[act.i] = target["batch"]
    elif effect == "suspend":
        record.suspended.add(target["contest"])
    elif effect == "resume":
        record.suspended.discard(target["contest"])
    elif effect == "waive":
        record.waivers.append(frozenset(target["people"]))
    elif effect == "seat":
        _apply_seat(record, target["alternate"], target["for"])


def _apply_lot(record: Record, target: Body, *, isolate: bool) -> None:
    if "cases" in target:
        cases = [record.cases[seal_] for seal_ in target["cases"]]
        for case in cases:
            case.isolated = isolate
            record.refresh(case)
        record.reopen_contests(case.contest for case in cases)
        return
    slot = target["import"], target["lot"]
    if isolate:
        record.isolated.add(slot)
    else:
        record.isolated.discard(slot)
        record.released.add(slot)
    record.reopen_contests(None)


def _apply_seat(record: Record, taker: str, left: str) -> None:
    former, comes = record.people[left], record.people[taker]
    former.seated = False
    former.displaced = former.displaced or former.role != "alternate"
    record.vacant.discard(left)
    if comes.role == "alternate":
        comes.seated = True
    else:
        comes.displaced = False
    record.forget_all_votes()


# ---------------------------------------------------------------------------------------------
# 12  Cosigned heads (section 11)
# ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class CosignedHead:
    """A cosigned head whose form and people are right; its signatures are still to be checked."""

    checkpoint: Checkpoint
    cosigners: dict[str, int]
    checks: list[tuple[bytes, bytes, bytes]]
    """Key, message and signature of every line."""
    entries: dict[bytes, int]
    """Which entry introduced which of these keys."""


def read_head(record: Record, data: str, code: str) -> CosignedHead:
    """A note of the form of 11.1."""
    note = read_note(data, code)
    checkpoint = read_checkpoint(note.text, code)
    need(checkpoint.origin == record.origin, code, "the head is of another record")
    log, first, found = record.keys[0].public, note.lines[0], dict[str, int]()
    need(
        first.name == record.origin
        and first.key_id == key_id(record.origin, TYPE_NOTE, log)
        and len(first.payload) == 64,  # noqa: PLR2004 - the length of a signature
        code,
        "its first line is not the log key's",
    )
    checks = [(log, note.text.encode(), first.payload)]
    entries, last = {log: 0}, ""
    for line in note.lines[1:]:
        need(line.name > last, code, "its cosigners do not ascend by name")
        last = line.name
        person = record.active(line.name.removeprefix(record.origin + "/"))
        moment = cosigned_at(line.payload)
        if (
            person is None
            or moment is None
            or line.name != f"{record.origin}/{person.id}"
            or line.key_id != key_id(line.name, TYPE_COSIGN, person.key.public)
        ):
            raise Refused(code, "a line of it is no cosignature of somebody enrolled")
        found[person.id] = moment
        message = cosign_message(moment, note.text)
        checks.append((person.key.public, message, line.payload[8:]))
        entries[person.key.public] = person.key.entry
    return CosignedHead(checkpoint, found, checks, entries)


def check_witness(record: Record, act: Act) -> CosignedHead:
    """9.24 and 11.2, but for the signatures in the note."""
    need(act.signers == [record.keys[0]], "rights", "it is not signed by the log key alone")
    made = read_head(record, act.body["note"], "witness")
    size = made.checkpoint.size
    need(
        0 < size <= act.i and record.tree.root(size) == made.checkpoint.root,
        "witness",
        "the head cosigned is none of this record",
    )
    for person, moment in made.cosigners.items():
        size_before, moment_before = record.last_cosigned.get(person, (0, 0))
        later = size >= size_before and moment >= moment_before
        need(later, "witness", "somebody cosigned an older head after a newer one")
    enough = bool(made.cosigners) and (
        _is_majority(record, made.cosigners)
        or any(_by_team(due, made.cosigners) and due.entry < size for due in record.uncovered)
    )
    need(enough, "witness", "it is not cosigned by enough of those who have to")
    return made


def _is_majority(record: Record, people: Iterable[str]) -> bool:
    return sum(record.people[p].holds for p in people) >= record.majority()


def _by_team(due: Due, people: Iterable[str]) -> bool:
    return due.team is not None and due.team <= set(people)


def apply_witness(record: Record, act: Act, made: CosignedHead) -> None:
    """11.3."""
    size, board = made.checkpoint.size, _is_majority(record, made.cosigners)
    for person, moment in made.cosigners.items():
        record.last_cosigned[person] = size, moment
    left = []
    for due in record.uncovered:
        if due.entry >= size:
            left.append(due)
            continue
        due.signed |= made.cosigners.keys()
        if board or _by_team(due, made.cosigners):
            due.witness = act.i
        else:
            left.append(due)
    record.uncovered = left


# ---------------------------------------------------------------------------------------------
# 13  The tally (section 12)
# ---------------------------------------------------------------------------------------------

WATERMARKS = {
    "recount": None,
    "demo": "DEMONSTRATION - not an election record",
    "rehearsal": "REHEARSAL - not an election record",
}


def tally(record: Record) -> Body | None:
    """The tally of everything taken in; None where a row or counts needed are withheld."""
    if not record.can_be_folded():
        return None
    ids = [c for c in record.evidence.contests if c in record.contests]
    return {
        "origin": record.origin,
        "purpose": record.purpose,
        "watermark": WATERMARKS[record.purpose],
        "basis": "every ruling",
        "contests": [_tally_contest(record, record.evidence.contests[c]) for c in ids],
    }


def _tally_contest(record: Record, contest: Contest) -> Body:
    before: Counter[str] = Counter()
    change: Counter[str] = Counter()
    totals, told, untold, pending = record.totals, False, False, 0
    for slot in totals.machine.keys() | {slot for slot, _ in totals.cases}:
        if not record.slot_stands(slot):
            continue
        pending += totals.cases[slot, contest.id] - totals.counting[slot, contest.id]
        change.update(totals.changes.get(slot, {}).get(contest.id, {}))
        sums_ = totals.machine.get(slot, {}).get(contest.id)
        if sums_ is not None and not record.imports[slot[0]].replaced:
            before.update(sums_)
            lines = totals.lines[slot][contest.id]
            told |= "ballots" in lines
            untold |= max(lines.values()) > lines["ballots"]
    ballots = before["ballots"] if told and not untold else None
    if record.policy["writeins_as_under"]:
        for sums_of in (before, change):
            sums_of["under"] += sums_of.pop("unqualified", 0)

    def sums(bucket: str) -> dict[str, Any]:
        return {
            "before": before[bucket],
            "change": change[bucket],
            "after": before[bucket] + change[bucket],
        }

    choices = [
        {"id": choice, "name": name_, **sums(choice)}
        for choice, name_, _ in contest.choices
        if choice not in contest.lines
    ]
    other = [sums("over"), sums("under"), sums("unqualified")]
    balanced = None
    if ballots is not None:
        whole = ballots * contest.seats
        parts = [*choices, *other]
        balanced = all(sum(p[which] for p in parts) == whole for which in ("before", "after"))
    return {
        "contest": contest.title,
        "id": contest.id,
        "seats": contest.seats,
        "choices": choices,
        "overvotes": other[0],
        "undervotes": other[1],
        "unqualified": other[2],
        "ballots": ballots,
        "pending": pending,
        "balanced": balanced,
    }


# ---------------------------------------------------------------------------------------------
# 14  One entry after the other (8)
# ---------------------------------------------------------------------------------------------

Check = Callable[[Record, Act], None]


def _nothing(_record: Record, _act: Act) -> None:
    """Some kinds change nothing that is remembered."""


RULES: dict[str, tuple[Check, Check]] = {
    "open": (check_open, apply_open),
    "enrol": (check_enrol, apply_enrol),
    "remove": (check_remove, apply_remove),
    "constitute": (check_constitute, apply_constitute),
    "signin": (check_signin, apply_signin),
    "signout": (check_signout, apply_signout),
    "attend": (check_attend, apply_attend),
    "import": (check_import, apply_import),
    "pile": (check_pile, apply_pile),
    "rule": (check_rule, apply_rule),
    "attest": (check_attest, apply_attest),
    "withdraw": (check_withdraw, apply_withdraw),
    "vote": (check_vote, apply_vote),
    "sitting": (check_sitting, apply_sitting),
    "close": (check_close, apply_close),
    "reopen": (check_reopen, apply_reopen),
    "motion": (check_motion, apply_motion),
    "rescan": (check_rescan, apply_rescan),
    "reference": (check_reference, _nothing),
    "sample": (check_sample, apply_sample),
    "look": (check_look, apply_look),
    "paper": (check_paper, apply_paper),
    "note": (check_note, _nothing),
    "contest_close": (check_contest_close, apply_contest_close),
    "export": (check_export, _nothing),
    "finish": (check_finish, apply_finish),
}
"""What checks a kind, and what it changes; a witness is checked by `take_entry` itself."""
NEW_KEYS = {"open": ("log", "log_key"), "enrol": ("identity", "key"), "signin": ("session", "key")}
SEALS = {
    "enrol": ("name", "names"),
    "remove": ("reason", "reasons"),
    "attend": ("reason", "reasons"),
    "attest": ("words", "written words"),
    "reopen": ("reason", "reasons"),
    "motion": ("reason", "reasons"),
    "rescan": ("reason", "reasons"),
    "note": ("words", "written words"),
}
"""The field that holds a seal, by kind, and what such values are called when withheld."""


def take_entry(record: Record, act: Act, signatures: Signatures) -> None:
    """Check one entry against all before it, in the order of section 8, then remember it."""
    need(act.i == record.tree.size, "index", "its number is not the next one")
    need(act.i > 0 or act.kind == "open", "order", "a record begins with its opening")
    _check_keys(record, act, signatures)
    size, root = act.body["seen"]
    need(
        size <= act.i and record.tree.root(size).hex() == root,
        "seen",
        "this was signed on a record other than this one",
    )
    fallen = any(key.seen > size for key in act.signers)
    need(not fallen, "seen", "this was signed on an older state than the act before it")
    once = bytes.fromhex(act.body["n"])
    said = "this act, or another under its number, was recorded before"
    need(once not in record.nonces, "nonce", said)
    need(not record.finished or act.kind == "witness", "finished", "the record was finished")
    if act.kind == "witness":
        made = check_witness(record, act)
        for key, message, signature in made.checks:
            signatures.add(key, message, signature, (act.i, "witness", made.entries[key]))
        apply_witness(record, act, made)
    else:
        check, apply = RULES[act.kind]
        check(record, act)
        _check_seals(record, act)
        if act.kind == "open":
            _open_evidence(record, act)
        apply(record, act)
    _remember(record, act, size, once)


def _remember(record: Record, act: Act, size: int, once: bytes) -> None:
    for key in act.signers:
        key.seen = size
    if act.new is not None:
        record.keys[act.i] = act.new
        record.publics.add(act.new.public)
    record.nonces.add(once)
    record.kinds[act.kind] += 1
    record.tree.add(act.leaf)


def _check_keys(record: Record, act: Act, signatures: Signatures) -> None:
    """Keys and signatures (section 8, 3)."""
    body, kind = act.body, act.kind
    if kind in NEW_KEYS:
        use, field_ = NEW_KEYS[kind]
        public = base64.b64decode(body[field_])
        need(public not in record.publics, "key", "this key is already part of the record")
        fault = fault_of_key(public)
        need(not fault, "key", f"the new key may not be used ({fault})")
        act.new = Key(act.i, use, public, body.get("person", ""), body["st"])
    origin = body["origin"] if kind == "open" else record.origin
    message = act_message(origin, act.body_bytes)
    for k, signature in act.signatures:
        key = act.new if k == act.i else record.keys.get(k)
        if key is None:
            raise Refused("key", "it is signed with a key no entry introduced")
        if key.use == "session" and key is not act.new:
            _check_session(key, kind, body["st"])
        if key.ended:
            said = f"the key {key.person} signed with ended at entry {key.ended}"
            raise Refused("session" if key.use == "session" else "rights", said)
        if record.quick and key.use == "session":
            record.skipped["a signature of a session key (--quick)"] += 1
        else:
            signatures.add(key.public, message, signature, (act.i, "signature", key.entry))
        act.signers.append(key)


def _check_session(key: Key, kind: str, station: str) -> None:
    if kind not in SESSION_KINDS:
        said = f"a key held only while signed in cannot sign this ({kind})"
        raise Refused("rights", said)
    if key.station != station:
        said = f"{key.person} is signed in at {key.station}, not at {station}"
        raise Refused("session", said)


def _open_evidence(record: Record, act: Act) -> None:
    """The definition, the rules, and the openings beside the record."""
    body = act.body
    record.evidence = Evidence(record.folder, body["origin"], quick=record.quick)
    record.evidence.read_definition(body["election"], body["rules"])
    record.evidence.read_openings()
    if record.quick:
        record.skipped["whether image files are those named (--quick)"] += 1


def _check_seals(record: Record, act: Act) -> None:
    """Openings and images that do not fit are held against the entry that names them (14)."""
    if act.kind == "open":
        return
    evidence, body = record.evidence, act.body
    named: list[str | None] = []
    if act.kind in SEALS:
        field_, what = SEALS[act.kind]
        named.append(body[field_])
        _count_withheld(record, body[field_], what)
    if act.kind == "rule":
        for item in body["items"]:
            named.append(item["words"])
            _count_withheld(record, item["words"], "written words")
    rows: list[str] = []
    if act.kind == "rescan":
        rows = [body["row"]]
    elif act.kind == "pile" and (evidence.bad_seals or evidence.bad_images):
        rows = evidence.pile(body["root"]) or []
    for seal_ in (*named, *rows):
        wrong = seal_ in evidence.bad_seals
        need(not wrong, "seal", "what was sealed in it is not what lies beside the record")
    papers = {"motion": "document", "reference": "layout"}
    wrong = act.kind in papers and body[papers[act.kind]] in evidence.bad_documents
    need(not wrong, "file", "a document it rests on is another document")
    images = {body["image"]} if act.kind == "reference" else set()
    wrong_image = not images.isdisjoint(evidence.bad_images) or any(
        evidence.rows[seal_].bad_image for seal_ in rows if seal_ in evidence.rows
    )
    need(not wrong_image, "file", "an image it rests on is another image")


def _count_withheld(record: Record, seal_: str | None, what: str) -> None:
    if seal_ is None or bytes.fromhex(seal_) in record.evidence.opened:
        return
    if seal_ not in record.evidence.bad_seals:
        record.withheld[what] += 1


def read_record(record: Record, signatures: Signatures) -> Failure | None:
    """Every entry in turn; the failure of the lowest entry, if any fails."""
    failure: Failure | None = None
    offset, told = 0, sys.stderr.isatty()
    with record.folder.open("record.jsonl") as stream:
        lines = read_lines(stream)
        while failure is None and not signatures.failed():
            size = record.tree.size
            try:
                raw = next(lines, None)
                if raw is None:
                    break
                record.offsets.append(offset)
                offset += len(raw) + 1
                take_entry(record, read_act(raw), signatures)
            except Refused as error:
                failure = Failure(size, error.code, error.sentence)
            if told and size % 5000 == 0:
                print(f"\r{size} entries", end="", file=sys.stderr, flush=True)
        if failure is not None and failure.code == "newer":
            _hash_the_rest(record, raw, lines)
    if told:
        print("\r", end="", file=sys.stderr)
    if failure is None and record.tree.size == 0:
        failure = Failure(0, "encoding", "there is no entry at all")
    bad = signatures.finish()
    if bad is not None and (failure is None or (bad.entry or 0) <= (failure.entry or 0)):
        failure = bad
    return failure


def _hash_the_rest(record: Record, raw: bytes | None, lines: Iterator[bytes]) -> None:
    """Heads can be compared even where entries cannot be understood."""
    try:
        while raw is not None:
            record.tree.add(sha256(b"\x00" + raw).digest())
            raw = next(lines, None)
    except Refused:
        return


# ---------------------------------------------------------------------------------------------
# 15  The other files (13)
# ---------------------------------------------------------------------------------------------

_FILES = _table(name, index, hexes)


def check_files(record: Record) -> tuple[Failure | None, list[str]]:
    """The first file beside the record that does not fit, and files nothing vouches for."""
    checks = (_check_head, _check_manifest, _check_other_files, _check_tally)
    loose: list[str] = []
    for check in checks:
        try:
            loose += check(record)
        except Refused as error:
            file, _, sentence = error.sentence.partition(": ")
            return Failure(None, error.code, sentence, file), loose
    return None, loose


def need_file(condition: object, code: str, file: str, sentence: str) -> None:
    """Refuse what a file says."""
    need(condition, code, f"{file}: {sentence}")


def _check_head(record: Record) -> list[str]:
    file = "head.note"
    data = record.folder.read(file)
    need_file(data is not None, "head", file, "it is missing")
    try:
        made = read_head(record, (data or b"").decode("utf-8", "replace"), "head")
    except Refused as error:
        raise Refused("head", f"{file}: {error.sentence}") from None
    size = record.tree.size
    fits = made.checkpoint.size == size and made.checkpoint.root == record.tree.root(size)
    need_file(fits, "head", file, "it is not the head of this record")
    for check in made.checks:
        need_file(check_now(*check), "head", file, "a signature in it is not good")
    return []


def _check_manifest(record: Record) -> list[str]:
    file, folder = "MANIFEST.json", record.folder
    data = folder.read(file)
    need_file(data is not None, "file", file, "it is missing")
    try:
        listed = read_canonical(data or b"", None)
    except Refused as error:
        raise Refused("file", f"{file}: {error.sentence}") from None
    need_file(_FILES(listed), "file", file, "it is not a list of files")
    own = {file, "MANIFEST.note"}
    for path, size, digest in listed:
        there = path in folder.sizes and path not in own
        need_file(there, "file", path, "it is listed and not there")
        fits = folder.sizes[path] == size and folder.digest(path) == digest
        need_file(fits, "file", path, "it is not the file that was exported")
    _check_manifest_note(record, data or b"")
    return sorted(folder.sizes.keys() - {path for path, _, _ in listed} - own)


def _check_manifest_note(record: Record, manifest: bytes) -> None:
    file = "MANIFEST.note"
    data = record.folder.read(file)
    if data is None:
        need_file(record.finished, "file", file, "it is missing")
        return
    try:
        note = read_note(data.decode("utf-8", "replace"), "file")
    except Refused as error:
        raise Refused("file", f"{file}: {error.sentence}") from None
    digest = sha256(manifest).hexdigest()
    said = f"adjudicator/manifest/v1\n{record.origin}\n{digest}\n"
    need_file(note.text == said, "file", file, "it is not about this MANIFEST.json")
    clerks = [p for p in record.people.values() if p.role == "clerk" and not p.removed]
    known = {(record.origin, ""): record.keys[0].public}
    known |= {(f"{record.origin}/{p.id}", p.id): p.key.public for p in clerks}
    signed = set()
    for (line_name, person), public in known.items():
        for line in note.lines:
            if line.name == line_name and line.key_id == key_id(line_name, TYPE_NOTE, public):
                good = check_now(public, said.encode(), line.payload)
                need_file(good, "file", file, "a signature in it is not good")
                signed.add(person)
    enough = "" in signed and len(signed) > 1
    need_file(enough, "file", file, "it is not signed by the log key and a clerk")


def _check_other_files(record: Record) -> list[str]:
    folder = record.folder
    for fault in record.evidence.faults:
        raise Refused(fault.code, fault.sentence)
    left = record.evidence.bad_seals
    need_file(not left, "seal", "openings.jsonl", "an opening does not give its seal")
    file, digest = "recount.tlog-policy", record.tlog_policy
    if digest is not None:
        fits = file in folder.sizes and folder.digest(file) == digest
        need_file(fits, "file", file, "it is not the policy the board signed")
    file = "verify_recount.py"
    if record.verifier is not None and file in folder.sizes:
        fits = folder.digest(file) == record.verifier
        need_file(fits, "file", file, "it is not the verifier named at the opening")
    wrong = sorted(f"images/{each}" for each in record.evidence.bad_images)
    wrong += sorted(f"documents/{each}" for each in record.evidence.bad_documents)
    for path in wrong:
        raise Refused("file", f"{path}: its bytes are not what its name says")
    return []


def _check_tally(record: Record) -> list[str]:
    file = "tally.json"
    data = record.folder.read(file)
    need_file(data is not None, "file", file, "it is missing")
    folded = tally(record)
    if folded is None:
        record.skipped["tally.json"] += 1
    else:
        need_file(data == canonical(folded), "tally", file, "it is not the tally of this record")
    return []


# ---------------------------------------------------------------------------------------------
# 16  What you kept (15)
# ---------------------------------------------------------------------------------------------

CONTAINED, SHORTER, TWO_RECORDS, REFUSED = "contained", "shorter", "two_records", "refused"
RECEIPT = "c2sp.org/tlog-proof@v1\n"
_CODE = re.compile(r"[0-9a-fA-F](?:-*[0-9a-fA-F]){15}").fullmatch


@dataclass(slots=True)
class Receipt:
    """A receipt or card, read and checked in itself."""

    i: int
    raw: bytes
    note: Note


@dataclass(slots=True)
class Anchor:
    """Something kept outside the record: a head, or a code."""

    what: str
    checkpoint: Checkpoint | None = None
    code: bytes = b""
    note: Note | None = None
    receipt: Receipt | None = None


@dataclass(slots=True)
class Compared:
    """What came of comparing an anchor."""

    anchor: str
    result: str
    sentence: str
    size: int | None = None


def read_anchor(argument: str) -> Anchor:
    """An anchor from what stands on the command line; `Refused` (anchor) if it is none."""
    path = Path(argument)
    if path.is_file():
        with path.open("rb") as stream:
            data = stream.read(NOTE_BYTES + 1)
        return _anchor_of_file(data)
    if _CODE(argument):
        return Anchor("record code", code=bytes.fromhex(argument.replace("-", "")))
    raise Unreadable(f"{argument} is neither a file nor a record code of 16 digits.")


def _anchor_of_file(data: bytes) -> Anchor:
    try:
        words = data.decode()
    except UnicodeDecodeError:
        raise Refused("anchor", "the file is no text") from None
    if words.startswith(RECEIPT):
        return _read_receipt(words)
    if words.startswith("{"):
        return Anchor("kept head", checkpoint=_read_kept(data.removesuffix(b"\n")))
    if _CODE(words.strip()):
        return Anchor("record code", code=bytes.fromhex(words.strip().replace("-", "")))
    note = read_note(words, "anchor")
    return Anchor("note of a head", checkpoint=read_checkpoint(note.text, "anchor"), note=note)


def _read_kept(data: bytes) -> Checkpoint:
    kept = read_canonical(data)
    fits = isinstance(kept, dict) and kept.keys() == {"origin", "root", "size", "time"}
    fits = fits and name(kept["origin"]) and hexes(kept["root"]) and index(kept["size"])
    need(fits, "anchor", "the file is no kept head")
    return Checkpoint(kept["origin"], kept["size"], bytes.fromhex(kept["root"]))


def _read_receipt(words: str) -> Anchor:
    """A receipt (15.1), checked in itself."""
    whole = words.encode()
    lines = words.count("\n")
    need(len(whole) <= NOTE_BYTES and lines <= NOTE_LINES, "anchor", "the receipt is too long")
    # The last empty line is the note's; the one before it ends the proof.
    above, _, signatures = words.rpartition("\n\n")
    proof_text, gap, note_text = above.rpartition("\n\n")
    need(gap, "anchor", "the receipt holds no head")
    note = read_note(f"{note_text}\n\n{signatures}", "anchor")
    checkpoint = read_checkpoint(note.text, "anchor")
    parts = proof_text.split("\n")[1:]
    fits = len(parts) > 1 and parts[0].startswith("extra ") and parts[1].startswith("index ")
    need(fits, "anchor", "the receipt is not of the form")
    number = parts[1].removeprefix("index ")
    need(_DECIMAL(number), "anchor", "the receipt names no entry")
    try:
        extra = read_canonical(strict_base64(parts[0].removeprefix("extra ")), None)
        proof = [strict_base64(part) for part in parts[2:]]
        raw = strict_base64(extra["entry"])
        openings = extra["open"]
        fits = extra.keys() == {"entry", "open"} and all(len(step) == 32 for step in proof)  # noqa: PLR2004
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("anchor", "the receipt is not of the form") from None
    need(fits, "anchor", "the receipt is not of the form")
    act = read_act(raw)
    need(act.i == int(number), "anchor", "the receipt names another entry than it holds")
    root = root_from_proof(act.leaf, act.i, checkpoint.size, proof)
    need(root == checkpoint.root, "anchor", "the receipt's proof does not lead to its head")
    _check_openings(act, openings, checkpoint.origin)
    return Anchor("receipt", checkpoint, note=note, receipt=Receipt(act.i, raw, note))


_OPENINGS = _list(_row(text, nonce, lambda _: True))


def _check_openings(act: Act, openings: object, origin: str) -> None:
    """Each opening gives the seal its path leads to."""
    if not isinstance(openings, list) or not _OPENINGS(openings):
        raise Refused("anchor", "the receipt's openings are not of the form")
    for path, salt, value in openings:
        prefix = b"adjudicator/seal/v1\n" + origin.encode() + b"\n" + bytes.fromhex(salt)
        made = sha256(prefix + canonical(value)).hexdigest()
        fits = _pointed_at(act.body, path) == made
        need(fits, "anchor", "an opening of the receipt does not give its seal")


def _pointed_at(body: Body, path: str) -> object:
    """What a JSON pointer (RFC 6901) names, or None."""
    here: Any = body
    need(path.startswith("/"), "anchor", "an opening of the receipt names nothing")
    for part in path[1:].split("/"):
        step = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and _DECIMAL(step) and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here


def compare(record: Record, argument: str) -> Compared:
    """Compare the record with one anchor (15.2)."""
    try:
        anchor = read_anchor(argument)
        if anchor.checkpoint is None:
            return _compare_code(record, argument, anchor)
        return _compare_head(record, argument, anchor, anchor.checkpoint)
    except Refused as error:
        return Compared(argument, REFUSED, f"not compared: {error.sentence}")


def _compare_code(record: Record, argument: str, anchor: Anchor) -> Compared:
    size = record.tree.has_code(anchor.code)
    if size is None:
        said = "the record never had this code: it is shorter than what you kept, or another"
        return Compared(argument, SHORTER, said)
    return Compared(argument, CONTAINED, f"the record had this code at {size} entries", size)


def _compare_head(record: Record, argument: str, anchor: Anchor, kept: Checkpoint) -> Compared:
    what, tree = anchor.what, record.tree
    need(kept.origin == record.origin, "anchor", f"this {what} is of another record, {kept.origin}")
    if kept.size > tree.size:
        said = f"this {what} is of {kept.size} entries, the record has {tree.size}"
        return Compared(argument, SHORTER, said, kept.size)
    if tree.root(kept.size) != kept.root:
        said = f"this {what} names another record at {kept.size} entries"
        return Compared(argument, TWO_RECORDS, said, kept.size)
    if anchor.note is not None:
        _check_anchor_note(record, anchor.note)
    receipt = anchor.receipt
    if receipt is not None:
        same = tree.leaf(receipt.i) == sha256(b"\x00" + receipt.raw).digest()
        need(same, "anchor", "the entry of the receipt is not the record's")
    said = f"the record contains this {what} of {kept.size} entries"
    return Compared(argument, CONTAINED, said, kept.size)


def _check_anchor_note(record: Record, note: Note) -> None:
    """Lines of known keys are good, and the log key's is among them."""
    log_signed = False
    for line in note.lines:
        for key in record.keys.values():
            own = record.origin if key.use == "log" else f"{record.origin}/{key.person}"
            kind = TYPE_NOTE if key.use == "log" else TYPE_COSIGN
            if key.use == "session" or line.name != own:
                continue
            if line.key_id != key_id(own, kind, key.public):
                continue
            message, signature = note.text.encode(), line.payload
            if kind == TYPE_COSIGN:
                moment = cosigned_at(line.payload)
                need(moment is not None, "anchor", "a cosignature of it has no time")
                message, signature = cosign_message(moment or 0, note.text), line.payload[8:]
            good = check_now(key.public, message, signature)
            need(good, "anchor", f"the signature of {own} in it is not good")
            log_signed |= key.use == "log"
    need(log_signed, "anchor", "the log key did not sign it")


# ---------------------------------------------------------------------------------------------
# 17  The verdict (14)
# ---------------------------------------------------------------------------------------------

HOLDS, CONSISTENT, NEWER, FAILS = "holds", "consistent", "newer", "fails"
EXITS = {HOLDS: 0, CONSISTENT: 1, NEWER: 1, FAILS: 3, SHORTER: 3, TWO_RECORDS: 3}
SENTENCES = {
    HOLDS: "The record holds, and contains all you kept.",
    CONSISTENT: "The record is consistent in itself, compared with nothing from outside.",
    SHORTER: "The record is shorter than what you kept.",
    TWO_RECORDS: "There are two records with one origin.",
}


@dataclass(slots=True)
class Report:
    """What is said about an export."""

    verdict: str
    sentence: str
    failure: Failure | None
    compared: list[Compared]
    loose: list[str]
    record: Record
    signatures: int


def verify(folder: Folder, anchors: list[str], *, jobs: int, pure: bool, quick: bool) -> Report:
    """Check an export and compare it with what was kept."""
    few = folder.sizes["record.jsonl"] < 1 << 21
    signatures = Signatures(jobs=1 if few else jobs, pure=pure)
    record = Record(folder, quick=quick)
    failure = read_record(record, signatures)
    loose: list[str] = []
    if failure is None:
        failure, loose = check_files(record)
    compared = []
    # Where an entry does not hold, what comes after it was not read, so nothing is compared.
    if failure is None or failure.entry is None or failure.code == "newer":
        compared = [compare(record, anchor) for anchor in anchors]
    verdict = _verdict(failure, [one.result for one in compared], quick=quick)
    said = _sentence(verdict, failure, quick=quick)
    return Report(verdict, said, failure, compared, loose, record, signatures.checked)


def _verdict(failure: Failure | None, results: list[str], *, quick: bool) -> str:
    if failure is not None and failure.code != "newer":
        return FAILS
    for worst in (TWO_RECORDS, SHORTER):
        if worst in results:
            return worst
    if failure is not None:
        return NEWER
    return HOLDS if CONTAINED in results and not quick else CONSISTENT


def _sentence(verdict: str, failure: Failure | None, *, quick: bool) -> str:
    if failure is None or verdict in {SHORTER, TWO_RECORDS}:
        if quick and verdict == CONSISTENT:
            return "The record is consistent in itself as far as a quick look goes."
        return SENTENCES[verdict]
    where = f"at entry {failure.entry}" if failure.entry is not None else f"in {failure.file}"
    if verdict == NEWER:
        return f"The record was made by a newer version: {where}, {failure.sentence}."
    return f"The record does not hold {where} because {failure.sentence}."


def observers(record: Record) -> dict[str, Counter[str]]:
    """What every observer answered, item by item of all rulings."""
    found: dict[str, Counter[str]] = {
        p.id: Counter() for p in record.people.values() if p.role == "observer"
    }
    for ruling in record.rulings.values():
        for n in range(len(ruling.cases)):
            said = dict.fromkeys(ruling.present, "silent")
            listed = iter(ruling.answers)
            for person, answer, _, items in zip(listed, listed, listed, listed, strict=True):
                if items is None or n in items:
                    said[person] = answer
            for person, answer in said.items():
                found.setdefault(person, Counter())[answer] += 1
    return found


ANSWERS = {"none": "no objection", "object": "objected", "decline": "declined", "silent": "silent"}


def cosigners(record: Record) -> dict[str, Counter[str]]:
    """How many heads due every observer cosigned, refused, or was absent from."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for due in record.dues:
        for person, here in due.observers.items():
            kept = "signed" if person in due.signed else "refused" if here else "absent"
            found[person][kept] += 1
    return found


def as_object(report: Report) -> Body:
    """The report for programs."""
    record, failure = report.record, report.failure
    size = record.tree.size
    if failure is not None and failure.entry is not None and failure.code != "newer":
        # Signatures are checked some entries later: what came after the failure does not count.
        size = min(size, failure.entry)
    root = record.tree.root(size)
    return {
        "verdict": report.verdict,
        "exit": EXITS[report.verdict],
        "sentence": report.sentence,
        "entry": None if failure is None else failure.entry,
        "class": None if failure is None else failure.code,
        "file": None if failure is None else failure.file,
        "origin": record.origin,
        "purpose": record.purpose,
        "size": size,
        "root": root.hex(),
        "record_code": record_code(root),
        "signatures": report.signatures,
        "kinds": dict(sorted(record.kinds.items())),
        "cosign": record.policy.get("cosign"),
        "withheld": {what: n for what, n in sorted(record.withheld.items()) if n},
        "skipped": dict(sorted(record.skipped.items())),
        "heads_not_cosigned": [[due.entry, due.kind] for due in record.uncovered],
        "heads_cosigned": len(record.dues) - len(record.uncovered),
        "observers_at_heads": {p: dict(n) for p, n in sorted(cosigners(record).items())},
        "observers_at_rulings": {p: dict(n) for p, n in sorted(observers(record).items())},
        "late_objections": record.late,
        "files_not_covered": report.loose,
        "anchors": [
            {"anchor": one.anchor, "result": one.result, "size": one.size, "said": one.sentence}
            for one in report.compared
        ],
    }


def as_lines(report: Report) -> Iterator[str]:
    """The report for people: the verdict first."""
    told = as_object(report)
    yield report.sentence
    yield ""
    if told["origin"]:
        yield f"Record: {told['origin']} ({told['purpose']})"
    checked = "checked up to there" if told["entry"] is not None else "checked"
    yield f"Entries: {told['size']} {checked}, {told['signatures']} signatures"
    yield f"Record code: {told['record_code']}   head: {told['root']}"
    for one in told["anchors"]:
        yield f"Kept: {one['anchor']}: {one['said']}"
    if not told["anchors"]:
        yield "Kept: nothing was given to compare with"
    if told["cosign"] is False:
        yield "Cosigned heads: not asked for in this record"
    elif told["cosign"]:
        yield f"Cosigned heads: {told['heads_cosigned']}"
        for entry, kind in told["heads_not_cosigned"]:
            yield f"Not cosigned: the head after entry {entry} ({kind})"
        for person, n in told["observers_at_heads"].items():
            yield f"Heads, observer {person}: {_listed(n)}"
    for person, n in told["observers_at_rulings"].items():
        answers = ", ".join(f"{words} {n[said]}" for said, words in ANSWERS.items() if n.get(said))
        yield f"Rulings, observer {person}: {answers or 'none seen'}"
    if told["late_objections"]:
        yield f"Late objections: {len(told['late_objections'])}"
    for what, n in told["withheld"].items():
        yield f"Withheld: {what}: {n}"
    for what, n in told["skipped"].items():
        yield f"Not checked: {what}: {n}"
    for file in told["files_not_covered"]:
        yield f"Not covered by MANIFEST.json: {file}"


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{what} {n}" for what, n in sorted(numbers.items()))


# ---------------------------------------------------------------------------------------------
# 18  The command line
# ---------------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    made = argparse.ArgumentParser(description="Check the exported record of a hand recount.")
    made.add_argument("export", type=Path, metavar="EXPORT", help="the folder, or .zip, handed out")
    made.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="FILE|CODE",
        help="a card, receipt, kept head, note or record code you kept; may be given again",
    )
    made.add_argument("--json", action="store_true", help="tell it as JSON, for programs")
    made.add_argument(
        "--quick", action="store_true", help="leave out image files and session keys' signatures"
    )
    made.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    made.add_argument(
        "--pure", action="store_true", help="use Python alone, even if 'cryptography' is there"
    )
    return made


_UNREADABLE = (Unreadable, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What a folder or archive can do instead of being read."""


def plain(line: str) -> str:
    """A line that any terminal shows as it is: names come from files of others."""
    shown = "".join(c if c.isprintable() else "?" for c in line)
    return shown.encode(sys.stdout.encoding or "ascii", "replace").decode(
        sys.stdout.encoding or "ascii"
    )


def main(arguments: list[str] | None = None) -> int:
    """Check what the command line names; the exit code."""
    asked = parser().parse_args(arguments)
    pure = asked.pure or not library_is_there()
    jobs = max(1, min(asked.jobs, 64))
    try:
        folder = Folder(asked.export)
        for anchor in asked.anchor:
            if not Path(anchor).is_file() and not _CODE(anchor):
                raise Unreadable(f"{anchor} is neither a file nor a record code of 16 digits.")
        report = verify(folder, asked.anchor, jobs=jobs, pure=pure, quick=asked.quick)
    except _UNREADABLE as error:
        print(plain(f"The export could not be read: {error}"), file=sys.stderr)
        return 2
    try:
        if asked.json:
            print(json.dumps(as_object(report), indent=1))
        else:
            for line in as_lines(report):
                print(plain(line))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the lines has seen enough, as `head` has; the verdict is the same.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXITS[report.verdict]


if __name__ == "__main__":
    sys.exit(main())
