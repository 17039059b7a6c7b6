"""Read an election definition in any form we know, told apart by what stands in the file."""

import json
from pathlib import Path
from typing import Any

from adjudicator.domain.election import Election
from adjudicator.interchange.elections.canonical import FORMAT, election_from_value
from adjudicator.interchange.elections.csv_form import read_csv_election
from adjudicator.interchange.elections.toml_form import read_toml_election
from adjudicator.interchange.elections.votingworks import read_votingworks_election
from adjudicator.interchange.problems import unreadable
from adjudicator.interchange.texts import folded

_LARGEST = 64 * 1024 * 1024
"""Bytes; a definition of six thousand precincts stays far below."""


def read_election(path: Path) -> Election:
    """Read the election definition in that file.

    :raises Unreadable: the file cannot be opened, is of no form we know, or has problems in it.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise unreadable(path.name, "The file is too large to be an election definition.")
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error
    return read_election_bytes(data, path.name)


def read_election_bytes(data: bytes, file: str) -> Election:
    """Read an election definition that is already in memory; ``file`` is the name for problems.

    :raises Unreadable: as :func:`read_election`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(file, "This is not a text file in UTF-8.") from error
    first = text.lstrip()[:1]
    if first == "{":
        return _read_json(text, file)
    if not first:
        raise unreadable(file, "The file is empty.")
    header = folded(text.lstrip().splitlines()[0])
    if "contest" in header and "choice" in header and "=" not in text.lstrip().splitlines()[0]:
        return read_csv_election(text, file)
    if file.lower().endswith(".csv"):
        return read_csv_election(text, file)
    return read_toml_election(text, file)


def _read_json(text: str, file: str) -> Election:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(file, f"This is not JSON: {error}.") from error
    if value.get("format") == FORMAT:
        return election_from_value(value, file)
    if "format" in value:
        raise unreadable(
            file,
            f"This election definition says it is {value['format']!r}; "
            f"this program reads {FORMAT!r}. It may have been made by a newer version.",
        )
    if "contests" in value and "ballotStyles" in value:
        return read_votingworks_election(value, file)
    raise unreadable(
        file,
        "This JSON file is no election definition: neither our own (key format) nor one of "
        "VotingWorks (keys contests and ballotStyles).",
    )
