"""Builders for cosigned heads, the ends of contests and recounts, and second looks."""

from collections.abc import Iterable

from adjudicator.ledger.bodies.shared import rows
from adjudicator.ledger.envelope import Body


def witness(*, note: str) -> Body:
    """A cosigned head comes back into the record; ``note`` is the whole note."""
    return {"v": 1, "kind": "witness", "note": note}


def contest_close(
    *,
    contest: str,
    tally: str,
    differences: Iterable[tuple[int, int, int, int | None]] = (),
) -> Body:
    """A contest is closed; ``differences`` are ``(batch, expected, found, motion)``."""
    return {
        "v": 1,
        "kind": "contest_close",
        "contest": contest,
        "tally": tally,
        "differences": rows(differences),
    }


def export(
    *, files: Iterable[tuple[str, str]], withheld: Iterable[tuple[str, int]], size: int
) -> Body:
    """The first ``size`` entries were handed out; ``files`` are names and SHA-256."""
    return {
        "v": 1,
        "kind": "export",
        "files": rows(files),
        "withheld": rows(withheld),
        "size": size,
    }


def finish(*, keys: Iterable[int]) -> Body:
    """The recount has ended; ``keys`` are the enrolments whose stored keys are destroyed."""
    return {"v": 1, "kind": "finish", "keys": sorted(set(keys))}


def reference(*, style: str, side: str, image: str, layout: str) -> Body:
    """Where the contests of a ballot style's side are; hashes of the page and of its layout."""
    return {
        "v": 1,
        "kind": "reference",
        "style": style,
        "side": side,
        "image": image,
        "layout": layout,
    }


def sample(*, batches: Iterable[int], seed: str, drawn: str, size: int) -> Body:
    """Blanks are drawn for a second look; ``seed`` is 64 hex digits, ``drawn`` says how."""
    return {
        "v": 1,
        "kind": "sample",
        "batches": sorted(set(batches)),
        "seed": seed,
        "drawn": drawn,
        "size": size,
    }


def look(*, sample: int, items: Iterable[tuple[str, str, str]]) -> Body:
    """What another team sees; ``items`` are ``(case, row, disp)`` in the order looked at."""
    return {
        "v": 1,
        "kind": "look",
        "sample": sample,
        "items": [{"case": case, "row": row, "disp": disp} for case, row, disp in items],
    }
