"""``adjudicator import``: bring flagged ballots into the record."""

import argparse
import sys
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    clerk_signer,
    folder_argument,
    opened_to_write,
    passphrases_argument,
    print_json,
)
from adjudicator.cli.words import comparison_words, condition_words, lot_words
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.wording import count
from adjudicator.interchange.counts import read_counts
from adjudicator.interchange.sources.opening import open_delivery
from adjudicator.services.errors import UsageError
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Importer


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("import", help="load flagged ballots and cast vote records")
    folder_argument(parser)
    parser.add_argument(
        "source",
        type=Path,
        nargs="?",
        metavar="SOURCE",
        help="a folder or manifest; without it --counts alone come, where the board replaced some",
    )
    parser.add_argument("--counts", type=Path, metavar="CSV", help="the machine's own counts")
    parser.add_argument(
        "--group", choices=[g.value for g in CountingGroup], help="if the source names none"
    )
    parser.add_argument("--clerk", metavar="PERSON", help="who imports")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import, then tell what was found; 1 if something needs a person's eye."""
    with opened_to_write(arguments.folder) as recount:
        group = None if arguments.group is None else CountingGroup(arguments.group)
        if arguments.source is None and arguments.counts is None:
            raise UsageError("Nothing was imported. Name where the ballots are, or give --counts.")
        source = open_delivery(arguments.source, arguments.counts, recount.election, group=group)
        counts = None
        if arguments.counts is not None:
            counts = read_counts(arguments.counts, recount.election, group=group)
        clerk = clerk_signer(recount, Passphrases(arguments.passphrases), arguments.clerk)
        report = Importer(
            recount,
            source,
            counts=None if counts is None else list(counts.counts),
            notices=() if counts is None else counts.notices,
            progress=_progress,
        ).run(clerk)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        if arguments.json:
            print_json(report.value())
        else:
            _print(report, recount.election)
    return 1 if report.needs_a_look else 0


def _progress(done: int, total: int | None) -> None:
    if sys.stderr.isatty():
        of = "" if total is None else f" of {total}"
        print(f"\r{done}{of} sheets", end="", file=sys.stderr, flush=True)


def _print(report: ImportReport, election: Election) -> None:
    images = count(report.images, "image")
    print(f"Imported {count(report.sheets, 'sheet')} with {images} as entry {report.entry}.")
    for lot, n in report.lots.items():
        print(f"  lot \u201c{lot_words(lot)}\u201d: {count(n, 'sheet')}")
    print(f"{count(report.cases, 'case')} for people to look at:")
    for contest, condition, n in report.flagged:
        print(f"  {election.contest(contest).title}: {condition_words(condition, n)}")
    print(f"\u201cBefore\u201d rests on {report.basis}.")
    for title, lines in (
        ("Quarantined", report.quarantined),
        ("Twice", report.duplicates),
        ("Not as the machine counted", [comparison_words(d, election) for d in report.differences]),
        ("Not checked", report.uncovered),
        ("Taken without its layout", report.layouts),
        ("Notice", report.notices),
    ):
        for line in lines:
            print(f"{title}: {line}")
