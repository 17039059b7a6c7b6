"""Both verifiers and the third reading, over records that were changed in every way.

``python -m tests.verifier.differential [RECORDS] [SEED]`` reads so many (10,000 if not told) and
tells every disagreement; the exit code is 1 if there is one.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from adjudicator.ledger import keys
from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.signatures import SignatureChecks
from adjudicator.storage.record_files import LineFiles, Lines
from tests.verifier import exports, readers, stories, third, third_shapes
from tests.verifier.cheating import Cheat
from tests.verifier.exports import Files

verifier = readers.load()
EARLIER = frozenset({"order", "rights", "session"})
"""Classes the third reading does not know that may come before one it knows, at one entry."""
BEFORE_LATE = EARLIER | {
    *("finished", "attendance", "different", "quorum", "contest", "closed", "suspended"),
}
"""The same for a close that was not signed on the latest state."""
MANY = 20_000
"""Signatures to remember."""


class InPlace(LineFiles):
    """The export in a folder, with other entries."""

    def __init__(self, path: Path, record: bytes) -> None:
        super().__init__(path)
        self._entries = record.split(b"\n")
        self._cut = self._entries.pop()

    def count(self) -> int:
        return len(self._entries)

    def lines(self) -> Lines:
        yield from self._entries
        if self._cut:
            yield b""


def by_the_program(folder: Path, record: bytes) -> readers.Finding:
    """What ``adjudicator verify`` finds in these entries."""
    with SignatureChecks(1) as checks:
        reading = RecordReading(InPlace(folder, record), checks)
        reading.read()
    failure = reading.failure
    if failure is None:
        return None
    assert failure.entry is not None
    return failure.entry, failure.code


def by_the_other(files: dict[str, bytes], record: bytes) -> readers.Finding:
    """What ``verify_recount.py`` finds in them."""
    read = verifier.Record(readers.InMemory({**files, "record.jsonl": record}))
    failure = verifier.read_record(read, verifier.Signatures(jobs=1, pure=False))
    return None if failure is None else (failure.entry, failure.code)


def fits(both: readers.Finding, quick: readers.Finding) -> bool:
    """Whether the third reading agrees, as far as it goes."""
    earlier = EARLIER
    if quick is not None and quick[1] == third.LATE_SEEN:
        quick, earlier = (quick[0], "seen"), BEFORE_LATE
    if both == quick:
        return True
    if both is not None and both[1] in third.CLASSES:
        return False
    return quick is None or (
        both is not None and (both[0] < quick[0] or (both[0] == quick[0] and both[1] in earlier))
    )


@dataclass(frozen=True)
class Told:
    """What three readers made of one record."""

    how: str
    record: bytes
    program: readers.Finding
    other: readers.Finding
    quick: readers.Finding

    @property
    def agreed(self) -> bool:
        """Whether all three agree."""
        return self.program == self.other and fits(self.program, self.quick)


class Readers:
    """Three readers of one story's records.  What never changes is worked out once."""

    def __init__(self, scene: Files, folder: Path) -> None:
        self.scene = scene
        self.files = exports.files_of(scene)
        self._folder = exports.write(folder, self.files)

    def read(self, how: str, record: bytes) -> Told:
        """All three."""
        program, other = by_the_program(self._folder, record), by_the_other(self.files, record)
        return Told(how, record, program, other, third.first_failure(record))


def remembering() -> ExitStack:
    """Signatures and lines are asked once: pure questions, the same in thousands of records."""
    stack = ExitStack()
    fast = verifier.FastVerifier()

    @lru_cache(MANY)
    def checked(key: bytes, message: bytes, signature: bytes) -> bool:
        return bool(fast.check(key, [(message, signature)])[0])

    class Remembering:
        def check(self, key: bytes, pairs: Sequence[tuple[bytes, bytes]]) -> list[bool]:
            return [checked(key, message, signature) for message, signature in pairs]

    stack.enter_context(patch.object(keys, "verify", lru_cache(MANY)(keys.verify)))
    stack.enter_context(patch.object(third, "read_entry", lru_cache(MANY)(third_shapes.read_entry)))
    stack.enter_context(patch.dict(verifier._VERIFIERS, {False: Remembering()}))
    return stack


def all_told(scenes: Sequence[Files], times: int, seed: int) -> Iterator[Told]:
    """So many changed records of these stories, each read by all three."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, remembering():
        told = [Readers(scene, Path(folder) / str(n)) for n, scene in enumerate(scenes)]
        cheats = [Cheat(scene) for scene in scenes]
        for _ in range(times):
            at = rng.randrange(len(scenes))
            how, record = cheats[at].record(rng)
            yield told[at].read(how, record)


def main() -> int:
    """Read, and tell what the readers do not agree about."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    print(f"Seed {seed}.", flush=True)
    found: Counter[str] = Counter()
    apart: dict[str, Told] = {}
    for told in all_told(stories.some(), times, seed):
        found[told.program[1] if told.program else "holds"] += 1
        what = f"{told.how}: {told.program} {told.other} {told.quick}"
        if not told.agreed:
            apart[what] = told
    print(f"{times} records: " + ", ".join(f"{n} {what}" for what, n in found.most_common()))
    for what, told in apart.items():
        print(f"Apart: program, verify_recount.py, third reading: {what}")
        if told.program or told.other:
            at = min(f[0] for f in (told.program, told.other, told.quick) if f is not None)
            print("   ", [*told.record.split(b"\n"), b""][at][:700])
    print(f"{len(apart)} disagreements.")
    return 1 if apart else 0


if __name__ == "__main__":
    sys.exit(main())
