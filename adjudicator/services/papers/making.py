"""Makes any of the papers by its kind: the same for the command line and for the screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.interchange.papers.pdf import Paper, render
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.papers.printing import file_name, plain_number, stamp
from adjudicator.services.papers.printing_batches import (
    all_forms,
    batch_cover,
    batch_covers,
    batch_forms,
)
from adjudicator.services.papers.printing_board import adjournment, docket_list, wall_sheets
from adjudicator.services.papers.printing_cases import objection_copies, pull_slip
from adjudicator.services.papers.printing_certificate import certificate
from adjudicator.services.papers.printing_minutes import minutes
from adjudicator.services.papers.printing_people import enrolment_card, kept_slip, my_record_page
from adjudicator.services.papers.printing_report import report
from adjudicator.services.papers.printing_returns import returns_paper
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.proof.cards import CardKind, CardPlace, make_card, place_named
from adjudicator.services.proof.opening_report import opening_report
from adjudicator.services.recount import Recount

ALL = "all"
"""Instead of the number of a batch: every batch."""


class Kind(StrEnum):
    """The papers there are; the values are what a command line calls them."""

    COVER = "cover"
    PULL = "pull"
    OBJECTION = "objection"
    DOCKET = "docket"
    WALL = "wall"
    ADJOURNMENT = "adjournment"
    FORMS = "forms"
    MY_RECORD = "my-record"
    CARD = "card"
    OPENING_CARD = "opening-card"
    PILE_CARD = "pile-card"
    OPENING_REPORT = "opening-report"
    SLIP = "slip"
    MINUTES = "minutes"
    RETURNS = "returns"
    CERTIFICATE = "certificate"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a file will hold, read from the record and not yet set on pages."""

    name: str
    """Of the file, without ending."""
    papers: Sequence[Paper]
    files: tuple[tuple[str, bytes], ...] = ()
    """What belongs beside it: names and bytes."""

    def render(self) -> bytes:
        """The file's bytes; asks nothing of the record, so any thread may do it."""
        return render(*self.papers)


def gather(
    recount: Recount, kind: Kind, about: str = "", size: PaperSize = PaperSize.LETTER
) -> Gathered:
    """Read from the record what a paper says.

    :param about: a batch's number or ``all``; a case number; an objection's label; until when; a
        contest's id (empty: every contest); a person's id; a pile's number.
    :raises Refusal: there is nothing of that name, or it may not be printed now.
    """
    made = _GATHERERS[kind](recount, stamp(recount, size=size), about.strip())
    if not made.papers:
        raise UsageError("There is nothing to print: the recount has no batches yet.")
    return made


def _batch(about: str) -> int:
    if not (about.isascii() and about.isdecimal()):
        raise UsageError(f"{about!r} is not the number of a batch. Nothing was printed.")
    return int(about)


def _cover(recount: Recount, head: Stamp, about: str) -> Gathered:
    if about == ALL:
        return Gathered(file_name("covers"), batch_covers(recount, head))
    number = _batch(about)
    return Gathered(file_name("cover", str(number)), [batch_cover(recount, head, number)])


def _forms(recount: Recount, head: Stamp, about: str) -> Gathered:
    if about == ALL:
        return Gathered(file_name("forms"), all_forms(recount, head))
    number = _batch(about)
    return Gathered(file_name("forms", str(number)), [batch_forms(recount, head, number)])


def _pull(recount: Recount, head: Stamp, about: str) -> Gathered:
    number = plain_number(about)
    return Gathered(file_name("pull", number), [pull_slip(recount, head, number)])


def _objection(recount: Recount, head: Stamp, about: str) -> Gathered:
    copies = objection_copies(recount, head, about)
    return Gathered(file_name("objection", copies[0].label), copies)


def _docket(recount: Recount, head: Stamp, _about: str) -> Gathered:
    return Gathered(file_name("docket"), [docket_list(recount, head)])


def _wall(recount: Recount, head: Stamp, about: str) -> Gathered:
    if not about:
        return Gathered(file_name("wall"), wall_sheets(recount, head))
    sheets = wall_sheets(recount, head, only=about)
    if not sheets:
        raise Refusal(f"No contest {about!r} of this recount has cases. Nothing was printed.")
    return Gathered(file_name("wall", about), sheets)


def _adjournment(recount: Recount, head: Stamp, about: str) -> Gathered:
    return Gathered(file_name("adjournment"), [adjournment(recount, head, about)])


def _my_record(recount: Recount, head: Stamp, about: str) -> Gathered:
    return Gathered(file_name("my-record", about), [my_record_page(recount, head, about)])


def _card(recount: Recount, head: Stamp, about: str) -> Gathered:
    return Gathered(file_name("card", about), [enrolment_card(recount, head, about)])


def _opening_card(recount: Recount, head: Stamp, _about: str) -> Gathered:
    return _proof_card(recount, head, place_named(recount, CardKind.OPENING))


def _pile_card(recount: Recount, head: Stamp, about: str) -> Gathered:
    if about and not (about.isascii() and about.isdecimal()):
        raise UsageError(f"{about!r} is not the number of a pile. Nothing was printed.")
    return _proof_card(recount, head, place_named(recount, CardKind.PILE, int(about or 1)))


def _proof_card(recount: Recount, head: Stamp, place: CardPlace) -> Gathered:
    card = make_card(recount, place, head.size)
    return Gathered(file_name(f"{place.name}-card"), [card.page], card.files)


def _opening_report(recount: Recount, head: Stamp, _about: str) -> Gathered:
    return Gathered(file_name("opening-report"), [opening_report(recount, head)])


def _slip(recount: Recount, head: Stamp, about: str) -> Gathered:
    return Gathered(file_name("slip", about), [kept_slip(recount, head, about)])


def _minutes(recount: Recount, head: Stamp, _about: str) -> Gathered:
    paper = RecordPaper(recount, head.size)
    return Gathered(paper.file_name("minutes"), [minutes(paper)])


def _returns(recount: Recount, head: Stamp, about: str) -> Gathered:
    paper = RecordPaper(recount, head.size)
    contest = paper.contest(about)
    return Gathered(paper.file_name("returns", contest), [returns_paper(paper, contest)])


def _certificate(recount: Recount, head: Stamp, about: str) -> Gathered:
    paper = RecordPaper(recount, head.size)
    contest = paper.contest(about)
    return Gathered(paper.file_name("certificate", contest), [certificate(paper, contest)])


def _report(recount: Recount, head: Stamp, about: str) -> Gathered:
    paper = RecordPaper(recount, head.size)
    contest = paper.contest(about)
    document, files = report(paper, contest)
    return Gathered(paper.file_name("report", contest), [document], files)


_GATHERERS: dict[Kind, Callable[[Recount, Stamp, str], Gathered]] = {
    Kind.COVER: _cover,
    Kind.PULL: _pull,
    Kind.OBJECTION: _objection,
    Kind.DOCKET: _docket,
    Kind.WALL: _wall,
    Kind.ADJOURNMENT: _adjournment,
    Kind.FORMS: _forms,
    Kind.MY_RECORD: _my_record,
    Kind.CARD: _card,
    Kind.OPENING_CARD: _opening_card,
    Kind.PILE_CARD: _pile_card,
    Kind.OPENING_REPORT: _opening_report,
    Kind.SLIP: _slip,
    Kind.MINUTES: _minutes,
    Kind.RETURNS: _returns,
    Kind.CERTIFICATE: _certificate,
    Kind.REPORT: _report,
}
