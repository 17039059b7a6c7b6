"""However a county writes its returns, and in however many files, nothing counts twice."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.returns import ContestName
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.contest_titles import title_words
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.canvass.canvassing import canvass
from adjudicator.services.canvass.loading import Loaded, load_returns
from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.sources import read_returns_of, sources_of
from tests.domain.builders import florida

HEADER = "county,precinct,office,candidate,counting_group,votes\n"
GROUPS = ("Early", "Mail")
CHOICES = {"Ann Ash": "Ann Ash", "Bo Birch": "Bo Birch", "Over Votes": OVER, "Blank": UNDER}
CELLS = [(p, c, g) for p in ("PCT 1", "PCT 2") for c in CHOICES for g in GROUPS]
MAYOR = ContestName("Volusia", "Mayor", "")


def written(folder: Path, *files: Iterable[str]) -> Path:
    for number, rows in enumerate(files):
        text = HEADER + "".join(f"{row}\n" for row in rows)
        (folder / f"{number}.csv").write_text(text, encoding="utf-8")
    return folder


def loaded(*files: Iterable[str]) -> Loaded:
    with TemporaryDirectory() as folder:
        return load_returns([written(Path(folder), *(rows for rows in files if rows))])


@st.composite
def ways_to_write(draw: st.DrawFn) -> tuple[dict[tuple[str, str, str], int], list[list[str]]]:
    """Numbers by precinct, choice and group, and the rows of the files that say them."""
    values = st.integers(0, 9)
    cells = dict(zip(CELLS, draw(st.lists(values, min_size=16, max_size=16)), strict=True))
    split = draw(st.booleans())
    kinds = draw(st.sets(st.sampled_from(["nameless", "Countywide", "Total", "cast", "group"])))
    places: Counter[tuple[str, str, str]] = Counter()
    for (precinct, choice, group), n in cells.items():
        places[precinct, choice, group if split else ""] += n
        if split and "group" in kinds:
            places[precinct, choice, "Total"] += n
        if "cast" in kinds and choice in {"Ann Ash", "Bo Birch"}:
            places[precinct, "Total Votes", ""] += n
        if "nameless" in kinds:
            places["", choice, group if split else ""] += n
        for name in kinds & {"Countywide", "Total"}:
            places[name, choice, ""] += n
    rows = [f"Volusia,{p},Mayor,{c},{g},{n}" for (p, c, g), n in places.items()]
    files: list[list[str]] = [[], [], []]
    last = draw(st.integers(0, 2))
    for row in draw(st.permutations(rows)):
        files[draw(st.integers(0, last))].append(row)
    return cells, files


def added_up(cells: dict[tuple[str, str, str], int]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for (_, choice, _), n in cells.items():
        sums[CHOICES[choice]] += n
    return sums


@settings(max_examples=60, deadline=None)
@given(ways_to_write())
def test_totals_are_the_same_however_the_returns_are_written(
    way: tuple[dict[tuple[str, str, str], int], list[list[str]]],
) -> None:
    cells, files = way
    found = loaded(*files)
    assert found.returns.contests[MAYOR].totals() == added_up(cells)
    assert not found.quarantined


@settings(max_examples=60, deadline=None)
@given(ways_to_write(), st.data())
def test_a_row_that_cannot_be_used_makes_no_total_greater(
    way: tuple[dict[tuple[str, str, str], int], list[list[str]]], data: st.DataObject
) -> None:
    cells, files = way
    # A file whose only row cannot be used is refused whole.
    rows = data.draw(st.sampled_from([rows for rows in files if len(rows) > 1]))
    spoilt = data.draw(st.integers(0, len(rows) - 1))
    rows[spoilt] += "O"
    found = loaded(*files)
    assert found.returns.contests[MAYOR].totals() <= added_up(cells)
    assert {each.contest for each in found.quarantined} == {MAYOR}


ONE = ("Desoto,1,Governor,A,,100", "Desoto,1,Governor,B,,90")


@pytest.mark.parametrize("name", ["DeSoto", "DESOTO COUNTY", "De Soto", "desoto"])
def test_a_county_in_two_spellings_is_refused_as_standing_twice(tmp_path: Path, name: str) -> None:
    other = [row.replace("Desoto", name) for row in ONE]
    with pytest.raises(UsageError, match="stands in two files"):
        load_returns([written(tmp_path, ONE, other)])
    with pytest.raises(UsageError, match="stands in two files"):
        read_returns_of([tmp_path], florida())


def test_a_county_in_its_own_spelling_is_there_and_a_misspelt_one_asked_about() -> None:
    saint = [row.replace("Desoto", "SAINT JOHNS COUNTY") for row in ONE]
    found = canvass(loaded(saint, ONE), florida(), Stage.FIRST)
    assert not {"DeSoto", "St. Johns"} & set(found.missing)
    assert not found.unknown
    wrong = [row.replace("Desoto", "Volsia") for row in ONE]
    (sentence,) = canvass(loaded(wrong), florida(), Stage.FIRST).unknown
    assert 'Did you mean "Volusia"?' in sentence


def test_totals_of_a_county_in_a_file_of_their_own_are_compared() -> None:
    parts = ["Volusia,1,Mayor,C,,60", "Volusia,2,Mayor,C,,40"]
    for total in ("Volusia,,Mayor,C,,{}", "Volusia,Total,Mayor,C,,{}"):
        same = loaded(parts, [total.format(100)])
        assert same.returns.contests[MAYOR].totals() == {"C": 100}
        assert not same.quarantined
        other = loaded([total.format(101)], parts)
        assert other.returns.contests[MAYOR].totals() == {"C": 100}
        (aside,) = other.quarantined
        assert (aside.problem.file, aside.problem.row, aside.contest) == ("0.csv", 2, MAYOR)
        assert "says 101; the precincts add up to 100" in aside.problem.message


def test_the_total_of_one_file_of_several_is_held_against_that_file() -> None:
    files = [
        [f"Volusia,{p},Mayor,C,,{n}", f"Volusia,Total,Mayor,C,,{n}"] for p, n in ((1, 6), (2, 4))
    ]
    found = loaded(*files)
    assert found.returns.contests[MAYOR].totals() == {"C": 10}
    assert not found.quarantined


def test_county_numbers_in_two_files_stop_the_load() -> None:
    rows = ["Volusia,,Mayor,C,,6"]
    with pytest.raises(UsageError, match="without a precinct: stands in two files"):
        loaded(rows, rows)


def test_groups_that_contradict_their_total_leave_the_contest_open() -> None:
    rows = ["Volusia,1,Mayor,C,Early,50", "Volusia,1,Mayor,C,Mail,50"]
    rows += ["Volusia,1,Mayor,C,Total,99", "Volusia,1,Mayor,D,,100"]
    found = loaded(rows)
    (mayor,) = canvass(found, florida(), Stage.FIRST).contests
    assert not mayor.final
    assert "add up to 100, the total beside them is 99" in str(found.quarantined[0].problem)


def test_the_state_names_the_rows_that_contradict() -> None:
    rows = ["Volusia,1,Mayor,C,,60", "Volusia,,Mayor,C,,61", "Volusia,1,Clerk,D,,9"]
    with TemporaryDirectory() as folder:
        returns = read_returns_of([written(Path(folder), rows)], florida())
    words = frozenset({title_words("Mayor"), title_words("Clerk")})
    mayor, clerk = sources_of((), (), returns, words)
    assert mayor.choices["C"].after == 60
    assert mayor.set_aside == 1
    assert mayor.notes[1].startswith("0.csv, row 3, column precinct: Mayor, Volusia, C: this row")
    assert not clerk.notes


def test_a_file_of_nothing_is_refused() -> None:
    with pytest.raises(Unreadable, match="holds no votes of any contest"):
        loaded(["Volusia,1,Registered Voters,,,9"])
