"""A small recount folder, made through the real services, for the tests of screens.

What every test begins with is made once in a process and copied, which is ten times as fast: all
such recounts are of one origin.
"""

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    ChoiceKind,
    Contest,
    Election,
    Party,
    Precinct,
)
from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Consistency, Disposition, Ruling
from adjudicator.interchange.sources.opening import open_source
from adjudicator.ledger.origin import Purpose
from adjudicator.services.attesting import Ground, Objection, object_to
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.acts import ruling_at
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

ELECTION = Election(
    title="Town Election",
    held=date(2025, 11, 4),
    state="FL",
    county="Marsh County",
    contests=(
        Contest(
            "mayor",
            "Mayor",
            (
                Choice("ada", "Ada Palm", parties=("h",)),
                Choice("bo", "Bo Cedar", parties=("e",)),
                Choice("line", "Write-in", ChoiceKind.WRITE_IN),
            ),
        ),
    ),
    precincts=(Precinct("p1", "PCT 101"), Precinct("p2", "PCT 102")),
    styles=(BallotStyle("both", ("p1", "p2"), ("mayor",)),),
    parties=(Party("h", "Heron Party", "HER"), Party("e", "Egret Party", "EGR")),
)
PEOPLE = (
    Enrolment("chair1", "Judge Kelly", Role.CHAIR, None),
    Enrolment("member1", "Ann Lewis", Role.MEMBER, None),
    Enrolment("member2", "Carl Boone", Role.MEMBER, None),
    Enrolment("clerk1", "Ira Stone", Role.CLERK, None),
    Enrolment("team1", "Ada Reyes", Role.TEAM, "Heron Party", "1"),
    Enrolment("team2", "Ben Ortiz", Role.TEAM, "Egret Party", "1"),
    Enrolment("obs1", "Flora Lee", Role.OBSERVER, "Heron Party", "1"),
    Enrolment("obs2", "Gus Scott", Role.OBSERVER, "Egret Party", "1"),
)
NOT_DRAWN = "5 pages wait for a reference page: 1 side of ballots is not drawn yet."
"""What Overview says of the images, which came without layouts."""
PASSPHRASES = {p.person: f"{p.person} correct horse" for p in PEOPLE}
MANIFEST = """\
ballot_id,precinct,counting_group,batch,sequence,contest,condition,image,votes
b1,p1,vote_by_mail,7,1,mayor,undervote,b1.png,
b2,p1,vote_by_mail,7,2,mayor,undervote,b2.png,
b3,p1,vote_by_mail,7,3,mayor,overvote,b3.png,
b4,p2,vote_by_mail,8,1,mayor,undervote,b4.png,
b5,p2,vote_by_mail,8,2,mayor,overvote,b5.png,
"""
COUNTS = """\
precinct,office,candidate,votes,counting_group
p1,Mayor,Ada Palm,100,vote_by_mail
p1,Mayor,Bo Cedar,98,vote_by_mail
p1,Mayor,OverVotes,1,vote_by_mail
p1,Mayor,UnderVotes,2,vote_by_mail
p1,Mayor,Ballots Cast,201,vote_by_mail
p2,Mayor,Ada Palm,50,vote_by_mail
p2,Mayor,Bo Cedar,52,vote_by_mail
p2,Mayor,OverVotes,1,vote_by_mail
p2,Mayor,UnderVotes,1,vote_by_mail
p2,Mayor,Ballots Cast,104,vote_by_mail
"""


def another_recount(folder: Path, policy: Policy | None = None) -> Recount:
    """An opened recount with its people, of an origin of its own."""
    recount = new_recount(folder, election=ELECTION, purpose=Purpose.DEMO, policy=policy)
    enrol_and_constitute(recount, PEOPLE, PASSPHRASES)
    return recount


