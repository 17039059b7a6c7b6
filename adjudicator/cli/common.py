"""What several commands share: opening a folder, passphrases, printing JSON."""

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from adjudicator.domain.people import majority_of
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.people import identity
from adjudicator.services.presence import GONE, note_here, note_presence
from adjudicator.services.proof.finishing import complete
from adjudicator.services.recount import Recount, Signer, open_recount


def folder_argument(parser: argparse.ArgumentParser) -> None:
    """The recount folder, first of most commands."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the recount folder")


def passphrases_argument(parser: argparse.ArgumentParser) -> None:
    """Where passphrases come from when nobody sits at a terminal."""
    parser.add_argument(
        "--passphrases",
        type=Path,
        metavar="FILE",
        help="CSV person,passphrase of mode 0600; without it each is asked for",
    )


@contextmanager
def opened(folder: Path) -> Iterator[Recount]:
    """An open recount that is let go of afterwards; one that may only be read is told so."""
    recount = open_recount(folder)
    try:
        complete(recount)
        if recount.only_read:
            print(f"This folder can only be read: {recount.only_read}", file=sys.stderr)
        yield recount
    finally:
        recount.close()


@contextmanager
def opened_to_write(folder: Path) -> Iterator[Recount]:
    """The same for what is to be recorded: refused before anybody is asked for a passphrase.

    :raises Refusal: the folder may only be read.
    """
    recount = open_recount(folder)
    try:
        need_writing(recount)
        yield recount
    finally:
        recount.close()


def need_writing(recount: Recount) -> None:
    """Refuse what is to be recorded, before anybody is asked for a passphrase.

    :raises Refusal: the folder may only be read.
    """
    if recount.only_read:
        raise Refusal(f"Not recorded: {recount.only_read}")


class Passphrases:
    """Passphrases from a file, or asked for at the terminal."""

    def __init__(self, file: Path | None) -> None:
        self._known = {} if file is None else read_passphrases(file)
        self._from_file = file is not None

    def of(self, person: str) -> str:
        """One person's passphrase.

        :raises UsageError: the file lacks it, or there is no terminal to ask at.
        """
        if person in self._known:
            return self._known[person]
        if self._from_file:
            raise UsageError(f"The passphrase file has no line for {person!r}.")
        if not sys.stdin.isatty():
            raise UsageError(
                "There is no terminal to ask for passphrases at. Give --passphrases FILE."
            )
        return getpass.getpass(f"Passphrase of {person}: ")


@contextmanager
def board_signing(
    recount: Recount, passphrases: Passphrases, *, here: bool = True
) -> Iterator[list[Signer]]:
    """Identity keys of a majority of the board, in the order of the roster.

    Whoever was not in attendance is noted as here while the command runs, and as gone afterwards:
    a passphrase typed once is nobody's presence for the rest of the night.

    :param here: whether those who sign have to be in attendance.
    :raises Refusal: there is no board, or a passphrase is wrong.
    """
    board = recount.state.data.board()
    if not board:
        raise Refusal("The roster has no board yet. Enrol people and constitute it first.")
    keys = {
        person.id: identity(recount, person.id, passphrases.of(person.id))
        for person in board[: majority_of(len(board))]
    }
    came = [p for p in keys if here and not recount.state.data.people[p].present]
    if here:
        note_here(recount, keys)
    try:
        yield list(keys.values())
    finally:
        for person in came:
            note_presence(recount, person, GONE, keys[person])


def clerk_signer(recount: Recount, passphrases: Passphrases, person: str | None) -> Signer:
    """The identity key of a clerk: the one named, else the only one there is.

    :raises UsageError: no clerk, or several and none named.
    """
    clerks = [p for p, s in recount.state.data.people.items() if s.person.role == "clerk"]
    if person is None:
        if len(clerks) != 1:
            raise UsageError(
                f"There are {len(clerks)} clerks enrolled. Name one with --clerk PERSON."
            )
        person = clerks[0]
    return identity(recount, person, passphrases.of(person))


def officer_signer(recount: Recount, passphrases: Passphrases, person: str | None) -> Signer:
    """The identity key of the officer named, else of the only clerk there is.

    :raises UsageError: the person named is no officer; or none is named, and there is
        not just one clerk.
    """
    known = recount.state.data.people
    if person is None:
        return clerk_signer(recount, passphrases, None)
    if person in known and not known[person].person.officer:
        raise UsageError(f"{person} is no officer. Name a member of the board or a clerk.")
    return identity(recount, person, passphrases.of(person))


def print_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Print one JSON object, readable and stable."""
    print(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False))
