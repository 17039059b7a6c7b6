"""``adjudicator sample``: draw blanks for the second look, or list where it stands."""

import argparse
from collections.abc import Collection

from adjudicator.cli.common import (
    Passphrases,
    board_signing,
    folder_argument,
    opened,
    opened_to_write,
    passphrases_argument,
    print_json,
)
from adjudicator.domain.second_look import BatchLooks, Stage
from adjudicator.domain.wording import count
from adjudicator.services.errors import UsageError
from adjudicator.services.proof.drawing import USUAL, Drawn, drawn_from
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.drawing import batches_to_draw, check_may_draw, draw
from adjudicator.services.second_look.standing import SecondLooks, read_looks
from adjudicator.services.second_look.telling import (
    DRAWN_FROM,
    drawn_words,
    looks_value,
    rate_sentence,
)

NONE = "No second look was fixed at the opening of this recount."


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "sample",
        help="draw blanks for the second look, or list where it stands",
        description="Without --draw or --by-program: where the second look of each batch stands. "
        + DRAWN_FROM,
    )
    folder_argument(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--draw",
        metavar="TEXT",
        help='what was drawn in public, as read aloud: "3 1 6 2 ..."; the seed is its SHA-256',
    )
    how.add_argument(
        "--by-program",
        action="store_true",
        help="the program draws; not in a recount that counts",
    )
    parser.add_argument("--drawn", metavar="TEXT", help="how it was drawn")
    parser.add_argument(
        "--batch",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="this batch alone; may be given several times",
    )
    parser.add_argument("--json", action="store_true", help="list as JSON")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw, or list; the list ends with 1 while something waits."""
    if arguments.draw is None and not arguments.by_program:
        if arguments.drawn is not None:
            raise UsageError(
                "What was drawn is not named. Nothing was drawn. Give it with --draw; --drawn says "
                "how."
            )
        with opened(arguments.folder) as recount:
            _refuse_unknown(recount, arguments.batch)
            return _list(read_looks(recount, arguments.batch or None), json=arguments.json)
    drawn = None
    if arguments.draw is not None:
        drawn = drawn_from(arguments.draw, arguments.drawn or USUAL)
    with opened_to_write(arguments.folder) as recount:
        return _draw(recount, arguments, drawn)


def _refuse_unknown(recount: Recount, batches: Collection[int]) -> None:
    unknown = sorted(set(batches) - recount.state.data.batches.keys())
    if unknown:
        raise UsageError(f"There is no batch {unknown[0]}. Nothing was listed. See --batch.")


def _draw(recount: Recount, arguments: argparse.Namespace, drawn: Drawn | None) -> int:
    batches = batches_to_draw(recount, arguments.batch)
    check_may_draw(recount, drawn)
    with board_signing(recount, Passphrases(arguments.passphrases), here=False) as board:
        appended = draw(recount, batches, board, drawn)
    for each, entry in zip(batches, appended, strict=True):
        print(f"Batch {each.batch}: {drawn_words(recount, each, entry.index)}.")
    if drawn is not None:
        print(f"Seed {drawn.seed}.")
    print(f"Record code {recount.record_code()}.")
    return 0


def _list(looks: SecondLooks | None, *, json: bool) -> int:
    waits = looks is not None and any(each.holds for each in looks.batches)
    if json:
        print_json(looks_value(looks))
    elif looks is None:
        print(NONE)
    else:
        print(rate_sentence(looks))
        for each in looks.batches:
            print(_line(each))
    return 1 if waits else 0


def _line(looks: BatchLooks) -> str:
    if looks.sentence:
        return looks.sentence
    blanks = count(looks.blanks, "blank")
    if looks.stage is Stage.DONE:
        # Of what was drawn some may be ruled on otherwise since, and no blank any more.
        of = f"of {blanks}" if looks.drawn <= looks.blanks else f"and now {blanks}"
        return f"Batch {looks.batch}: {looks.drawn:,} drawn {of}; {looks.rate.words}."
    told = "not all ruled on" if looks.stage is Stage.EARLY else "nothing to be drawn now"
    return f"Batch {looks.batch}: {blanks}; {told}."
