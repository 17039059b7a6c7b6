"""``adjudicator locate``: look on every flagged page for its contests, and say what was found."""

import argparse
import sys
from time import sleep as pause
from typing import Any, Final

from adjudicator.cli.common import folder_argument, opened, print_json
from adjudicator.domain.wording import count
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.locating.crew import NothingFound
from adjudicator.services.locating.listing import Figures, figures_of
from adjudicator.services.locating.looking import (
    Looked,
    Looking,
    Plan,
    cores,
    key_now,
    make_plan,
)
from adjudicator.services.locating.telling import DOUBT_WORDS
from adjudicator.services.locating.turn import turn
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.looking import KEPT
from adjudicator.services.second_look.standing import sample_to_look_in
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

_MOST_WORKERS = 256
_AGAIN: Final = 0.5
"""Seconds between two looks whether the other one has done."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "locate",
        help="look for the contests on every flagged page",
        description="Holds every flagged page against the reference pages, keeps what is found "
        "beside the record, and names every case whose contest was not plainly located. Exit "
        "code 1 while there is one, or a page or reference that cannot be used. Nothing is "
        "recorded, and nothing that counts depends on it.",
    )
    folder_argument(parser)
    parser.add_argument(
        "--workers", type=int, metavar="N", help="processes (default: one per core)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look at what was not looked at, and tell how every case stands."""
    workers = cores() if arguments.workers is None else arguments.workers
    if not 0 < workers <= _MOST_WORKERS:
        raise UsageError(f"--workers takes 1 to {_MOST_WORKERS}. Nothing was changed.")
    with opened(arguments.folder) as recount:
        looked = _look(recount, workers, quiet=arguments.json)
        with recount.reading() as connection:
            cases = list_cases(connection, CaseFilter())
        figures = figures_of(recount, cases)
        data = recount.state.data
        for case in cases:
            if sample_to_look_in(data, case.seal) is not None:
                # Whoever is still to look at it blind may read this too.
                figures[case.seal] = figures[case.seal].kept(KEPT)
    if arguments.json:
        print_json(_value(looked, cases, figures))
    else:
        _print(looked, cases, figures)
    unsure = (figure for figure in figures.values() if figure.standing != "located")
    return 1 if any(unsure) or looked.unopened or looked.left_out else 0


def _look(recount: Recount, workers: int, *, quiet: bool) -> Looked:
    with turn(recount.folder, _Patience()):
        while True:
            plan = make_plan(recount)
            if not plan.references and not quiet:
                print("No reference page is recorded, and no layout came with the images.")
            looked = _look_by(plan, recount, workers)
            if plan.key == key_now(recount):
                return looked
            # A reference was recorded meanwhile: what was found is that of the one before.


class _Patience:
    """Waits for an open window: what that one finds need not be found again."""

    def __init__(self) -> None:
        self._told = False

    def __call__(self) -> None:
        if not self._told:
            print("Waiting for a window that looks at these pages now.", file=sys.stderr)
        self._told = True
        pause(_AGAIN)


def _look_by(plan: Plan, recount: Recount, workers: int) -> Looked:
    def told(looked: Looked) -> None:
        if sys.stderr.isatty() and looked.words:
            print(f"\r{looked.words}", end="", file=sys.stderr, flush=True)

    looking = Looking(recount, plan, workers, told)
    try:
        return looking.run()
    except NothingFound as error:
        raise Refusal(_stopped(looking.looked, str(error))) from error
    finally:
        if sys.stderr.isatty() and plan.waiting:
            print(file=sys.stderr)


def _stopped(looked: Looked, why: str) -> str:
    """Why not every page was looked at, and what of it stays."""
    if looked.done:
        far = f"{looked.done:,} of {count(looked.pages, 'page')} were looked at."
        return f"{far} {why} The record is unchanged."
    return f"No page was looked at. {why} Nothing was changed."


def _print(looked: Looked, cases: list[CaseRecord], figures: dict[str, Figures]) -> None:
    print(f"{count(looked.pages, 'page')} looked at, {len(looked.unopened):,} not opened.")
    standings: dict[str, int] = {}
    for figure in figures.values():
        standings[figure.place_words] = standings.get(figure.place_words, 0) + 1
    for words, number in sorted(standings.items(), key=lambda item: (-item[1], item[0])):
        print(f"{number:7,}  {words}")
    for case in cases:
        if figures[case.seal].standing != "located":
            print(f"- {_name(case)}: {_lower(figures[case.seal].place_words)}")
    for problem in looked.left_out:
        print(f"- Left out: {problem}.")
    for task, problem in looked.unopened:
        print(f"- Image {task.image[:16]}, page {task.page}: {problem}")


def _name(case: CaseRecord) -> str:
    images = ", ".join(image[:16] for image in case.row.images)
    return f"Case {spoken(case.number)}, ballot {case.row.ballot}, {case.row.paper}, image {images}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _ink(figure: Figures) -> dict[str, Any] | None:
    """The ink in figures; ``None`` where none was measured, and where it is not shown yet."""
    if figure.plain is None:
        return None
    return {
        "plain": figure.plain,
        "fullest": figure.fill,
        "darkest": figure.darkness,
        "outside": figure.outside,
        "image": [each.value for each in figure.quality],
    }


def _value(looked: Looked, cases: list[CaseRecord], figures: dict[str, Figures]) -> dict[str, Any]:
    return {
        "pages": looked.pages,
        "not_opened": [
            {"image": task.image, "page": task.page, "why": why} for task, why in looked.unopened
        ],
        "left_out": list(looked.left_out),
        "cases": [
            {
                "case": case.number,
                "ballot": case.row.ballot,
                "images": list(case.row.images),
                "standing": None if figure.standing is None else figure.standing.value,
                "doubt": None if figure.doubt is None else figure.doubt.value,
                "why": None if figure.doubt is None else DOUBT_WORDS[figure.doubt],
                "ink": _ink(figure),
            }
            for case in cases
            for figure in (figures[case.seal],)
        ],
    }
