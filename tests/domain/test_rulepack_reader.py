from fractions import Fraction

import pytest

from adjudicator.domain.rulepack import Scope
from adjudicator.domain.rulepack_reader import RulePackError, read_rule_pack
from tests.domain.builders import florida, florida_bytes


def changed(old: str, new: str) -> bytes:
    text = florida_bytes().decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def test_the_thresholds_are_exact() -> None:
    pack = florida()
    assert pack.thresholds.machine == Fraction(5, 1000)
    assert pack.thresholds.manual == Fraction(25, 10_000)


def test_only_what_a_readable_source_confirms_is_verified() -> None:
    verified = {c.id for c in florida().clauses if c.verified}
    assert verified == {"3a", "3b", "4c1", "4c9", "4c15", "6", "4b", "4c-none"}
    assert florida().clause("4c3") is not None
    assert [c.caption for c in florida().clauses if c.id == "4c3"] == ["(4)(c)3 · unverified text"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('machine = "1/200"', "machine = 0.005", "thresholds.machine must be of type str"),
        ('machine = "1/200"', 'machine = "0.5 %"', "thresholds.machine must be an exact fraction"),
        ('manual = "1/400"', 'manual = "1/100"', "thresholds.manual must not be above"),
        ("format = 1", "format = 2", "format must be 1"),
        ('id = "3b"', 'id = "3a"', "clause[2].id: '3a' stands twice"),
        ('sketch = "fill"', 'skecth = "fill"', "clause[1].skecth is not a key"),
        ('dispositions = ["vote"]', 'dispositions = ["votes"]', "clause[1].dispositions: 'votes'"),
        ('consistency = ["unmarked", "same"]', 'consistency = ["unknown"]', "clause[3].consis"),
        ("frivolous_flag = false", "", "policies.frivolous_flag is missing"),
        ('conditions = ["blank", ', 'conditions = ["plain", ', "clause[1].conditions: 'plain'"),
        ('title = "Florida, November 2018"', "title = 7", "title must be of type str"),
        ('scope = "federal"', 'scope = "national"', "office[1].scope: 'national' is not one of"),
        ('match = "U.S. House"', 'match = "u.s. senate"', "office[2].match: 'u.s. senate' stands"),
        ('match = "U.S. House"', 'match = ""', "office[2].match must not be empty"),
        ('scope = "federal"', 'scope = "federal"\napproval = "3/5"', "is for a measure only"),
        ('approval = "3/5"', 'approval = "5/5"', "approval must lie between 0 and 1"),
        ('"Alachua", "Baker"', '"Baker", "Baker"', "counties: a name stands twice"),
        ("day = 4", "day = 400", "deadline[1].day must be a number of days from 0 to 365"),
        ("at = 12:00:00", 'at = "noon"', "deadline[1].at must be of type time"),
        ('id = "second"', 'id = "first"', "deadline[2].id: 'first' stands twice"),
        ('Bay = ["America/Chicago"]', 'Bay = "America/Chicago"', "zones.Bay must be a list"),
        ('"Alachua", "Baker"', '7, "Baker"', "counties must be a list of names"),
    ],
)
def test_a_bad_pack_is_refused_with_the_key(old: str, new: str, complaint: str) -> None:
    with pytest.raises(RulePackError) as error:
        read_rule_pack(changed(old, new))
    assert complaint in str(error.value)


def test_bytes_that_are_no_toml_are_refused() -> None:
    with pytest.raises(RulePackError, match="not readable TOML"):
        read_rule_pack(b"\xff\xfe")


def test_what_the_pack_says_of_an_office_goes_by_the_longest_beginning() -> None:
    pack = florida()
    amendment, house = pack.office("Amendment No. 12: Lobbying"), pack.office("STATE HOUSE")
    assert amendment is not None
    assert house is not None
    assert (amendment.measure, amendment.approval) == (True, Fraction(3, 5))
    assert (house.scope, house.statewide, house.measure) == (Scope.STATE, False, False)
    assert pack.office("Sheriff") is None
    assert len(pack.counties) == 67


def test_a_pack_without_offices_and_counties_is_read_as_before() -> None:
    text = florida_bytes().decode()
    offices = text[text.index("[[office]]") : text.index("[[clause]]")]
    counties = text[text.index("counties = [") : text.index("[thresholds]")]
    pack = read_rule_pack(text.replace(offices, "").replace(counties, "").encode())
    assert pack.offices == ()
    assert pack.counties == ()
