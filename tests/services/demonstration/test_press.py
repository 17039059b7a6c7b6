"""Ballots come out the same whoever prints them, and the machine reads what was put on them."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adjudicator.domain.readings import Condition
from adjudicator.imaging.printing.render import print_ballot
from adjudicator.services.demonstration.blank_pages import blank_pages, print_blank_pages
from adjudicator.services.demonstration.kinds import PALMETTO, Script, read_script
from adjudicator.services.demonstration.press import Press, PressRun, scan_all
from tests.services.demonstration.scripts import quiet


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script(PALMETTO)


def run_into(script: Script, folder: Path, seed: str = "a") -> PressRun:
    return PressRun(script.election, script.design, folder, seed, script.story.contests)


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_files_in_any_number_of_processes(
    script: Script, tmp_path: Path
) -> None:
    named = {ballot for ballot, _ in script.story.cases}
    ballots = [b for b in script.ballots if b.ballot in named][:6]
    one = scan_all(run_into(script, tmp_path / "one"), ballots, workers=1, progress=quiet)
    two = scan_all(run_into(script, tmp_path / "two"), ballots, workers=2, progress=quiet)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert [b.contests for b in one] == [b.contests for b in two]
    scan_all(run_into(script, tmp_path / "three", "b"), ballots[:1], workers=1, progress=quiet)
    three = files(tmp_path / "three")
    assert three.keys() <= files(tmp_path / "one").keys()
    assert not set(three.values()) & set(files(tmp_path / "one").values())


def test_only_ballots_flagged_in_a_contest_under_recount_are_handed_over(
    script: Script, tmp_path: Path
) -> None:
    named = {ballot for ballot, _ in script.story.cases}
    ordinary = next(b for b in script.ballots if b.ballot not in named)
    flagged = next(b for b in script.ballots if b.ballot in named)
    done = scan_all(run_into(script, tmp_path), [ordinary, flagged], workers=1, progress=quiet)
    assert [len(b.sides) for b in done] == [0, 2]
    assert {Path(name).name.partition("-f")[0].partition("-b")[0] for name in files(tmp_path)} == {
        flagged.ballot
    }


def test_whoever_stops_it_need_not_wait_for_the_rest(script: Script, tmp_path: Path) -> None:
    class EnoughError(Exception):
        """Somebody pressed cancel."""

    def stop(_what: str, done: int, _of: int) -> None:
        if done == 1:
            raise EnoughError

    with pytest.raises(EnoughError):
        scan_all(run_into(script, tmp_path), script.ballots, workers=2, progress=stop)
    named = {ballot for ballot, _ in script.story.cases}
    assert len(files(tmp_path)) < 4 * len(named)


def test_a_sheet_fed_upside_down_is_the_same_sheet_turned_and_read_alike(
    script: Script, tmp_path: Path
) -> None:
    turned = next(b for b in script.ballots if b.upside_down)
    run = replace(run_into(script, tmp_path / "turned"), layouts=False)
    other = replace(run, folder=tmp_path / "upright")
    (one,) = scan_all(run, [turned], workers=1, progress=quiet)
    upright = [replace(turned, upside_down=False)]
    (two,) = scan_all(other, upright, workers=1, progress=quiet)
    assert one.contests == two.contests
    assert (one.style, [side.layout for side in one.sides]) == ("1", ["", ""])
    pages = []
    for folder, ballot in ((run.folder, one), (other.folder, two)):
        with Image.open(folder / ballot.sides[0].image) as image:
            pages.append(np.asarray(image.convert("L"), dtype=np.int16))
    as_fed, as_meant = (np.abs(np.rot90(pages[0], n) - pages[1]).mean() for n in (0, 2))
    # Not nought: grain is packed otherwise the other way up.
    assert as_meant < as_fed / 3


def test_what_is_drawn_on_a_blank_page_is_near_the_print(script: Script, tmp_path: Path) -> None:
    run = run_into(script, tmp_path, script.story.seed)
    assert print_blank_pages(run, tmp_path / "blanks") == 2
    front, back = blank_pages(tmp_path / "blanks")
    assert [(p.style, p.side) for p in (front, back)] == [("1", "front"), ("1", "back")]
    assert [c.contest for c in back.drawn.contests] == ["school", "hospital", "ferry"]
    printed = print_ballot(
        script.election, script.election.styles[0], script.election.precincts[0], script.design
    )
    drawn = front.drawn.contest_box("commissioner")
    there = printed.front.layout.contest("commissioner").box
    assert drawn is not None
    # A scan lies up to half an inch elsewhere; what is drawn has its size to a few pixels.
    assert abs(drawn.width - there.width) < 30
    assert {t.choice for t in back.drawn.targets if t.contest == "school"} == {
        *("eddings", "hillman", "okafor", "brandt")
    }
    assert list(blank_pages(tmp_path / "nowhere")) == []


@pytest.mark.parametrize(
    ("about", "condition"),
    [
        ("Fills two ovals of a vote for one.", Condition.OVERVOTE),
        ("Circles every name.", Condition.BLANK),
        ("A light marker on the whole ballot.", Condition.BLANK),
        ("A faint pencil mark, and nothing else on the ballot.", Condition.BLANK),
    ],
)
def test_the_machine_reads_what_the_story_needs(
    script: Script, tmp_path: Path, about: str, condition: Condition
) -> None:
    wanted = ballots_about(about)
    press = Press(run_into(script, tmp_path, script.story.seed))
    for folder in ("images", "layouts"):
        (tmp_path / folder).mkdir()
    voted = next(b for b in script.ballots if b.ballot in wanted)
    read = {c.contest: c.condition for c in press.scan(voted).contests}
    assert read["commissioner"] is condition


def ballots_about(about: str) -> set[str]:
    """Ballots whose row in the script is commented so."""
    path = Path(__file__).parents[3] / "resources" / "demonstration" / "palmetto" / "ballots.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.partition(",")[0] for line in lines if about in line}
