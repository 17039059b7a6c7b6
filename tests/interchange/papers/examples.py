"""One of each paper, with words of the test's choice in every place a name can stand."""

import base64
import io
from dataclasses import dataclass, field, replace

from PIL import Image, ImageDraw

from adjudicator.interchange.papers.adjournment import Adjournment
from adjudicator.interchange.papers.batch_cover import BatchCover
from adjudicator.interchange.papers.docket_list import DocketCase, DocketGroup, DocketList
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.enrolment_card import EnrolmentCard
from adjudicator.interchange.papers.forms import FormCase, FormClause, Forms
from adjudicator.interchange.papers.grid import Column, Grid
from adjudicator.interchange.papers.grid import Kind as GridKind
from adjudicator.interchange.papers.items import Picture
from adjudicator.interchange.papers.kept_slip import KeptSlip
from adjudicator.interchange.papers.my_record import MyRecord, OwnObjection, TableCounts
from adjudicator.interchange.papers.objection_copy import ObjectionCopy
from adjudicator.interchange.papers.opening_report import Column as ReportColumn
from adjudicator.interchange.papers.opening_report import OpeningReport
from adjudicator.interchange.papers.opening_report import Part as ReportPart
from adjudicator.interchange.papers.pdf import Paper
from adjudicator.interchange.papers.proof_card import CardSigner, ProofCard
from adjudicator.interchange.papers.pull_slip import PullSlip
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.interchange.papers.wall_sheet import WallChoice, WallPrecinct, WallSheet

CODE = "4C1F-88A2-03D7-9B5E"
ROOT = "q1b3v0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c="


