"""The tabulators' logic-and-accuracy test: noted by the people who held it or saw it held.

Before a machine recount the tabulators are tested with ballots of which the result is known.  The
record keeps that it was done, by whom, and with which report; it is asked for before the first
ruling of a recount that counts, and locks nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, NoteLine, notes_register, record_note
from adjudicator.services.recount import Recount, Signer

REMINDER = (
    "No test of the tabulators (logic and accuracy) is noted. Note it before the first ruling."
)


@dataclass(frozen=True, slots=True)
class TabulatorTest:
    """What somebody says of a test."""

    held: date
    tabulators: str
    """Which: ``tabulators 1 to 4``, ``the central scanner``."""
    passed: bool
    report: Path | None = None
    """The test's report, named in the note by its SHA-256; the file itself is not kept."""
    remark: str = ""


def note_test(
    recount: Recount, test: TabulatorTest, signers: Sequence[Signer], people: Sequence[str] = ()
) -> int:
    """Note a test.

    :param signers: identity keys of the officers who stand for it, different people.
    :param people: ids of those who were there.
    :returns: the entry of the note.
    :raises Refusal: something is missing or cannot be read; nothing was recorded.
    """
    which = " ".join(test.tabulators.split()).rstrip(".")
    if not which:
        raise Refusal("Not noted: say which tabulators were tested. Nothing was recorded.")
    held = f"{test.held.day} {test.held:%b %Y}"
    result = "every result was as expected" if test.passed else "results were NOT as expected"
    report = "" if test.report is None else f" Report: {_named(test.report)}."
    remark = " ".join(test.remark.split())
    words = f"Logic and accuracy, {held}, {which}: {result}.{report} {remark}".strip()
    noted = record_note(
        recount, Category.TABULATOR_TEST, words, people=sorted(set(people)), signers=signers
    )
    return noted.index


def _named(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return f"{path.name}, SHA-256 {hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise Refusal(
            f"{path} cannot be read ({error.strerror or error}). Nothing was recorded. Choose the "
            "report again, or leave it out."
        ) from error


def noted_tests(recount: Recount) -> list[NoteLine]:
    """The tests that are noted, the newest first."""
    return notes_register(recount, Category.TABULATOR_TEST)


def lacks_test(recount: Recount) -> bool:
    """Whether people are reminded: in a recount that counts, until somebody has ruled."""
    if recount.purpose is not Purpose.RECOUNT or recount.state.data.rulings:
        return False
    return recount.state.data.constituted is not None and not noted_tests(recount)
