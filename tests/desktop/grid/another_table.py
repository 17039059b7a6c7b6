"""Somebody rules on a case at another station while a page is looked at."""

from pathlib import Path

from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.recount import open_recount
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseRecord
from tests.desktop.recounts import PASSPHRASES


def rule_at_another_table(folder: Path, case: CaseRecord) -> str:
    """Rule that the team cannot agree; the case's number."""
    recount = open_recount(folder, station="t2")
    seating = Seating(recount)
    team = [seating.sign_in(person, PASSPHRASES[person]) for person in ("team1", "team2")]
    record_rulings(recount, [(case, Ruling(Disposition.NO_CONSENSUS))], team)
    recount.close()
    return case.number
