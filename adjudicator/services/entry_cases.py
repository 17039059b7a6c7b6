"""An entry as one sentence that names its case and ruling, where it is about one case alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adjudicator.domain.rulings import Tier
from adjudicator.domain.wording import join_names, ruling_sentence
from adjudicator.ledger.state import RecordState
from adjudicator.services.board.voting import vote_words
from adjudicator.services.entry_looks import look_sentences
from adjudicator.services.entry_orders import TELLERS as ORDER_TELLERS
from adjudicator.services.entry_words import Names, entry_sentence
from adjudicator.services.objections import label_of
from adjudicator.services.orders.register import known_names
from adjudicator.services.recount import Recount
from adjudicator.services.veil import LATER, is_any_veiled
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import EntryRecord, rulings_of_entry
from adjudicator.storage.queries.cases import case_by_seal


@dataclass(frozen=True, slots=True)
class _Act:
    """One entry, and what is needed to tell it."""

    recount: Recount
    state: RecordState
    connection: Connection
    entry: EntryRecord
    names: Names
    whole: bool

    @property
    def who(self) -> str:
        people = [self.names.get(person, person) for person in self.entry.signers]
        return join_names(people) or "The station"

    @property
    def plain(self) -> str:
        return entry_sentence(self.entry.body, self.entry.signers, self.names)

    def case(self, seal: str) -> str:
        """The case's number as it is spoken."""
        return self.state.data.cases[seal].name

    def keeps(self, seals: Iterable[str]) -> bool:
        """Whether what the entry says about these cases is kept for now."""
        return not self.whole and is_any_veiled(self.state, self.entry.index, seals)


def told(
    recount: Recount,
    state: RecordState,
    connection: Connection,
    entry: EntryRecord,
    names: Names,
    *,
    whole: bool = False,
) -> str:
    """``Ada and Ben: case 4 1 7 K: Vote for Patrick Henry.``; acts on several cases count them.

    :param whole: for the exported log: also what screens keep of reopened cases.
    """
    act = _Act(recount, state, connection, entry, names, whole)
    if entry.kind in ORDER_TELLERS:
        known = known_names(recount, state, dict(names))
        return ORDER_TELLERS[entry.kind](entry.body, act.who, known)
    teller = _TELLERS.get(entry.kind)
    return act.plain if teller is None else teller(act)


def _rule(act: _Act) -> str:
    made = rulings_of_entry(act.connection, act.entry.index)
    case = case_by_seal(act.connection, made[0].case_seal) if len(made) == 1 else None
    if case is None:
        return act.plain
    recount = act.recount
    contest = recount.election.contest(case.row.contest)
    if act.keeps([case.seal]):
        ruling = f"ruling {LATER}."
    else:
        ruling = ruling_sentence(made[0].ruling, contest, case.row.machine, recount.rules)
    who = f"The board, by {act.who}" if made[0].tier is Tier.BOARD else act.who
    return f"{who}: case {act.case(case.seal)}: {ruling}"


def _vote(act: _Act) -> str:
    """``Lou Lewis, case 4 1 7 K: for a vote for Patrick Henry.``."""
    seals = act.entry.body["cases"]
    kept = act.keeps(seals)
    words = f"vote {LATER}" if kept else vote_words(act.recount, act.connection, act.entry.body)
    where = f"case {act.case(seals[0])}" if len(seals) == 1 else f"{len(seals)} cases"
    return f"{act.who}, {where}: {words}."


def _attest(act: _Act) -> str:
    seals = sorted(act.state.data.attests[act.entry.index].cases)
    where = f": case {act.case(seals[0])}" if len(seals) == 1 else ""
    objects = act.entry.index in act.state.data.objections
    number = f"{label_of(act.state, act.entry.index)}, " if objects else ""
    if objects and act.keeps(seals):
        return f"{number}{act.who}: objected; {LATER}{where}."
    return f"{number}{act.plain.removesuffix('.')}{where}."


def _withdraw(act: _Act) -> str:
    label = label_of(act.state, act.entry.body["objection"][0])
    return f"{act.who} withdrew objection {label}."


def _contest_close(act: _Act) -> str:
    contest = act.recount.election.contest(act.entry.body["contest"])
    return f"{act.who} closed the contest {contest.title}."


def _look(act: _Act) -> str:
    """Such as ``Ada and Ben, second look: case 4 1 7 K: a vote, unlike the ruling: ...``."""
    items = act.entry.body["items"]
    if len(items) > 1:
        return act.plain
    body = act.entry.body
    (seen,) = look_sentences(act.state, act.entry.index, body, whole=act.whole)
    return f"{act.who}, second look: {seen[0].lower()}{seen[1:]}"


_TELLERS: dict[str, Callable[[_Act], str]] = {
    "rule": _rule,
    "vote": _vote,
    "attest": _attest,
    "withdraw": _withdraw,
    "contest_close": _contest_close,
    "look": _look,
}
