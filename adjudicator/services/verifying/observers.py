"""What observers said of the rulings they were present at, item by item."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from adjudicator.domain.people import Role
from adjudicator.ledger.state.data import RecordData
from adjudicator.ledger.state.model import RulingAct

_WORDS = {"none": "no objection", "object": "objected", "decline": "declined", "silent": "silent"}


def answers_of(data: RecordData) -> dict[str, Counter[str]]:
    """By observer: how many items of rulings they answered how, or were silent at."""
    found: dict[str, Counter[str]] = {
        name: Counter()
        for name, enrolled in sorted(data.people.items())
        if enrolled.person.role is Role.OBSERVER
    }
    told = Counter(chain.from_iterable(map(_said_of, data.rulings.values())))
    for (person, how), n in told.items():
        found.setdefault(person, Counter())[how] = n
    return found


def _said_of(ruling: RulingAct) -> Iterator[tuple[str, str]]:
    """Who said what of each item of one ruling."""
    for item in range(len(ruling.cases)):
        said = dict.fromkeys(ruling.present, "silent")
        for answer in ruling.answers:
            if answer.items is None or item in answer.items:
                said[answer.person] = answer.answer
        yield from said.items()


def lines_of(data: RecordData) -> Iterator[str]:
    """The same, a sentence for each observer."""
    if not data.rulings:
        return
    for person, counts in answers_of(data).items():
        told = ", ".join(f"{_WORDS[how]} {counts[how]}" for how in _WORDS if counts[how])
        yield f"Rulings, observer {person}: {told or 'none seen'}."
