"""``adjudicator reconcile``: whether every ballot is here that should be, and no other."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    folder_argument,
    officer_signer,
    opened,
    passphrases_argument,
    print_json,
)
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level
from adjudicator.interchange.vocabulary import contest_names, precinct_names
from adjudicator.services.errors import UsageError
from adjudicator.services.reconciliation.expected import keep_expected, look_at
from adjudicator.services.reconciliation.headlines import headline
from adjudicator.services.reconciliation.noting import note_difference
from adjudicator.services.reconciliation.report import Reconciliation, read_reconciliation
from adjudicator.services.reconciliation.value import reconciliation_value
from adjudicator.services.reconciliation.words import (
    STATES,
    basis_words,
    heading,
    import_words,
    line_words,
    place_words,
)
from adjudicator.services.recount import Recount


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "reconcile",
        help="whether the ballots here are exactly those that are expected",
        description="Holds the ballots under review against the machine's counts and a list of "
        "expected ballots. Exit code 1 while anything differs that the board has not explained.",
    )
    folder_argument(parser)
    parser.add_argument(
        "--manifest",
        type=Path,
        metavar="FILE",
        help="a list of expected ballots (CSV) that does not come from the delivery; it is looked "
        "at, and kept with the recount if --keep is given too",
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the list: an officer signs a note that names it"
    )
    parser.add_argument(
        "--by",
        choices=[level.value for level in Level],
        default=Level.PRECINCT.value,
        help="what is kept apart (default precinct)",
    )
    parser.add_argument("--note", metavar="TEXT", help="note what you know of a place that differs")
    parser.add_argument("--precinct", metavar="ID", help="the place of --note; without it, all")
    parser.add_argument("--contest", metavar="ID", help="the contest of --note, of several")
    parser.add_argument("--officer", metavar="PERSON", help="who signs; else the only clerk")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Keep or note what is asked for, then print the reconciliation."""
    if arguments.keep and arguments.manifest is None:
        raise UsageError("--keep keeps the list named with --manifest FILE. Nothing was recorded.")
    with opened(arguments.folder) as recount:
        given = None
        if arguments.keep:
            signer = officer_signer(recount, Passphrases(arguments.passphrases), arguments.officer)
            keep_expected(recount, arguments.manifest, signer)
        elif arguments.manifest is not None:
            given = look_at(recount, arguments.manifest)
        found = read_reconciliation(recount, given)
        if arguments.note is not None:
            _note(recount, found, arguments)
            found = read_reconciliation(recount, given)
        told = headline(found.election, found.lines)
    level = Level(arguments.by)
    if arguments.json:
        print_json(reconciliation_value(found, level))
    else:
        print("\n".join([told, *_told(found, level)]))
    return 1 if found.unexplained or found.trouble else 0


def _note(recount: Recount, found: Reconciliation, arguments: argparse.Namespace) -> None:
    line = _line(recount, found, arguments)
    signer = officer_signer(recount, Passphrases(arguments.passphrases), arguments.officer)
    note_difference(recount, line, arguments.note, signer)


def _line(recount: Recount, found: Reconciliation, arguments: argparse.Namespace) -> Line:
    """The line a note is about.

    :raises UsageError: there is no such place, or a contest has to be named.
    """
    election, contest = recount.election, arguments.contest
    if contest is None and len(found.contests) > 1:
        raise UsageError("Name the contest of the note with --contest ID. Nothing was recorded.")
    names = contest_names(election)
    wanted = found.contests[0] if contest is None else names.find(contest)
    precinct = ""
    if arguments.precinct is not None:
        precincts = precinct_names(election)
        precinct = precincts.find(arguments.precinct) or ""
        if not precinct:
            told = precincts.complaint(arguments.precinct, "a precinct of this election")
            raise UsageError(f"{told} Nothing was recorded.")
    level = Level.PRECINCT if precinct else Level.CONTEST
    for line in found.of(level):
        if line.place.contest == wanted and line.place.precinct == precinct:
            return line
    raise UsageError("There is no such place in this recount. Nothing was recorded.")


def _told(found: Reconciliation, level: Level) -> Iterator[str]:
    election, many = found.election, len(found.contests)
    yield basis_words("" if found.expected is None else found.expected.sentence, found.trouble)
    if found.expected is not None:
        yield from found.expected.notices
    for line in found.differing:
        yield f"{heading(election, line.place, contests=many)}: {line_words(election, line)}"
        batches = found.batches(line)
        if batches:
            listed = ", ".join(str(batch) for batch in batches)
            yield f"    Stated by batch {listed} when it closes."
        for explanation in found.explanations(line):
            yield f"    Explained by the board in {explanation.sentence}"
        for note in found.noted(line):
            yield f"    Entry {note.entry:,}: {note.sentence}"
        if not found.explained(line):
            yield "    Not explained by the board: nothing of it closes."
    for record in found.imports:
        told = (record.entry, record.sheets, record.flagged, record.quarantined)
        yield f"{import_words(*told)}."
    yield ""
    yield from _table(found, level)


def _table(found: Reconciliation, level: Level) -> Iterator[str]:
    heads = ("expected", "here", "images", "ruled", "team", "board", "paper", "held")
    head = level.value.replace("_", " and ").capitalize()
    lines = [(_words(found, line), line) for line in found.of(level)]
    width = max(len(head), *(len(words) for words, _ in lines), 20) + 1
    yield f"{head:<{width}}" + "".join(f"{each:>9}" for each in heads) + "  balanced"
    votes = False
    for words, line in lines:
        expected, here, in_votes = _figures(line)
        votes = votes or in_votes
        work = line.work
        done = (work.images, work.ruled, work.team, work.board, work.paper, work.held)
        told = "".join(f"{each:>9,}" for each in (here, *done))
        yield f"{words:<{width}}{expected:>9}{told}  {STATES[line.balanced]}"
    if votes:
        yield (
            "Where no list tells the ballots, expected and here are over- and undervotes, in votes."
        )


def _words(found: Reconciliation, line: Line) -> str:
    """A place, with its contest before it where there are several."""
    if line.level is Level.CONTEST:
        return found.election.contest(line.place.contest).title
    words = place_words(found.election, line.place)
    if len(found.contests) == 1:
        return words
    return f"{found.election.contest(line.place.contest).title}, {words}"


def _figures(line: Line) -> tuple[str, int, bool]:
    """What is expected and here: ballots by the list, or votes by the machine where none tells."""
    if line.listed is not None:
        return f"{line.listed:,}", line.found, False
    if line.machine is not None:
        return f"{line.machine.votes:,}", line.counted.votes, True
    return "-", line.found, False