def make_recount(folder: Path, policy: Policy | None = None) -> Recount:
    """An opened recount with its people, under a cost of passphrases that tests can pay."""
    for part in _constituted(policy).iterdir():
        # Keys and heads of a demonstration lie beside its folder.
        place = folder if part.name == "recount" else folder.parent / part.name
        shutil.copytree(part, place, dirs_exist_ok=True)
    return open_recount(folder)


@cache
def _constituted(policy: Policy | None) -> Path:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-constituted-"))
    another_recount(place / "recount", policy).close()
    return place


def make_source(folder: Path) -> Path:
    """A delivery of five flagged ballots with counts: ``manifest.csv`` and ``counts.csv``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 6):
        picture = Image.new("L", (340, 440), 255)
        ImageDraw.Draw(picture).text((40, 40), f"Ballot {number}", fill=0)
        picture.save(folder / f"b{number}.png")
    (folder / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    (folder / "counts.csv").write_text(COUNTS, encoding="utf-8")
    return folder


def import_ballots(recount: Recount, source: Path) -> None:
    """Import the delivery, signed by the clerk."""
    clerk = identity(recount, "clerk1", PASSPHRASES["clerk1"])
    Importer(recount, open_source(source, recount.election)).run(clerk)


def pile(recount: Recount) -> None:
    """Close the pile, signed by two of the three members."""
    keys = {p: identity(recount, p, PASSPHRASES[p]) for p in ("chair1", "member1")}
    note_here(recount, keys)
    close_pile(recount, list(keys.values()))


def ready_recount(tmp_path: Path, policy: Policy | None = None) -> Recount:
    """A recount whose five cases in two batches wait for a team, or in one tier for the board."""
    shutil.copytree(_ready(policy), tmp_path, dirs_exist_ok=True)
    return open_recount(tmp_path / "recount")


@cache
def _ready(policy: Policy | None) -> Path:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-ready-"))
    recount = make_recount(place / "recount", policy)
    import_ballots(recount, make_source(place / "source"))
    pile(recount)
    recount.close()
    return place


def seat_team(seating: Seating) -> None:
    """Let both team members and one observer sign in."""
    for person in ("team1", "team2", "obs1"):
        seating.sign_in(person, PASSPHRASES[person])


def rule_batch(recount: Recount, seating: Seating, batch: int) -> None:
    """Rule on every case of a batch: undervotes are votes for Ada Palm, overvotes stand."""
    with recount.reading() as connection:
        waiting = list_cases(connection, CaseFilter(batch=batch))
    team = [seating.seat("team1"), seating.seat("team2")]
    for case in waiting:
        over = bool(case.row.machine.over)
        ruling = (
            Ruling(Disposition.TOO_MANY, clause=_clause(recount, "too_many"))
            if over
            else Ruling(Disposition.VOTE, frozenset({"ada"}), clause="3a")
        )
        record_rulings(recount, [(case, ruling)], team)


def team_rules(recount: Recount) -> None:
    """Undervotes: nothing marked, objected to once; overvotes: the team cannot agree."""
    seating = Seating(recount)
    seat_team(seating)
    team = [seating.seat("team1"), seating.seat("team2")]
    for case in _every_case(recount):
        plain = not case.row.machine.over
        found = Disposition.NOTHING_MARKED if plain else Disposition.NO_CONSENSUS
        record_rulings(recount, [(case, Ruling(found))], team)
    first = next(c for c in _every_case(recount) if not c.row.machine.over)
    assert first.ruling is not None
    with recount.reading() as connection:
        made = ruling_at(connection, *first.ruling)
    assert made is not None
    claim = Objection(Ground.SHOULD_COUNT, "ada", "I see a mark.")
    object_to(recount, seating.seat("obs1"), made, claim)
    for person in ("team1", "team2", "obs1"):
        seating.sign_out(person)


def _every_case(recount: Recount) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter())


def _clause(recount: Recount, disposition: str) -> str:
    offered = recount.rules.offered(disposition, consistency=Consistency.SAME.value)
    return offered[0].id
