"""What every paper needs from an open recount, and where papers are kept."""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import count
from pathlib import Path

from adjudicator.domain.people import Person
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.ledger.casenumbers import case_number, parse_case_number
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.objections import side_of
from adjudicator.services.recount import Recount
from adjudicator.storage.files import FILE_MODE, make_folder, sync_folder
from adjudicator.storage.queries.acts import PersonRecord, list_people
from adjudicator.storage.queries.cases import BatchRecord, list_batches

FOLDER = "papers"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LOOSE = re.compile(r"[^A-Za-z0-9._-]+")
_CHECKS = {"*": "-star", "~": "-tilde", "$": "-dollar", "=": "-equals"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def time_words(time: str) -> str:
    """A time of the record in this station's own time: ``Sat 17 Nov 2018, 21:14``.

    In English whatever the machine's language, for the rest of the paper is.
    """
    at = datetime.fromisoformat(time).astimezone()
    return f"{day_words(at)}, {at.hour:02d}:{at.minute:02d}"


def day_words(at: date) -> str:
    """``Sat 17 Nov 2018``."""
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"


def stamp(recount: Recount, *, printed: str = "", size: PaperSize = PaperSize.LETTER) -> Stamp:
    """What the foot of every page says now.

    :param printed: the time of printing in words; without it the station's clock.
    """
    election = recount.election
    return Stamp(
        recount=f"{election.county} · {election.title}",
        record_code=recount.record_code(),
        printed=printed or time_words(recount.now()),
        watermark=recount.watermark,
        size=size,
    )


def file_name(kind: str, about: str = "") -> str:
    """The name of a paper's file without ending: ``pull-417K``, ``cover-31``.

    Check symbols that mean something to a shell are written as words.
    """
    plain = "".join(_CHECKS.get(letter, letter) for letter in about)
    return _LOOSE.sub("-", f"{kind}-{plain}" if plain else kind).strip("-.")


def write_paper(
    recount: Recount, name: str, data: bytes, beside: Iterable[tuple[str, bytes]] = ()
) -> Path:
    """Keep a paper in the recount's folder ``papers``, readable by its owner alone.

    A paper of that name with other bytes is never written over: this one gets the next number,
    ``cover-31-2.pdf``.  The same bytes again are the same file.

    A card with a proposed passphrase is printed and never kept: do not hand it to this function.

    :param name: without ending, as :func:`file_name` makes it.
    :param beside: names and bytes of what belongs to it and has to bear that very name.
    :raises Refusal: the disk does not take it.
    :raises UsageError: something else lies where one of ``beside`` has to; nothing was kept.
    :raises ValueError: not a plain name.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a plain name of a file: {name!r}")
    folder = recount.folder.path / FOLDER
    try:
        make_folder(folder)
        write_papers_to([(folder / name, content) for name, content in beside])
        for number in count(1):
            path = folder / (f"{name}.pdf" if number == 1 else f"{name}-{number}.pdf")
            if _written_new(path, data) or path.read_bytes() == data:
                return path
    except OSError as error:
        raise Refusal(
            f"The paper could not be kept in {folder} ({error.strerror or error}). The "
            "recount is untouched. Make room on the disk, or give another place."
        ) from error
    raise AssertionError("the numbers do not end")


def write_paper_to(path: Path, data: bytes) -> Path:
    """Write a paper where somebody asked for it.

    :raises UsageError: something else lies there, or it cannot be written.
    """
    return write_papers_to([(path, data)])[0]


def write_papers_to(papers: Sequence[tuple[Path, bytes]]) -> tuple[Path, ...]:
    """Write papers that belong together: all of them, or none.  The same bytes are the same file.

    :raises UsageError: something else lies at one of the places, or one cannot be written; then
        nothing new lies at any.
    """
    for path, data in papers:
        _check_free(path, data)
    written: list[Path] = []
    try:
        for path, data in papers:
            if _written_new(path, data):
                written.append(path)
            elif path.read_bytes() != data:
                raise _taken(path)
    except (OSError, UsageError) as error:
        for each in written:
            each.unlink(missing_ok=True)
        if isinstance(error, UsageError):
            raise
        raise _unwritable(path, error) from error
    return tuple(path for path, _ in papers)


def _check_free(path: Path, data: bytes) -> None:
    try:
        if not path.exists() or path.read_bytes() == data:
            return
    except OSError as error:
        raise _unwritable(path, error) from error
    raise _taken(path)


def _taken(path: Path) -> UsageError:
    return UsageError(f"{path} is there already. Nothing was changed. Choose another name.")


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"{path} cannot be written ({error.strerror or error}). Nothing was changed. Choose "
        "another place."
    )


def _written_new(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all.

    :returns: whether it was written; else something of that name is there.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return True


def batch_record(recount: Recount, number: int) -> BatchRecord:
    """One batch.

    :raises Refusal: no such batch.
    """
    with recount.reading() as connection:
        found = list_batches(connection, numbers=[number])
    if not found:
        raise Refusal(f"There is no batch {number}. Choose one from the list of batches.")
    return found[0]


def plain_number(typed: str) -> str:
    """A case number as it was typed or scanned, without spaces: ``417K``.

    :raises Refusal: not a case number.
    """
    try:
        return case_number(parse_case_number(typed.strip().removeprefix("/")))
    except ValueError as error:
        raise Refusal(str(error)) from error


def people_by_id(recount: Recount) -> dict[str, PersonRecord]:
    """Everyone enrolled, by id, in the order of enrolment."""
    with recount.reading() as connection:
        return {record.person.id: record for record in list_people(connection)}


def stands_for(recount: Recount, person: Person) -> str:
    """The party or candidate a person stands for, by its whole name; empty without one."""
    for party in recount.election.parties:
        if person.party in {party.id, party.name, party.abbreviation}:
            return party.name
    return side_of(person, recount.election)


def name_of(people: dict[str, PersonRecord], person: str) -> str:
    """A person's name, or the id where the name is withheld."""
    record = people.get(person)
    return person if record is None else record.person.name or person
