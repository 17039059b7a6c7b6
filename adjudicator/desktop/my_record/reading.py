"""What My record shows, read in one go, and the page of it that is printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from adjudicator.interchange.papers.pdf import render
from adjudicator.services.board.attendance import Change
from adjudicator.services.my_record import AnswerCounts, BatchRecordOfMine, MyRecord
from adjudicator.services.papers.printing import file_name, stamp, write_paper
from adjudicator.services.papers.printing_people import my_record_page
from adjudicator.services.recount import Recount

_CAME = {"in": "came", "away": "away from the table", "out": "left"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where the observer stood to the rulings of one table, or of one batch."""

    counts: AnswerCounts
    place: str
    state: str = ""
    """Of a batch: open or closed, signed or not, and what waits."""


def place_rows(record: MyRecord) -> tuple[PlaceRow, ...]:
    """Tables first, then batches in the order of their numbers."""
    tables = [PlaceRow(counts, _table(counts.place)) for counts in record.tables]
    return (*tables, *(_batch(batch) for batch in record.batches))


def _table(place: str) -> str:
    return f"Table {place}" if place.isdecimal() else place


def _batch(batch: BatchRecordOfMine) -> PlaceRow:
    if batch.closed is None:
        words = "open"
    else:
        signed = "signed by you" if batch.signed else "not signed by you"
        words = f"closed (entry {batch.closed:,}), {signed}"
    more = (
        f"{batch.unanswered:,} unanswered" if batch.unanswered else "",
        f"{batch.shared:,} at a shared keyboard" if batch.shared and not batch.signed else "",
    )
    state = " \u00b7 ".join(part for part in (words, *more) if part)
    return PlaceRow(batch.counts, _batch_words(batch), state)


def _batch_words(batch: BatchRecordOfMine) -> str:
    """The batch's number first, then where it is from: titles begin alike."""
    *contest, precinct, _number = batch.counts.place.split(" \u00b7 ")
    return " \u00b7 ".join((f"Batch {batch.batch}", precinct, *contest))


def change_words(change: Change) -> str:
    """``came``, ``away from the table``, ``left``."""
    return _CAME.get(change.state, change.state)


def waiting_words(record: MyRecord) -> str:
    """Everything that waits for the observer, and the reopenings, a line each."""
    return _lines((*record.waits, *record.notices)) or "Nothing is waiting for you."


def _lines(sentences: Iterable[str]) -> str:
    return "\n".join(sentences)


def print_page(recount: Recount, person: str) -> Path:
    """Make the one-page print of an observer's record in the folder of papers.

    :raises Refusal: nobody of that id is an observer, or the disk does not take it.
    """
    page = my_record_page(recount, stamp(recount), person)
    return write_paper(recount, file_name("my-record", person), render(page))
