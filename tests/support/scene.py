"""A small fictional recount, made through the services as people would make it.

``Scene.make`` opens and constitutes it; ``Scene.copy_of_constituted`` copies one made before, which
is much faster.  Sheets carry tiny images drawn for them, so everything an import does is done.
"""

import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from PIL import Image

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    ChoiceKind,
    Contest,
    CountingGroup,
    Election,
    Party,
    Precinct,
)
from adjudicator.domain.people import Role
from adjudicator.domain.readings import condition_of, read_votes
from adjudicator.domain.rulings import Consistency, Disposition, RevisionReason, Ruling
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import (
    Quarantined,
    SourceContest,
    SourceFile,
    SourceImage,
    SourceSheet,
)
from adjudicator.ledger.origin import Purpose
from adjudicator.services.attesting import (
    Answer,
    Ground,
    Objection,
    answer_page,
    object_before,
    object_to,
)
from adjudicator.services.closing import close_batches
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, Signer, open_recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.acts import RulingRecord, ruling_at
from adjudicator.storage.queries.cases import (
    BatchRecord,
    CaseFilter,
    CaseRecord,
    list_batches,
    list_cases,
)
from adjudicator.storage.record import Appended

ELECTION = Election(
    title="Heron General",
    held=date(2018, 11, 6),
    state="FL",
    county="Heron County",
    contests=(
        Contest(
            "mayor",
            "Mayor",
            (
                Choice("ann", "Ann Ash"),
                Choice("bob", "Bob Birch"),
                Choice("line", "Write-in", ChoiceKind.WRITE_IN),
            ),
        ),
        Contest(
            "council",
            "Council",
            (Choice("cy", "Cy Cedar"), Choice("di", "Di Dogwood"), Choice("ed", "Ed Elm")),
            seats=2,
        ),
    ),
    precincts=(Precinct("p1", "101"), Precinct("p2", "102")),
    styles=(BallotStyle("all", ("p1", "p2"), ("mayor", "council")),),
    parties=(Party("h", "Heron Party", "HER"), Party("e", "Egret Party", "EGR")),
)
ROSTER = (
    Enrolment("kelly", "Judge Kelly", Role.CHAIR, None),
    Enrolment("lewis", "Lou Lewis", Role.MEMBER, "h"),
    Enrolment("moss", "Mo Moss", Role.MEMBER, "e"),
    Enrolment("cora", "Cora Clay", Role.CLERK, None),
    Enrolment("ada", "Ada Alder", Role.TEAM, "h"),
    Enrolment("ben", "Ben Beech", Role.TEAM, "e"),
    Enrolment("ortiz", "Olga Ortiz", Role.OBSERVER, "h"),
    Enrolment("lee", "Li Lee", Role.OBSERVER, "e"),
)
BOARD = ("kelly", "lewis")
TEAM = ("ada", "ben")
TABLE = ("ada", "ben", "ortiz", "lee")
NO_CONSENSUS = Ruling(Disposition.NO_CONSENSUS)


def passphrase(person: str) -> str:
    """The passphrase of an invented person."""
    return f"{person} sings in the marsh"


