"""Rulings on a ballot whose image is gone: only what is made on the image waits for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import Disposition, EvidenceKind, Ruling
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.life import paper_on_table, request_paper
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import NO_CONSENSUS, OVERVOTE, Boardroom

PAPER = Ruling(Disposition.PAPER)
MISSING = "an image of this ballot is missing.*Nothing was lost.*send for the paper"


@pytest.fixture
def room(tmp_path: Path) -> Boardroom:
    return Boardroom.begun(tmp_path)


@pytest.fixture
def case(room: Boardroom) -> CaseRecord:
    """A case whose image somebody took out of the folder."""
    found = room.mayor()[0]
    room.recount.folder.image(found.row.images[0]).unlink()
    return found


def _paper_comes(room: Boardroom, case: CaseRecord) -> None:
    room.sit("cora")
    clerk = room.seating.seat("cora")
    request_paper(room.recount, case.seal, clerk)
    paper_on_table(room.recount, case.seal, clerk)


@pytest.mark.parametrize(
    ("ruling", "status"), [(NO_CONSENSUS, CaseStatus.NO_CONSENSUS), (PAPER, CaseStatus.PAPER_OUT)]
)
def test_without_its_image_a_case_goes_to_the_board_or_its_paper_is_fetched(
    room: Boardroom, case: CaseRecord, ruling: Ruling, status: CaseStatus
) -> None:
    room.rule(case, ruling)
    assert room.now(case).status is status


def test_a_ruling_on_the_image_waits_for_it(room: Boardroom, case: CaseRecord) -> None:
    before = room.recount.state.size
    with pytest.raises(Refusal, match=MISSING):
        room.rule(case, OVERVOTE)
    assert room.recount.state.size == before


@pytest.mark.parametrize("evidence", [EvidenceKind.PAPER, EvidenceKind.FORM])
def test_a_ruling_from_the_paper_or_a_form_takes_no_image(
    room: Boardroom, case: CaseRecord, evidence: EvidenceKind
) -> None:
    _paper_comes(room, case)
    room.rule(case, replace(OVERVOTE, evidence=evidence))
    assert room.now(case).ruling is not None


def test_the_board_rules_from_the_paper_without_the_image(
    room: Boardroom, case: CaseRecord
) -> None:
    room.objects("lee", case, Ground.SHOULD_COUNT, "ann")
    _paper_comes(room, case)
    with pytest.raises(Refusal, match=MISSING):
        room.propose(OVERVOTE, case)
    proposal = room.propose(replace(OVERVOTE, evidence=EvidenceKind.PAPER), case)
    assert "from the paper" in proposal.sentence
