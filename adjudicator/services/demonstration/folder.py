"""The folder of a demonstration: made aside, swapped in whole, never over anything else."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from adjudicator.services.errors import UsageError
from adjudicator.storage.files import make_folder, write_whole

_MARKER = "demonstration.json"
_WHAT = "adjudicator demonstration"


@dataclass(frozen=True, slots=True)
class DemonstrationFolder:
    """What lies where in it."""

    path: Path

    @property
    def recount(self) -> Path:
        """The recount folder; its keys lie beside it, in ``keys``."""
        return self.path / "recount"

    @property
    def source(self) -> Path:
        """What was imported."""
        return self.path / "source"

    @property
    def passphrases(self) -> Path:
        """The passphrases of the demonstration people."""
        return self.path / "passphrases.csv"

    @property
    def screenshots(self) -> Path:
        """Pictures of the window."""
        return self.path / "screenshots"

    @property
    def story(self) -> Path:
        """What happened, sentence by sentence."""
        return self.path / "story.txt"

    @property
    def tally(self) -> Path:
        """The revised tally."""
        return self.path / "tally.json"

    @property
    def reconciliation(self) -> Path:
        """Whether every precinct balances."""
        return self.path / "reconciliation.json"

    @property
    def cards(self) -> Path:
        """The opening card and the pile card."""
        return self.path / "cards"

    @property
    def papers(self) -> Path:
        """Minutes, returns, certificates, reports, and a file for the state."""
        return self.path / "papers"

    @property
    def receipts(self) -> Path:
        """Receipts of an objection and of a ruling."""
        return self.path / "receipts"

    @property
    def export(self) -> Path:
        """The record as it is handed out."""
        return self.path / "export"

    @property
    def altered(self) -> Path:
        """A copy of the export that was tampered with, and a word about it."""
        return self.path / "altered"

    def verification(self, name: str) -> Path:
        """What one verification said."""
        return self.path / name

    def log(self, kind: str) -> Path:
        """The adjudication log as ``csv`` or ``json``."""
        return self.path / f"adjudication-log.{kind}"

    def mark(self, story: str, label: str, note: str) -> None:
        """Say what this folder is, so that a later demonstration may replace it."""
        told = {"what": _WHAT, "story": story, "label": label, "note": note}
        write_whole(self.path / _MARKER, json.dumps(told, indent=1).encode() + b"\n")


def check_replaceable(path: Path) -> None:
    """Refuse a place that holds anything but an earlier demonstration.

    :raises UsageError: nothing was changed.
    """
    if path.is_symlink():
        raise UsageError(f"{path} is a link. Nothing was changed. Name a folder of its own.")
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return
    if not _is_demonstration(path):
        raise UsageError(
            f"{path} holds something other than an earlier demonstration. Nothing was changed. "
            "Choose another folder with --out."
        )


def _is_demonstration(path: Path) -> bool:
    try:
        told = json.loads((path / _MARKER).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("what") == _WHAT


@contextmanager
def written_aside(path: Path) -> Iterator[DemonstrationFolder]:
    """A new folder beside ``path`` that takes its place when all went well.

    An earlier demonstration there goes away whole, and only then.

    :raises UsageError: something else lies at ``path``.
    """
    check_replaceable(path)
    make_folder(path.parent)
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield DemonstrationFolder(aside)
        check_replaceable(path)
        _swap(aside, path)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _swap(aside: Path, path: Path) -> None:
    earlier = None
    if path.exists():
        earlier = Path(tempfile.mkdtemp(prefix=f".{path.name}.old.", dir=path.parent))
        path.replace(earlier / path.name)
    try:
        aside.replace(path)
    except OSError:
        if earlier is not None:
            (earlier / path.name).replace(path)
        raise
    if earlier is not None:
        shutil.rmtree(earlier, ignore_errors=True)
