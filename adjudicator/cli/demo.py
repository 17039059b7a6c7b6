"""``adjudicator demo``: a recount of invented ballots, told to its end or opened half-way."""

import argparse
import importlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from adjudicator.cli.tally import print_tally
from adjudicator.cli.window import open_window
from adjudicator.services.demonstration.folder import (
    DemonstrationFolder,
    check_replaceable,
    written_aside,
)
from adjudicator.services.demonstration.kinds import PALMETTO, VOLUSIA, Script, read_script
from adjudicator.services.demonstration.paperwork import write_paperwork
from adjudicator.services.demonstration.preparing import StoryClock
from adjudicator.services.demonstration.proof import prove
from adjudicator.services.demonstration.show import (
    Shown,
    make_half_ruled,
    show,
    write_results,
)
from adjudicator.services.reconciliation.headlines import headline
from adjudicator.services.reconciliation.report import read_reconciliation
from adjudicator.services.recount import open_recount
from adjudicator.services.second_look.standing import read_looks
from adjudicator.services.second_look.telling import rate_sentence
from adjudicator.services.tallying import tally_lines

_DEFAULT = Path("demo-recount")
_SEEN_BY_NOBODY = frozenset({"offscreen", "minimal", "vnc"})


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "demo",
        help="a demonstration: an invented county's recount",
        description="With a display, prepares a recount that is half ruled and opens the window on "
        "it. Without one, tells the story to its end and writes tally, log and screenshots, cards, "
        "receipts and an export, and verifies it three times.",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="replay State House 26, Volusia County, 2018: 1,854 flagged ballots",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=_DEFAULT,
        metavar="DIR",
        help=f"where to write (default ./{_DEFAULT}); replaces an earlier demonstration there",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the demonstration."""
    out: Path = arguments.out
    # Before a minute's work is done for nothing.
    check_replaceable(out)
    name = VOLUSIA if arguments.full else PALMETTO
    script = read_script(name)
    story = script.story
    print(f"DEMONSTRATION - not an election record\n{story.title}\n{story.label}.\n{story.note}")
    if has_display():
        with _Progress() as progress:
            made = make_half_ruled(out, name, progress=progress)
        print(_ready(made))
        return open_window(made.recount)
    with written_aside(out) as folder:
        with _Progress() as progress:
            shown = show(folder, script, halfway=partial(_screenshots, folder), progress=progress)
        write_results(folder)
        proven = prove(folder)
        paperwork = write_paperwork(folder)
    if not arguments.full:
        print("\n".join(shown.sentences))
    _tell_result(DemonstrationFolder(out), script, shown)
    print("\n".join(["", *proven.sentences, *paperwork]))
    return 0


def has_display() -> bool:
    """Whether a window could be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _SEEN_BY_NOBODY:
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@dataclass(slots=True)
class _Progress:
    """One line per stage; on a terminal the line counts."""

    _last: str = field(default="")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._last and sys.stderr.isatty():
            print(file=sys.stderr)

    def __call__(self, what: str, done: int, of: int) -> None:
        live = sys.stderr.isatty()
        if what != self._last or live:
            text = f"{what}: {done:,} of {of:,}" if live else f"{what} ({of:,})"
            start = "\r" if live and what == self._last else "\n" if live else ""
            print(f"{start}{text}", end="" if live else "\n", file=sys.stderr, flush=True)
        self._last = what


def _screenshots(
    folder: DemonstrationFolder, secrets: Mapping[str, str], clock: StoryClock
) -> None:
    """The real window on the half-ruled recount, offscreen, in light and dark."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # By name and only now, as in the window command: everything before works without Qt.
    shots = importlib.import_module("adjudicator.desktop.demonstration").shots
    with _Progress() as progress:
        shots(folder.recount, folder.screenshots, secrets, clock, progress)


def _ready(folder: DemonstrationFolder) -> str:
    return (
        f"Half of the cases are ruled. The recount is {folder.recount}. Sign in with F3: the "
        f"people and their passphrases are in {folder.passphrases}."
    )


def _tell_result(folder: DemonstrationFolder, script: Script, shown: Shown) -> None:
    played = shown.played
    print(
        f"\n{played.ruled:,} of {played.cases:,} cases ruled by the teams, {played.closed} batches "
        f"closed.\n{shown.found}\n{script.story.label}."
    )
    recount = open_recount(folder.recount)
    try:
        with recount.reading() as connection:
            lines = tally_lines(connection, recount.election)
        print(recount.watermark)
        for line in lines:
            print_tally(line)
        looks = read_looks(recount)
        if looks is not None:
            print(rate_sentence(looks))
        print(headline(recount.election, read_reconciliation(recount).lines))
        print(f"\nRecord {recount.record_code()}. Everything is in {folder.path}.")
    finally:
        recount.close()
