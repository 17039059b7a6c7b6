"""``adjudicator tally``: before, change, after."""

import argparse

from adjudicator.cli.common import folder_argument, opened, print_json
from adjudicator.services.tallying import TallyLine, tally_document, tally_lines


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("tally", help="the revised tally: before, change, after")
    folder_argument(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--by", choices=["precinct"], help="also by precinct")
    parser.add_argument("--closed", action="store_true", help="closed batches only")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the tally."""
    by = ("precinct",) if arguments.by else ()
    with opened(arguments.folder) as recount, recount.reading() as connection:
        if arguments.json:
            print_json(
                tally_document(
                    connection,
                    recount.election,
                    by_precinct=bool(by),
                    closed_only=arguments.closed,
                )
            )
            return 0
        if recount.watermark:
            print(recount.watermark)
        for line in tally_lines(connection, recount.election, by=by, closed_only=arguments.closed):
            precinct = recount.election.precinct(line.precinct).name if line.precinct else ""
            print_tally(line, precinct)
    return 0


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