def picture(width: int = 300, height: int = 500) -> Picture:
    """A grey sheet with something on it."""
    image = Image.new("L", (width, height), 235)
    ImageDraw.Draw(image).rectangle((40, 60, width - 40, height // 2), outline=0, width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return Picture(out.getvalue(), width, height, "Front", (0.1, 0.1, 0.8, 0.4))


@dataclass
class Examples:
    """Makes the papers of one recount."""

    name: str = "Ann Ash"
    """Stands for every person, title, precinct and sentence."""
    many: int = 4
    """How many of everything there can be several of."""
    watermark: str | None = "DEMONSTRATION - not an election record"
    size: PaperSize = PaperSize.LETTER
    stamp: Stamp = field(init=False)

    def __post_init__(self) -> None:
        self.stamp = Stamp(self.name, CODE, "Sat 17 Nov 2018, 9:14 p.m.", self.watermark, self.size)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,) * self.many

    def cover(self) -> BatchCover:
        n = self.name
        return BatchCover(
            self.stamp, 31, n, n, n, n, 1_042, (3, 3), (39, 39), 36,
            others=4, held_back=n, team=(n, n),
        )  # fmt: skip

    def slip(self, *, shown: bool = True) -> PullSlip:
        n = self.name
        return PullSlip(
            self.stamp, "417K", n, n, n, n, 118, 31, n, picture() if shown else None,
            why=n, requested_by=n, observers=self.names,
        )  # fmt: skip

    def objection(self) -> ObjectionCopy:
        n = self.name
        return ObjectionCopy(
            self.stamp, "R-014", n, n, n, n, n, "417K", n, n, n, n, 118, 31, n, 1212, n, n,
            decided=n, late=True, picture=picture(600, 200),
        )  # fmt: skip

    def document(self) -> Document:
        """Minutes and the like: words, figures, and more columns than a page is wide."""
        n, many = self.name, min(8, self.many * 2)
        words = Grid(
            (Column("When", GridKind.SHORT), Column(n), Column(n, share=2)),
            tuple((n, n, f"{n} " * 8) for _ in range(min(4, self.many))),
        )
        keys = (Column("Precinct", GridKind.SHORT), Column("Group", GridKind.SHORT))
        figures = tuple(
            Column(head, GridKind.FIGURE, group=f"{n} {place}")
            for place in range(many)
            for head in ("Before", "Found", "After")
        )
        row = ("4,075,445", "+11", "4,075,456") * many
        wide = Grid((*keys, *figures), ((n, n, *row), ("", n, *row)) * min(3, self.many), 1, keys=2)
        parts = (
            Part(n, (n, n), words, after=(n,)),
            Part(n, (), wide),
            Part(n, (n,), replace(words, narrow=True, totals=1), under=True),
        )
        stamp = replace(self.stamp, entries=1_212, as_of="Sat 17 Nov 2018", square=(n, "1212"))
        return Document(stamp, n, n, n, n, parts, (n,), self.names, n)

    def docket(self) -> DocketList:
        n = self.name
        cases = tuple(DocketCase("417K", n, n, n, n) for _ in range(self.many))
        return DocketList(self.stamp, (DocketGroup(n, cases), DocketGroup(n, cases)), (n, n, n))

    def wall(self) -> WallSheet:
        n = self.name
        return WallSheet(
            self.stamp,
            n,
            "Partial: 12 of 44 precincts closed",
            tuple(WallChoice(n, 4_075_445, 11, 4_075_456) for _ in range(self.many)),
            tuple(WallPrecinct(n, place % 2 == 0, 1_138, 1_142) for place in range(self.many * 5)),
        )

    def recess(self) -> Adjournment:
        origin = "adjudicator.org/county/4f3a9c0d2e11"
        return Adjournment(self.stamp, self.name, 1_212_000, origin, ROOT, self.names)

    def forms(self, choices: int = 4) -> Forms:
        n = self.name
        return Forms(
            self.stamp, 31, n, 2, n, n, (n,) * choices,
            ("unmarked", "marked the same way", "marked differently", "cannot tell"),
            tuple(FormClause(f"(4)(c){c}", n, verified=c % 2 == 0) for c in range(1, 22)),
            tuple(FormCase("417K", n, n) for _ in range(self.many)),
            team=(n, n), observers=self.names,
        )  # fmt: skip

    def mine(self) -> MyRecord:
        n = self.name
        tables = tuple(TableCounts(n, 12_000, (11_000, 2, 0, 998, 0)) for _ in range(self.many))
        objection = OwnObjection("R-014", "417K", n, n, n, n)
        return MyRecord(self.stamp, n, n, n, tables, (objection,) * self.many)

    def card(self, proposed: str | None = None) -> EnrolmentCard:
        n = self.name
        return EnrolmentCard(self.stamp, n, n, n, n, n, n, n, proposed)

    def proof_card(self, size: int = 15) -> ProofCard:
        n = self.name
        origin = f"{'c' * 34}/{'0' * 20}/demo"
        body = f"{origin}\n{size}\n{ROOT}\n"
        root = base64.b64decode(ROOT).hex()
        stamp = replace(self.stamp, printed="")
        signers = tuple(CardSigner(n, n, signed=k < self.many) for k in range(self.many * 8))
        return ProofCard(
            stamp, "Opening card", n, n, origin, size, root, body, "opening.tlog-proof",
            "5e" * 32, signers,
        )  # fmt: skip

    def report(self) -> OpeningReport:
        n = self.name
        columns = (
            ReportColumn(n, 2),
            ReportColumn(n, 1, number=True),
            ReportColumn(n, 3, code=True),
        )
        rows = ((n, n[:20], "5e" * 32),) * self.many * 9
        parts = (
            ReportPart(n, (n,) * self.many),
            ReportPart(n, (n,), columns, rows, totals=2),
            ReportPart(n, (), columns, rows, small=True),
        )
        return OpeningReport(self.stamp, n, n, parts, parts, self.names)

    def kept(self) -> KeptSlip:
        return KeptSlip(
            self.stamp, self.name, 1_212_000, "adjudicator.org/county/4f3a9c0d2e11", ROOT
        )

    def every(self) -> list[Paper]:
        return [
            self.cover(),
            self.slip(),
            self.slip(shown=False),
            self.objection(),
            self.docket(),
            self.wall(),
            self.recess(),
            self.forms(),
            self.forms(choices=max(19, self.many * 5)),
            self.mine(),
            self.proof_card(),
            self.report(),
            self.card("marsh heron lantern quiet"),
            self.kept(),
            self.document(),
        ]
