"""A state of 67 counties as folders of exports, sized as counties are; and the bare work on them.

python -m tests.benchmarks.state_exports FOLDER [RULINGS]    makes them
python -m tests.benchmarks.state_exports FOLDER bare         hashes and checks, and no more
"""

import json
import os
import sys
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST = int(os.environ.get("ADJUDICATOR_BENCH_RULINGS", "30896"))
"""Rulings of the largest county; fewer while something is being tried."""
STATE = 93_000 * LARGEST // 30_896
"""Of the whole state: about as many over- and undervotes as were looked at in November 2018."""
LEAST = 2
COUNTIES = 67
_COUNTED = (45, 44)
"""Votes of each choice the machine counted, for every ballot ruled on."""
_FALLS = 1.2
"""How fast counties grow smaller by rank; a third of all is in the largest."""
_TINY = 6
"""Counties with next to nothing to rule on."""
_KEYS = {"open": "log_key", "enrol": "key", "signin": "key"}
_ONE_IN = 100
"""Ballots to one vote found."""


def sizes(counties: int, rulings: int = STATE) -> list[int]:
    """How many rulings each county has, the largest first."""
    largest = rulings * LARGEST // STATE
    rest = rulings - largest
    rest -= LEAST * _TINY
    weights = [1 / rank**_FALLS for rank in range(2, counties + 1 - _TINY)]
    found = [max(LEAST, int(rest * weight / sum(weights))) for weight in weights]
    found[0] += rest - sum(found)
    return [largest, *found, *[LEAST] * _TINY]


def make_state(folder: Path, rulings: int) -> int:
    """Write an export for each county of Florida; how many entries they have together."""
    # Here alone: the bare work holds nothing of the program in memory.
    from adjudicator.services.canvass.loading import load_rules  # noqa: PLC0415
    from tests.benchmarks.large_export import OBSERVERS  # noqa: PLC0415
    from tests.support.counties import County  # noqa: PLC0415

    names = sorted(load_rules("florida-2018").counties, key=lambda name: name != "Broward")
    entries = 0
    for name, size in zip(names, sizes(len(names), rulings), strict=True):
        county = County(
            name,
            rulings=size,
            scott=size * _COUNTED[0],
            nelson=size * _COUNTED[1],
            found=lambda n: ("scott", "nelson")[n // _ONE_IN % 2] if n % _ONE_IN == 0 else "",
            observers=OBSERVERS,
        )
        entries += county.make(folder / name).entries
    return entries


def expected() -> list[tuple[int, int]]:
    """Votes before and found for each choice, reckoned from the sizes alone."""
    some = sizes(COUNTIES, STATE)
    found = [-(-size // _ONE_IN) for size in some]
    second = sum(n // 2 for n in found)
    change = (sum(found) - second, second)
    return [(sum(some) * n, found) for n, found in zip(_COUNTED, change, strict=True)]


def bare(folder: Path) -> int:
    """Hash every file and every leaf, and check every signature; how many there were."""
    return sum(_bare(export) for export in sorted(folder.iterdir()))


def _bare(export: Path) -> int:
    checked = 0
    for file in export.rglob("*"):
        if file.is_file():
            with file.open("rb") as stream:
                digest = sha256()
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
    keys: dict[int, Ed25519PublicKey] = {}
    origin = b""
    for line in _lines(export):
        sha256(b"\x00" + line).digest()
        entry = json.loads(line)
        body = entry["b"]
        if not origin:
            origin = body["origin"].encode()
        if body["kind"] in _KEYS:
            key = b64decode(body[_KEYS[body["kind"]]])
            keys[entry["i"]] = Ed25519PublicKey.from_public_bytes(key)
        # What is signed stands in the line as it is: {"b":BODY,"i":...
        end = line.rindex(b',"i":' + str(entry["i"]).encode() + b',"s":')
        message = b"adjudicator/act/v1\n" + origin + b"\n" + line[5:end]
        for key_of, signature in entry["s"]:
            keys[key_of].verify(b64decode(signature), message)
            checked += 1
    return checked


def _lines(export: Path) -> Iterator[bytes]:
    with (export / "record.jsonl").open("rb") as file:
        for line in file:
            yield line[:-1]


if __name__ == "__main__":
    place, what = Path(sys.argv[1]), sys.argv[2] if sys.argv[2:] else str(STATE)
    print(bare(place) if what == "bare" else make_state(place, int(what)))
