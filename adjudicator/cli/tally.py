"""``adjudicator tally``: before, change, after; the outcome; and what stands outside."""

import argparse
from collections.abc import Sequence

from adjudicator.cli.common import folder_argument, opened, print_json
from adjudicator.domain.election import Election
from adjudicator.domain.reconciliation.places import Place
from adjudicator.services.duplicates import linked_pairs
from adjudicator.services.orders.locks import refiled_sentence
from adjudicator.services.outcome_words import (
    headline,
    outcome_sentences,
    outcome_value,
    outside_sentences,
)
from adjudicator.services.outcomes import ContestOutcome, outcomes
from adjudicator.services.reconciliation.standing import read_balances
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import TallyLine, part_lines, part_words, tally_document
from adjudicator.services.tallying_objections import (
    SideTally,
    objections_value,
    tallies_with_objections,
)

_BY = {"precinct": "precinct", "group": "grp", "lot": "lot"}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("tally", help="the revised tally: before, change, after")
    folder_argument(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--by", choices=list(_BY), action="append", default=[],
        help="also by precinct, counting group or lot; may be given several times",
    )  # fmt: skip
    parser.add_argument("--closed", action="store_true", help="closed batches only")
    parser.add_argument(
        "--outcome", action="store_true",
        help="with --json: also the outcome of every contest, which is printed without it anyway",
    )  # fmt: skip
    parser.add_argument(
        "--with-objections",
        action="store_true",
        help="also with all open objections of each party or candidate upheld",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the tally."""
    by = tuple(dict.fromkeys(_BY[name] for name in arguments.by))
    with opened(arguments.folder) as recount:
        tell = _print_json if arguments.json else _print_words
        tell(recount, arguments, by)
    return 0


def _print_json(recount: Recount, arguments: argparse.Namespace, by: tuple[str, ...]) -> None:
    with recount.reading() as connection:
        document = tally_document(connection, recount.election, by=by, closed_only=arguments.closed)
    # Beside the tally: what a close signs is the tally without them.
    if "lot" in by:
        document["duplicates"] = [pair.value for pair in linked_pairs(recount)]
    if arguments.outcome:
        found = outcomes(recount, closed_only=arguments.closed)
        document["outcomes"] = [outcome_value(one) for one in found]
    if arguments.with_objections:
        document["with_objections"] = objections_value(tallies_with_objections(recount))
    print_json(document)


def _print_words(recount: Recount, arguments: argparse.Namespace, by: tuple[str, ...]) -> None:
    if recount.watermark:
        print(recount.watermark)
    balances = read_balances(recount)

    def balance(line: TallyLine) -> str:
        place = Place(line.tally.contest.id, line.precinct, line.group)
        return "" if line.lot else balances.words(recount.election, place)

    for one in outcomes(recount, closed_only=arguments.closed):
        _print_contest(recount, one, balance(one.line))
    for dimension in by:
        with recount.reading() as connection:
            lines = part_lines(
                connection, recount.election, dimension, closed_only=arguments.closed
            )
        for line in lines:
            print_tally(line, _part_name(line, recount.election), balance(line))
    if "lot" in by:
        _print_pairs(recount)
    if arguments.with_objections:
        _print_sides(tallies_with_objections(recount))


def _part_name(line: TallyLine, election: Election) -> str:
    kind = "precinct " if line.precinct else "lot " if line.lot else ""
    return f"{kind}{part_words(line, election)}"


def _print_contest(recount: Recount, found: ContestOutcome, balance: str) -> None:
    """A contest as a whole: its figures, each choice in one sentence, and its outcome."""
    print_tally(found.line, balance=balance)
    tally = found.line.tally
    refiled = refiled_sentence(recount, tally.contest.id)
    if refiled:
        print(f"  {refiled}")
    for choice, figure in tally.choices:
        told = headline(found.line, figure, refiled=bool(refiled))
        print(f"  {tally.contest.choice(choice).name}: {told}")
    for sentence in (*outcome_sentences(found), *outside_sentences(found)):
        print(f"  {sentence}")


def _print_pairs(recount: Recount) -> None:
    """The originals and duplicates, which count once."""
    found = linked_pairs(recount)
    if found:
        print("\nDuplicates, each counted once with its original:")
    for pair in found:
        print(f"  {pair.words}")


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


def print_tally(line: TallyLine, part: str = "", balance: str = "") -> None:
    """One contest, or one part of it if it is named, as a small table.

    :param balance: what the reconciliation says of it.
    """
    tally = line.tally
    where = f" · {part}" if part else ""
    print(f"\n{tally.contest.title}{where}")
    rows = [(tally.contest.choice(choice).name, figure) for choice, figure in tally.choices]
    rows.append(("Overvotes", tally.over))
    if tally.writeins_as_under:
        rows.append(("Undervotes and unqualified write-ins", tally.under))
    else:
        rows += [("Undervotes", tally.under), ("Unqualified write-ins", tally.unqualified)]
    width = max(len(name) for name, _ in rows)
    print(f"  {'':{width}}  {'before':>9} {'change':>7} {'after':>9}")
    for name, figure in rows:
        print(f"  {name:{width}}  {figure.before:>9,} {figure.change:>+7,} {figure.after:>9,}")
    foots = {True: "yes", False: "NO", None: "not checked"}[tally.balanced]
    ballots = "not known" if tally.ballots is None else f"{tally.ballots:,}"
    print(f"  Foots: {foots} · ballots {ballots} · pending cases {tally.pending:,}")
    if balance:
        print(f"  {balance}")
