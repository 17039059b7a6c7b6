"""Recount folders for benchmarks of the window, made through the real services and real pixels."""

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.people import Role
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.printing.scan import ScanFormat
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.sources.opening import open_source
from adjudicator.ledger.origin import Purpose
from adjudicator.services.demonstration.delivery import Delivery, write_manifest
from adjudicator.services.demonstration.kinds import PALMETTO, VOLUSIA, read_script
from adjudicator.services.demonstration.press import PressRun, ScannedBallot, scan_all
from adjudicator.services.demonstration.replay import plan_replay
from adjudicator.services.demonstration.voters import VotedBallot
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.roster import enrol_and_constitute
from tests.desktop.recounts import ELECTION

CHECKOUT = Path(__file__).resolve().parents[2]
PRECINCT = "101"
CONTEST = "commissioner"
G4_DPI = 200
_ROOM = 40
"""Pixels of the white band a number is written in."""
PEOPLE = (
    Enrolment("kelly", "Judge Kelly", Role.CHAIR, None),
    Enrolment("lewis", "Lou Lewis", Role.MEMBER, None),
    Enrolment("moss", "Mo Moss", Role.MEMBER, None),
    Enrolment("cora", "Cora Cole", Role.CLERK, None),
    Enrolment("ada", "Ada Ash", Role.TEAM, None),
    Enrolment("ben", "Ben Bay", Role.TEAM, None),
    Enrolment("ortiz", "Ora Ortiz", Role.OBSERVER, None),
)
SEATED = ("ada", "ben", "ortiz")
WORDS = {p.person: f"{p.person} keeps a long phrase" for p in PEOPLE}
SECRETS = {person: WORDS[person] for person in SEATED}
"""Passphrases of the team and one observer."""


def real_source() -> Path | None:
    """The real sheets marked by hand; ``None`` where they are not at hand."""
    named = os.environ.get("ADJUDICATOR_SHARED_DATA")
    shared = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    source = shared / "nh-test-ballots"
    return source if source.is_dir() else None


def real_recount(home: Path, source: Path) -> Path:
    """A recount of the real sheets; those the scanner handed back can be looked at only."""
    return _recount(home / "real-recount", source, read_election(source / "election.json"))


def drawn_recount(home: Path, scan: ScanFormat, ballots: int) -> Path:
    """Blank ballots of the demonstration, printed and scanned by the product, in one batch."""
    script = read_script(PALMETTO)
    source = home / f"{scan.value}-source"
    voted = [_blank(f"d{n}", n, scan) for n in range(1, ballots + 1)]
    run = PressRun(script.election, script.design, source, "benchmark", (CONTEST,))
    scanned = scan_all(run, voted, workers=2, progress=lambda _what, _done, _of: None)
    write_manifest(Delivery(source), scanned, (CONTEST,))
    return _recount(home / f"{scan.value}-recount", source, script.election, (CONTEST,))


def numbered_recount(home: Path, ballots: int) -> Path:
    """One printed ballot in 1-bit G4, copied with a number on each page: full pages, soon made."""
    script = read_script(PALMETTO)
    source = home / "numbered-source"
    run = PressRun(script.election, script.design, source, "benchmark", (CONTEST,))
    first = [_blank("n0", 1, ScanFormat.G4_TIFF)]
    (model,) = scan_all(run, first, workers=1, progress=lambda _what, _done, _of: None)
    pages = [_pixels(source / side.image) for side in model.sides]
    copies = (_copy(source, model, pages, n) for n in range(1, ballots + 1))
    write_manifest(Delivery(source), copies, (CONTEST,))
    return _recount(home / "numbered-recount", source, script.election, (CONTEST,))


