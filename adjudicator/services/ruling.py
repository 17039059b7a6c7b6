"""A team rules: two different people, one act, one ruling per case."""

from collections.abc import Iterable, Sequence

from adjudicator.domain.rulings import (
    EvidenceKind,
    Ruling,
    RulingRefused,
    Tier,
    check_ruling,
)
from adjudicator.ledger import bodies, seals
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state import RecordState
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.locks import lock_sentence
from adjudicator.services.proof.ceremony import check_first_ruling
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.services.second_look.telling import docket_words
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal
from adjudicator.storage.record import Appended

_NO_REASON = "Not recorded: this case has a ruling. Press U and give the reason for revising it."
_NO_REASON_ANEW = (
    "Not recorded: this case was reopened. Press the digit that says why it is ruled on anew. "
    "Nothing was lost."
)


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
    state = recount.state
    for case, ruling in decided:
        check_may_rule(recount, case, ruling, state)
        if tier is Tier.TEAM and (looked := docket_words(state, case.seal)):
            raise Refusal(f"Not recorded. {looked} The board rules on this case. Nothing was lost.")
        if case.ruling is not None and ruling.reason is None:
            again = state.data.cases[case.seal].reopened is not None
            raise Refusal(_NO_REASON_ANEW if again else _NO_REASON)
        item, sealed = ruling_item(recount, case, ruling)
        items.append(item)
        openings += sealed
    return recount.append(
        bodies.rule(batch=batches.pop(), tier=tier.value, items=items),
        [seat.signer for seat in members],
        openings=openings,
        session=True,
    )


def ruling_item(
    recount: Recount,
    case: CaseRecord,
    ruling: Ruling,
    objections: Iterable[tuple[int, str]] = (),
) -> tuple[Body, list[seals.Opening]]:
    """The item of a rule act, and the openings that come with it.

    :param objections: those it decides, ``(entry, "upheld" or "rejected")``.
    """
    sealed = [recount.seal(ruling.words)] if ruling.words else []
    item = bodies.item(
        case=case.seal,
        row=case.row_seal,
        disp=ruling.disposition.value,
        contest=case.row.contest,
        votes=ruling.votes,
        consistent=None if ruling.consistency is None else ruling.consistency.value,
        clause=ruling.clause,
        words=sealed[0].seal if sealed else None,
        reason=None if ruling.reason is None else ruling.reason.value,
        evidence=ruling.evidence.value,
        same=ruling.same_as,
        prior=case.ruling,
        objections=objections,
    )
    return item, sealed


def check_may_rule(
    recount: Recount, case: CaseRecord, ruling: Ruling, state: RecordState | None = None
) -> None:
    """Refuse what an order or the standards do not allow, and a ruling on an image not here.

    To send a case up, to fetch its paper and to rule from the paper or a form takes no image.

    :param state: the record as it stands, where several cases are ruled on at once.
    :raises Refusal: with the sentence of the order or the standards, or of the step of the opening
        that comes first; nothing was changed.
    """
    state = state or recount.state
    if not state.data.rulings:
        check_first_ruling(recount)
    if locked := lock_sentence(recount, case.seal, state):
        raise Refusal(f"Not recorded: {locked[0].lower()}{locked[1:]} Nothing was lost.")
    try:
        contest = recount.election.contest(case.row.contest)
        check_ruling(ruling, contest, case.row.machine, recount.rules, condition=case.row.condition)
    except RulingRefused as error:
        raise Refusal(f"Not recorded: {error} Nothing was lost.") from error
    if not ruling.disposition.settles or ruling.evidence is not EvidenceKind.IMAGE:
        return
    if not all(recount.folder.image(image).exists() for image in case.row.images):
        raise Refusal(
            "Not recorded: an image of this ballot is missing, and this ruling is made on it. "
            "Nothing was lost. Bring the image back from the second path, or send for the paper "
            "and rule from it."
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
