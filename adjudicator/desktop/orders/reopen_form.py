"""Reopening closed cases: which they are, who is told, why, and two different officers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import two_officers
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.people import DifferentPolicy, Person
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.reopening import Attested, attested_to, reopen, reopening_problem
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal

_NAMED = 12
BLIND = (
    "{} goes back to those who ruled on it. They rule without being shown the old ruling; both "
    "are shown side by side once the new one stands."
)


@dataclass(frozen=True, slots=True)
class Reopening:
    """What the form shows, read in one go."""

    cases: tuple[CaseRecord, ...]
    attested: tuple[Attested, ...]
    people: tuple[Person, ...]
    different: DifferentPolicy


def read_reopening(recount: Recount, seals: Sequence[str]) -> Reopening:
    """Read the cases as they stand now, and who had attested to them.

    :raises Refusal: one of them cannot be reopened.
    """
    with recount.reading() as connection:
        found = [case_by_seal(connection, seal) for seal in seals]
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    cases = tuple(case for case in found if case is not None)
    for case in cases:
        if problem := reopening_problem(recount, case.seal):
            raise Refusal(f"Case {spoken(case.number)} cannot be reopened. {problem}")
    return Reopening(cases, attested_to(recount, seals), people, recount.state.data.rules.different)


def reopen_request(reopening: Reopening) -> Request:
    """The act, and who signs it."""
    numbers = join_names([spoken(case.number) for case in reopening.cases])
    one = len(reopening.cases) == 1

    def do(recount: Recount, keys: Mapping[str, Signer], reason: str) -> str:
        reopen(recount, reopening.cases, reason, list(keys.values()))
        names = join_names([person.name for person in reopening.attested])
        told = f" To be told: {names}." if names else ""
        return f"Case{'' if one else 's'} {numbers} {'is' if one else 'are'} reopened.{told}"

    what = f"case {numbers}" if one else count(len(reopening.cases), "case")
    return Request(
        title=f"Reopen {what}",
        sentence=BLIND.format("It" if one else "Each"),
        button="Reopen",
        need=two_officers(reopening.people, reopening.different),
        do=do,
        topics=frozenset(Topic),
        reason="Why is it reopened?" if one else "Why are they reopened?",
    )


class ReopenPane(SignedPane):
    """The cases, and everyone who had answered or objected and is to be told."""

    def __init__(self, desk: Desk, reopening: Reopening) -> None:
        super().__init__()
        election = desk.recount.election
        column = self.column
        for case in reopening.cases[:_NAMED]:
            where = (
                f"Case {spoken(case.number)} \u00b7 {contest_title(election, case.row.contest)} "
                f"\u00b7 {precinct_name(election, case.row.precinct)} \u00b7 batch {case.batch}"
            )
            column.addWidget(label(where, wrap=True))
        if len(reopening.cases) > _NAMED:
            column.addWidget(label(f"And {len(reopening.cases) - _NAMED} more."))
        self.told = label(told_words(reopening.attested), wrap=True)
        column.addWidget(label("Who had answered or objected, and is told", bold=True))
        column.addWidget(self.told)
        column.addStretch(1)


def told_words(attested: Sequence[Attested]) -> str:
    """Everyone with what they had said; or that nobody had."""
    if not attested:
        return "Nobody had answered or objected."
    return "\n".join(person.words for person in attested)


def ask_to_reopen(
    desk: Desk,
    seals: Sequence[str],
    parent: QWidget,
    done: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Show the form of a reopening; ``done`` takes the sentence that says it was recorded."""

    def opened(reopening: Reopening) -> None:
        pane = ReopenPane(desk, reopening)
        dialog = SigningDialog(desk, reopen_request(reopening), parent, pane)
        dialog.recorded.connect(lambda said: done(str(said)))
        dialog.open()

    desk.ask(lambda recount: read_reopening(recount, seals), opened, failed)
