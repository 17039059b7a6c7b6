"""Election results reports: XML and JSON alike, nothing twice, and what is wrong with its place."""

import json
from pathlib import Path

import pytest

from adjudicator.domain.canvass.returns import WRITE_INS, ContestName, Place
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.returns.err import read_err
from adjudicator.interchange.returns.file import ReturnsFile
from tests.interchange.makers import written

HOUSE = ContestName("Marsh", "State House 26", "")

XML = """<?xml version="1.0"?>
<ElectionReport xmlns="http://itl.nist.gov/ns/voting/1500-100/v2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Election>
<Candidate ObjectId="ash"><BallotName><Text Language="en">Ann Ash</Text></BallotName>
<PartyId>dem</PartyId></Candidate>
<Candidate ObjectId="bo"><BallotName><Text Language="en">Bo Birch</Text></BallotName></Candidate>
<Contest ObjectId="c1" xsi:type="CandidateContest">
<ContestSelection ObjectId="s1" xsi:type="CandidateSelection"><CandidateIds>ash</CandidateIds>
<VoteCounts><GpUnitId>p1</GpUnitId><Type>early</Type><Count>10</Count></VoteCounts>
<VoteCounts><GpUnitId>p1</GpUnitId><Type>election-day</Type><Count>5</Count></VoteCounts>
<VoteCounts><GpUnitId>p1</GpUnitId><Type>total</Type><Count>15</Count></VoteCounts>
<VoteCounts><GpUnitId>p2</GpUnitId><Type>total</Type><Count>7</Count></VoteCounts>
<VoteCounts><GpUnitId>county</GpUnitId><Type>total</Type><Count>22</Count></VoteCounts>
</ContestSelection>
<ContestSelection ObjectId="s2" xsi:type="CandidateSelection"><CandidateIds>bo</CandidateIds>
<VoteCounts><GpUnitId>p1</GpUnitId><Type>total</Type><Count>9</Count></VoteCounts>
</ContestSelection>
<ContestSelection ObjectId="s3" xsi:type="CandidateSelection"><IsWriteIn>true</IsWriteIn>
<VoteCounts><GpUnitId>p1</GpUnitId><Type>total</Type><Count>1</Count></VoteCounts>
</ContestSelection>
<ElectionDistrictId>county</ElectionDistrictId><Name>State House 26</Name>
<OtherCounts><GpUnitId>p1</GpUnitId><Overvotes>2</Overvotes><Undervotes>30</Undervotes></OtherCounts>
<NumberElected>1</NumberElected><VotesAllowed>1</VotesAllowed></Contest>
</Election>
<GpUnit ObjectId="county" xsi:type="ReportingUnit"><ComposingGpUnitIds>p1 p2</ComposingGpUnitIds>
<Name><Text Language="en">Marsh County</Text></Name><Type>county</Type></GpUnit>
<GpUnit ObjectId="p1" xsi:type="ReportingUnit"><Name><Text Language="en">PCT 1</Text></Name>
<Type>precinct</Type></GpUnit>
<GpUnit ObjectId="p2" xsi:type="ReportingUnit"><Type>precinct</Type></GpUnit>
<Party ObjectId="dem"><Abbreviation>DEM</Abbreviation></Party>
<Status>unofficial-complete</Status>
</ElectionReport>
"""


def counts(unit: str, n: float, kind: str = "total") -> dict[str, object]:
    return {"GpUnitId": unit, "Type": kind, "Count": n}


def report() -> dict[str, object]:
    """The same report in JSON."""
    name = {"Text": [{"Language": "en", "Content": "Marsh County"}]}
    ash = {"@id": "ash", "BallotName": {"Text": [{"Content": "Ann Ash"}]}, "PartyId": "dem"}
    return {
        "@type": "ElectionResults.ElectionReport",
        "Status": "unofficial-complete",
        "Party": [{"@id": "dem", "Abbreviation": "DEM"}],
        "GpUnit": [
            {"@id": "county", "Type": "county", "Name": name, "ComposingGpUnitIds": ["p1", "p2"]},
            {"@id": "p1", "Type": "precinct", "Name": {"Text": [{"Content": "PCT 1"}]}},
            {"@id": "p2", "Type": "precinct"},
        ],
        "Election": [
            {
                "Candidate": [
                    ash,
                    {"@id": "bo", "BallotName": {"Text": [{"Content": "Bo Birch"}]}},
                ],
                "Contest": [
                    {
                        "@type": "ElectionResults.CandidateContest",
                        "@id": "c1",
                        "Name": "State House 26",
                        "VotesAllowed": 1,
                        "ContestSelection": [
                            {
                                "@id": "s1",
                                "CandidateIds": ["ash"],
                                "VoteCounts": [
                                    counts("p1", 10, "early"),
                                    counts("p1", 5, "election-day"),
                                    counts("p1", 15),
                                    counts("p2", 7.0),
                                    counts("county", 22),
                                ],
                            },
                            {"@id": "s2", "CandidateIds": ["bo"], "VoteCounts": [counts("p1", 9)]},
                            {"@id": "s3", "IsWriteIn": True, "VoteCounts": [counts("p1", 1)]},
                        ],
                        "OtherCounts": [{"GpUnitId": "p1", "Overvotes": 2, "Undervotes": 30}],
                    }
                ],
            }
        ],
    }


def read(tmp_path: Path, text: str, name: str = "returns.xml") -> ReturnsFile:
    return read_err(written(tmp_path, name, text))


