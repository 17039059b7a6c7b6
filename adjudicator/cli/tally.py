"""``adjudicator tally``: before, change, after."""

import argparse
from collections.abc import Sequence

from adjudicator.cli.common import folder_argument, opened, print_json
from adjudicator.services.orders.locks import refiled_sentence
from adjudicator.services.tallying import TallyLine, tally_document, tally_lines
from adjudicator.services.tallying_objections import (
    SideTally,
    objections_value,
    tallies_with_objections,
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("tally", help="the revised tally: before, change, after")
    folder_argument(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--by", choices=["precinct"], help="also by precinct")
    parser.add_argument("--closed", action="store_true", help="closed batches only")
    parser.add_argument(
        "--with-objections",
        action="store_true",
        help="also with all open objections of each party or candidate upheld",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the tally."""
    by = ("precinct",) if arguments.by else ()
    with opened(arguments.folder) as recount, recount.reading() as connection:
        if arguments.json:
            document = tally_document(
                connection, recount.election, by_precinct=bool(by), closed_only=arguments.closed
            )
            if arguments.with_objections:
                # Beside the tally: what a close signs is the tally without it.
                document["with_objections"] = objections_value(tallies_with_objections(recount))
            print_json(document)
            return 0
        if recount.watermark:
            print(recount.watermark)
        for line in tally_lines(connection, recount.election, by=by, closed_only=arguments.closed):
            precinct = recount.election.precinct(line.precinct).name if line.precinct else ""
            print_tally(line, precinct)
            if told := refiled_sentence(recount, line.tally.contest.id):
                print(f"  {told}")
        if arguments.with_objections:
            _print_sides(tallies_with_objections(recount))
    return 0


def _print_sides(sides: Sequence[SideTally]) -> None:
    """The tally of each side that has objections open."""
    if not sides:
        print("\nNo objection is open.")
    for side in sides:
        print(f"\n{side.heading}")
        for left in side.not_computed:
            print(f"  Not computed: {left.words}")
        for told in side.contests:
            if told.upheld:
                print_tally(TallyLine(told.tally))


def print_tally(line: TallyLine, precinct: str = "") -> None:
    """One contest, of one precinct if it is named, as a small table."""
    tally = line.tally
    where = f" · precinct {precinct}" if precinct else ""
    print(f"\n{tally.contest.title}{where}")
    rows = [(tally.contest.choice(choice).name, figure) for choice, figure in tally.choices]
    rows += [
        ("Overvotes", tally.over),
        ("Undervotes", tally.under),
        ("Unqualified write-ins", tally.unqualified),
    ]
    width = max(len(name) for name, _ in rows)
    print(f"  {'':{width}}  {'before':>9} {'change':>7} {'after':>9}")
    for name, figure in rows:
        print(f"  {name:{width}}  {figure.before:>9,} {figure.change:>+7,} {figure.after:>9,}")
    balanced = {True: "yes", False: "NO", None: "not checked"}[tally.balanced]
    ballots = "not known" if tally.ballots is None else f"{tally.ballots:,}"
    print(f"  Balanced: {balanced} · ballots {ballots} · pending cases {tally.pending:,}")
