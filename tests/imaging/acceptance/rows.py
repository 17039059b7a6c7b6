"""A row of the acceptance table, and how one is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True)
class Row:
    """One test, its bar and our figure."""

    id: str
    test: str
    bar: str
    figure: str
    holds: bool
    notes: tuple[str, ...] = ()
    """What a reader should see besides, such as every disagreement."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the rows are measured on."""

    shared_data: Path
    every: int = 1
    """Only every so many pages, for a quick look."""
    kept: dict[str, object] = field(default_factory=dict)
    """What one row worked out and another needs too."""


Measure = Callable[[Run], Row]


def all_rows() -> Mapping[str, Measure]:
    """Every row there is, by id, in order."""
    folder = str(Path(__file__).parent)
    found: dict[str, Measure] = {}
    for module in iter_modules([folder]):
        if module.name.startswith("rows_"):
            found |= import_module(f"tests.imaging.acceptance.{module.name}").ROWS
    return dict(sorted(found.items(), key=lambda item: _order(item[0])))


def _order(name: str) -> tuple[str, int, str]:
    letters = name.rstrip("0123456789")
    return letters, int(name[len(letters) :] or 0), name