def many_cases(home: Path, cases: int, per_batch: int) -> Path:
    """So many flagged ballots with tiny images, each its own, in batches of that size."""
    source = home / "many-source"
    (source / "images").mkdir(parents=True)
    with (source / "manifest.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(
            ("ballot_id", "precinct", "counting_group", "batch", "sequence", "contest",
             "condition", "image", "votes")
        )  # fmt: skip
        for n, data in enumerate(islice(_tiny_images(), cases)):
            (source / "images" / f"{n}.png").write_bytes(data)
            batch, place = divmod(n, per_batch)
            table.writerow(
                (f"t{n}", f"p{batch % 2 + 1}", "vote_by_mail", batch, place + 1, "mayor",
                 "undervote", f"images/{n}.png", "")
            )  # fmt: skip
    return _recount(home / "many-recount", source, ELECTION)


def _recount(
    folder: Path,
    source: Path,
    election: Election,
    contests: Sequence[str] = (),
    policy: Policy | None = None,
) -> Path:
    """Import a delivery into a new recount and close its pile."""
    people = [replace(p, party=_party(p.person, election)) for p in PEOPLE]
    recount = new_recount(
        folder, election=election, contests=contests, purpose=Purpose.DEMO, policy=policy
    )
    try:
        enrol_and_constitute(recount, people, WORDS)
        report = Importer(recount, open_source(source, election)).run(
            identity(recount, "cora", WORDS["cora"])
        )
        if report.quarantined or report.entry is None:
            raise RuntimeError(f"The benchmark's own delivery has a problem: {report.quarantined}")
        board = {p: identity(recount, p, WORDS[p]) for p in ("kelly", "lewis")}
        for person, signer in board.items():
            note_here(recount, {person: signer})
        close_pile(recount, list(board.values()))
    finally:
        recount.close()
    return folder


def _party(person: str, election: Election) -> str | None:
    return election.parties[SEATED.index(person) % 2].name if person in SEATED else None


def _blank(ballot: str, place: int, scan: ScanFormat) -> VotedBallot:
    return VotedBallot(ballot, PRECINCT, CountingGroup.VOTE_BY_MAIL, "D", place, scan, ())


def _pixels(path: Path) -> Grey:
    with Image.open(path) as image:
        return np.array(image.convert("L"))


def _copy(source: Path, model: ScannedBallot, pages: Sequence[Grey], number: int) -> ScannedBallot:
    sides = []
    for side, pixels in zip(model.sides, pages, strict=True):
        page = pixels.copy()
        page[:_ROOM] = 255
        cv2.putText(page, f"No {number}", (60, _ROOM - 8), cv2.FONT_HERSHEY_SIMPLEX, 1, (0,), 2)
        name = f"images/{number}-{Path(side.image).name}"
        data = _g4(page)
        (source / name).write_bytes(data)
        sides.append(replace(side, image=name, sha256=sha256(data).hexdigest()))
    voted = replace(model.voted, ballot=f"n{number}", position=number)
    return ScannedBallot(voted, model.contests, tuple(sides))


def _g4(page: Grey) -> bytes:
    out = BytesIO()
    bilevel = Image.fromarray(page).convert("1", dither=Image.Dither.NONE)
    bilevel.save(out, "TIFF", compression="group4", dpi=(G4_DPI, G4_DPI))
    return out.getvalue()


def _tiny_images() -> Iterator[bytes]:
    rng = np.random.default_rng(7)
    while True:
        out = BytesIO()
        Image.fromarray(rng.integers(0, 256, (20, 16), dtype=np.uint8)).save(out, "PNG")
        yield out.getvalue()


def house26_recount(home: Path, ballots: int | None) -> Path:
    """The flagged ballots of State House 26 as the demonstration prints them, scanned in 1-bit G4.

    :param ballots: the first so many, container by container; ``None`` for all 1,854.
    """
    script = read_script(VOLUSIA)
    source = home / "house26-source"
    run = PressRun(
        script.election, script.design, source, script.story.seed, script.story.contests,
        both_sides=False,
    )  # fmt: skip
    voted = plan_replay(script).ballots[:ballots]
    scanned = scan_all(run, voted, workers=2, progress=lambda _what, _done, _of: None)
    write_manifest(Delivery(source), scanned, script.story.contests)
    return _recount(
        home / "house26-recount", source, script.election, script.story.contests,
        Policy(grid_ms=0),
    )  # fmt: skip
