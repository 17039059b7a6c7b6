"""What a reader makes of one document, and whether that is right."""

import random
from collections.abc import Iterator

from adjudicator.ledger.errors import MadeByNewerVersion
from tests.fuzzing.mutations import spoiled
from tests.fuzzing.parsers import Reader, verifier

TAKEN, REFUSED, NEWER = "taken", "refused", "of a newer version"


def wrong(reader: Reader, data: bytes) -> str:
    """What is wrong with how this reader took a document; empty if nothing."""
    data = reader.given(data)
    told = taken(reader, data)
    if told not in {TAKEN, REFUSED, NEWER}:
        return told
    other = told if reader.twin is None else _by_the_twin(reader, data)
    return "" if told == other else f"{told} here, {other} by verify_recount.py"


def taken(reader: Reader, data: bytes) -> str:
    """What the reader makes of it: taken, refused, or what is wrong with that."""
    try:
        value = reader.read(data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        if type(error) not in reader.refusals:
            return f"stumbles: {error!r:.300}"
        return NEWER if isinstance(error, MadeByNewerVersion) else REFUSED
    if reader.write is not None and reader.write(value) != data:
        return "takes what it would write another way"
    if reader.facts is not None:
        more = set(reader.facts(value)) - set(reader.facts(reader.read(reader.good)))
        if more:
            return f"believes {more!r:.300}"
    return TAKEN


def _by_the_twin(reader: Reader, data: bytes) -> str:
    assert reader.twin is not None
    try:
        reader.twin(data)
    except verifier.Refused as refusal:
        return (
            NEWER if refusal.code == "newer" and MadeByNewerVersion in reader.refusals else REFUSED
        )
    except Exception as error:  # noqa: BLE001 - the same
        return f"stumbled over ({error!r:.300})"
    return TAKEN


def findings(reader: Reader, seed: int, times: int) -> Iterator[tuple[bytes, str]]:
    """Whatever is wrong after so many documents are spoiled."""
    rng = random.Random(f"{reader.name} {seed}")
    for _ in range(times):
        data = spoiled(rng, reader.good)
        found = wrong(reader, data)
        if found:
            yield data, found
