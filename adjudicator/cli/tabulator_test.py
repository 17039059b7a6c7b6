"""``adjudicator tabulator-test``: note the logic-and-accuracy test of the tabulators."""

import argparse
from datetime import date
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    folder_argument,
    noting_arguments,
    officer_signer,
    opened_to_write,
)
from adjudicator.services.errors import UsageError
from adjudicator.services.tabulator_test import TabulatorTest, note_test


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "tabulator-test", help="note the logic-and-accuracy test of the tabulators"
    )
    folder_argument(parser)
    parser.add_argument("tabulators", metavar="TABULATORS", help="which, such as 'tabulators 1-4'")
    parser.add_argument("--held", required=True, metavar="DATE", help="such as 2018-11-10")
    parser.add_argument("--result", required=True, choices=["passed", "failed"])
    parser.add_argument("--report", type=Path, metavar="FILE", help="named by its SHA-256")
    parser.add_argument("--remark", default="", metavar="TEXT")
    noting_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Note it."""
    try:
        held = date.fromisoformat(arguments.held)
    except ValueError:
        raise UsageError(
            f"--held {arguments.held!r} is not a day. Nothing was recorded. Write it as 2018-11-10."
        ) from None
    test = TabulatorTest(
        held, arguments.tabulators, arguments.result == "passed", arguments.report, arguments.remark
    )
    with opened_to_write(arguments.folder) as recount:
        by = officer_signer(recount, Passphrases(arguments.passphrases), arguments.by)
        entry = note_test(recount, test, [by], arguments.people)
        code = recount.record_code()
    print(f"The test of the tabulators is noted as entry {entry}.\nRecord code {code}.")
    return 0
