"""Paper: cases that wait for it, requested, on the table, returned; a key and a button a step."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.papers_out.rescan import ask_for_rescan
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.wording import (
    clock,
    contest_title,
    day_and_clock,
    person_words,
    precinct_name,
)
from adjudicator.domain.election import Election
from adjudicator.domain.people import Role
from adjudicator.domain.wording import count
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.papers.fetching import fetch_paper, write_pull_slip
from adjudicator.services.papers.life import (
    PaperLine,
    Step,
    paper_lines,
    paper_on_table,
    paper_returned,
    read_seals,
)
from adjudicator.services.recount import Recount

_ACTS = {Step.ON_TABLE: paper_on_table, Step.RETURNED: paper_returned}
_NEXT = {
    None: {Step.REQUESTED},
    Step.REQUESTED: {Step.ON_TABLE, Step.RETURNED},
    Step.ON_TABLE: {Step.RETURNED},
    Step.RETURNED: {Step.REQUESTED},
}
_BUTTONS = {
    Step.REQUESTED: ("send", "Send for it"),
    Step.ON_TABLE: ("table", "It lies on the table"),
    Step.RETURNED: ("back", "It went back"),
}
_NOBODY = "Sign in (F3): each step is signed by somebody who sits here."
_IMAGES = "Images (*.png *.jpg *.jpeg *.tif *.tiff)"
_LAST = 7


class PaperScreen(Screen):
    """Every case whose paper is wanted or was fetched, and where that paper is."""

    context = Context.PAPER

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "Paper")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by case, container, batch or state")
        self.words.setAccessibleName("Narrow the list of papers")
        self.table = _table(desk.recount.election)
        self.steps = {step: QPushButton() for step in Step}
        self.ballot = QPushButton("Show this &ballot")
        self.slip = QPushButton("&Print the pull slip\u2026")
        self.rescan = QPushButton("New s&can\u2026")
        self.seals, self.signer = QLineEdit(), ChoiceBox()
        self.seals.setAccessibleName("Numbers of the seals seen on the container")
        self.signer.setAccessibleName("Who signs the step")
        self.history = label(wrap=True)
        maker = ActionMaker(commands, self)
        for step, (name, text) in _BUTTONS.items():
            act = partial(self.take, step)
            maker.make(f"paper.{name}", act)
            self.steps[step].setText(f"{text} ({commands.key(f'paper.{name}')})")
            self.steps[step].clicked.connect(act)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.words.textChanged.connect(self.table.set_words)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.opened.connect(self._open)
        self.ballot.clicked.connect(lambda: self._open(self.table.current()))
        self.slip.clicked.connect(self.print_slip)
        self.rescan.clicked.connect(self._choose_scans)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout()
        column.setSpacing(look.space("small"))
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self.history)
        fields = QHBoxLayout()
        fields.setSpacing(look.space("small"))
        for question, field, share in (
            ("&Seal numbers seen, if any", self.seals, 1),
            ("Signed b&y", self.signer, 2),
        ):
            words = label(question, bold=True)
            words.setBuddy(field)
            fields.addWidget(words)
            fields.addWidget(field, share)
        column.addLayout(fields)
        steps, ways = QHBoxLayout(), QHBoxLayout()
        for step in Step:
            steps.addWidget(self.steps[step])
        steps.addStretch(1)
        ways.addStretch(1)
        for button in (self.slip, self.rescan, self.ballot):
            ways.addWidget(button)
        for row in (self._rows, steps, ways):
            row.setSpacing(look.space("small"))
        self._rows.addLayout(steps)
        self._rows.addLayout(ways)
        column.addLayout(self._rows)
        self.body.addLayout(column, 1)
        # Who comes to the screen comes to the list; the line above it is the last stop.
        self.setTabOrder(self.ballot, self.words)
        # In one row the buttons would be wider than a small screen.
        stack_when_large(self._rows)

    # What there is -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read where every paper is."""
        self._show_signers()
        self.read(paper_lines, self._show)

    def _show_signers(self) -> None:
        chosen = self.signer.currentData()
        election = self.recount.election
        self.signer.clear()
        for seat in self.desk.seats:
            if seat.person.role is not Role.OBSERVER:
                self.signer.addItem(person_words(seat.person, election), seat.person.id)
        place = self.signer.findData(chosen)
        self.signer.setCurrentIndex(max(place, 0 if self.signer.count() else -1))

    def _show(self, lines: list[PaperLine]) -> None:
        chosen = self.table.current()
        self.table.set_rows(lines)
        waiting = sum(line.waiting for line in lines)
        out = sum(line.out for line in lines)
        self.header.set_title(
            "Paper", f"{count(waiting, 'case')} waiting for it \u00b7 {out:,} out of the container"
        )
        seals = [line.case.seal for line in lines]
        if seals:
            known = chosen is not None and chosen.case.seal in seals
            self.table.selectRow(seals.index(chosen.case.seal) if known and chosen else 0)
            self.table.setFocus()
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.table.current()
        able = _NEXT[line.step] if line is not None and self.signer.count() else set()
        for step, button in self.steps.items():
            button.setEnabled(step in able)
        self.ballot.setEnabled(line is not None)
        self.slip.setEnabled(line is not None)
        self.rescan.setEnabled(line is not None)
        if line is None:
            self.history.setText("No case waits for its paper, and none is out.")
            return
        told = [f"{day_and_clock(step.time)}: {step.words}." for step in line.steps]
        words = "  ".join(told) or "Nobody has sent for it yet."
        lack = "" if self.signer.count() else f"  {_NOBODY}"
        self.history.setText(f"Case {spoken(line.case.number)}. {words}{lack}")

    # What can be done ----------------------------------------------------------------------

    def take(self, step: Step) -> None:
        """Record a step of the paper that is chosen, signed by the seat that is chosen."""
        line, person = self.table.current(), self.signer.currentData()
        if line is None:
            return
        if person is None:
            self.banner.say(_NOBODY, "warning")
            return
        seals, seating, seal = read_seals(self.seals.text()), self.desk.seating, line.case.seal

        number = spoken(line.case.number)

        def do(recount: Recount) -> str:
            seat = seating.seat(str(person))
            told = f"Case {number}: the paper is noted as {step.label.lower()}."
            if step is not Step.REQUESTED:
                _ACTS[step](recount, seal, seat, seals)
                return told
            fetched = fetch_paper(recount, seal, seat, seals)
            return f"{told} {fetched.told}"

        def done(sentence: str) -> None:
            self.seals.clear()
            self.say(sentence)

        self.desk.act(do, frozenset({Topic.RULINGS, Topic.PILE}), done, self.tell)

    def print_slip(self) -> None:
        """Make the pull slip of the paper that is chosen, and open it to be printed."""
        line = self.table.current()
        if line is not None:
            number = line.case.number
            self.desk.ask(
                lambda recount: write_pull_slip(recount, number), self._show_slip, self.tell
            )

    def _show_slip(self, slip: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(slip))):
            self.banner.say(
                f"No program on this computer opens it. The pull slip lies at {slip}.", "warning"
            )

    def _open(self, line: PaperLine | None) -> None:
        if line is not None:
            self.host.show_review(line.case.batch, line.case.number)

    def _choose_scans(self) -> None:
        line = self.table.current()
        if line is None:
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self, f"New images of case {spoken(line.case.number)}, front first", "", _IMAGES
        )
        if chosen:
            paths = [Path(name) for name in chosen]
            ask_for_rescan(self.desk, line.case, paths, self, self.say, self.tell)


def _table(election: Election) -> DataTable[PaperLine]:
    def last(line: PaperLine) -> str:
        return f"{clock(line.steps[-1].time)} {line.steps[-1].words}" if line.steps else ""

    made: DataTable[PaperLine] = DataTable(
        (
            Column("Case", lambda r: spoken(r.case.number), lambda r: r.case.place),
            Column("Paper", lambda r: r.state),
            Column("Container", lambda r: r.case.row.container),
            Column(
                "Position",
                lambda r: f"{r.case.row.position:,}",
                lambda r: r.case.row.position,
                number=True,
            ),
            Column("Contest", lambda r: contest_title(election, r.case.row.contest)),
            Column("Precinct", lambda r: precinct_name(election, r.case.row.precinct)),
            Column("Batch", lambda r: str(r.case.batch), lambda r: r.case.batch, number=True),
            Column("Last step", last, lambda r: r.steps[-1].entry if r.steps else 0, tip=last),
        ),
        "Papers",
    )
    made.give_rest(_LAST, 160)
    made.break_in_need(told_below=True)
    return made
