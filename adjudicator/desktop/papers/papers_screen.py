"""Papers: what can be printed now, each with its choice; what was made, to be opened or printed."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.papers.choice import ChoiceField
from adjudicator.desktop.papers.maker import make_paper, told_where
from adjudicator.desktop.papers.printer import Printer
from adjudicator.desktop.papers.upload_form import UploadForm
from adjudicator.desktop.screen import Host, Screen
from adjudicator.domain.wording import count
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.papers.offers import MadePaper, Offer, offers, papers_made
from adjudicator.services.recount import Recount

_SIZES = (("US Letter", PaperSize.LETTER), ("A4", PaperSize.A4))
_SENTENCE = 1


class PapersScreen(Screen):
    """Every paper of the recount, to be made, opened and printed."""

    context = Context.PAPERS

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "Papers to print")
        self.printer = Printer(self)
        self.offers = _offers_table()
        self.choice = ChoiceField()
        self.paper_size = ChoiceBox()
        for words, size in _SIZES:
            self.paper_size.addItem(words, size)
        self.paper_size.setAccessibleName("Size of the paper")
        self.why_not = label(wrap=True)
        self.made = _made_table()
        self.made_title = label("Made so far", bold=True)
        self.no_printer = label(size="small", tone="muted", wrap=True)
        maker, key = ActionMaker(commands, self), commands.key
        self.make_button = QPushButton(f"&Make it ({key('papers.make')})")
        self.make_button.setProperty("kind", "primary")
        self.open_button = QPushButton(f"&Open ({key('papers.open')})")
        self.print_button = QPushButton(f"&Print ({key('papers.print')})")
        for name, button, act in (
            ("make", self.make_button, self.make),
            ("open", self.open_button, self.open),
            ("print", self.print_button, self.print),
        ):
            maker.make(f"papers.{name}", act)
            button.clicked.connect(act)
        maker.make("papers.upload", self.upload)
        self.upload_button = self.header.add_button("File for the &state\u2026")
        self.upload_button.setToolTip(key("papers.upload"))
        self.upload_button.clicked.connect(self.upload)
        self._making = False
        self._wanted: Path | None = None
        self._lay_out()
        self.offers.selectionModel().currentRowChanged.connect(self._show_offer)
        self.made.selectionModel().currentRowChanged.connect(self._show_able)
        self.offers.opened.connect(lambda _offer: self.make())
        self.made.opened.connect(lambda _paper: self.open())
        self.choice.entered.connect(self.make)
        self.setFocusProxy(self.offers)

    def _lay_out(self) -> None:
        space = theme().space
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.offers, 1)
        left.addWidget(self.why_not)
        row = QHBoxLayout()
        row.addWidget(self.choice.question)
        row.addWidget(self.choice, 1)
        left.addLayout(row)
        row = QHBoxLayout()
        words = label("Paper s&ize", bold=True)
        words.setBuddy(self.paper_size)
        row.addWidget(words)
        row.addWidget(self.paper_size)
        row.addStretch(1)
        row.addWidget(self.make_button)
        left.addLayout(row)
        right.addWidget(self.made_title)
        right.addWidget(self.made, 1)
        right.addWidget(self.no_printer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.open_button)
        row.addWidget(self.print_button)
        right.addLayout(row)
        both = QHBoxLayout()
        both.setSpacing(space("large"))
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        for column in (left, right):
            column.setSpacing(space("small"))
        self.body.addLayout(both, 1)

    # What there is -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what can be printed and what was."""

        def both(recount: Recount) -> tuple[tuple[Offer, ...], list[MadePaper]]:
            return offers(recount), papers_made(recount)

        self.read(both, self._show)

    def _show(self, found: tuple[tuple[Offer, ...], list[MadePaper]]) -> None:
        offered, made = found
        chosen, kept = self.offers.current(), self.made.current()
        self.offers.set_rows(offered)
        kinds = [offer.kind for offer in offered]
        self.offers.selectRow(kinds.index(chosen.kind) if chosen is not None else 0)
        self.made.set_rows(made)
        wanted = self._wanted or (kept.path if kept is not None else None)
        paths = [paper.path for paper in made]
        if paths:
            self.made.selectRow(paths.index(wanted) if wanted in paths else 0)
        self._wanted = None
        self.header.set_title(self.title, f"{count(len(made), 'paper')} made so far")
        problem = self.printer.problem
        self.no_printer.setText(f"{problem}: Print opens the file instead." if problem else "")
        self.no_printer.setVisible(bool(problem))
        self._show_offer()

    def _show_offer(self) -> None:
        offer = self.offers.current()
        if offer is not None:
            self.choice.show_offer(offer)
            self.why_not.setText(offer.nothing)
            self.why_not.setVisible(bool(offer.nothing))
        self._show_able()

    def _show_able(self) -> None:
        offer, made = self.offers.current(), self.made.current()
        self.make_button.setEnabled(offer is not None and not offer.nothing and not self._making)
        for button in (self.open_button, self.print_button):
            button.setEnabled(made is not None)

    # What can be done ----------------------------------------------------------------------

    def make(self) -> None:
        """Make the paper that is chosen, about what is chosen beside it."""
        offer = self.offers.current()
        if offer is None or self._making:
            return
        if offer.nothing:
            self.banner.say(f"Nothing was made. {offer.nothing}", "warning")
            return
        self._making = True
        self._show_able()
        self.banner.say(f"{offer.title}: being made\u2026", "neutral")
        size: PaperSize = self.paper_size.currentData()
        about = self.choice.about
        make_paper(self.desk, offer.kind, about, self._made, self._not_made, size=size)

    def _made(self, path: Path) -> None:
        self._making, self._wanted = False, path
        self.say(f"{told_where(path)} Open shows it, Print prints it.")
        self.refresh()

    def _not_made(self, failure: Failure) -> None:
        self._making = False
        self._show_able()
        self.tell(failure)

    def upload(self) -> None:
        """Ask for template, sample and place of the file for the state."""
        UploadForm(self.desk, self, self.say).open()

    def open(self) -> None:
        """Show the file that is chosen in the computer's viewer."""
        paper = self.made.current()
        if paper is not None and (problem := self.printer.show(paper.path)):
            self.banner.say(f"{problem} It lies at {paper.path}.", "warning")

    def print(self) -> None:
        """Send the file that is chosen to the printer."""
        paper = self.made.current()
        if paper is not None:
            name = paper.path.name
            self.printer.print(paper.path, lambda told: self.say(f"{name}: {told}"))


def _offers_table() -> DataTable[Offer]:
    table: DataTable[Offer] = DataTable(
        (
            Column("Paper", lambda r: r.title),
            Column("What it is for", lambda r: r.sentence, tip=lambda r: r.sentence),
        ),
        "Papers that can be printed",
    )
    table.give_rest(_SENTENCE, 200)
    table.setSortingEnabled(False)
    return table


def _made_table() -> DataTable[MadePaper]:
    table: DataTable[MadePaper] = DataTable(
        (
            Column("File", lambda r: r.path.name, tip=lambda r: str(r.path)),
            Column("Made", _when, lambda r: r.made),
        ),
        "Papers made so far",
    )
    table.give_rest(0, 100)
    return table


def _when(paper: MadePaper) -> str:
    return datetime.fromtimestamp(paper.made).astimezone().strftime("%a %d %b %H:%M")
