"""A team rules: two different people, one act, one ruling per case."""

from collections.abc import Sequence

from adjudicator.domain.rulings import Ruling, RulingRefused, Tier, check_ruling
from adjudicator.ledger import bodies, seals
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal
from adjudicator.storage.record import Appended


def record_rulings(
    recount: Recount,
    decided: Sequence[tuple[CaseRecord, Ruling]],
    members: Sequence[Seat],
    *,
    tier: Tier = Tier.TEAM,
) -> Appended:
    """Record rulings on cases of one batch.

    ``case.ruling`` is what the members saw as the current ruling; if another station ruled since,
    the record refuses this act, so nobody overwrites what they have not seen.

    :raises Refusal: the standards or the record do not allow it; nothing was changed.
    """
    batches = {case.batch for case, _ in decided}
    if len(batches) != 1:
        raise Refusal("One act rules on cases of one batch. Nothing was recorded.")
    openings: list[seals.Opening] = []
    items = []
    for case, ruling in decided:
        _check(recount, case, ruling)
        words = None
        if ruling.words:
            sealed = recount.seal(ruling.words)
            openings.append(sealed)
            words = sealed.seal
        items.append(
            bodies.item(
                case=case.seal,
                row=case.row_seal,
                disp=ruling.disposition.value,
                contest=case.row.contest,
                votes=ruling.votes,
                consistent=None if ruling.consistency is None else ruling.consistency.value,
                clause=ruling.clause,
                words=words,
                reason=None if ruling.reason is None else ruling.reason.value,
                evidence=ruling.evidence.value,
                same=ruling.same_as,
                prior=case.ruling,
            )
        )
    return recount.append(
        bodies.rule(batch=batches.pop(), tier=tier.value, items=items),
        [seat.signer for seat in members],
        openings=openings,
        session=True,
    )


def _check(recount: Recount, case: CaseRecord, ruling: Ruling) -> None:
    try:
        contest = recount.election.contest(case.row.contest)
        check_ruling(ruling, contest, case.row.machine, recount.rules, condition=case.row.condition)
    except RulingRefused as error:
        raise Refusal(f"Not recorded: {error} Nothing was lost.") from error
    if case.ruling is not None and ruling.reason is None:
        raise Refusal(
            "Not recorded: this case has a ruling. Press U and give the reason for revising it."
        )
    for image in case.row.images:
        if not recount.folder.image(image).exists():
            raise Refusal(
                "Not recorded: an image of this ballot is missing, so the case waits. "
                "Bring the image back from the second path, or fetch the paper (P)."
            )


def fresh(recount: Recount, seal: str) -> CaseRecord:
    """The case as it stands now.

    :raises Refusal: no such case.
    """
    with recount.reading() as connection:
        found = case_by_seal(connection, seal)
    if found is None:
        raise Refusal("This case is not in the pile of this recount.")
    return found
