"""What several commands share: opening a folder, passphrases, printing JSON."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.people import identity
from adjudicator.services.presence import GONE, note_here, note_presence
from adjudicator.services.proof.finishing import complete
from adjudicator.services.recount import Recount, Signer, open_recount


def stop_telling() -> None:
    """Whoever reads the output has seen enough, as `head` has: what is left goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        if not self.may_have(person):
            raise UsageError(f"The passphrase file has no line for {person!r}.")
        return self._asked(person, f"Passphrase of {person}: ")

    def may_have(self, person: str) -> bool:
        """Whether the person has a line in the file, or can be asked."""
        return person in self._known or not self._from_file

    def offered(self, person: str) -> str:
        """The same of somebody who need not sign; empty if they leave it to the others.

        :raises UsageError: there is no terminal to ask at.
        """
        return self._asked(person, f"Passphrase of {person} (Enter alone: does not sign): ")

    def _asked(self, person: str, prompt: str) -> str:
        if person in self._known:
            return self._known[person]
        if not sys.stdin.isatty():
            raise UsageError(
                "There is no terminal to ask for passphrases at. Give --passphrases FILE."
            )
        return getpass.getpass(prompt)


@contextmanager
def board_signing(
    recount: Recount,
    passphrases: Passphrases,
    *,
    here: bool = True,
    without: Collection[str] = (),
) -> Iterator[list[Signer]]:
    """Identity keys of a majority of the board, in the order of the roster.

    Asked are those with a line in the file or, at a terminal, everyone in turn until they are
    enough; whoever is in attendance comes first.  Whoever was not is noted as here while the
    command runs, and as gone afterwards: a passphrase typed once is nobody's presence for the rest
    of the night.

    :param here: whether those who sign have to be in attendance.
    :param without: ids of members who do not sign, for they vote otherwise.
    :raises Refusal: there is no board, too few of it sign, or a passphrase is wrong.
    """
    keys = _board_keys(recount, passphrases, here=here, without=without)
    came = [p for p in keys if here and not recount.state.data.people[p].present]
    if here:
        note_here(recount, keys)
    try:
        yield list(keys.values())
    finally:
        for person in came:
            note_presence(recount, person, GONE, keys[person])


def _board_keys(
    recount: Recount, passphrases: Passphrases, *, here: bool, without: Collection[str]
) -> dict[str, Signer]:
    """Open keys until they are enough, and ask nobody where they cannot be.

    :raises Refusal: there is no board, too few of it sign, or a passphrase is wrong.
    """
    data = recount.state.data
    board = [person.id for person in data.board()]
    if not board:
        raise Refusal("The roster has no board yet. Enrol people and constitute it first.")
    present = data.present_ids()
    turns = sorted(board, key=lambda person: person not in present)
    left = [p for p in turns if p not in without and passphrases.may_have(p)]
    keys: dict[str, Signer] = {}

    def missing(signing: Collection[str]) -> int:
        seen = len(set(board) & (present | set(signing)))
        return max(data.majority() - len(signing), data.rules.quorum - seen if here else 0)

    while missing(keys) > 0:
        if (short := missing({*keys, *left})) > 0:
            raise Refusal(_too_few(data, short, here=here))
        person = left.pop(0)
        if passphrase := passphrases.offered(person):
            keys[person] = identity(recount, person, passphrase)
    return {person: keys[person] for person in board if person in keys}


def _too_few(data: RecordData, short: int, *, here: bool) -> str:
    seats = len(data.board()) + len(data.vacant)
    empty = f" ({len(data.vacant)} of them vacant)" if data.vacant else ""
    quorum = f", with {data.rules.quorum} of the board here" if here else ""
    return (
        f"Not signed: at least {data.majority()} of the {seats} seats of the board{empty} have to "
        f"sign{quorum}, and {short} more {'is' if short == 1 else 'are'} missing. Nothing was "
        "changed. Fetch another member, or give the passphrases of those who are there."
    )


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


def noting_arguments(parser: argparse.ArgumentParser) -> None:
    """Who was there, which officer signs a note, and where passphrases come from."""
    parser.add_argument(
        "--with",
        dest="people",
        action="append",
        default=[],
        metavar="PERSON",
        help="who was there; several times",
    )
    parser.add_argument("--by", metavar="PERSON", help="the officer; the only clerk if not given")
    passphrases_argument(parser)


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
