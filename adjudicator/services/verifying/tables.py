"""The working tables of a county's own folder: whether they are what its record says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.verdicts import Failure
from adjudicator.storage.record_files import DATABASE, DatabaseFiles
from adjudicator.storage.working_tables import CannotBeRead, Difference, OtherSchema, differences

_MARKER = "recount.json"
_MEND = "the record itself holds, and 'adjudicator rebuild' mends the tables"


def has_tables(reading: RecordReading) -> bool:
    """Whether what was read is a recount folder with a database."""
    return isinstance(reading.files, DatabaseFiles)


def wrong_tables(
    path: Path,
    reading: RecordReading,
    skipped: list[str],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Iterator[Failure]:
    """Where the working tables say otherwise than the record.

    :param skipped: told why the tables could not be compared, where they could not.
    """
    evidence = reading.evidence
    election, rules = (None, None) if evidence is None else (evidence.election, evidence.rules())
    if _origin(path) != reading.state.data.origin:
        yield Failure(None, "", "file", "it does not name this record", _MARKER)
        return
    if election is None or rules is None:
        return
    try:
        found = differences(path, election, rules, progress)
    except OtherSchema:
        skipped.append("The working tables were not compared: another version made them.")
    except OSError as error:
        skipped.append(f"The working tables were not compared: {error}.")
    except CannotBeRead:
        yield Failure(None, "", "tables", f"its working tables cannot be read; {_MEND}", DATABASE)
    else:
        if found:
            told = "; ".join(map(_sentence, found))
            what = f"the working tables say otherwise than the record: {told}; {_MEND}"
            yield Failure(None, "", "tables", what, DATABASE)


def _origin(path: Path) -> str | None:
    try:
        told = json.loads((path / _MARKER).read_bytes())
    except (OSError, ValueError):
        return None
    found = told.get("origin") if isinstance(told, dict) else None
    return found if isinstance(found, str) else None


def _sentence(difference: Difference) -> str:
    """What differs in one table."""
    changed = min(difference.strange, difference.missing)
    parts = [
        f"{n} {'row' if n == 1 else 'rows'} {what}"
        for n, what in (
            (changed, "changed"),
            (difference.strange - changed, "too many"),
            (difference.missing - changed, "missing"),
        )
        if n
    ]
    example = f" ({difference.example})" if difference.example else ""
    return f"{difference.table} has {', '.join(parts)}{example}"
