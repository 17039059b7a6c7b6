"""What all builders of bodies share."""

from collections.abc import Iterable
from typing import Any

Place = tuple[int, int]
"""``(entry, item)``: one ruling."""


def rows(given: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows as the format wants them: sorted lists."""
    return [list(row) for row in sorted(given)]


def place(given: Place | None) -> list[int] | None:
    """A ruling's place as the format writes it."""
    return None if given is None else list(given)


def in_step(cases: Iterable[str], priors: Iterable[Any]) -> tuple[list[str], list[Any]]:
    """Cases ascending, and what was given for each in the same order.

    :raises ValueError: there is not one for each case.
    """
    pairs = sorted(zip(cases, priors, strict=True), key=lambda pair: pair[0])
    return [case for case, _ in pairs], [prior for _, prior in pairs]
