"""The policies of a recount in plain words, and what makes them impossible.

They are fixed by entry 0 for the whole recount; nobody can change them afterwards.
"""

from collections.abc import Iterable

from adjudicator.domain.people import SEATS, DifferentPolicy, Role
from adjudicator.domain.policy import AttestPolicy
from adjudicator.services.opening import Policy
from adjudicator.services.recount import Recount


def policy_of(recount: Recount) -> Policy:
    """What the opening of this recount fixed."""
    fields = recount.state.data.rules.fields
    return Policy(
        quorum=fields["quorum"],
        tiers=fields["tiers"],
        different=fields["different"],
        attest=fields["attest"],
        page_max=fields["page_max"],
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
    )
    return f"Fixed at the opening: {' · '.join(parts)}"
