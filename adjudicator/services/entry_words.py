"""Each act of the record as one plain sentence, for the Record screen and the adjudication log."""

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.domain.objections import Ground
from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.wording import join_names
from adjudicator.services.entry_ends import TELLERS as END_TELLERS
from adjudicator.services.entry_looks import TELLERS as LOOK_TELLERS
from adjudicator.services.entry_orders import TELLERS as ORDER_TELLERS
from adjudicator.services.orders.telling import Known

Names = Mapping[str, str]
"""Person id to the name people know, or the id where the name is withheld."""


def entry_sentence(body: Mapping[str, Any], signers: tuple[str, ...], names: Names) -> str:
    """What happened, in one sentence.

    ``signers`` are the ids of the people who signed; an act of the log key has none.
    """
    who = join_names([names.get(person, person) for person in signers]) or "The station"
    of_order = ORDER_TELLERS.get(body["kind"])
    if of_order is not None:
        return of_order(body, who, Known(names))
    teller = _TELLERS.get(body["kind"])
    return teller(body, who, names) if teller else f"{who}: {body['kind'].replace('_', ' ')}."


def _open(body: Mapping[str, Any], _who: str, _names: Names) -> str:
    return f"The record was opened ({body['purpose']}), by {body['program']}."


def _enrol(body: Mapping[str, Any], _who: str, names: Names) -> str:
    role = Role(body["role"]).label.lower()
    party = f", {body['party']}" if body["party"] else ""
    return f"{names.get(body['person'], body['person'])} was enrolled: {role}{party}."


def _remove(body: Mapping[str, Any], who: str, names: Names) -> str:
    return f"{names.get(body['person'], body['person'])} was removed by {who}."


def _constitute(body: Mapping[str, Any], who: str, _names: Names) -> str:
    return f"The roster of {len(body['roster'])} people was constituted by {who}."


def _signin(body: Mapping[str, Any], _who: str, names: Names) -> str:
    return f"{names.get(body['person'], body['person'])} signed in at {body['st']}."


def _signout(body: Mapping[str, Any], _who: str, names: Names) -> str:
    return f"{names.get(body['person'], body['person'])} signed out at {body['st']}."


def _attend(body: Mapping[str, Any], _who: str, names: Names) -> str:
    state = {"in": "is here", "out": "left", "away": "is away"}[body["state"]]
    return f"{names.get(body['person'], body['person'])} {state}."


def _import(body: Mapping[str, Any], who: str, _names: Names) -> str:
    sheets = sum(n for _, n in body["lots"])
    cases = sum(n for *_, n in body["flagged"])
    return f"{who} imported {sheets:,} sheets with {cases:,} cases ({body['reader']})."


def _pile(body: Mapping[str, Any], who: str, _names: Names) -> str:
    cases = sum(n for _, n in body["cases"])
    drawn = body["drawn"].rstrip(".")
    return f"{who} closed the pile of {cases:,} cases; work order drawn {drawn}."


def _rule(body: Mapping[str, Any], who: str, _names: Names) -> str:
    n = len(body["items"])
    ballots = f"{n} {'ballot' if n == 1 else 'ballots'} of batch {body['batch']}"
    if body["tier"] == Tier.BOARD:
        return f"The board ruled on {ballots}; recorded by {who}, presiding."
    return f"{who} ruled on {ballots}."


def _vote(body: Mapping[str, Any], who: str, _names: Names) -> str:
    n = len(body["cases"])
    cases = f"{n} {'case' if n == 1 else 'cases'}"
    value = body["value"]
    if isinstance(value, str):
        return f"{who} abstained on {cases}."
    if not Disposition(value["disp"]).settles:
        return f"{who} voted on {cases}: against what was proposed."
    return f"{who} voted on {cases}."


def _sitting(body: Mapping[str, Any], who: str, names: Names) -> str:
    votes = sum(len(indexes) for _, indexes in body["votes"])
    members = join_names([names.get(person, person) for person, _ in body["votes"]])
    word = "vote" if votes == 1 else "votes"
    return f"A sitting ended: {votes} {word} of {members}; signed by {who}."


def _attest(body: Mapping[str, Any], who: str, _names: Names) -> str:
    answer = {
        "none": "signed, no objection",
        "object": "objected",
        "decline": "declined to sign",
    }[body["answer"]]
    if body["ground"] is not None:
        answer += f" ({Ground(body['ground']).label})"
    acts = len(body["about"])
    about = f", {acts} {'act' if acts == 1 else 'acts'}" if acts else ", before a ruling"
    return f"{who}: {answer}{about}."


def _withdraw(body: Mapping[str, Any], who: str, _names: Names) -> str:
    return f"{who} withdrew the objection of entry {body['objection'][0]}."


def _close(body: Mapping[str, Any], who: str, _names: Names) -> str:
    numbers = join_names([str(n) for n in body["batches"]])
    word = "batch" if len(body["batches"]) == 1 else "batches"
    return (
        f"{who} closed {word} {numbers}: {body['cases']} cases, {body['ruled']} ruled, "
        f"{body['escalated']} to the board."
    )


_TELLERS: dict[str, Callable[[Mapping[str, Any], str, Names], str]] = {
    "open": _open,
    "enrol": _enrol,
    "remove": _remove,
    "constitute": _constitute,
    "signin": _signin,
    "signout": _signout,
    "attend": _attend,
    "import": _import,
    "pile": _pile,
    "rule": _rule,
    "vote": _vote,
    "sitting": _sitting,
    "attest": _attest,
    "withdraw": _withdraw,
    "close": _close,
    **END_TELLERS,
    **LOOK_TELLERS,
}
