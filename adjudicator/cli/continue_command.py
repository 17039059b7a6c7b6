"""``adjudicator continue``: go on with a new record where no copy has the end of the old one."""

import argparse
import csv
import io
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from adjudicator.cli.common import folder_argument
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.services.errors import UsageError
from adjudicator.services.proof.continuing import Continued, continue_record
from adjudicator.services.recount import open_recount
from adjudicator.storage.files import write_whole

UNKNOWN = "unknown"
_HEADINGS = ("person", "passphrase")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "continue",
        help="go on with a new record where no copy has the end of the old one",
        description="Opens a new record beside the old folder. Its first entry names the head the "
        "old one ends with, what is lost and why. Everyone is enrolled anew with a new key. The "
        "old folder is left as it is. First bring together every copy and stick: see restore.",
    )
    folder_argument(parser)
    parser.add_argument(
        "--lost", required=True, metavar="N", help="how many entries are lost, or unknown"
    )
    parser.add_argument(
        "--reason", required=True, metavar="TEXT", help="why; everyone can read it in the record"
    )
    parser.add_argument(
        "--to", type=Path, metavar="NEW", help="the new folder; FOLDER-r2 if not given"
    )
    parser.add_argument(
        "--passphrases",
        type=Path,
        metavar="FILE",
        help="CSV person,passphrase of mode 0600; for everybody else one is proposed",
    )
    parser.add_argument(
        "--proposed",
        type=Path,
        metavar="OUT",
        help="where proposed passphrases are written, mode 0600; NEW-passphrases.csv if not given",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the record that goes on, and say what the county has to do."""
    lost = _lost(arguments.lost)
    given = {} if arguments.passphrases is None else read_passphrases(arguments.passphrases)
    # Not told that it can only be read: that is why one goes on with a new record.
    old = open_recount(arguments.folder)
    try:
        folder = arguments.folder.absolute()
        target = arguments.to or folder.with_name(f"{folder.name}-r2")
        proposed = arguments.proposed or target.with_name(f"{target.name}-passphrases.csv")
        if proposed.exists():
            raise UsageError(f"{proposed} exists already. Nothing was changed. Name another file.")
        try:
            made = continue_record(
                old,
                target,
                lost=lost,
                reason=arguments.reason,
                given=given,
                hand_out=lambda secrets: _hand_out(secrets, proposed),
                progress=_progress,
            )
        except BaseException:
            with suppress(OSError):
                proposed.unlink(missing_ok=True)
            raise
    finally:
        old.close()
    if sys.stderr.isatty():
        print(end="\r\033[K", file=sys.stderr)
    _tell(made, proposed)
    return 0


def _lost(told: str) -> int | None:
    if told == UNKNOWN:
        return None
    if not (told.isascii() and told.isdecimal()):
        raise UsageError(
            f"--lost takes a number of entries or the word {UNKNOWN}. Nothing was changed."
        )
    return int(told)


def _hand_out(secrets: Mapping[str, str], out: Path) -> None:
    if secrets:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([_HEADINGS, *secrets.items()])
        write_whole(out, text.getvalue().encode())


def _tell(made: Continued, proposed: Path) -> None:
    print(f"Made {made.path} ({made.origin}).")
    print(f"{len(made.people)} people are enrolled anew and the board is constituted.")
    print(f"Record code {made.code}.")
    if made.proposed:
        print(
            f"The new passphrases of {len(made.proposed)} people are in {proposed}. Hand each to "
            "its owner alone, then destroy the file."
        )
    print("What is to be done now:")
    for line in made.to_do:
        print(f"- {line}")


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {total} people", end="", file=sys.stderr, flush=True)
