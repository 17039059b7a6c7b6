"""Everything that came, told apart by what it is: people put it in one heap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from adjudicator.ledger.statusfile import SUFFIX
from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.finding import is_export

_REPORTS = frozenset({".json", ".xml"})
_HEAD = 4096


class SourceKind(StrEnum):
    """What a file or folder is."""

    EXPORT = "export"
    RETURNS = "returns"
    TYPED = "typed figures"
    STATUS = "status file"


@dataclass(slots=True)
class Heap:
    """The paths by what they are."""

    by_kind: dict[SourceKind, list[Path]] = field(default_factory=dict)

    def of(self, kind: SourceKind) -> tuple[Path, ...]:
        """Those of one kind."""
        return tuple(self.by_kind.get(kind, ()))


def sort_sources(paths: Iterable[Path]) -> Heap:
    """Tell exports, returns, typed figures and status files apart; a folder may hold them all.

    :raises UsageError: something that is none of them, or a folder that holds none.
    """
    heap = Heap()
    for path in paths:
        found = list(_sorted(path))
        if not found:
            raise UsageError(
                f"{path} holds no export, no returns, no typed figures and no status file, or is "
                "not there. Nothing was read. Take it out."
            )
        for kind, each in found:
            heap.by_kind.setdefault(kind, []).append(each)
    return heap


def _sorted(path: Path) -> Iterator[tuple[SourceKind, Path]]:
    if is_export(path):
        yield SourceKind.EXPORT, path
    elif path.is_dir():
        for each in sorted(path.iterdir()):
            if is_export(each):
                yield SourceKind.EXPORT, each
            elif each.is_file():
                yield from _file(each)
    elif path.is_file():
        yield from _file(path)


def _file(path: Path) -> Iterator[tuple[SourceKind, Path]]:
    ending = path.suffix.lower()
    if ending == SUFFIX:
        yield SourceKind.STATUS, path
    elif ending == ".csv":
        yield (SourceKind.TYPED if _names_a_typist(path) else SourceKind.RETURNS), path
    elif ending in _REPORTS:
        yield SourceKind.RETURNS, path


def _names_a_typist(path: Path) -> bool:
    """Whether a table has the column only typed figures have."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", "replace").partition("\n")[0]
    except OSError:
        return False
    cells = (cell.strip().strip('"').casefold() for cell in head.replace(";", ",").split(","))
    return not {"typist", "typed by"}.isdisjoint(cells)