def vote(*choices: str, reason: RevisionReason | None = None) -> Ruling:
    """A ruling for choices whose names the voter circled, as on the rest of the ballot."""
    return Ruling(Disposition.VOTE, frozenset(choices), Consistency.SAME, "4c1", reason=reason)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to import: which choices the machine found marked in each contest."""

    number: int
    mayor: tuple[str, ...] = ()
    council: tuple[str, ...] | None = ("cy", "di")
    """``None``: the sheet does not carry the contest."""
    lot: Lot = Lot.ACCEPTED
    container: str = "7"
    precinct: str = "p1"
    remakes: str | None = None
    """Sheet id of the original, where this one is a duplicate."""
    style: str | None = None


def tiny_image(number: int) -> bytes:
    """A PNG of 16 x 24 pixels, another one for every number."""
    image = Image.new("L", (16, 24), 255)
    for bit in range(24):
        if number >> bit & 1:
            image.putpixel((bit % 16, bit // 16), 0)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@dataclass(slots=True)
class ListSource:
    """A delivery written into a folder: one image and one reading per sheet."""

    folder: Path
    sheets: Sequence[Sheet]
    complete: bool = False
    expected: dict[int, str] = field(default_factory=dict)
    """SHA-256 the delivery claims for the image of some sheets."""
    reader: str = "list"
    version: str = "1"
    notices: tuple[Problem, ...] = ()

    def write(self) -> "ListSource":
        """Write the images and a list of the sheets."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for sheet in self.sheets:
            (self.folder / f"{sheet.number}.png").write_bytes(tiny_image(sheet.number))
        listed = "".join(f"{sheet.number}\n" for sheet in self.sheets)
        (self.folder / "sheets.txt").write_text(listed)
        return self

    def files(self) -> Iterator[SourceFile]:
        yield SourceFile("sheets.txt", self.folder / "sheets.txt")

    def total(self) -> int | None:
        return len(self.sheets)

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for sheet in self.sheets:
            name = f"{sheet.number}.png"
            yield SourceSheet(
                sheet=SheetId("box", "t1", sheet.container, str(sheet.number)),
                ballot=f"b{sheet.number}",
                precinct=sheet.precinct,
                group=CountingGroup.ELECTION_DAY,
                container=sheet.container,
                position=sheet.number,
                lot=sheet.lot,
                images=(
                    SourceImage(
                        name, self.folder / name, expected_sha256=self.expected.get(sheet.number)
                    ),
                ),
                contests=tuple(_readings(sheet)),
                remakes=sheet.remakes,
                style=sheet.style,
            )


def _readings(sheet: Sheet) -> Iterator[SourceContest]:
    for contest, marked in (("mayor", sheet.mayor), ("council", sheet.council)):
        if marked is not None:
            reading = read_votes(ELECTION.contest(contest), marked)
            yield SourceContest(contest, condition_of(reading), reading)


