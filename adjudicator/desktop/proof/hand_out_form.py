"""The form of a paper of the opening: where a copy is saved, who takes it, and an officer's key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.papers.printer import Printer
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import one_of
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.wording import person_words
from adjudicator.domain.election import Election
from adjudicator.domain.people import Person, Role
from adjudicator.services.proof.ceremony import Step, check_turn
from adjudicator.services.proof.handing_out import HandedOut, hand_out
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people

_CARD = (
    "A page, and the files that a verification is given. They are made in the folder papers of the "
    "recount. Whoever takes them along can prove later that this is the record of tonight."
)
_SENTENCES = {
    Step.OPENING_CARD: _CARD,
    Step.PILE_CARD: _CARD,
    Step.REPORT: "Nothing is ruled and everything is fixed: this page says so, with every hash. It "
    "is made in the folder papers of the recount. The board signs it on paper.",
}
_TITLES = {
    Step.OPENING_CARD: "Hand out the opening card",
    Step.PILE_CARD: "Hand out the pile card",
    Step.REPORT: "Print the opening report",
}


class HandOutPane(SignedPane):
    """Where a copy goes, who takes it, and whether it is printed here."""

    def __init__(
        self, step: Step, people: Sequence[Person], election: Election, no_printer: str
    ) -> None:
        super().__init__()
        self.out = PathField("A stick or folder for a copy", folder=True)
        self.printed = QCheckBox("&Send it to the printer")
        self.printed.setChecked(not no_printer)
        self.printed.setEnabled(not no_printer)
        column = self.column
        where = label("A s&tick or folder for a copy (may stay empty)", bold=True, wrap=True)
        where.setBuddy(self.out.line)
        column.addWidget(where)
        column.addWidget(self.out)
        column.addWidget(self.printed)
        if no_printer:
            column.addWidget(label(f"{no_printer}. Open it on Papers to print it.", wrap=True))
        asked = "Who signs it" if step is Step.REPORT else "Who takes it along"
        column.addWidget(label(f"{asked}; it is noted in the record", bold=True, wrap=True))
        self.takers = {p.id: QCheckBox(person_words(p, election)) for p in people}
        for box in self.takers.values():
            column.addWidget(box)
        column.addStretch(1)

    @property
    def chosen(self) -> list[str]:
        """Ids of those who take it."""
        return [person for person, box in self.takers.items() if box.isChecked()]


def open_hand_out_form(
    desk: Desk,
    step: Step,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
    pile: int = 1,
) -> None:
    """Hand out the paper of a step, if it is its turn.

    :param pile: of a pile card: which pile's.
    :param told: takes the sentence that says what was made, and again what the printer did.
    """
    printer = Printer(desk)

    def read(recount: Recount) -> list[Person]:
        check_turn(recount, step)
        with recount.reading() as connection:
            return [p.person for p in list_people(connection) if not p.removed]

    def show(people: list[Person]) -> None:
        takers = [p for p in people if p.on_board]
        if step is not Step.REPORT:
            # Parties first: the cards are for them.
            parties = [p for p in people if p.role is Role.OBSERVER]
            takers = [*parties, *takers, *(p for p in people if p not in (*parties, *takers))]
        pane = HandOutPane(step, takers, desk.recount.election, printer.problem)
        dialog = SigningDialog(desk, _request(step, people, pane, pile), parent, pane)
        pane.out.line.setFocus()
        dialog.recorded.connect(partial(_made, printer, pane.printed.isChecked, told))
        dialog.open()

    desk.ask(read, show, failed)


def _made(
    printer: Printer, wanted: Callable[[], bool], told: Callable[[str], None], made: HandedOut
) -> None:
    where = f"{made.paper.parent.name}/{made.paper.name}"
    copies = f" A copy is in {made.saved[0].parent}." if made.saved else ""
    said = f"{made.step.label}: {where} is made and noted as entry {made.entry:,}.{copies}"
    if wanted():
        printer.print(made.paper, lambda became: told(f"{said} {became}"))
    else:
        told(said)


def _request(step: Step, people: Sequence[Person], pane: HandOutPane, pile: int) -> Request:
    officers = [p for p in people if p.officer]

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> HandedOut:
        return hand_out(
            recount, step, next(iter(keys.values())), pane.chosen, pile=pile, out=pane.out.path
        )

    return Request(
        title=_TITLES[step] if pile == 1 else f"{_TITLES[step]} of pile {pile}",
        sentence=_SENTENCES[step],
        button="Make it and note it",
        need=one_of(officers, "An officer signs: a member of the board or a clerk."),
        do=do,
        topics=frozenset(Topic),
    )
