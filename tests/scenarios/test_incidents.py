"""Incidents: what is noted stays noted, in its own words."""

from tests.scenarios.bench import Bench
from tests.scenarios.evening import A_VOTE_FOR_ANN


def test_an_incident_stands_in_the_log_word_by_word(bench: Bench) -> None:
    """What goes into the minutes.

    When Ada notes that a light went out over table 1, and that Ben and Ortiz were there
    Then the adjudication log, from which the minutes are written, has the very words,
    With the time, and who noted it
    """
    bench.notes_an_incident("ada", "A light went out over table 1.", "ben", "ortiz")
    line = bench.last_of_the_log("note")
    assert line.words == "A light went out over table 1."
    assert line.ruling == "Incident: noted by Ada Alder, about Ben Beech and Olga Ortiz."
    assert line.time.endswith("Z")


def test_an_incident_cannot_be_taken_out_again(bench: Bench) -> None:
    """Noted is noted.

    Given an incident was noted, and turned out to be none
    When Ada notes that, too
    Then both stand, the newest first
    """
    bench.notes_an_incident("ada", "A ballot is missing.")
    bench.notes_an_incident("ada", "The ballot lay under the table.")
    assert bench.incidents() == [
        "Incident: The ballot lay under the table. Noted by Ada Alder.",
        "Incident: A ballot is missing. Noted by Ada Alder.",
    ]


def test_a_novel_is_not_taken(bench: Bench) -> None:
    """Too long to be read.

    When somebody notes 2,000 letters
    Then it is refused: say it shorter, or in two notes
    """
    bench.tries("notes_an_incident", "ada", "x" * 2_000)
    bench.the_refusal_says("the words are 2,000 letters long, and 1,800 are kept.")
    bench.the_refusal_says("Say it shorter, or in two notes.")


def test_an_incident_is_no_objection_and_changes_no_figure(bench: Bench) -> None:
    """A note is a note.

    Given a ballot ruled on
    When an incident is noted about those who ruled
    Then the ruling counts as before, and nothing waits for the board
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    bench.notes_an_incident("lee", "They spoke to a stranger.", "ada", "ben")
    bench.votes_found_for("ann", 1)
    bench.waits_no_more(ballot)
