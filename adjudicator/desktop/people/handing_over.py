"""Handing over a batch: the words that are signed, both passphrases, and the next team signs in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import everyone
from adjudicator.domain.people import Person
from adjudicator.services.people_at_work.handover import (
    hand_over,
    handover_words,
    leaving_team,
    part_of,
)
from adjudicator.services.proof.media import keep_heads, kept_sentence
from adjudicator.services.recount import Recount, Signer

PEOPLE = frozenset({Topic.PEOPLE})


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is about to be handed over."""

    batch: int
    words: str
    team: tuple[Person, Person]
    left: int
    """How many cases wait for the next team."""


def ask_to_hand_over(
    desk: Desk,
    batch: int,
    parent: QWidget,
    done: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Read what would be signed, then let both who sit here sign it.

    :param done: takes the sentence that says it was recorded; nobody of the team sits here then.
    """

    def read(recount: Recount) -> Leaving:
        first, second = leaving_team(desk.seating)
        team = (first.person.id, second.person.id)
        part = part_of(recount, batch, team)
        words = handover_words(recount, batch, team)
        waiting = part.cases - part.own - part.others
        return Leaving(batch, words, (first.person, second.person), waiting)

    desk.ask(read, lambda leaving: _sign(desk, leaving, parent, done), failed)


def _sign(desk: Desk, leaving: Leaving, parent: QWidget, done: Callable[[str], None]) -> None:
    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        hand_over(recount, desk.seating, leaving.batch, keys)
        return f"{leaving.words}. {kept_sentence(keep_heads(recount, keys))}"

    waiting = f"{leaving.left} wait for the next team." if leaving.left else "None is left to rule."
    request = Request(
        title="Hand over this batch",
        sentence=f"\u201c{leaving.words}.\u201d {waiting} Both sign this and are signed out. The "
        "rulings stand; what is only being built is dropped.",
        button="Hand over",
        need=everyone(leaving.team, "Both who sit here as the counting team sign."),
        do=do,
        topics=PEOPLE,
    )
    dialog = SigningDialog(desk, request, parent)

    def recorded(words: object) -> None:
        desk.drop_unfinished()
        done(str(words))

    dialog.recorded.connect(recorded)
    dialog.open()
