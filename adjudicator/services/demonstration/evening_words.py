"""The sentences the board's evening of a demonstration is told in."""

from collections.abc import Sequence

from adjudicator.domain.rulings import Ruling
from adjudicator.domain.wording import join_names, ruling_sentence
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.demonstration.evening_script import Act, EveningAct
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord


class EveningTeller:
    """Knows the names."""

    def __init__(self, recount: Recount) -> None:
        self._recount = recount
        with recount.reading() as connection:
            people = [p.person for p in list_people(connection)]
        self._names = {p.id: p.name or p.id for p in people}

    def notes(self, person: str, words: str) -> str:
        """Somebody notes an incident."""
        return f"{self._names[person]} notes an incident: \u201c{words}\u201d"

    def moves(self, person: str, words: str, *, gone: bool) -> str:
        """Somebody leaves the room or comes back."""
        why = f": {words}" if words else ""
        return f"{self._names[person]} {'leaves' if gone else 'is back'}{why}."

    def seats(self, alternate: str, instead_of: str) -> str:
        """Somebody takes a seat."""
        return (
            f"The board seats {self._names[alternate]} in the place of {self._names[instead_of]}."
        )

    def orders(self, act: EveningAct) -> str:
        """A contest is suspended or resumed."""
        title = self._recount.election.contest(act.contest).title
        what = "suspended" if act.act is Act.SUSPEND else "resumed"
        by = f" by order of {act.ordered_by}" if act.ordered_by else ""
        return f"{title} is {what}{by}: \u201c{act.words}\u201d"

    def fetches(self, act: EveningAct, case: CaseRecord) -> str:
        """The paper of a case comes or goes."""
        seals = join_names(list(act.seals))
        where = "on the table" if act.act is Act.PAPER else "back in its container"
        return (
            f"The paper of case {spoken(case.number)} is {where} "
            f"({self._names[act.person]}, seal {seals})."
        )

    def takes_out(self, person: str, case: CaseRecord, left: int) -> str:
        """Somebody has one ballot taken out of a group."""
        return (
            f"{self._names[person]} asks that case {spoken(case.number)} be taken out; "
            f"{left} like cases are voted on together."
        )

    def rules(self, cases: Sequence[CaseRecord], sentence: str, words: str) -> str:
        """The board rules."""
        first = f"case {spoken(cases[0].number)}"
        what = first if len(cases) == 1 else f"{len(cases)} like cases, {first} first"
        return f"The board rules on {what}, {words} {sentence}"

    def withdraws(self, person: str, case: CaseRecord) -> str:
        """An observer takes an objection back."""
        return f"{self._names[person]} withdraws the objection to case {spoken(case.number)}."

    def ends(self, signing: Sequence[str], votes: int) -> str:
        """The sitting is signed."""
        who = join_names([self._names[person] for person in signing])
        return f"{who} end the sitting and sign its {votes} votes, one passphrase each."

    def reopens(self, act: EveningAct, case: CaseRecord) -> str:
        """Two officers reopen a case."""
        who = join_names([self._names[person] for person in act.officers])
        return f"{who} reopen case {spoken(case.number)}: \u201c{act.words}\u201d"

    def rules_again(self, table: Table, case: CaseRecord, ruling: Ruling) -> str:
        """A table rules on a reopened case."""
        contest = self._recount.election.contest(case.row.contest)
        said = ruling_sentence(ruling, contest, case.row.machine, self._recount.rules)
        return f"Table {table.name} rules on case {spoken(case.number)} anew: {said}"

    def objects_late(self, act: EveningAct, case: CaseRecord) -> str:
        """An observer objects after the close."""
        return (
            f"{self._names[act.person]} objects to case {spoken(case.number)} after its batch was "
            f"closed: \u201c{act.words}\u201d It is noted as late."
        )

    def closes(self, table: Table, batches: Sequence[int]) -> str:
        """What was reopened is closed again."""
        listed = join_names([str(n) for n in batches])
        return f"Table {table.name} closes batch {listed} again."
