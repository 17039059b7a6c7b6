"""The scanner backup of 24 real hand-marked sheets."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import Election
from adjudicator.domain.layouts import Box
from adjudicator.domain.readings import Condition
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.sources.opening import open_source
from adjudicator.interchange.sources.records import SourceContest, SourceSheet


@pytest.fixture(scope="module")
def election(shared_data: Path) -> Election:
    return read_election(shared_data / "nh-test-ballots" / "election.json")


@pytest.fixture(scope="module")
def sheets(shared_data: Path, election: Election) -> list[SourceSheet]:
    source = open_source(shared_data / "nh-test-ballots", election)
    records = list(source.records())
    assert source.total() == len(records)
    return [r for r in records if isinstance(r, SourceSheet)]


def test_24_sheets_of_which_the_scanner_kept_13(sheets: list[SourceSheet]) -> None:
    assert Counter(s.lot for s in sheets) == {Lot.ACCEPTED: 13, Lot.NOT_COUNTED: 11}
    assert len({s.ballot for s in sheets}) == 24
    kept = [s.position for s in sheets if s.container == "Batch 1"]
    assert kept == list(range(1, 14))


def test_179_cases(sheets: list[SourceSheet], election: Election) -> None:
    flagged = [c for s in sheets for c in s.flagged]
    assert Counter(c.condition for c in flagged) == {
        Condition.OVERVOTE: 13,
        Condition.BLANK: 161,
        Condition.UNDERVOTE: 5,
    }
    assert all(len(s.contests) == 14 for s in sheets)
    assert all(
        len(c.machine.votes) + c.machine.over + c.machine.under == election.contest(c.contest).seats
        for s in sheets
        for c in s.contests
    )


def noted(sheets: list[SourceSheet]) -> dict[tuple[str, str], SourceContest]:
    return {(s.ballot, c.contest): c for s in sheets for c in s.contests if c.note}


def test_three_cases_carry_a_note(sheets: list[SourceSheet]) -> None:
    assert set(noted(sheets)) == {
        ("786f4868", "Governor-061a401b"),
        ("04e81bd0", "State-Senator-391381f8"),
        ("b57e8748", "Sheriff-4243fe0b"),
    }


def grey(sheet: SourceSheet, page: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    with Image.open(sheet.images[page].path) as image:
        return np.asarray(image.convert("L"))


def inner(box: Box) -> tuple[slice, slice]:
    """The inside of an oval, clear of its printed line."""
    left, right = int(box.x) + 10, int(box.right) - 10
    return slice(int(box.y) + 7, int(box.bottom) - 7), slice(left, right)


def test_the_ovals_of_unmarked_write_ins_are_empty_on_the_paper(sheets: list[SourceSheet]) -> None:
    for ballot, contest in (
        ("786f4868", "Governor-061a401b"),
        ("04e81bd0", "State-Senator-391381f8"),
    ):
        sheet = next(s for s in sheets if s.ballot == ballot)
        layout = sheet.images[0].layout
        assert layout is not None
        page = grey(sheet, 0)
        targets = {t.choice: t.box for t in layout.targets if t.contest == contest}
        assert page[inner(targets["write-in-0"])].mean() > 200
        (marked,) = [c for c, box in targets.items() if page[inner(box)].mean() < 130]
        assert marked != "write-in-0"


def oval_lines(page: np.ndarray[tuple[int, int], np.dtype[np.uint8]], box: Box) -> bool:
    """Whether the printed line of an oval lies on all four edges of a box, 3 pixels either way."""
    x, y, r, b = int(box.x), int(box.y), int(box.right), int(box.bottom)
    mid_x, mid_y, near = (x + r) // 2, (y + b) // 2, 3
    edges = (
        page[y - near : y + near + 1, mid_x - 3 : mid_x + 4],
        page[b - near : b + near + 1, mid_x - 3 : mid_x + 4],
        page[mid_y - 3 : mid_y + 4, x - near : x + near + 1],
        page[mid_y - 3 : mid_y + 4, r - near : r + near + 1],
    )
    return all(edge.min() < 140 for edge in edges)


def test_boxes_lie_on_the_printed_ovals_unscaled(sheets: list[SourceSheet]) -> None:
    found, scaled, total = 0, 0, 0
    for sheet in sheets:
        for number, image in enumerate(sheet.images):
            page = grey(sheet, number)
            assert image.layout is not None
            assert (image.layout.height, image.layout.width) == page.shape
            for target in image.layout.targets:
                total += 1
                box = target.box
                found += oval_lines(page, box)
                sx, sy = image.layout.width / 1700, image.layout.height / 2200
                scaled += oval_lines(page, Box(box.x * sx, box.y * sy, box.width, box.height))
    assert total == 24 * 52
    assert found / total > 0.99
    # Reading the boxes as pixels of the 1700 x 2200 page would miss most of them.
    assert scaled / total < 0.6


def test_contest_boxes_hold_their_targets(sheets: list[SourceSheet]) -> None:
    for sheet in sheets:
        for image in sheet.images:
            assert image.layout is not None
            for target in image.layout.targets:
                area = image.layout.contest_box(target.contest)
                assert area is not None
                assert area.x <= target.box.x
                assert target.box.right <= area.right
                assert area.y <= target.box.y
                assert target.box.bottom <= area.bottom


def test_votes_are_those_the_scanner_reported(
    shared_data: Path, sheets: list[SourceSheet], election: Election
) -> None:
    """But for one: writing beside an empty oval, counted by the scanner, not in its report."""
    expected = json.loads((shared_data / "nh-test-ballots" / "expected_votes.json").read_text())
    different = []
    for sheet in sheets:
        reported = expected[sheet.sheet.record]
        for contest in sheet.contests:
            votes = reported["votes"][contest.contest]
            allowed = election.contest(contest.contest).seats
            counted = set(votes) if len(votes) <= allowed else set()
            if contest.machine.votes != counted:
                different.append((sheet.ballot, contest.contest, reported["unmarkedWriteIns"]))
    assert different == [
        (
            ballot,
            contest,
            [[contest, "write-in-0"]],
        )
        for ballot, contest in (
            ("46f9490e", "State-Representative-Hillsborough-District-37-f3bde894"),
            ("786f4868", "Governor-061a401b"),
            ("04e81bd0", "State-Senator-391381f8"),
        )
    ]
    accepted = {s.ballot for s in sheets if s.lot is Lot.ACCEPTED}
    assert [d[0] for d in different if d[0] in accepted] == ["46f9490e"]


def test_densities_are_those_listed_beside(shared_data: Path, sheets: list[SourceSheet]) -> None:
    """Ours are rounded down, the list's to the nearest."""
    lines = (shared_data / "nh-test-ballots" / "marks.csv").read_text().splitlines()[1:]
    listed: dict[tuple[str, str], list[float]] = {}
    for line in lines:
        sheet, _, _, contest, _, score, *_ = line.split(",")
        listed.setdefault((sheet, contest), []).append(float(score) * 1000)
    assert len(listed) == 24 * 14
    for sheet_read in sheets:
        for contest_read in sheet_read.contests:
            theirs = listed[sheet_read.sheet.record, contest_read.contest]
            ours = [m.density for m in contest_read.machine.marks]
            assert len(ours) == len(theirs)
            assert all(
                o is not None and -0.01 < t - o < 1.01 for o, t in zip(ours, theirs, strict=True)
            )
