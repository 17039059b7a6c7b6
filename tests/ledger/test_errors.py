"""Refusals name people by id, for names are sealed; whoever knows the names puts them there."""

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger.errors import Refused, by_id

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)


def test_a_name_takes_the_place_of_the_id_and_of_no_other_word() -> None:
    refused = Refused(
        "session",
        f"the key {by_id('the')} signed with ended at entry 12",
        f"Let {by_id('the')} sign in (F3) and repeat the step.",
    )
    assert refused.sentence == (
        "Not recorded: the key the signed with ended at entry 12. Nothing was lost. "
        "Let the sign in (F3) and repeat the step."
    )
    assert str(refused) == refused.sentence
    assert refused.told({"the": "Theo Hall", "key": "Kay", "in": "Ina", "step": "Stephan"}) == (
        "Not recorded: the key Theo Hall signed with ended at entry 12. Nothing was lost. "
        "Let Theo Hall sign in (F3) and repeat the step."
    )
    assert refused.told({}) == refused.sentence, "an id is better than nothing"


@given(IDS, st.dictionaries(IDS, st.just("Somebody Else")))
def test_no_word_but_the_marked_ones_is_touched(person: str, others: dict[str, str]) -> None:
    what, todo = f"{person} or {by_id(person)} said {person}", f"Ask {by_id(person)}, not {person}."
    names = {**others, person: "NAME"}
    told = Refused("rights", what, todo).told(names)
    assert told == (
        f"Not recorded: {person} or NAME said {person}. Nothing was lost. Ask NAME, not {person}."
    )


@given(IDS, IDS)
def test_what_programs_read_holds_ids_and_no_marks(first: str, second: str) -> None:
    refused = Refused("seat", f"{by_id(first)} left", f"Seat {by_id(second)}.")
    assert (refused.what, refused.todo) == (f"{first} left", f"Seat {second}.")
