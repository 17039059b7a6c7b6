"""Ballots come out the same whoever prints them, and the machine reads what was put on them."""

from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.domain.readings import Condition
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
