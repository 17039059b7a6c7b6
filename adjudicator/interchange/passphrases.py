"""Passphrases from a file, for rehearsals and scripts: CSV ``person,passphrase``, mode 0600.

No message here ever holds a passphrase.
"""

import os
import shlex
import stat
from pathlib import Path

from adjudicator.interchange.problems import Problem, Unreadable, unreadable
from adjudicator.interchange.tables import Column, table_of

COLUMNS = (
    Column("person", required=True, aliases=("id", "person_id")),
    Column("passphrase", required=True, aliases=("pass phrase", "password")),
)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Passphrases(dict[str, str]):
    """Passphrase by person id; prints without them."""

    def __repr__(self) -> str:
        """How many there are, and nothing more."""
        return f"<Passphrases of {len(self)} people>"

    __str__ = __repr__


def read_passphrases(path: Path) -> Passphrases:
    """Read the file.

    :raises Unreadable: others than its owner may read it, it is no regular file, or a row is bad.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error
    try:
        # Judged on the open file: what is checked is what is read.
        _check_mode(path, os.fstat(descriptor))
    except Unreadable:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, encoding="utf-8-sig", newline="") as stream:
        table = table_of(stream, path.name, COLUMNS)
        found = Passphrases()
        problems: list[Problem] = []
        for row in table.rows():
            person, passphrase = row["person"], row["passphrase"]
            if row.trouble:
                problems.append(row.problem(None, row.trouble))
            elif not person:
                problems.append(row.problem("person", "This is missing."))
            elif not passphrase:
                problems.append(row.problem("passphrase", "This is missing."))
            elif person in found:
                problems.append(row.problem("person", f'"{person}" stands here twice.'))
            else:
                found[person] = passphrase
    if problems:
        raise Unreadable(problems)
    return found


def _check_mode(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise unreadable(path.name, "This is not a file.")
    if status.st_mode & _OTHERS:
        mode = stat.S_IMODE(status.st_mode)
        raise unreadable(
            path.name,
            f"Others on this computer may read or change these passphrases (mode {mode:04o}). "
            f"Nothing was read. First run: chmod 600 {shlex.quote(str(path))}",
        )
