"""The form in which the board draws blanks: what was drawn in public, and a passphrase each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.importing.draw_pane import DrawPane
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import board_majority
from adjudicator.domain.people import Person
from adjudicator.domain.second_look import BatchLooks, Stage
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.origin import Purpose
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.second_look.drawing import batches_to_draw, draw
from adjudicator.services.second_look.telling import DRAWN_FROM
from adjudicator.storage.queries.acts import list_people

_NAMED = 12
"""Batches named one by one; of more the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Due:
    batches: tuple[BatchLooks, ...]
    people: tuple[Person, ...]
    vacant: int


def open_draw_form(
    desk: Desk,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Ask what was drawn, and have the board sign.

    :param told: takes the sentence that says what was drawn.
    :param failed: hears why nothing is to be drawn.
    """

    def show(due: _Due) -> None:
        pane = DrawPane(must=desk.recount.purpose is Purpose.RECOUNT)
        # Below the fields, and above the room that is left: in large text the fields come first.
        for words in (*due_sentences(due.batches), DRAWN_FROM):
            pane.column.insertWidget(pane.column.count() - 1, label(words, wrap=True))
        dialog = SigningDialog(desk, _request(due, pane), parent, pane)
        pane.changed.connect(dialog.look_again)
        dialog.recorded.connect(lambda said: told(str(said)))
        pane.text.setFocus()
        dialog.open()

    desk.ask(_read, show, failed)


def _read(recount: Recount) -> _Due:
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    return _Due(batches_to_draw(recount), people, len(recount.state.data.vacant))


def due_sentences(batches: Sequence[BatchLooks]) -> list[str]:
    """What is drawn of which batch."""
    usual = [each for each in batches if each.stage is Stage.DRAW]
    told = [each.sentence for each in batches if each.stage is Stage.AGAIN]
    named = [f"batch {b.batch}: {b.size:,} of {b.blanks:,}" for b in usual[:_NAMED]]
    more = len(usual) - len(named)
    named += [f"{count(more, 'batch', 'batches')} more"] if more > 0 else []
    if named:
        listed = join_names(named)
        told.append(f"{listed[:1].upper()}{listed[1:]}.")
    return told


def _request(due: _Due, pane: DrawPane) -> Request:
    need = board_majority(due.people, due.vacant)

    def lack(signed: Sequence[Person]) -> str:
        return pane.lack or need.lack(signed)

    size = sum(each.size for each in due.batches)
    fresh = sum(each.fresh for each in due.batches)
    where = count(len(due.batches), "batch", "batches")

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        made = draw(recount, due.batches, list(keys.values()), pane.drawn)
        samples = recount.state.data.samples
        drawn = sum(len(samples[appended.index].cases) for appended in made)
        some = f", {fresh:,} of them to be looked at now" if drawn > fresh else ""
        return f"{count(drawn, 'blank')} of {where} drawn{some}. Now another team looks."

    return Request(
        title="Draw for the second look",
        sentence=f"{count(size, 'blank')} of {where} are drawn now, each by the same drawing. "
        f"Another team looks at {_whom(fresh, size)}, and is not told what was ruled.",
        button="Draw",
        need=replace(need, lack=lack),
        do=do,
        topics=frozenset({Topic.RULINGS}),
    )


def _whom(fresh: int, size: int) -> str:
    """Which of the drawn are looked at now; above the limit some may have been drawn before."""
    if fresh == size:
        return "it" if size == 1 else "them"
    return f"{fresh:,} of them, the others were drawn before"
