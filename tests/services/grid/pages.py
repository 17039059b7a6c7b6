"""A scene whose ballots stand on pages of blanks, for the tests of services and of the window."""

from pathlib import Path

from adjudicator.services.grid.blanks import BlankGrid, blank_grid
from adjudicator.services.grid.looking import PageLook
from adjudicator.services.opening import Policy
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.findings import located, marked_ink, plain_ink, put_finding
from tests.support.scene import ELECTION, TEAM, Scene, Sheet

CONTEST = "mayor"
CHOICES = tuple(choice.id for choice in ELECTION.contest(CONTEST).choices)


class Clock:
    """Seconds that go on when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def blank_scene(
    tmp_path: Path, policy: Policy | None = None, *, ballots: int = 6, sit: bool = True
) -> Scene:
    """Sheets without a vote for mayor in one batch; one more with a vote too many."""
    scene = (
        Scene.copy_of_constituted(tmp_path)
        if policy is None
        else Scene.make(tmp_path, policy=policy)
    )
    sheets = [Sheet(n) for n in range(1, ballots + 1)]
    scene.import_sheets([*sheets, Sheet(90, mayor=("ann", "bob"))])
    scene.pile()
    if sit:
        scene.sit()
    return scene


def blanks_of(scene: Scene) -> list[CaseRecord]:
    """The cases in which the machine read no vote for mayor, in work order."""
    return [c for c in scene.cases(contest=CONTEST) if not c.row.machine.over]


def find_all(scene: Scene, *, ink: tuple[int, ...] = ()) -> list[CaseRecord]:
    """Say that every blank is located and plain, but for those places in the order of work."""
    found = blanks_of(scene)
    for place, case in enumerate(found):
        measured = (
            marked_ink(CONTEST, CHOICES, (120, 0, 0))
            if place in ink
            else plain_ink(CONTEST, CHOICES)
        )
        put_finding(scene.recount, case, located(CONTEST, CHOICES), measured)
    return found


def grid_of(scene: Scene) -> BlankGrid:
    """The pages of the batch the blanks lie in."""
    return blank_grid(scene.recount, blanks_of(scene)[0].batch)


def looked(
    grid: BlankGrid, first: set[str] | None = None, second: set[str] | None = None
) -> PageLook:
    """Both members looked long enough, and each took those out."""
    clock = Clock()
    look = PageLook(grid.grid_ms, (ballot.seal for ballot in grid.ballots), clock)
    for person, pulled in zip(TEAM, (first, second), strict=True):
        look.show(person)
        clock.now += grid.grid_ms / 1000
        look.say(person, pulled or set())
    return look
