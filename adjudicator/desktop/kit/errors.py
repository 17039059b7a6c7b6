"""Sorting what went wrong: the environment's errors, refusals, and bugs of ours.

A full disk is told to the person in a sentence.  A bug writes a crash report, which holds the
program's own state of affairs and nothing of what people typed, and says where it lies.
"""

import errno
import os
import platform
import sys
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from platformdirs import user_state_path

from adjudicator import __version__
from adjudicator.services.errors import Refusal


class FailureKind(StrEnum):
    """Whose fault it is."""

    REFUSED = "refused"
    """The rules or the services said no, with a sentence."""
    ENVIRONMENT = "environment"
    """Disk, rights, memory, a device or a server."""
    BUG = "bug"
    """Ours: a report was written."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What to tell the person, and the error behind it."""

    kind: FailureKind
    sentence: str
    error: BaseException
    report: Path | None = None


_SENTENCES = {
    errno.ENOSPC: "The disk is full. What was recorded before is safe. Make room and try again.",
    errno.EDQUOT: "The disk quota is used up. What was recorded before is safe. Make room and "
    "try again.",
    errno.EACCES: "This account may not read or write {name}. Nothing was changed. Ask whoever "
    "set up this station.",
    errno.EPERM: "This account may not do that with {name}. Nothing was changed. Ask whoever set "
    "up this station.",
    errno.EROFS: "The disk can only be read. Nothing was changed. Check the disk and try again.",
    errno.EIO: "The disk does not answer properly. What was recorded before is safe. Check the "
    "disk and its cable, then try again.",
    errno.ENOENT: "{name} is not there any more. Nothing was changed. Check that the disk is "
    "connected.",
}


class ErrorSorter:
    """Turns an exception into a :class:`Failure`.

    :param refusals: exception types whose message is already a sentence for people.
    :param environment: exception types of a server or device, the same.
    :param folder: where crash reports go; by default the state folder of this account.
    """

    def __init__(
        self,
        refusals: tuple[type[BaseException], ...] = (),
        environment: tuple[type[BaseException], ...] = (),
        folder: Path | None = None,
    ) -> None:
        self._refusals: tuple[type[BaseException], ...] = (Refusal, *refusals)
        self._environment = environment
        self._folder = folder

    def sort(self, error: BaseException) -> Failure:
        """Sort one error, writing a report if it is a bug."""
        if isinstance(error, self._refusals):
            return Failure(FailureKind.REFUSED, str(error), error)
        if isinstance(error, self._environment):
            return Failure(FailureKind.ENVIRONMENT, str(error), error)
        if isinstance(error, MemoryError):
            sentence = "This computer has no memory left. Nothing was lost. Close other programs."
            return Failure(FailureKind.ENVIRONMENT, sentence, error)
        if isinstance(error, OSError):
            return Failure(FailureKind.ENVIRONMENT, _os_sentence(error), error)
        report = self._report(error)
        where = f" A report lies at {report}." if report else ""
        sentence = (
            "The program made a mistake, and this act was not recorded. What was recorded before "
            f"is safe. Try once more; if it happens again, call staff.{where}"
        )
        return Failure(FailureKind.BUG, sentence, error, report)

    def _report(self, error: BaseException) -> Path | None:
        folder = self._folder or user_state_path("adjudicator") / "crash-reports"
        now = datetime.now(tz=UTC)
        path = folder / f"crash-{now:%Y%m%dT%H%M%S%f}-{os.getpid()}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_text(_report_text(error, now), encoding="utf-8")
            path.chmod(0o600)
        except OSError:
            return None
        return path


def _os_sentence(error: OSError) -> str:
    name = Path(str(error.filename)).name if error.filename else "a file"
    known = _SENTENCES.get(error.errno or 0)
    if known is not None:
        return known.format(name=name)
    reason = error.strerror or type(error).__name__
    return (
        f"The computer reported: {reason} ({name}). What was recorded before is safe. Try again; "
        "if it happens again, call staff."
    )


def _report_text(error: BaseException, now: datetime) -> str:
    """Versions and the way to the error.  The message may quote people's words, so it stays out."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return (
        f"Adjudicator {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n"
        f"{now.isoformat()}\n\n{frames}{type(error).__module__}.{type(error).__qualname__}\n"
    )
