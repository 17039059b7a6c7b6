"""One blank page for each style and side, printed and scanned, and what an operator draws on it.

A county prints blank ballots anyway.  Contests are drawn a few pixels off, as by hand; targets are
those the program proposes inside them, in paper order, as the window offers them.  Beside
``1-front.jpg`` lies ``1-front.drawn.json``: the demonstration's people draw that and nothing else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from adjudicator.domain.election import BallotStyle
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.references import side_name
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.printing.render import PrintedSide, print_ballot
from adjudicator.imaging.printing.scan import GREY_SCANNER, scan_page
from adjudicator.imaging.proposing import propose_targets
from adjudicator.services.demonstration.press import PressRun, as_layout
from adjudicator.storage.files import make_folder

_HAND = 3.0
"""Pixels by which the edge of a drawn contest may lie off its print."""
_DRAWN = ".drawn.json"


@dataclass(frozen=True, slots=True)
class BlankPage:
    """A blank page of one style and side, with what is drawn on it."""

    style: str
    side: str
    image: Path
    drawn: PageLayout


def print_blank_pages(run: PressRun, folder: Path) -> int:
    """Print and scan the sides that carry a contest under recount; gives how many."""
    make_folder(folder)
    printed = 0
    for style in run.election.styles:
        precinct = run.election.precinct(style.precincts[0])
        ballot = print_ballot(run.election, style, precinct, run.design)
        for number, side in enumerate((ballot.front, ballot.back)):
            if any(side.layout.has_contest(contest) for contest in run.flag):
                _print(run, folder, style, side_name(number), side)
                printed += 1
    return printed


def _print(run: PressRun, folder: Path, style: BallotStyle, name: str, side: PrintedSide) -> None:
    rng = np.random.default_rng(crc32(f"{run.seed}/blank/{style.id}/{name}".encode()))
    scan = scan_page(side.image, side.layout, GREY_SCANNER, rng)
    stem = f"{style.id}-{name}"
    (folder / f"{stem}{scan.format.suffix}").write_bytes(scan.data)
    drawn = _drawn(as_layout(scan.layout), read_page(scan.data), rng)
    (folder / f"{stem}{_DRAWN}").write_text(json.dumps(drawn.as_value()), encoding="utf-8")


def _drawn(printed: PageLayout, page: PageImage, rng: np.random.Generator) -> PageLayout:
    contests, targets = [], []
    for contest in printed.contests:
        box = _by_hand(contest.box, printed, rng)
        contests.append(ContestBox(contest.contest, box))
        own = [target for target in printed.targets if target.contest == contest.contest]
        offered = propose_targets(page, box)
        if len(offered) != len(own):
            # What is proposed wrongly is drawn anew by people.
            offered = tuple(target.box for target in own)
        named = zip(own, offered, strict=True)
        targets += [TargetBox(t.contest, t.choice, found) for t, found in named]
    return PageLayout(printed.width, printed.height, tuple(contests), tuple(targets))


def _by_hand(box: Box, page: PageLayout, rng: np.random.Generator) -> Box:
    """As somebody draws it with a mouse."""
    left, top, right, bottom = rng.uniform(-_HAND, _HAND, 4)
    x, y = max(0.0, box.x + float(left)), max(0.0, box.y + float(top))
    across = min(float(page.width), box.right + float(right)) - x
    return Box(x, y, across, min(float(page.height), box.bottom + float(bottom)) - y)


def blank_pages(folder: Path) -> Iterator[BlankPage]:
    """Those of a delivery, by style and sheet, fronts first; none where there is no such folder."""
    for path in sorted(folder.glob(f"*{_DRAWN}"), key=_place):
        stem = path.name.removesuffix(_DRAWN)
        style, _, side = stem.rpartition("-")
        image = path.with_name(f"{stem}{GREY_SCANNER.format.suffix}")
        value = json.loads(path.read_text(encoding="utf-8"))
        yield BlankPage(style, side, image, PageLayout.from_value(value))


def _place(path: Path) -> tuple[str, str, bool]:
    style, _, side = path.name.removesuffix(_DRAWN).rpartition("-")
    return style, side.strip("abcfknort"), side.startswith("back")
