"""A motion before it is signed: what the form says, checked and put into words."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adjudicator.services.deadlines.zones import county_time
from adjudicator.services.errors import Refusal
from adjudicator.services.orders import targets
from adjudicator.services.orders.documents import read_document
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.register import known_names
from adjudicator.services.orders.telling import motion_words
from adjudicator.services.orders.wording import OrderWords, ending
from adjudicator.services.queue import case_called
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_people


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What stands in the form."""

    effect: Effect
    words: OrderWords
    votes: tuple[tuple[str, str], ...]
    target: targets.Target = field(default_factory=dict)
    """What was chosen from the list; empty where numbers are typed instead."""
    numbers: tuple[str, ...] = ()
    """Case numbers as they were typed."""
    due: str = ""
    """A deadline as it was typed."""
    document: Path | None = None

    @property
    def in_favour(self) -> tuple[str, ...]:
        """Who votes yes, and so signs."""
        return tuple(person for person, vote in self.votes if vote == "yes")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A motion ready to be signed."""

    draft: OrderDraft
    target: targets.Target
    sentence: str
    """``Mayor is suspended by order of the Circuit Court, 9 Nov 21:14: ...``"""


def read_moment(recount: Recount, typed: str, what: str) -> datetime:
    """A time as it is typed, on the county's clock.

    :raises Refusal: it is none.
    """
    try:
        return county_time(recount, typed)
    except ValueError:
        words = f"\u201c{typed.strip()}\u201d is not a time. Write it as 2018-11-09 21:14."
        raise Refusal(f"{what}: {words}") from None


def read_numbers(typed: str) -> tuple[str, ...]:
    """Case numbers as they are typed, with commas between them."""
    return tuple(part.strip() for part in typed.replace(";", ",").split(",") if part.strip())


def prepare(recount: Recount, draft: OrderDraft) -> Prepared:
    """Check what stands in the form, and say what will be signed.

    :raises Refusal: something is missing or cannot be used.
    """
    if draft.effect.needs_words and not draft.words.words.strip():
        raise Refusal("Say why, in words: they stand wherever this order is told.")
    if problem := draft.words.problem:
        raise Refusal(problem)
    target = _target(recount, draft)
    if draft.document is not None:
        read_document(draft.document)
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    what = motion_words(draft.effect.value, target, known_names(recount, recount.state, names))
    return Prepared(draft, target, f"{what[0].upper()}{what[1:]} {ending(draft.words.text)}.")


def _target(recount: Recount, draft: OrderDraft) -> targets.Target:
    if draft.numbers:
        return targets.cases(_seal(recount, number) for number in draft.numbers)
    if not draft.target:
        raise Refusal("Choose what it is about from the list.")
    if draft.effect is Effect.WAIVE and len(set(draft.target["people"])) < 2:  # noqa: PLR2004 - two people
        raise Refusal("Choose two different people.")
    if draft.effect is not Effect.DEADLINE:
        return draft.target
    due = read_moment(recount, draft.due, "The deadline")
    return targets.deadline(draft.target["contest"], due)


def _seal(recount: Recount, number: str) -> str:
    with recount.reading() as connection:
        return case_called(connection, number).seal
