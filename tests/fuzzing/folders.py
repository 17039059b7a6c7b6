"""Whole exports with one spoiled file: both verifiers find it, and neither stumbles."""

import random
from collections.abc import Iterator
from pathlib import Path

from adjudicator.ledger.notes import BadNote, parse_note
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.fuzzing import parsers
from tests.fuzzing.mutations import spoiled
from tests.verifier import exports, readers

SAYS = {
    Outcome.BROKEN: "fails",
    Outcome.NEWER: "newer",
    Outcome.ALONE: "consistent",
    Outcome.HOLDS: "holds",
}


def judged(folder: Path, name: str, data: bytes) -> str:
    """What is wrong with how the verifiers take an export with this in a file; empty if nothing."""
    files = {**parsers.whole_files(), name: data}
    path = folder / name
    path.write_bytes(data)
    try:
        verdict = verify(folder, jobs=1)
        other = readers.load().verify(readers.InMemory(files), [], jobs=1, pure=False, quick=False)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{name}: stumbles: {error!r:.300}"
    finally:
        path.write_bytes(parsers.whole_files()[name])
    if SAYS[verdict.outcome] != other.verdict:
        return f"{name}: {verdict.outcome.name} here, {other.verdict} by verify_recount.py"
    mine, theirs = (
        None if found is None else (found.entry, found.file or "", found.code)
        for found in (verdict.failure, other.failure)
    )
    if mine != theirs:
        return f"{name}: {mine} here, {theirs} by verify_recount.py"
    if verdict.outcome in {Outcome.ALONE, Outcome.HOLDS} and not _says_the_same(name, data):
        return f"{name}: believed"
    return ""


def _says_the_same(name: str, data: bytes) -> bool:
    """Lines of unknown keys under MANIFEST.note are passed over, as the format says."""
    whole = parsers.whole_files()
    if name != "MANIFEST.note" or data == whole[name]:
        return data == whole[name]
    try:
        spoilt, good = parse_note(data), parse_note(whole[name])
    except BadNote:
        return False
    return spoilt.text == good.text and set(spoilt.signatures) >= set(good.signatures)


def findings(folder: Path, seed: int, times: int) -> Iterator[tuple[bytes, str]]:
    """Whatever is wrong after files of the export in this folder are spoiled so many times."""
    whole = parsers.whole_files()
    exports.write(folder, whole)
    rng = random.Random(f"folder {seed}")
    for _ in range(times):
        name = rng.choice([*sorted(whole), "record.jsonl", "record.jsonl"])
        data = spoiled(rng, whole[name])
        found = judged(folder, name, data)
        if found:
            yield data, found
