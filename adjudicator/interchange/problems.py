"""What is wrong with a file somebody gave us, said so that they can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from adjudicator.interchange.printable import printable

_CUTOFF = 0.6
"""Likeness from which a suggestion helps more than it confuses."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be used, and where it stands.

    Its texts quote what stands in the file, and are made :func:`printable`, whoever shows them.
    """

    file: str
    """Name of the file as the person knows it."""
    row: int | None
    """Row as a spreadsheet numbers it, the header being row 1; ``None``: the file as a whole."""
    column: str | None
    """Column of a table, or key of a nested file such as ``contests[2].seats``."""
    message: str
    """One or more whole sentences: what is wrong and what to do."""

    def __post_init__(self) -> None:
        """See to it that every text of it can be shown."""
        object.__setattr__(self, "file", printable(self.file))
        object.__setattr__(self, "message", printable(self.message))
        if self.column is not None:
            object.__setattr__(self, "column", printable(self.column))

    @property
    def where(self) -> str:
        """The place in words: ``people.csv, row 3, column role``."""
        parts = [self.file]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}" if self.row is not None else self.column)
        return ", ".join(parts)

    def __str__(self) -> str:
        """Place and sentence in one line."""
        return f"{self.where}: {self.message}"


class Unreadable(Exception):  # noqa: N818 - the word says what the file is, as the sentences do
    """A file cannot be used; nothing was taken from it.  Carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def unreadable(
    file: str, message: str, *, row: int | None = None, column: str | None = None
) -> Unreadable:
    """The exception for a single problem."""
    return Unreadable([Problem(file, row, column, message)])


def bytes_of(path: Path) -> bytes:
    """The whole of a file.

    :raises Unreadable: it cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error


def closest(text: str, known: Iterable[str]) -> str | None:
    """The known word most like ``text``, if any is like it at all."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(text.casefold())
    best, guess = _CUTOFF, None
    for word in known:
        matcher.set_seq1(word.casefold())
        # The cheap upper bounds spare nearly all of the words the exact measure.
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > best and (
            (ratio := matcher.ratio()) > best
        ):
            best, guess = ratio, word
    return guess


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """`` Did you mean "Precinct 2"?`` with its leading blank, or nothing."""
    guess = closest(text, known)
    return f' Did you mean "{guess}"?' if guess is not None else ""
