"""The form in which the board closes a contest: what waits, the tally, the signatures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import board_majority
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.tally.reading import figure_rows, footing_words
from adjudicator.domain.people import Person
from adjudicator.services.outcome_words import outcome_sentences, outside_sentences
from adjudicator.services.outcomes import outcomes
from adjudicator.services.presence import note_here
from adjudicator.services.proof.ends import ContestEnd, close_contest, read_contest_end
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people

_SENTENCE = (
    "The board states this tally as the result of the recount of this contest. What opens work in "
    "it again, such as a reopening or a new pile, also opens the contest. Signing also notes those "
    "who sign as here; they cosign the record."
)


@dataclass(frozen=True, slots=True)
class _Read:
    end: ContestEnd
    people: tuple[Person, ...]
    vacant: int
    """Seats of the board nobody holds."""
    outcome: tuple[str, ...]
    """Who has won, and what stands outside, in sentences."""


class ContestPane(SignedPane):
    """What waits, before, change and after of every figure, and the outcome."""

    def __init__(self, end: ContestEnd, outcome: Sequence[str]) -> None:
        super().__init__()
        column = self.column
        self.waits = [label(f"! {words}", bold=True, wrap=True) for words in end.waits]
        for words in self.waits:
            column.addWidget(words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().space("wide"))
        self.figures = [
            ("", "Before", "Change", "After"),
            *(
                (r.name, f"{r.figure.before:,}", f"{r.figure.change:+,}", f"{r.figure.after:,}")
                for r in figure_rows(end.tally)
            ),
        ]
        for line, row in enumerate(self.figures):
            for place, text in enumerate(row):
                words = label(text, bold=not line)
                if place:
                    words.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(words, line, place)
        grid.setColumnStretch(4, 1)
        column.addLayout(grid)
        for text in (*outcome, footing_words(end.tally)):
            column.addWidget(label(text, wrap=True))
        for difference in end.differences:
            column.addWidget(label(f"{difference.words}.", wrap=True))
        column.addStretch(1)


def open_contest_form(
    desk: Desk,
    contest: str,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Show what a close of this contest would state, and have the board sign it."""

    def show(read: _Read) -> None:
        dialog = SigningDialog(desk, _request(read), parent, ContestPane(read.end, read.outcome))
        dialog.recorded.connect(lambda said: told(str(said)))
        dialog.open()

    desk.ask(lambda recount: _read(recount, contest), show, failed)


def _read(recount: Recount, contest: str) -> _Read:
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    (found,) = [one for one in outcomes(recount) if one.outcome.contest.id == contest]
    words = (*outcome_sentences(found), *outside_sentences(found))
    return _Read(read_contest_end(recount, contest), people, len(recount.state.data.vacant), words)


def _request(read: _Read) -> Request:
    end, plain = read.end, board_majority(read.people, read.vacant)

    def lack(signed: Sequence[Person]) -> str:
        return "what stands above" if end.waits else plain.lack(signed)

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        note_here(recount, dict(keys))
        appended = close_contest(recount, end, list(keys.values()))
        closed = f"{end.title} is closed: entry {appended.index:,}."
        return f"{closed} Papers makes its returns and certificate."

    return Request(
        title=f"Close the contest: {end.title}",
        sentence=_SENTENCE,
        button="Close the contest",
        need=replace(plain, lack=lack),
        do=do,
        topics=frozenset(Topic),
    )
