from adjudicator.interchange.problems import Problem, Unreadable, did_you_mean


def test_a_problem_says_file_row_and_column() -> None:
    problem = Problem("people.csv", 3, "role", '"hcair" is not a role.')
    assert str(problem) == 'people.csv, row 3, column role: "hcair" is not a role.'


def test_a_problem_of_a_nested_file_says_its_key() -> None:
    assert Problem("e.toml", None, "contests[2].seats", "Wrong.").where == (
        "e.toml, contests[2].seats"
    )


def test_an_unreadable_file_carries_every_problem() -> None:
    error = Unreadable([Problem("a", 1, None, "One."), Problem("a", 2, None, "Two.")])
    assert [p.row for p in error.problems] == [1, 2]
    assert str(error) == "a, row 1: One.\na, row 2: Two."


def test_a_suggestion_is_made_only_when_something_is_alike() -> None:
    assert did_you_mean("Precint 2", ["Precinct 1", "Precinct 2"]) == (
        ' Did you mean "Precinct 2"?'
    )
    assert did_you_mean("PRECINCT 2", ["Precinct 2"]) == ' Did you mean "Precinct 2"?'
    assert did_you_mean("zebra", ["Precinct 1"]) == ""
    assert did_you_mean("zebra", []) == ""
