"""House 26 of 2018: all its 44 precincts and 1,854 flagged ballots, and no pictures to speak of.

Everything else is the demonstration's own: the plan, the three tables of the delivery, the people,
and how they come from the delivery to a closed pile.
"""

import csv
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.readings import MachineReading, condition_of
from adjudicator.imaging.printing.marks import MarkKind
from adjudicator.services.demonstration.delivery import (
    Delivery,
    packed_flagged,
    write_counts,
    write_expected,
    write_manifest,
)
from adjudicator.services.demonstration.kinds import Script
from adjudicator.services.demonstration.press import ReadContest, ScannedBallot, ScannedSide
from adjudicator.services.demonstration.replay import plan_replay
from adjudicator.services.demonstration.voters import VotedBallot
from tests.support.scene import tiny_image

CONTEST = "house26"
_OVALS = {MarkKind.FILLED, MarkKind.STRUCK_FILL}


def deliver_without_pictures(script: Script, folder: Path) -> Delivery:
    """The delivery of the replay; each ballot's image is a few pixels of its own."""
    delivery = Delivery(folder)
    (folder / "images").mkdir(parents=True)
    (folder / "layout.json").write_text(
        '{"contests": [], "height": 24, "targets": [], "width": 16}'
    )
    plan = plan_replay(script)
    scanned = [_scanned(folder, number, voted) for number, voted in enumerate(plan.ballots)]
    write_manifest(delivery, scanned, script.story.contests)
    write_counts(delivery, plan.counts, script.election)
    write_expected(delivery, packed_flagged(plan.ballots, script.story.contests), script.election)
    return delivery


def _scanned(folder: Path, number: int, voted: VotedBallot) -> ScannedBallot:
    data = tiny_image(number)
    name = f"images/{voted.ballot}.png"
    (folder / name).write_bytes(data)
    ovals = [m for m in voted.marks if m.contest == CONTEST and m.kind in _OVALS]
    over = len(ovals) > 1
    reading = MachineReading(frozenset(), over=int(over), under=int(not over))
    read = ReadContest(CONTEST, condition_of(reading), reading)
    side = ScannedSide(name, sha256(data).hexdigest(), "layout.json")
    return ScannedBallot(voted, (read,), (side,))


def change_rows(table: Path, change: dict[str, dict[str, str] | None], by: str) -> None:
    """Change or leave out rows of a table, found by what stands in a column."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kept: Iterable[dict[str, str]] = (
        row | new for row in rows if (new := change.get(row[by], {})) is not None
    )
    told = list(kept)
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(told)
