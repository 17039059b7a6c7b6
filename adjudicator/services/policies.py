"""The policies of a recount in plain words, and what makes them impossible.

They are fixed by entry 0 for the whole recount; nobody can change them afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adjudicator.domain.people import SEATS, DifferentPolicy, Role
from adjudicator.domain.policy import AttestPolicy, ScoresPolicy
from adjudicator.services.opening import Policy
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseRecord


def policy_of(recount: Recount) -> Policy:
    """What the opening of this recount fixed."""
    fields = recount.state.data.rules.fields
    return Policy(
        quorum=fields["quorum"],
        tiers=fields["tiers"],
        different=fields["different"],
        attest=fields["attest"],
        page_max=fields["page_max"],
        writeins_as_under=fields["writeins_as_under"],
        scores=fields["scores"],
        grid=fields["grid"],
        grid_ms=fields["grid_ms"],
        sample_pm=fields["sample_pm"],
        sample_limit_pm=fields["sample_limit_pm"],
    )


def keeps_ink(recount: Recount, case: CaseRecord) -> bool:
    """Whether measured ink of a case is kept from people for now: it has to be ruled on first."""
    policy = ScoresPolicy(recount.state.data.rules.fields["scores"])
    return policy.hides(counts=case.status.counts)


def policy_sentences(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Every policy that entry 0 fixed, a sentence each.

    :param fields: as the record holds them.
    """
    party = fields["different"] == DifferentPolicy.PARTY
    return (
        _quorum_sentence(fields["quorum"]),
        "The board rules on every case at once; there are no counting teams."
        if fields["tiers"] == 1
        else f"Counting teams of {fields['team']} rule first; what they cannot settle and what is "
        "objected to goes to the board.",
        "Two people who act together are of unlike parties, where both have one."
        if party
        else "Any two people may act together.",
        (
            f"{_ASKED[AttestPolicy(fields['attest'])]}; they may object at any moment until the "
            "batch is closed, and nothing waits for them."
        ),
        f"One act rules on at most {fields['page_max']} ballots.",
        "Work goes in an order shuffled by a seed drawn at the pile."
        if fields["shuffle"]
        else "Work goes in the order of the paper.",
        "Heads of the record are cosigned: an import waits for the opening's, a ruling for its "
        "pile's."
        if fields["cosign"]
        else "Heads of the record are not cosigned: whoever owns it could make another.",
        _grid_sentence(fields),
        *_look_sentences(fields["sample_pm"], fields["sample_limit_pm"]),
        _SCORES[ScoresPolicy(fields["scores"])],
        "A write-in nobody qualified for counts as an undervote."
        if fields["writeins_as_under"]
        else "A write-in nobody qualified for is counted apart.",
        (
            f"{_PUBLISHED.get(fields['publish'], 'Exports open nothing')}"
            f"{'; names and written words are kept back' if fields['privacy'] else ''}."
        ),
    )


_PER_MILLE = 1_000
_AFTER = ScoresPolicy.AFTER
_ASKED = {
    AttestPolicy.EACH: "Observers are asked after every ruling",
    AttestPolicy.PAGE: "Observers are asked after every page of rulings",
    AttestPolicy.BATCH: "Observers are asked at the end of each batch",
}
_SCORES = {
    ScoresPolicy.SHOWN: "What is measured of the ink on a ballot may be seen while it is ruled on.",
    ScoresPolicy.AFTER: "What is measured of the ink on a ballot is shown only once it is ruled "
    "on: no figure, no outline and no group of ink before.",
}
_PUBLISHED = {
    "after_certification": "Exports open the rows of cases once every contest is closed",
    "at_once": "Exports open the rows of cases from the beginning",
}


def _quorum_sentence(quorum: int) -> str:
    present = "one member of it is" if quorum == 1 else f"{quorum} members of it are"
    return f"The board acts when {present} present."


def _grid_sentence(fields: Mapping[str, Any]) -> str:
    if not fields["grid"] or fields["tiers"] == 1:
        return "Every ballot is looked at alone; there are no pages of blank ones."
    seconds = fields["grid_ms"] / _PER_MILLE
    return (
        "Plainly blank ballots may be ruled on by the page: each member looks on their own, for at "
        f"least {seconds:g} seconds, and either can take any ballot out."
    )


def _look_sentences(per_mille: int, limit: int) -> Iterator[str]:
    """How many blanks are drawn for a second look, and what follows from it."""
    if not per_mille:
        yield "No blank is drawn for a second look."
        return
    of = f"of each {_PER_MILLE:,}"
    drawn = (
        "Every ballot" if per_mille == _PER_MILLE else f"{of.capitalize()} ballots {per_mille:,}"
    )
    verb = "is" if per_mille in {1, _PER_MILLE} else "are"
    yield (
        f"{drawn} confirmed as blank in a batch {verb} drawn for a second look, at least one; "
        "another team looks, and is not told the ruling."
    )
    yield (
        f"Where more than {limit:,} {of} drawn are seen otherwise, every blank of the batch is "
        "looked at again."
        if limit
        else "Where one of them is seen otherwise, every blank of the batch is looked at again."
    )


def quorum_problem(quorum: int, roles: Iterable[Role]) -> str:
    """Why a board of these people could never act; empty if it can.

    :param roles: of everyone who is to be enrolled; alternates hold no seat of their own.
    """
    seats = sum(role in SEATS for role in roles)
    if quorum <= seats:
        return ""
    members = "1 member" if seats == 1 else f"{seats} members"
    return (
        f"The quorum is {quorum} and the board has {members}, so it could never act. "
        f"Name a quorum of at most {seats}, or add members."
        if seats
        else f"The quorum is {quorum} and the list of people has no chair or member. Add the board."
    )


def policy_line(policy: Policy) -> str:
    """The same in one line: ``Fixed at the opening: quorum 2 · two tiers · ...``."""
    asked = {
        AttestPolicy.EACH: "observers asked after every ruling",
        AttestPolicy.PAGE: f"observers asked after every {policy.page_max} rulings",
        AttestPolicy.BATCH: "observers asked at the end of a batch",
    }
    party = policy.different == DifferentPolicy.PARTY
    parts = (
        f"quorum {policy.quorum}",
        "one tier: the board rules at once" if policy.tiers == 1 else "two tiers",
        asked[AttestPolicy(policy.attest)],
        "two who act together are of unlike parties" if party else "any two people act together",
        *(("unqualified write-ins are undervotes",) if policy.writeins_as_under else ()),
        *(("measured ink is shown after the ruling",) if policy.scores == _AFTER else ()),
        *(("no pages of blank ballots",) if policy.tiers != 1 and not policy.grid else ()),
        *((f"second look at {policy.sample_pm:,} of 1,000 blanks",) if policy.sample_pm else ()),
    )
    return f"Fixed at the opening: {' · '.join(parts)}"
