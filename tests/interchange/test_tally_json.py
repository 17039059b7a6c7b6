from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.interchange.tally_json import TallyHead, TallyPart, TallySection, tally_value
from adjudicator.ledger.canonical import encode
from tests.interchange.makers import small_election

HEAD = TallyHead("marsh.example/2025/abc/demo", "demo", "DEMONSTRATION")


def mayor(ballots: int | None = 20) -> ContestTally:
    return ContestTally(
        contest=small_election().contest("mayor"),
        choices=(("ada", Figure(9, 1)), ("bo", Figure(7, 0)), ("quill", Figure(0, 1))),
        over=Figure(1, -1),
        under=Figure(2, -1),
        unqualified=Figure(1, 0),
        ballots=ballots,
        pending=3,
    )


PART = TallyPart({"precinct": "PCT 101", "id": "p1"}, mayor(None))


def test_a_contest_has_every_figure() -> None:
    value = tally_value(HEAD, [TallySection(mayor())])
    assert {k: v for k, v in value.items() if k != "contests"} == {
        "origin": "marsh.example/2025/abc/demo",
        "purpose": "demo",
        "watermark": "DEMONSTRATION",
        "basis": "every ruling",
    }
    assert value["contests"] == [
        {
            "contest": "Mayor",
            "id": "mayor",
            "seats": 1,
            "choices": [
                {"id": "ada", "name": "Ada Palm", "before": 9, "change": 1, "after": 10},
                {"id": "bo", "name": "Bo Cedar", "before": 7, "change": 0, "after": 7},
                {"id": "quill", "name": "Quill Reed", "before": 0, "change": 1, "after": 1},
            ],
            "overvotes": {"before": 1, "change": -1, "after": 0},
            "undervotes": {"before": 2, "change": -1, "after": 1},
            "unqualified": {"before": 1, "change": 0, "after": 1},
            "ballots": 20,
            "pending": 3,
            "balanced": True,
        }
    ]


def test_balanced_is_true_false_or_not_checked() -> None:
    found = [
        tally_value(HEAD, [TallySection(mayor(ballots))])["contests"][0]["balanced"]
        for ballots in (20, 21, None)
    ]
    assert found == [True, False, None]


def test_precincts_are_nested_when_asked_for() -> None:
    assert "precincts" not in tally_value(HEAD, [TallySection(mayor())])["contests"][0]
    section = TallySection(mayor(), {"precinct": [PART], "grp": []})
    (found,) = tally_value(HEAD, [section])["contests"]
    assert found["groups"] == []
    (precinct,) = found["precincts"]
    assert (precinct["precinct"], precinct["id"]) == ("PCT 101", "p1")
    assert precinct["overvotes"] == {"before": 1, "change": -1, "after": 0}
    assert precinct["balanced"] is None


def test_the_value_has_a_place_in_the_record() -> None:
    section = TallySection(mayor(), {"precinct": [PART]})
    data = encode(tally_value(HEAD, [section]), limit=None)
    assert data.startswith(b'{"basis":"every ruling","contests":[{"balanced":true,"ballots":20')
