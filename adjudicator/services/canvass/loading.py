"""Reads any number of files of returns as one set."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.domain.canvass.returns import Returns
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import RulePackError, read_rule_pack
from adjudicator.interchange.problems import Problem, Unreadable
from adjudicator.interchange.returns.err import read_err
from adjudicator.interchange.returns.file import Quarantined, ReturnsFile
from adjudicator.interchange.returns.settling import settle
from adjudicator.interchange.returns.spelling import Spellings
from adjudicator.interchange.returns.table import scan_returns
from adjudicator.services.errors import UsageError
from adjudicator.services.importing import Cancelled
from adjudicator.services.opening import rule_pack_bytes

_REPORTS = frozenset({".json", ".xml"})
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was when it was read."""

    name: str
    sha256: str
    rows: int


def _nobody_looks(_done: int, _of: int) -> None:
    """For whoever waits without being told how far it is."""


@dataclass(slots=True)
class Loaded:
    """The returns of all files, and what was strange about them."""

    returns: Returns = field(default_factory=Returns)
    read: list[FileRead] = field(default_factory=list)
    """The files in the order they were read."""
    rows: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many files were read."""
        return len(self.read)


def load_rules(name_or_path: str) -> RulePack:
    """A bundled rule pack by name, or one from a file.

    :raises UsageError: no such pack, or it cannot be used.
    """
    try:
        return read_rule_pack(rule_pack_bytes(name_or_path))
    except RulePackError as error:
        raise UsageError(f"The rule pack {name_or_path} cannot be used: {error}.") from error


def load_returns(
    paths: Iterable[Path],
    *,
    county: str = "",
    progress: Progress = _nobody_looks,
    cancelled: Callable[[], bool] = lambda: False,
) -> Loaded:
    """Read the returns of these files; a folder stands for every file in it.

    A CSV table, or an election results report in XML or JSON, as the name ends.

    :param county: stands for rows that name none.
    :param progress: told how many files are read, and of how many.
    :param cancelled: asked between rows; once it says so, nothing is kept.
    :raises Unreadable: files cannot be used; with the problems of all of them.
    :raises UsageError: nothing to read, or the same number stands in two files.
    :raises Cancelled: somebody wanted to stop.
    """

    def heed() -> None:
        if cancelled():
            raise Cancelled

    files = tuple(_files(paths))
    if not files:
        raise UsageError(
            "There is no file of returns in that folder: no name ends in .csv, .json or .xml."
        )
    loaded, problems = Loaded(), list[Problem]()
    spellings, taken = Spellings(), list[ReturnsFile]()
    for done, path in enumerate(files):
        heed()
        progress(done, len(files))
        read = read_err if path.suffix.lower() in _REPORTS else scan_returns
        try:
            file = read(path, spellings, county=county, heed=heed)
        except Unreadable as error:
            problems += error.problems
        else:
            _take(loaded, file)
            taken.append(file)
    if problems:
        raise Unreadable(problems)
    _settle(loaded, taken)
    progress(len(files), len(files))
    return loaded


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file once, whether it was named itself or with its folder."""
    known = {*_REPORTS, ".csv"}
    every = dict.fromkeys(
        file
        for path in paths
        for file in (
            sorted(p for p in path.iterdir() if p.suffix.lower() in known)
            if path.is_dir()
            else (path,)
        )
    )
    yield from every


def _take(loaded: Loaded, file: ReturnsFile) -> None:
    file.hold_back_wholes()
    try:
        loaded.returns.add(file.returns)
    except ValueError as error:
        raise _twice(f"{file.file}: {error}") from error
    loaded.read.append(FileRead(file.file, file.sha256, file.rows))
    loaded.rows += file.rows
    loaded.quarantined += file.quarantined
    loaded.notices += file.notices


def _settle(loaded: Loaded, files: list[ReturnsFile]) -> None:
    """Tell totals from parts over all files: a county may send them in files of their own."""
    try:
        settled = settle(loaded.returns, files)
    except ValueError as error:
        raise _twice(str(error)) from error
    loaded.quarantined += settled.quarantined
    loaded.notices += settled.notices


def _twice(what: str) -> UsageError:
    return UsageError(f"{what}. Nothing was added up. Take one of the two files out.")
