"""A recount played on real services, its export, and ways to tamper with what lies on the disk."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from adjudicator.domain.objections import Ground
from adjudicator.services.exporting.export import Exported, export_record
from adjudicator.services.notes import Category, record_note
from adjudicator.services.opening import Policy
from adjudicator.services.papers.life import paper_on_table, paper_returned, request_paper
from tests.support.boardroom import OVERVOTE, Boardroom

OPEN = Policy(privacy=False, publish="at_once")
"""A policy under which an export opens everything."""


def played(place: Path, policy: Policy = OPEN) -> Boardroom:
    """An evening with rulings, objections, a paper, a board's ruling, closes and a sitting."""
    room = Boardroom.begun(place, policy=policy)
    first, second, third, *rest = room.mayor()
    for case in (
        first,
        second,
        third,
        *rest,
        *room.mayor(blank=True),
        *room.cases(contest="council"),
    ):
        if room.now(case).ruling is None:
            room.rule(case)
    room.objects("lee", first, Ground.SHOULD_COUNT, "ann")
    room.board_rules(first, OVERVOTE)
    seat = room.seating.seat("ada")
    record_note(
        room.recount, Category.INCIDENT, "A light failed.", signers=[seat.signer], session=True
    )
    request_paper(room.recount, second.seal, seat)
    paper_on_table(room.recount, second.seal, seat, ["8812"])
    paper_returned(room.recount, second.seal, seat)
    room.close_batches(*sorted({case.batch for case in room.cases()}))
    return room


def exported(room: Boardroom, out: Path, **more: object) -> Exported:
    """An export signed by the clerk."""
    return export_record(room.recount, out, room.identity("cora"), **more)  # type: ignore[arg-type]  # by name


def copied(export: Path, to: Path) -> Path:
    """A copy to be tampered with."""
    shutil.copytree(export, to)
    return to


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of a file."""
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))


def bodies_of(export: Path) -> list[dict[str, object]]:
    """The body of every entry."""
    lines = (export / "record.jsonl").read_bytes().splitlines()
    return [json.loads(line)["b"] for line in lines]