def test_xml_and_json_say_the_same_and_nothing_is_counted_twice(tmp_path: Path) -> None:
    one = read(tmp_path, XML).returns.contests[HOUSE]
    other = read(tmp_path, json.dumps(report()), "returns.json").returns.contests[HOUSE]
    first, second = Place("Marsh", "PCT 1", ""), Place("Marsh", "p2", "")
    assert dict(one.numbers) == {
        (first._replace(group="early"), "Ann Ash"): 10,
        (first._replace(group="election-day"), "Ann Ash"): 5,
        (second, "Ann Ash"): 7,
        (first, "Bo Birch"): 9,
        (first, WRITE_INS): 1,
        (first, OVER): 2,
        (first, UNDER): 30,
    }
    assert other.numbers == one.numbers
    assert one.parties == {"Ann Ash": "DEM", "Bo Birch": "", WRITE_INS: "", OVER: "", UNDER: ""}
    assert (one.seats, one.measure) == (1, False)


def test_groups_that_do_not_add_up_are_told_and_the_total_taken(tmp_path: Path) -> None:
    file = read(tmp_path, XML.replace("<Count>10</Count>", "<Count>11</Count>"))
    assert file.returns.contests[HOUSE].totals()["Ann Ash"] == 22
    (aside,) = file.quarantined
    assert str(aside.problem) == (
        "returns.xml, line 12, VoteCounts: The counting groups add up to 16, the total beside them "
        "is 15. The total is taken. Ask which is right."
    )


def test_a_county_total_that_is_not_the_sum_of_its_precincts_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, XML.replace("<Count>22</Count>", "<Count>23</Count>"))
    assert file.returns.contests[HOUSE].totals()["Ann Ash"] == 22
    (aside,) = file.quarantined
    assert aside.contest == HOUSE._replace(county="")
    assert str(aside.problem) == (
        "returns.xml, line 14, VoteCounts: State House 26, Ann Ash: the total says 23; the places "
        "it is made of add up to 22. Those count. Ask which is right."
    )


def test_a_measure_is_known_as_one(tmp_path: Path) -> None:
    text = XML.replace('xsi:type="CandidateContest"', 'xsi:type="BallotMeasureContest"')
    text = text.replace(
        "<CandidateIds>ash</CandidateIds>", '<Selection><Text Language="en">Yes</Text></Selection>'
    )
    contest = read(tmp_path, text).returns.contests[HOUSE]
    assert contest.measure is True
    assert contest.totals()["Yes"] == 22


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("<PartyId>dem<", "<PartyId>bo<", "line 6, PartyId: bo is the Candidate at line 7, and a"),
        ("<PartyId>dem<", "<PartyId>rep<", "line 6, PartyId: rep is the id of nothing"),
        ('ObjectId="s2"', 'ObjectId="s1"', "The id s1 stands at line 9 already."),
        ("1500-100/v2", "1500-100/v1", "no election results report of version 2"),
        ("<?xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><?xml", "line 1: The file declares a document"),
        ("</Election>", "", "From here on this is neither XML nor JSON (mismatched tag)"),
        ("unofficial-complete", "pre-election", "Status: The report was made before the election"),
    ],
)
def test_what_is_wrong_refuses_the_file_with_its_place(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    assert old in XML
    text = XML.replace('<?xml version="1.0"?>\n', "") if new.startswith("<!DOCTYPE") else XML
    text = f"{new.removesuffix('<?xml')}{text}" if text is not XML else text.replace(old, new)
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, text)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("<Count>9<", "<Count>9.5<", 'line 17, VoteCounts: "9.5" is not a number of votes.'),
        ("<Count>9<", "<Count>-9<", 'line 17, VoteCounts: "-9" is not a number of votes.'),
        ("<Count>9</Count>", "", "line 17, VoteCounts: The number is missing."),
        (
            "<GpUnitId>p1</GpUnitId><Type>total</Type><Count>9<",
            "<Type>total</Type><Count>9<",
            "line 17, VoteCounts: It is not said where these votes were counted",
        ),
    ],
)
def test_a_number_that_cannot_be_used_is_put_aside(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    assert old in XML
    file = read(tmp_path, XML.replace(old, new))
    (aside,) = file.quarantined
    assert complaint in str(aside.problem)
    assert file.returns.contests[HOUSE].totals()["Ann Ash"] == 22


def test_elements_in_one_another_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="too deep"):
        read(tmp_path, "<a>" * 60 + "</a>" * 60)
    with pytest.raises(Unreadable, match="not JSON"):
        read(tmp_path, '{"a":' * 100_000, "deep.json")


def test_the_real_example_is_read_and_the_two_bad_files_are_refused(shared_data: Path) -> None:
    nist = shared_data / "nist"
    good = read_err(nist / "worked-examples" / "err_recount_precinct_example.json")
    (contest,) = good.returns
    assert contest.totals() == {"Alder": 1081, "Birch": 1044, WRITE_INS: 2, OVER: 9, UNDER: 55}
    with pytest.raises(Unreadable) as wrong_kind:
        read_err(nist / "negative" / "err_validation_target.xml")
    assert "line 4304, PartyId" in str(wrong_kind.value)
    assert "is the Person at line 4300, and a Party has to stand here." in str(wrong_kind.value)
    with pytest.raises(Unreadable, match=r"CVR\.CastVoteRecordReport"):
        read_err(nist / "negative" / "example_2.json")