class Scene:
    """One open recount with everybody's keys at hand."""

    def __init__(self, recount: Recount, sources: Path) -> None:
        self.recount = recount
        self.seating = Seating(recount)
        self._sources = sources
        self._deliveries = 0
        self._identities: dict[str, Signer] = {}

    @classmethod
    def make(
        cls,
        place: Path,
        *,
        policy: Policy | None = None,
        database: str | None = None,
        name: str = "recount",
    ) -> "Scene":
        """Open a recount in ``place/name``, enrol everybody and constitute the board."""
        recount = new_recount(
            place / name, election=ELECTION, purpose=Purpose.DEMO, policy=policy, database=database
        )
        enrol_and_constitute(recount, ROSTER, {p.person: passphrase(p.person) for p in ROSTER})
        return cls(recount, place / "sources")

    @classmethod
    def copy_of_constituted(cls, place: Path) -> "Scene":
        """The same, copied from one made earlier in this process (so of one origin)."""
        template, identities = _template()
        shutil.copytree(template, place, dirs_exist_ok=True)
        scene = cls(open_recount(place / "recount"), place / "sources")
        scene._identities = dict(identities)
        return scene

    @property
    def path(self) -> Path:
        """The recount folder."""
        return self.recount.folder.path

    def reopen(self) -> "Scene":
        """Close the recount and open it anew, as after a restart: nobody is seated here."""
        self.recount.close()
        scene = Scene(open_recount(self.path), self._sources)
        scene._identities = self._identities
        scene._deliveries = self._deliveries
        return scene

    # People ------------------------------------------------------------------------------

    def identity(self, person: str) -> Signer:
        """A person's identity key; opened once, for that is slow on purpose."""
        if person not in self._identities:
            self._identities[person] = identity(self.recount, person, passphrase(person))
        return self._identities[person]

    def board(self) -> list[Signer]:
        """The identity keys of the board's majority, noted as present."""
        signers = [self.identity(person) for person in BOARD]
        for person, signer in zip(BOARD, signers, strict=True):
            note_here(self.recount, {person: signer})
        return signers

    def sit(self, *people: str) -> None:
        """Take seats; without names, the whole table."""
        for person in people or TABLE:
            self.seating.sign_in(person, passphrase(person))

    # The pile ----------------------------------------------------------------------------

    def source(self, sheets: Sequence[Sheet], **more: object) -> ListSource:
        """A delivery of these sheets, written beside the recount."""
        self._deliveries += 1
        return ListSource(
            self._sources / str(self._deliveries),
            sheets,
            **more,  # type: ignore[arg-type]  # fields of ListSource by name
        ).write()

    def import_sheets(self, sheets: Sequence[Sheet]) -> ImportReport:
        """Import sheets, signed by the clerk."""
        return Importer(self.recount, self.source(sheets)).run(self.identity("cora"))

    def pile(self) -> Appended:
        """Close the pile."""
        return close_pile(self.recount, self.board())

    def release(self, entry: int, lot: Lot) -> Appended:
        """The board lets a lot in."""
        votes = [(person, "yes") for person in BOARD]
        target = targets.lot(entry, lot)
        why = "The seal was whole."
        return carry(self.recount, Effect.RELEASE, target, why, votes, self.board())

    def void(self, entry: int) -> Appended:
        """The board voids an import."""
        votes = [(person, "yes") for person in BOARD]
        target = targets.import_(entry)
        return carry(self.recount, Effect.VOID, target, "The wrong box.", votes, self.board())

    # Cases -------------------------------------------------------------------------------

    def cases(self, **wanted: object) -> list[CaseRecord]:
        """Cases in work order; keywords as in ``CaseFilter``."""
        with self.recount.reading() as connection:
            return list_cases(
                connection,
                CaseFilter(**wanted),  # type: ignore[arg-type]  # its fields by name
            )

    def batches(self) -> list[BatchRecord]:
        """All batches."""
        with self.recount.reading() as connection:
            return list_batches(connection)

    def rule(self, case: CaseRecord, ruling: Ruling | None = None) -> Appended:
        """Both members of the team record a ruling; if none is given, for the first choice.

        On a reopened case they press the digit that says that they saw more.
        """
        ruling = ruling or vote(ELECTION.contest(case.row.contest).choices[0].id)
        if ruling.reason is None and self.recount.state.data.cases[case.seal].reopened is not None:
            ruling = replace(ruling, reason=RevisionReason.SAW_MORE)
        seats = [self.seating.seat(person) for person in TEAM]
        return record_rulings(self.recount, [(case, ruling)], seats)

    def ruling(self, case: CaseRecord) -> RulingRecord:
        """The case's current ruling."""
        with self.recount.reading() as connection:
            fresh = next(c for c in self.cases() if c.seal == case.seal)
            assert fresh.ruling is not None
            found = ruling_at(connection, *fresh.ruling)
        assert found is not None
        return found

    def attest(self, person: str, batch: int, answer: Answer = Answer.NONE) -> Appended | None:
        """An observer answers to everything of a batch they have not answered yet."""
        return answer_page(self.recount, self.seating.seat(person), batch, answer)

    def object_to(self, person: str, case: CaseRecord) -> Appended:
        """An observer objects to the case's current ruling."""
        claim = Objection(Ground.SHOULD_NOT, "no_vote", "It is a smudge.")
        return object_to(self.recount, self.seating.seat(person), self.ruling(case), claim)

    def object_before(self, person: str, case: CaseRecord) -> Appended:
        """An observer objects while the ballot is shown."""
        claim = Objection(Ground.NOT_HERE)
        return object_before(self.recount, self.seating.seat(person), case.seal, claim)

    def close_batches(
        self, *batches: int, observers: Sequence[str] = (), struck: Sequence[int] = ()
    ) -> Appended:
        """The team closes batches, with the observers who sign."""
        team = [self.identity(person) for person in TEAM]
        signing = [self.identity(person) for person in observers]
        seen = self.recount.state.close_counts(batches, struck)
        return close_batches(self.recount, batches, team, signing, seen=seen, struck=struck)


@cache
def _template() -> tuple[Path, dict[str, Signer]]:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-scene-"))
    scene = Scene.make(place)
    identities = {p.person: scene.identity(p.person) for p in ROSTER}
    scene.recount.close()
    return place, identities
