"""Samples and second looks, each in plain sentences."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from adjudicator.domain.second_look import Sight
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.state import RecordState
from adjudicator.services.veil import LATER, is_veiled

Names = Mapping[str, str]
Body = Mapping[str, Any]
_CASES = 64


def _sample(body: Body, who: str, _names: Names) -> str:
    numbers = join_names([str(number) for number in body["batches"]])
    word = "batch" if len(body["batches"]) == 1 else "batches"
    blanks = count(body["size"], "blank")
    return f"{who} drew {blanks} of {word} {numbers} for a second look; drawn {_drawn(body)}."


def _drawn(body: Body) -> str:
    drawn = str(body["drawn"]).rstrip(".")
    return drawn[:1].lower() + drawn[1:]


def _look(body: Body, who: str, _names: Names) -> str:
    ballots = count(len(body["items"]), "drawn ballot")
    return f"{who} took a second look at {ballots} of the sample of entry {body['sample']:,}."


TELLERS: dict[str, Callable[[Body, str, Names], str]] = {"sample": _sample, "look": _look}
"""By kind, as the other tellers of :mod:`adjudicator.services.entry_words`."""


def look_sentences(
    state: RecordState, entry: int, body: Body, *, whole: bool = False
) -> Iterator[str]:
    """What was seen of each case of a look.

    :param whole: also what screens keep of reopened cases.
    """
    sample = state.data.samples[body["sample"]]
    for item in body["items"][:_CASES]:
        case = state.data.cases[item["case"]]
        if not whole and is_veiled(state, entry, case.seal):
            yield f"Case {case.name}: second look {LATER}."
            continue
        look = sample.looked[case.seal]
        held = "unlike the ruling: to the board" if look.unlike else "as it was ruled"
        yield f"Case {case.name}: {Sight(item['disp']).seen}, {held}."


def more_sentences(state: RecordState, entry: int, body: Body) -> Iterator[str]:
    """What else a sample or a look says; nothing for other kinds."""
    match body["kind"]:
        case "sample":
            yield from _sample_sentences(state, entry, body)
        case "look":
            yield from look_sentences(state, entry, body)


def _sample_sentences(state: RecordState, entry: int, body: Body) -> Iterator[str]:
    """Seed, cases and how far they have been looked at."""
    sample = state.data.samples[entry]
    yield f"Seed of the drawing: {body['seed']}."
    named = [state.data.cases[seal].name for seal in sample.cases[:_CASES]]
    more = len(sample.cases) - len(named)
    yield f"Drawn: {join_names([*named, *([f'{more:,} more'] if more > 0 else [])])}."
    yield f"{len(sample.looked):,} of {count(len(sample.cases), 'ballot')} looked at."
