"""Reads any number of files of returns as one set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.domain.canvass.returns import Returns
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import RulePackError, read_rule_pack
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.returns.err import read_err
from adjudicator.interchange.returns.table import Quarantined, ReturnsFile, read_returns
from adjudicator.services.errors import UsageError
from adjudicator.services.opening import rule_pack_bytes

_REPORTS = frozenset({".json", ".xml"})


@dataclass(slots=True)
class Loaded:
    """The returns of all files, and what was strange about them."""

    returns: Returns = field(default_factory=Returns)
    files: int = 0
    rows: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def load_rules(name_or_path: str) -> RulePack:
    """A bundled rule pack by name, or one from a file.

    :raises UsageError: no such pack, or it cannot be used.
    """
    try:
        return read_rule_pack(rule_pack_bytes(name_or_path))
    except RulePackError as error:
        raise UsageError(f"The rule pack {name_or_path} cannot be used: {error}.") from error


def load_returns(paths: Iterable[Path], *, county: str = "") -> Loaded:
    """Read the returns of these files; a folder stands for every file in it.

    A CSV table, or an election results report in XML or JSON, as the name ends.

    ``county`` stands for rows that name none.

    :raises Unreadable: a file cannot be used.
    :raises UsageError: nothing to read, or the same number stands in two files.
    """
    loaded = Loaded()
    for path in _files(paths):
        read = read_err if path.suffix.lower() in _REPORTS else read_returns
        _take(loaded, read(path, county=county))
    if not loaded.files:
        raise UsageError(
            "There is no file of returns in that folder: no name ends in .csv, .json or .xml."
        )
    return loaded


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            known = {*_REPORTS, ".csv"}
            yield from sorted(p for p in path.iterdir() if p.suffix.lower() in known)
        else:
            yield path


def _take(loaded: Loaded, file: ReturnsFile) -> None:
    try:
        loaded.returns.add(file.returns)
    except ValueError as error:
        raise UsageError(
            f"{file.file}: {error}. Nothing was added up. Take one of the two files out."
        ) from error
    loaded.files += 1
    loaded.rows += file.rows
    loaded.quarantined += file.quarantined
    loaded.notices += file.notices
