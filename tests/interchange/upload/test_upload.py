"""Templates: read, filled, seen again, and compared with a sample column by column."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.upload.comparing import compare, form_of
from adjudicator.interchange.upload.filling import CannotFill, Named, UploadRow, fill
from adjudicator.interchange.upload.looking import look
from adjudicator.interchange.upload.template import (
    As,
    Dates,
    Form,
    Numbers,
    Parts,
    Quoting,
    Template,
    UploadColumn,
    Value,
    read_template,
)
from adjudicator.resources import read_bytes

OF = "of the sample"
COLUMNS = (
    UploadColumn("County", Value.COUNTY, As.CODE),
    UploadColumn("Precinct", Value.PRECINCT, As.CODE),
    UploadColumn("Candidate", Value.CHOICE),
    UploadColumn("Votes", Value.VOTES),
)
TEMPLATE = Template(
    "Returns",
    verified=True,
    note="",
    form=Form(),
    columns=COLUMNS,
    codes={"county": {"Volusia": "VOL"}, "precinct": {"p1": "0101", "p2": "0102"}},
)


def row(precinct: str = "p1", name: str = "Ann Ash", votes: int = 30_610) -> UploadRow:
    nobody = Named(("",), "")
    return UploadRow(
        Named(("Volusia",), "Volusia"), nobody, date(2018, 11, 6), nobody,
        Named((precinct,), precinct), nobody, Named(("mayor/ann", "ann"), name), nobody,
        votes - 11, 11, votes,
    )  # fmt: skip


def form(**changes: object) -> Template:
    return replace(TEMPLATE, form=replace(TEMPLATE.form, **changes))  # type: ignore[arg-type]  # fields by name


def test_a_file_has_the_form_of_its_template() -> None:
    assert fill(TEMPLATE, [row()]) == (
        b"County,Precinct,Candidate,Votes\r\nVOL,0101,Ann Ash,30610\r\n"
    )
    other = form(
        delimiter="|", quoting=Quoting.ALL, line_end="\n", last_line_end=False, header=False,
        encoding="utf-8-sig", numbers=Numbers.PADDED, digits=6,
    )  # fmt: skip
    assert fill(other, [row(name="Jos\u00e9")]) == (
        '\ufeff"VOL"|"0101"|"Jos\u00e9"|"030610"'.encode()
    )
    assert fill(form(numbers=Numbers.GROUPED), [row()]).endswith(b'"30,610"\r\n')


def test_everything_that_is_lacking_is_named_at_once() -> None:
    bare = replace(form(quoting=Quoting.NEVER, encoding="ascii"), codes={})
    with pytest.raises(CannotFill) as lacking:
        fill(bare, [row(), row("p2", "Ash, \u00c1nn"), row("p2")])
    assert lacking.value.reasons == (
        "No code for county: Volusia.",
        "No code for precinct: p1, p2.",
        '"Ash, \u00c1nn" would need quotes, and the template allows none.',
        "The encoding of the template has no letter for: \u00c1 (U+00C1).",
    )


@settings(max_examples=40)
@given(
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([Quoting.NEEDED, Quoting.ALL]),
    line_end=st.sampled_from(["\r\n", "\n"]),
    names=st.lists(
        st.text("abc ,;|\u00e9'\"", min_size=1, max_size=12), min_size=2, max_size=5, unique=True
    ),
    last=st.booleans(),
)
def test_what_was_filled_is_seen_again(
    delimiter: str, quoting: Quoting, line_end: str, names: list[str], *, last: bool
) -> None:
    made = form(delimiter=delimiter, quoting=quoting, line_end=line_end, last_line_end=last)
    data = fill(made, [row(name=name) for name in names])
    seen = look(data)
    assert [cells[2] for cells in seen.table[1:]] == names
    assert seen.last_line_end is last
    assert seen.line_end == ("crlf" if line_end == "\r\n" else "lf")
    assert compare(data, data, made) == ()


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (
            b"County,Precinct,Candidate,Votes\nVOL,0101,Bob,7\n",
            ["Line ends: CR LF here, LF in the sample."],
        ),
        (
            b"County;Precinct;Candidate;Votes\r\nVOL;0101;Bob;7\r\n",
            ["Delimiter: commas here, semicolons in the sample."],
        ),
        (
            b"County,Precinct,Candidate,Votes\r\nVOL,0101,Bob,7",
            ["After the last line: a line end here, no line end in the sample."],
        ),
        (
            b"\xef\xbb\xbfCounty,Precinct,Candidate,Votes\r\nVOL,0101,Bob,7\r\n",
            ["Encoding: ASCII letters alone here, UTF-8 with a byte-order mark in the sample."],
        ),
        (
            b"County,Pct,Candidate,Votes,Note\r\nVOL,0101,Bob,7,\r\n",
            [
                "Number of columns: 4 here, 5 in the sample.",
                'Head of column 2: "Precinct" here, "Pct" in the sample.',
                'Head of column 5: nothing here, "Note" in the sample.',
            ],
        ),
        (
            b"Precinct,County,Candidate,Votes\r\n0101,VOL,Bob,7\r\n",
            [
                f'Head of column 1: "County" (column 2 {OF}) here, "Precinct" in the sample.',
                f'Head of column 2: "Precinct" (column 1 {OF}) here, "County" in the sample.',
                "Column 1, County: AAA (VOL) here, 9999 (0101) in the sample.",
                "Column 2, Precinct: 9999 (0101) here, AAA (VOL) in the sample.",
            ],
        ),
        (
            b"VOL,0101,Bob,7\r\nVOL,0102,Bob,7\r\n",
            ["First line: a header line here, no header line in the sample."],
        ),
        (
            b'"County","Precinct","Candidate","Votes"\r\n"VOL","0101","Bob","7"\r\n',
            ["Quotes: around no cell here, around every cell in the sample."],
        ),
        (
            b"County,Precinct,Candidate,Votes\r\n64,101-A,Bob,000007\r\n",
            [
                "Column 1, County: AAA (VOL) here, 99 (64) in the sample.",
                "Column 2, Precinct: 9999 (0101) here, 999-A (101-A) in the sample.",
                "Column 4, Votes: digits (30610) here, 6 digits (000007) in the sample.",
            ],
        ),
        (b"County,Precinct,Candidate,Votes\r\nORA,0999,Somebody Else,0\r\n", []),
    ],
)
def test_a_sample_tells_column_by_column_what_differs(sample: bytes, told: list[str]) -> None:
    found = compare(fill(TEMPLATE, [row()]), sample, TEMPLATE)
    assert [difference.sentence for difference in found] == told


def test_codes_of_several_lengths_are_compared_by_their_kind() -> None:
    assert (form_of("A12", exact=True), form_of("AB-123", exact=False)) == ("A99", "A-9")
    sample = b"County,Precinct,Candidate,Votes\r\nVOL,9,Bob,7\r\nVOL,12,Bob,7\r\n"
    assert compare(fill(TEMPLATE, [row()]), sample, TEMPLATE) == ()


def test_the_shipped_example_can_be_read_and_says_what_it_is() -> None:
    found = read_template(read_bytes("upload", "unverified-example.toml"), "example.toml")
    assert found.name.endswith("(unverified example)")
    assert "Unverified example" in found.note
    assert found.form.delimiter == "\t"
    assert found.form.dates is Dates.US
    assert [column.value for column in found.columns][-1] is Value.VOTES


def test_a_template_that_cannot_be_used_names_every_key() -> None:
    with pytest.raises(Unreadable) as found:
        read_template(
            b"""
            format = 2
            title = "T"
            titel = "T"
            [form]
            delimiter = "komma"
            line_end = "lf"
            encoding = "utf-8"
            numbers = "padded"
            [rows]
            buckets = ["undr"]
            [[column]]
            head = "Day"
            value = "date"
            as = "code"
            [codes.precinct]
            p1 = 7
            """,
            "t.toml",
        )
    told = str(found.value)
    for sentence in (
        'titel: This key is not known here. Did you mean "title"?',
        "This program reads format 1.",
        '"komma" is none of: comma, semicolon, tab, pipe. Did you mean "comma"?',
        "Padded numbers need to know how many digits",
        '"undr" is none of: over, under, unqualified, ballots. Did you mean "under"?',
        "A column of date has no codes.",
        'codes.precinct.p1: A code is a text: write "001", not 001.',
        "No column holds the votes",
    ):
        assert sentence in told, sentence
    with pytest.raises(Unreadable, match="This is not TOML"):
        read_template(b"title = ", "t.toml")


def test_two_columns_of_one_head_and_rows_nobody_could_tell_apart_are_refused() -> None:
    shipped = read_bytes("upload", "unverified-example.toml").decode()
    twice = shipped.replace('head = "ContestName"', 'head = "Precinct"')
    with pytest.raises(Unreadable, match='Two columns have the head "Precinct"'):
        read_template(twice.encode(), "t.toml")
    headless = twice.replace("header = true", "header = false")
    assert not read_template(headless.encode(), "t.toml").form.header
    column = '[[column]]\nhead = "CountingGroup"\nvalue = "group"\n'
    assert column in shipped
    bare = shipped.replace(column, "")
    with pytest.raises(Unreadable, match=r'rows\.groups: .* write groups = "together"'):
        read_template(bare.encode(), "t.toml")
    together = bare.replace('groups = "apart"', 'groups = "together"')
    assert read_template(together.encode(), "t.toml").groups is Parts.TOGETHER
    one_code = replace(TEMPLATE, codes={**TEMPLATE.codes, "precinct": {"p1": "0101", "p2": "0101"}})
    with pytest.raises(
        CannotFill, match=r"Rows 1 and 2 say the same but for their figures \(VOL, 0"
    ):
        fill(one_code, [row("p1"), row("p2", votes=7)])


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("Republican,DEM", ['Column 5, Party: "REP" here, "Republican" in the sample.']),
        ("REP,DEM", []),
        ("DEM,DEM", []),
    ],
)
def test_the_words_for_parties_are_held_against_the_samples(theirs: str, told: list[str]) -> None:
    made = replace(TEMPLATE, columns=(*COLUMNS, UploadColumn("Party", Value.PARTY)))
    parties = ("REP", "DEM")
    ours = [replace(row(name=p), party=Named((p,), p)) for p in parties]
    lines = [f"VOL,0101,Bob {n},7,{p}\r\n" for n, p in enumerate(theirs.split(","))]
    sample = "County,Precinct,Candidate,Votes,Party\r\n" + "".join(lines)
    found = [x.sentence for x in compare(fill(made, ours), sample.encode(), made) if "5" in x.what]
    assert found == told


def test_names_in_capitals_are_told() -> None:
    sample = b"County,Precinct,Candidate,Votes\r\nVOL,0101,BOB,7\r\n"
    (found,) = compare(fill(TEMPLATE, [row()]), sample, TEMPLATE)
    assert found.sentence == (
        "Column 3, Candidate: capital and small letters (Ann Ash) here, capital letters (BOB) in "
        "the sample."
    )


@settings(max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 40))
def test_no_sample_and_no_template_makes_the_reader_stumble(
    some: bytes, start: int, length: int
) -> None:
    for sample in (some, some.replace(b"a", b",").replace(b"b", b"\n")):
        assert isinstance(compare(fill(TEMPLATE, [row()]), sample, TEMPLATE), tuple)
    good = read_bytes("upload", "unverified-example.toml")
    with suppress(Unreadable):
        read_template(good[:start] + some + good[start + length :], "t.toml")
