import pytest

from adjudicator.domain.readings import read_votes
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    Ruling,
    RulingRefused,
    check_ruling,
    taken_away,
)
from tests.domain.builders import COUNCIL, SENATE, florida

RULES = florida()
BLANK = read_votes(SENATE, [])


def vote(clause: str, consistency: Consistency | None = None, words: str | None = None) -> Ruling:
    return Ruling(
        Disposition.VOTE, frozenset({"hill"}), consistency=consistency, clause=clause, words=words
    )


def refused(ruling: Ruling) -> str:
    with pytest.raises(RulingRefused) as error:
        check_ruling(ruling, SENATE, BLANK, RULES)
    return str(error.value)


def test_a_circled_name_needs_the_whole_ballot_looked_at_first() -> None:
    assert "whole ballot first" in refused(vote("4c1"))
    check_ruling(vote("4c1", Consistency.SAME), SENATE, BLANK, RULES)
    check_ruling(vote("4c1", Consistency.UNMARKED), SENATE, BLANK, RULES)


def test_a_clause_of_4c_does_not_apply_to_a_ballot_marked_differently() -> None:
    text = refused(vote("4c1", Consistency.DIFFERENT))
    assert text == ("Clause (4)(c)1 does not apply when the other contests are marked differently.")


def test_marked_as_instructed_asks_nothing_more() -> None:
    check_ruling(vote("3a"), SENATE, BLANK, RULES)


def test_magic_words_must_be_written_down() -> None:
    assert "written words" in refused(vote("4c15", Consistency.SAME))
    assert "written words" in refused(vote("4c15", Consistency.SAME, words="  "))
    check_ruling(vote("4c15", Consistency.SAME, words="not this"), SENATE, BLANK, RULES)


def test_a_vote_needs_a_clause_and_a_choice() -> None:
    assert "clause" in refused(Ruling(Disposition.VOTE, frozenset({"hill"})))
    assert "needs a choice" in refused(Ruling(Disposition.VOTE, clause="3a"))


def test_no_more_votes_than_seats_and_no_strangers() -> None:
    both = Ruling(Disposition.VOTE, frozenset({"hill", "eddy"}), clause="3a")
    assert refused(both) == "Senate allows 1; this ruling states 2 votes."
    stranger = Ruling(Disposition.VOTE, frozenset({"nobody"}), clause="3a")
    assert "no choice 'nobody'" in refused(stranger)


def test_a_clause_serves_only_the_rulings_it_is_for() -> None:
    assert "not a reason" in refused(vote("6"))
    assert "no clause" in refused(vote("99"))
    assert "takes no clause" in refused(Ruling(Disposition.NOTHING_MARKED, clause="6"))


def test_too_many_states_no_votes() -> None:
    stated = Ruling(Disposition.TOO_MANY, frozenset({"hill"}), clause="6")
    assert "no vote counts" in refused(stated)


def test_nothing_marked_takes_no_vote_away_and_settles_no_overvote() -> None:
    reading = read_votes(COUNCIL, ["eddy", "hill"])
    with pytest.raises(RulingRefused, match="takes none away"):
        check_ruling(Ruling(Disposition.NOTHING_MARKED), COUNCIL, reading, RULES)
    over = read_votes(SENATE, ["eddy", "hill"])
    with pytest.raises(RulingRefused, match="something is marked"):
        check_ruling(Ruling(Disposition.NOTHING_MARKED), SENATE, over, RULES)


def test_an_overvote_is_not_settled_as_marked_as_instructed() -> None:
    over = read_votes(SENATE, ["eddy", "hill"])
    with pytest.raises(RulingRefused, match="does not settle a contest the machine read as over"):
        check_ruling(vote("3a"), SENATE, over, RULES)
    offered = {c.id for c in RULES.offered("vote", condition="overvote")}
    assert offered == {"5"}


def test_nothing_more_marked_may_keep_what_the_machine_counted_but_add_nothing() -> None:
    reading = read_votes(COUNCIL, ["eddy", "hill"])
    kept = Ruling(Disposition.NOTHING_MARKED, frozenset({"eddy", "hill"}))
    check_ruling(kept, COUNCIL, reading, RULES)
    added = Ruling(Disposition.NOTHING_MARKED, frozenset({"eddy", "hill", "bell"}))
    with pytest.raises(RulingRefused):
        check_ruling(added, COUNCIL, reading, RULES)


def test_a_vote_taken_away_is_named() -> None:
    reading = read_votes(COUNCIL, ["eddy", "hill"])
    ruling = Ruling(Disposition.VOTE, frozenset({"eddy"}), clause="3a")
    assert taken_away(ruling, reading) == {"hill"}
    waiting = Ruling(Disposition.NO_CONSENSUS)
    assert taken_away(waiting, reading) == frozenset()


def test_a_strike_out_offers_only_6_none_applies_or_clause_15() -> None:
    offered = {
        clause.id
        for disposition in ("vote", "too_many", "marks_do_not_count")
        for clause in RULES.offered(disposition, consistency="same", strike_out=True)
    }
    assert offered == {"6", "4c-none", "4c15"}


def test_a_ballot_marked_differently_is_offered_4b() -> None:
    offered = {c.id for c in RULES.offered("marks_do_not_count", consistency="different")}
    assert "4b" in offered
    assert not {
        c.id for c in RULES.offered("vote", consistency="different") if c.id.startswith("4c")
    }
