"""Which program this is: the SHA-256 of every file it was installed with, and one digest of all.

A checkout and a wheel of the same release hold the same files and so have the same digest; the
resources count as ``resources/`` wherever they lie.  A frozen build is other files, compiled and
with its libraries, and has a digest of its own: it is compared with that of the released build.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from adjudicator import __version__
from adjudicator.resources import read_bytes, resource_path

_PACKAGE = Path(__file__).resolve().parents[2]
_LEFT_OUT = frozenset({"__pycache__", "_resources"})
_COMPILED = frozenset({".pyc", ".pyo"})
_SHOWN = 16


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """One installed file."""

    name: str
    """Such as ``adjudicator/cli/main.py`` or ``resources/rules/florida-2018.toml``."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Program:
    """The program as it is installed here."""

    version: str
    files: tuple[ProgramFile, ...]
    """By name."""
    executable: str = ""
    """SHA-256 of the executable of a frozen build; empty where Python runs the files themselves."""

    def listing(self) -> bytes:
        """Every file as ``sha256sum`` prints it, so that anyone can compare without us."""
        return "".join(f"{each.sha256}  {each.name}\n" for each in self.files).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of :meth:`listing`."""
        return sha256(self.listing()).hexdigest()

    @property
    def sentence(self) -> str:
        """What a verification, a report and the About page say alike."""
        told = f"Adjudicator {self.version}, {len(self.files):,} files, digest {self.digest}."
        return f"{told} {self.build}".rstrip()

    @property
    def build(self) -> str:
        """That it is a frozen build, with its executable's hash; empty where it is none."""
        if not self.executable:
            return ""
        return (
            f"It is a build: its executable has the SHA-256 {self.executable}, and its digest is "
            "compared with that of the released build."
        )


@cache
def installed_program() -> Program:
    """Read every file once; later calls give the same.

    :raises OSError: a file of the program cannot be read.
    """
    frozen = bool(getattr(sys, "frozen", False))
    found = _frozen() if frozen else _source(_PACKAGE, resource_path())
    executable = sha256(Path(sys.executable).read_bytes()).hexdigest() if frozen else ""
    return Program(__version__, tuple(sorted(found, key=lambda each: each.name)), executable)


@cache
def verifier_hash() -> str:
    """SHA-256 of the verifier that is released with this program, ``verify_recount.py``."""
    return sha256(read_bytes("verifier", "verify_recount.py")).hexdigest()


def _source(package: Path, resources: Path) -> Iterator[ProgramFile]:
    yield from _hashed(package, "adjudicator")
    yield from _hashed(resources, "resources")


def _frozen() -> Iterator[ProgramFile]:
    """The executable and everything it was built with, in the folder it lies in."""
    return _hashed(Path(sys.executable).resolve().parent, "program", everything=True)


def _hashed(folder: Path, name: str, *, everything: bool = False) -> Iterator[ProgramFile]:
    """Every file below a folder.

    :param everything: also what a running Python writes, and hidden files; a frozen build has none.
    """
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if not path.is_file() or (not everything and _not_ours(parts)):
            continue
        digest = sha256(path.read_bytes()).hexdigest()
        yield ProgramFile("/".join((name, *parts)), digest)


def _not_ours(parts: tuple[str, ...]) -> bool:
    hidden = any(part.startswith(".") for part in parts)
    return hidden or bool(_LEFT_OUT & set(parts)) or Path(parts[-1]).suffix in _COMPILED


def grouped(digest: str, shown: int = _SHOWN) -> str:
    """The first digits of a hash in groups of four: ``4C1F 88A2 03D7 9B5E``."""
    digits = digest[:shown].upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
