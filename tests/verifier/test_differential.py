"""The verifier and the program's own rules agree: on random evenings, and on what nobody may do.

Entries are changed and signed again with the right keys, as somebody would who holds them all; so
it is the rules that have to refuse them, not the signatures.
"""

import base64
import json
import random
from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.ledger import canonical
from adjudicator.ledger.envelope import Body, sign_act
from adjudicator.ledger.keys import SigningKey
from tests.ledger.scenery import a_hash
from tests.verifier import exports, readers, stories

OTHER: dict[str, Sequence[Any]] = {
    "reason": (None, a_hash("another reason")),
    "words": (None, a_hash("other words")),
    "prior": (None, [31, 0], [[31, 0]], []),
    "effect": ("void", "release", "isolate", "explain", "resume", "suspend"),
    "people": ([], ["kelly"], ["nobody"]),
    "answers": ([],),
    "differences": ([], [[1, 5, 4, None]], [[3, 5, 5, None]]),
    "votes": ([], [["kelly", "yes"]], [["kelly", "yes"], ["lewis", "no"]]),
    "quorum": (100,),
    "kept": ([3, a_hash("nothing")],),
    "row": (a_hash("nothing"), None),
    "case": (a_hash("nothing"),),
    "cases": ([], [a_hash("nothing")], 7),
    "st": ("t2", "b1", "T1", ""),
    "kind": ("rude", "rule", "note"),
    "v": (2, "1"),
    "lots": ([],),
    "expected": ([["sheriff", 1, 1]], [["senate", 1, 1]]),
}
"""Other values worth trying, by field."""


@cache
def keys() -> dict[int, SigningKey]:
    """Every key of the story, by the entry that introduced it."""
    return dict(stories.whole().keys.values())


@cache
def pool() -> dict[str, list[Any]]:
    """Every value a field has anywhere in the story, and some others."""
    found: dict[str, list[Any]] = {name: list(values) for name, values in OTHER.items()}
    for entry in stories.whole().entries:
        for name, value in entry.body.items():
            found.setdefault(name, []).append(value)
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for inner, part in value[0].items():
                    found.setdefault(inner, []).append(part)
    return found


def places(body: Body) -> list[tuple[Any, str]]:
    """Every object of a body with each of its fields."""
    found = [(body, name) for name in body]
    for value in body.values():
        inner = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        found += [(part, name) for part in inner if isinstance(part, dict) for name in part]
    return found


def changed(draw: st.DrawFn, index: int) -> bytes:
    """That entry with one or two fields of other values, signed anew, by others perhaps."""
    scene = stories.whole()
    entry = scene.entries[index]
    body: Body = json.loads(json.dumps(entry.body))
    for _ in range(draw(st.integers(0, 2))):
        holder, name = draw(st.sampled_from(places(body)))
        value = draw(st.sampled_from(pool().get(name, [holder[name]])))
        if isinstance(value, int) and not isinstance(value, bool) and draw(st.booleans()):
            value += draw(st.sampled_from((-1, 1)))
        holder[name] = json.loads(json.dumps(value))
    signers = [k for k, _ in entry.signatures if k != index]
    new = [k for k, _ in entry.signatures if k == index]
    swap = draw(st.integers(0, 3))
    if swap == 0 and signers:
        signers.pop(draw(st.integers(0, len(signers) - 1)))
    elif swap == 1:
        signers.append(draw(st.sampled_from([k for k in keys() if k < index] or [0])))
    pairs = [
        [k, base64.b64encode(sign_act(body, scene.origin, keys()[k])).decode()]
        for k in sorted({*signers, *new})
        if k in keys()
    ]
    return canonical.encode({"b": body, "i": index, "s": pairs})


@st.composite
def forgeries(draw: st.DrawFn) -> tuple[int, bytes]:
    index = draw(st.integers(0, len(stories.whole().entries) - 1))
    return index, changed(draw, index)


@cache
def files() -> dict[str, bytes]:
    return exports.files_of(stories.whole())


@given(forgeries())
@settings(max_examples=150, deadline=None)
def test_both_say_the_same_of_a_forged_entry(forgery: tuple[int, bytes]) -> None:
    index, raw = forgery
    scene = stories.whole()
    raws = [entry.raw for entry in scene.entries[:index]] + [raw]
    mine = readers.by_the_verifier(files(), raws)
    theirs = readers.by_the_rules(scene.evidence, raws)
    assert mine == theirs


@given(st.integers(0, 2**32), st.booleans())
@settings(max_examples=12, deadline=None)
def test_both_take_what_random_evenings_record(
    seed: int,
    as_under: bool,  # noqa: FBT001 - drawn
) -> None:
    scene = stories.evening(random.Random(seed), writeins_as_under=as_under)
    raws = [entry.raw for entry in scene.entries]
    assert readers.by_the_verifier(exports.files_of(scene), raws) is None


@given(st.integers(0, 2**32), st.sampled_from([0, 50, 100]), st.booleans())
@settings(max_examples=12, deadline=None)
def test_what_is_withheld_never_makes_a_true_record_fail(
    seed: int,
    shown: int,
    counts: bool,  # noqa: FBT001 - drawn
) -> None:
    rng = random.Random(seed)
    scene = stories.evening(rng)
    whole = exports.files_of(scene)
    hidden = ("manifests/",) if counts else ("manifests/", "counts/")
    files = {name: data for name, data in whole.items() if not name.startswith(hidden)}
    lines: list[bytes] = [
        bytes(opening.line())
        for summary in scene.evidence.manifests.values()
        for opening in summary.rows
        if rng.randrange(100) < shown
    ]
    lines += whole["openings.jsonl"].splitlines(keepends=True)
    lines.sort(key=seal_of)
    files["openings.jsonl"] = b"".join(lines)
    assert readers.by_the_verifier(files, [entry.raw for entry in scene.entries]) is None


def seal_of(line: bytes) -> str:
    """The seal an opening opens."""
    return str(json.loads(line)["seal"])
