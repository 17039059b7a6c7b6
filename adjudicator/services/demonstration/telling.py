"""The sentences a demonstration is told in."""

from collections.abc import Sequence

from adjudicator.domain.rulings import Ruling
from adjudicator.domain.second_look import BatchLooks, Sight
from adjudicator.domain.wording import count, join_names, ruling_sentence
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.attesting import Answer
from adjudicator.services.demonstration.stories import ScriptedObjection
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.demonstration.work import Act
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import BatchRecord, CaseRecord

_ANSWERS = {
    Answer.NONE: "signs the page, no objection",
    Answer.DECLINE: "declines to sign the page",
    Answer.OBJECT: "objects to the page",
    None: "is present and does not answer the page",
}


class Teller:
    """Knows the names."""

    def __init__(self, recount: Recount) -> None:
        self._recount = recount
        election = recount.election
        short = {p.name: p.abbreviation for p in election.parties}
        with recount.reading() as connection:
            people = [p.person for p in list_people(connection)]
        self._names: dict[str, str] = {}
        for person in people:
            first = (person.name or person.id).split()[0]
            side = "" if person.party is None else short.get(person.party, f"for {person.party}")
            self._names[person.id] = f"{first} ({side})" if side else first

    def takes(self, table: Table, batch: BatchRecord) -> str:
        """A table takes a batch."""
        contest = self._recount.election.contest(batch.contest)
        precinct = self._recount.election.precinct(batch.precinct)
        return (
            f"Table {table.name} takes batch {batch.number}: {contest.title}, precinct "
            f"{precinct.name}, container {batch.container}, {batch.cases} cases."
        )

    def rules(self, table: Table, case: CaseRecord, ruling: Ruling, *, others: int) -> str:
        """A team rules, on one case or alike on several."""
        who = join_names([self._names[s.person.id] for s in table.team])
        contest = self._recount.election.contest(case.row.contest)
        said = ruling_sentence(ruling, contest, case.row.machine, self._recount.rules)
        act = "rule" if ruling.reason is None else "revise"
        many = f" and {others} others" if others else ""
        return f"{who} {act} case {spoken(case.number)}{many}: {said}"

    def confirms(self, table: Table, act: Act) -> str:
        """A team confirms blanks on one page, each member looking alone."""
        who = join_names([self._names[s.person.id] for s in table.team])
        ballots = count(len(act.page), "ballot")
        numbers = join_names([spoken(case.number) for case in act.cases])
        cases = "case" if len(act.cases) == 1 else "cases"
        left = len(act.page) - len(act.cases)
        singly = f" {left} {'is' if left == 1 else 'are'} opened singly." if left else ""
        return (
            f"{who} look at {ballots} on one page, each alone, and find nothing marked in {cases} "
            f"{numbers}.{singly}"
        )

    def draws(self, drawn: Sequence[BatchLooks]) -> str:
        """The board draws blanks for a second look."""
        size = sum(each.size for each in drawn)
        blanks = count(sum(each.blanks for each in drawn), "blank")
        where = f"batch {drawn[0].batch}" if len(drawn) == 1 else f"{len(drawn)} batches"
        return f"The board draws {size:,} of {blanks} of {where} by dice, for a second look."

    def looks_again(self, table: Table, batch: int, seen: Sequence[tuple[str, Sight]]) -> str:
        """Another team looks at drawn blanks, told nothing of their rulings."""
        who = join_names([self._names[s.person.id] for s in table.team])
        numbers = join_names([spoken(number) for number, _ in seen])
        cases = "case" if len(seen) == 1 else "cases"
        unlike = [
            f" In case {spoken(number)} they see {sight.seen}: to the board."
            for number, sight in seen
            if sight is not Sight.NOTHING
        ]
        rest = " Nothing is marked." if not unlike else ""
        return f"{who} look again at {cases} {numbers} of batch {batch}.{rest}{''.join(unlike)}"

    def objects(self, case: CaseRecord, objection: ScriptedObjection) -> str:
        """An observer objects."""
        words = f" \u201c{objection.words}\u201d" if objection.words else ""
        return (
            f"{self._names[objection.person]} objects to case {spoken(case.number)}: "
            f"{objection.ground.label}.{words} To the board."
        )

    def answers(self, seat: Seat, table: Table, answer: Answer | None) -> str:
        """An observer answers a page, or does not."""
        said = _ANSWERS[answer]
        return f"{self._names[seat.person.id]} {said} ({table.pages} at table {table.name})."

    def moved(self, person: str, table: Table, what: str) -> str:
        """Somebody steps away or comes back."""
        return f"{self._names[person]} {what} table {table.name}."

    def closes(self, table: Table, batches: Sequence[BatchRecord]) -> str:
        """Batches are closed, in one act."""
        who = join_names([self._names[s.person.id] for s in table.team])
        whose, act = ("its", "") if len(batches) == 1 else ("their", " in one act")
        return f"{who} close {_named(batches)}{act} and sign {whose} counts with their own keys."

    def declines(self, person: str, batches: Sequence[BatchRecord]) -> str:
        """An observer refuses to sign a close."""
        return f"{self._names[person]} declines to sign the close of {_named(batches)}."

    def strikes(self, person: str, struck: int) -> str:
        """An observer strikes out answers at a close."""
        answers = "1 answer" if struck == 1 else f"{struck} answers"
        return (
            f"{self._names[person]} strikes out {answers} given at the table, and signs the rest."
        )


def _named(batches: Sequence[BatchRecord]) -> str:
    """One batch by its number; of many, how many."""
    return f"batch {batches[0].number}" if len(batches) == 1 else f"{len(batches)} batches"
