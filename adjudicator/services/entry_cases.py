"""An entry as one sentence that names its case and ruling, where it is about one case alone."""

from adjudicator.domain.wording import join_names, ruling_sentence
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.entry_orders import TELLERS as ORDER_TELLERS
from adjudicator.services.entry_words import Names, entry_sentence
from adjudicator.services.orders.register import known_names
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import EntryRecord, rulings_of_entry
from adjudicator.storage.queries.cases import case_by_seal


def told(
    recount: Recount, state: RecordState, connection: Connection, entry: EntryRecord, names: Names
) -> str:
    """``Ada and Ben: case 4 1 7 K: Vote for Patrick Henry.``; acts on several cases count them."""
    plain = entry_sentence(entry.body, entry.signers, names)
    match entry.kind:
        case "rule" if len(entry.body["items"]) == 1:
            seal = entry.body["items"][0]["case"]
            ruling = _ruling(recount, connection, entry, seal)
            if not ruling:
                return plain
            who = join_names([names.get(p, p) for p in entry.signers]) or "The station"
            return f"{who}: case {_number(state, seal)}: {ruling}"
        case "attest":
            seals = state.data.attests[entry.index].cases
            if len(seals) == 1:
                return f"{plain.removesuffix('.')}: case {_number(state, next(iter(seals)))}."
            return plain
        case kind if kind in ORDER_TELLERS:
            who = join_names([names.get(p, p) for p in entry.signers]) or "The station"
            known = known_names(recount, state, dict(names))
            return ORDER_TELLERS[kind](entry.body, who, known)
        case _:
            return plain


def _number(state: RecordState, seal: str) -> str:
    return spoken(case_number(state.data.cases[seal].number))


def _ruling(recount: Recount, connection: Connection, entry: EntryRecord, seal: str) -> str:
    made = rulings_of_entry(connection, entry.index)
    case = case_by_seal(connection, seal)
    if case is None or len(made) != 1:
        return ""
    contest = recount.election.contest(case.row.contest)
    return ruling_sentence(made[0].ruling, contest, case.row.machine, recount.rules)
