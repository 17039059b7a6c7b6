"""Records somebody tampered with: bytes, values, the order of lines, and what their keys allow."""

# ruff: noqa: ANN401 - fields of bodies have as many types as there are fields

import base64
import json
import random
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from adjudicator.ledger import canonical, contexts
from adjudicator.ledger.keys import L, SigningKey
from adjudicator.ledger.merkle import Frontier, leaf_hash
from tests.fuzzing.mutations import spoiled
from tests.ledger.scenery import a_hash
from tests.verifier.exports import Files

Line = dict[str, Any]
SMALL_ORDER = (
    bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f",
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
    b"\xee" + b"\xff" * 30 + b"\x7f", b"\x02" + bytes(31), b"\x01" + bytes(30) + b"\x80",
)  # fmt: skip
"""Public keys nobody may introduce, or that are no points at all."""
ODD: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2**53 - 1, "", "x", [], {}, [[]], {"a": 1}, "0" * 32, "f" * 64,
    [0, a_hash("nothing")], ["a", "b"], ["b", "a"], [1, 1], "x" * 201, "x" * 2001, "a\nb", "é",
)  # fmt: skip


class Cheat:
    """Somebody who tampers with one story, holding some of its keys.

    :param scene: a story with its keys.
    """

    def __init__(self, scene: Files) -> None:
        self.scene = scene
        self.lines = [entry.raw for entry in scene.entries]

    @cached_property
    def keys(self) -> dict[int, SigningKey]:
        """Every key, by the entry that introduced it."""
        return self.scene.introduced

    @cached_property
    def pool(self) -> dict[str, list[Any]]:
        """Every value a field has anywhere in the story."""
        found: dict[str, list[Any]] = {}
        for entry in self.scene.entries:
            for holder, name in places(entry.body):
                found.setdefault(name, []).append(holder[name])
        return found

    def record(self, rng: random.Random) -> tuple[str, bytes]:
        """What was done, and the record after it."""
        how = rng.choice((*PLAIN, *SIGNED, *SIGNED))
        done: bytes = getattr(self, how)(rng)
        return how, done

    # Without any key ----------------------------------------------------------------------

    def in_a_line(self, rng: random.Random) -> bytes:
        """Bytes of one entry."""
        lines = list(self.lines)
        at = rng.randrange(len(lines))
        lines[at] = spoiled(rng, lines[at])
        return joined(lines)

    def in_the_file(self, rng: random.Random) -> bytes:
        """Bytes or lines anywhere in the file."""
        return spoiled(rng, joined(self.lines))

    def a_value(self, rng: random.Random) -> bytes:
        """One value of an entry, still canonical, its signatures left as they were."""
        lines = list(self.lines)
        at = rng.randrange(len(lines))
        entry = json.loads(lines[at])
        self._change(rng, entry if rng.randrange(4) == 0 else entry["b"])
        lines[at] = written(entry)
        return joined(lines)

    def the_order(self, rng: random.Random) -> bytes:
        """Lines dropped, doubled or moved, and mostly numbered anew."""
        entries = [json.loads(line) for line in self.lines]
        one, two = rng.randrange(len(entries)), rng.randrange(len(entries))
        moved = entries.pop(one)
        if rng.randrange(3):
            entries.insert(min(two, len(entries)), moved)
        if rng.randrange(3) == 0:
            entries.insert(one, json.loads(json.dumps(moved)))
        if rng.randrange(3):
            for index, entry in enumerate(entries):
                was, entry["i"] = entry["i"], index
                entry["s"] = [[index if k == was else k, text] for k, text in entry["s"]]
        return joined([written(entry) for entry in entries])

    # With keys ----------------------------------------------------------------------------

    def one_signed_anew(self, rng: random.Random) -> bytes:
        """A changed entry, signed by the keys the cheat holds; nothing after it, or all of it."""
        entries = [json.loads(line) for line in self.lines]
        at = rng.randrange(len(entries))
        entry = entries[at]
        for _ in range(rng.choice((0, 1, 1, 2))):
            self._change(rng, entry["b"])
        self._sign(rng, entry, self._held(rng, entry))
        whole = entries if rng.randrange(3) == 0 else entries[: at + 1]
        return joined([written(each) for each in whole])

    def all_signed_anew(self, rng: random.Random) -> bytes:
        """A changed, dropped or doubled entry, and every later one signed anew on the new record.

        As whoever holds all keys could; mostly one or two are not held, and fail.
        """
        entries = [json.loads(line) for line in self.lines]
        at = rng.randrange(len(entries))
        way = rng.randrange(6)
        if way == 0:
            entries.pop(at)
        elif way == 1:
            again = json.loads(json.dumps(entries[at]))
            if rng.randrange(2):
                again["b"]["n"] = a_hash(f"again {at}")[:32]
            entries.insert(at + 1, again)
        elif way == 2 and at + 1 < len(entries):
            entries[at], entries[at + 1] = entries[at + 1], entries[at]
        else:
            self._change(rng, entries[at]["b"])
        missing = rng.sample(sorted(self.keys), rng.choice((0, 0, 0, 1, 2)))
        return joined(self._rebuilt(rng, entries, at, set(missing)))

    def another_key(self, rng: random.Random) -> bytes:
        """A key that is none, that is known already, or of the cheat's own, is introduced."""
        entries = [json.loads(line) for line in self.lines]
        new = [e for e in entries if e["b"]["kind"] in {"open", "enrol", "signin"}]
        entry = rng.choice(new)
        field = "log_key" if entry["b"]["kind"] == "open" else "key"
        own = SigningKey(a_hash(f"cheat {rng.randrange(4)}").encode()[:32])
        known = rng.choice(list(self.keys.values())).public
        public = rng.choice((*SMALL_ORDER, known, own.public, rng.randbytes(32)))
        entry["b"][field] = base64.b64encode(public).decode()
        self._sign(rng, entry, {**self.keys, entry["i"]: own})
        return joined([written(e) for e in entries[: entry["i"] + rng.randrange(1, 4)]])

    def a_signature(self, rng: random.Random) -> bytes:
        """A signature that is spelled otherwise, is of another context, or has S + L."""
        entries = [json.loads(line) for line in self.lines]
        entry = rng.choice(entries)
        pair = rng.choice(entry["s"])
        raw = base64.b64decode(pair[1])
        s = int.from_bytes(raw[32:], "little")
        message = contexts.checkpoint(self.scene.origin, entry["i"], bytes(32))
        other = rng.choice(entries)
        ways = (
            raw[:32] + (s + L).to_bytes(33, "little")[:32],
            raw[:32] + bytes(32),
            bytes(32) + raw[32:],
            SMALL_ORDER[rng.randrange(6)] + bytes(32),
            self.keys[pair[0]].sign(message),
            base64.b64decode(other["s"][0][1]),
            raw[:63] + bytes([raw[63] ^ 0x80]),
        )
        pair[1] = base64.b64encode(rng.choice(ways)).decode()
        if rng.randrange(5) == 0:
            pair[0] = rng.randrange(entry["i"] + 1)
        return joined([written(e) for e in entries])

    # Means --------------------------------------------------------------------------------

    def _change(self, rng: random.Random, value: Line) -> None:
        """One field of an object, or of one inside it."""
        holder, name = rng.choice(places(value))
        way = rng.randrange(12)
        if way == 0:
            del holder[name]
        elif way == 1:
            holder[rng.choice(("a_new_field", "zz", "cases", "i"))] = rng.choice(ODD)
        elif way in {2, 3}:
            holder[name] = rng.choice(ODD)
        elif way == 4 and isinstance(holder[name], list):
            holder[name] = [*holder[name], *rng.choices(holder[name] or [1])]
        elif way == 5 and isinstance(holder[name], int):
            holder[name] += rng.choice((-1, 1))
        else:
            found = self.pool.get(name, [holder[name]])
            holder[name] = json.loads(json.dumps(rng.choice(found)))

    def _held(self, rng: random.Random, entry: Line) -> dict[int, SigningKey]:
        """Mostly all keys; sometimes not one of those that signed."""
        held = dict(self.keys)
        if rng.randrange(4) == 0:
            held.pop(rng.choice(entry["s"])[0], None)
        return held

    def _sign(self, rng: random.Random, entry: Line, held: dict[int, SigningKey]) -> None:
        """Sign by those who had signed; now and then by one less or one more."""
        origin = entry["b"].get("origin") if entry["b"].get("kind") == "open" else None
        origin = origin if isinstance(origin, str) else self.scene.origin
        message = contexts.act(origin, written(entry["b"]))
        signers = [k for k, _ in entry["s"]]
        if rng.randrange(12) == 0:
            signers.append(rng.choice(sorted(held)))
        elif rng.randrange(12) == 0 and len(signers) > 1:
            signers.remove(rng.choice(signers))
        old = dict(entry["s"])
        entry["s"] = [
            [k, base64.b64encode(held[k].sign(message)).decode() if k in held else old[k]]
            for k in sorted(set(signers))
            if k in held or k in old
        ]

    def _rebuilt(
        self, rng: random.Random, entries: list[Line], at: int, missing: set[int]
    ) -> list[bytes]:
        """The entries from this one on, numbered, told what they saw, and signed anew."""
        tree, roots, lines = Frontier(), [Frontier().root().hex()], []
        moved: dict[int, int] = {}
        for index, entry in enumerate(entries):
            if index >= at:
                moved.setdefault(entry["i"], index)
                entry["s"] = [[moved.get(k, k), text] for k, text in entry["s"]]
                was, entry["i"] = entry["i"], index
                seen = entry["b"].get("seen")
                if isinstance(seen, list) and seen and type(seen[0]) is int:
                    size = min(max(seen[0] + index - was, 0), index)
                    entry["b"]["seen"] = [size, roots[size]]
                held = {moved.get(k, k): key for k, key in self.keys.items() if k not in missing}
                self._sign(random.Random(rng.random()) if index == at else _NEVER, entry, held)
            line = written(entry)
            tree.append(leaf_hash(line))
            roots.append(tree.root().hex())
            lines.append(line)
        return lines


class _Never(random.Random):
    """Chance that never strikes."""

    def randrange(self, *_: Any, **__: Any) -> int:
        return 1


_NEVER = _Never()
PLAIN = ("in_a_line", "in_the_file", "a_value", "the_order", "a_signature")
SIGNED = ("one_signed_anew", "all_signed_anew", "another_key")


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every object inside a value with each of its fields."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        found += [(value, name) for name in value]
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            found += places(part)
    return found


def written(value: Any) -> bytes:
    """A value in canonical order, whether or not it has a place in the record."""
    try:
        return canonical.encode(value, limit=None)
    except ValueError:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def joined(lines: Sequence[bytes]) -> bytes:
    """The lines of a file."""
    return b"".join(line + b"\n" for line in lines)
