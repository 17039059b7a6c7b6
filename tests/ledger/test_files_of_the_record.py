"""Seals, origins, manifests, piles, counts, case numbers: bytes others will read."""

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger import (
    canonical,
    casenumbers,
    contexts,
    counts,
    manifests,
    origin,
    piles,
    seals,
)
from adjudicator.ledger.counts import Count
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.origin import Purpose

ORIGIN = "volusia.fl.us/2018/0123456789abcdef0123/demo"


# Seals ---------------------------------------------------------------------------------------


def test_a_seal_is_the_salted_hash_of_the_format() -> None:
    opening = seals.make(ORIGIN, {"name": "Ada"}, bytes(16))
    text = b"adjudicator/seal/v1\n" + ORIGIN.encode() + b"\n" + bytes(16) + b'{"name":"Ada"}'
    assert opening.seal == sha256(text).hexdigest()
    assert opening.salt == "00" * 16
    assert seals.make(ORIGIN, "x").salt != seals.make(ORIGIN, "x").salt


def test_an_opening_travels_as_one_line_and_is_checked() -> None:
    opening = seals.make(ORIGIN, "not this\none")
    line = opening.line()
    assert line.count(b"\n") == 1
    assert seals.parse_line(line, ORIGIN) == opening
    with pytest.raises(NotCanonical, match="does not fit its seal"):
        seals.parse_line(line, ORIGIN.replace("demo", "rehearsal"))
    with pytest.raises(NotCanonical, match="does not fit its seal"):
        seals.parse_line(line.replace(b"not this", b"but this"), ORIGIN)
    with pytest.raises(NotCanonical, match="right length"):
        seals.parse_line(line.replace(opening.salt.encode(), b"00"), ORIGIN)
    with pytest.raises(NotCanonical, match="the fields seal"):
        seals.parse_line(b'{"seal":"00"}', ORIGIN)


# Origins -------------------------------------------------------------------------------------


def test_an_origin_is_made_of_plain_letters_and_says_its_purpose() -> None:
    made = origin.make("Volusia, FL", "General Election 2018", Purpose.REHEARSAL)
    assert str(made).startswith("volusia-fl/general-e")
    assert str(made).endswith("/rehearsal")
    assert origin.parse(str(made)) == made
    assert made.purpose is Purpose.REHEARSAL
    assert str(made.restored()).endswith("/rehearsal/r2")
    assert str(made.restored().restored()).endswith("/r3")
    assert len(str(made)) <= 60


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_any_names_make_an_origin_or_are_refused_in_words(county: str, election: str) -> None:
    try:
        made = origin.make(county, election, Purpose.DEMO)
    except ValueError as error:
        assert "not the origin" in str(error)  # noqa: PT017 - nothing usable was left of a name
    else:
        assert origin.parse(str(made)).purpose is Purpose.DEMO


@pytest.mark.parametrize(
    "text",
    [
        "",
        "volusia/2018",
        "volusia/2018/0123456789ABCDEF0123",
        "volusia/2018/0123456789abcdef012",
        "volusia/2018/0123456789abcdef0123/real",
        "volusia/2018/0123456789abcdef0123/demo/r1",
        "volusia/2018/0123456789abcdef0123/r02",
        "volusia/2018/0123456789abcdef0123\n",
        "x" * 30 + "/2018-general/0123456789abcdef0123",
    ],
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the origin"):
        origin.parse(text)


# Contexts ------------------------------------------------------------------------------------


def test_no_two_contexts_share_bytes() -> None:
    head = contexts.checkpoint(ORIGIN, 3, bytes(32))
    messages = [
        contexts.act(ORIGIN, b"{}"),
        head,
        contexts.cosign(7, head),
        contexts.manifest(ORIGIN, "00"),
        contexts.manifest(ORIGIN, "00", status=True),
        contexts.wrap(ORIGIN, "p1", bytes(32)),
    ]
    assert len({m[:16] + m[16:24] for m in messages}) == len(messages)
    assert head == ORIGIN.encode() + b"\n3\n" + b"A" * 43 + b"=\n"
    assert contexts.cosign(7, head) == b"cosignature/v1\ntime 7\n" + head


# Manifests -----------------------------------------------------------------------------------


def a_line(sheet: str = "s/t/b/1", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    machine = {"votes": [], "over": 0, "under": 1, "marks": [["c1", 120], ["c2", None]]}
    counted = {"votes": ["x"], "over": 0, "under": 0, "marks": []}
    line = {
        "sheet": sheet,
        "ballot": "b-1",
        "precinct": "101",
        "group": "election_day",
        "batch": "7",
        "position": 3,
        "lot": "accepted",
        "images": ["00" * 32],
        "contests": [["senate", "blank", machine], ["mayor", None, counted]],
        "salt": "11" * 16,
    }
    return line | changes


def test_a_manifest_is_sorted_by_bytes_and_reads_back() -> None:
    lines = [a_line("s/t/b/10"), a_line("s/t/b/2"), a_line("s/t/B/1", lot="provisional")]
    data = manifests.encode_manifest(lines)
    read = list(manifests.decode_manifest(data))
    assert [line["sheet"] for line in read] == ["s/t/B/1", "s/t/b/10", "s/t/b/2"]
    assert data.count(b"\n") == 3
    summary = manifests.summarise(data, ORIGIN, {"senate"})
    assert summary.digest == sha256(data).hexdigest()
    assert summary.lots == (("accepted", 2), ("provisional", 1))
    assert summary.flagged == (("senate", "blank", 3),)
    assert [row.seal for row in summary.rows] == sorted(row.seal for row in summary.rows)
    assert all(row.holds(ORIGIN) for row in summary.rows)
    assert manifests.summarise(b"", ORIGIN, {"senate"}).rows == ()
    assert manifests.summarise(data, ORIGIN, {"other"}).flagged == ()


def test_a_row_holds_what_the_line_says_under_a_salt_of_its_own() -> None:
    line = a_line()
    row = manifests.row_opening(ORIGIN, line, "senate")
    assert isinstance(row.value, dict)
    assert row.value["condition"] == "blank"
    assert row.value["remakes"] is None
    assert set(row.value) == {
        *("sheet", "ballot", "precinct", "group", "batch", "position", "lot", "images"),
        *("contest", "condition", "machine", "remakes"),
    }
    other = manifests.row_opening(ORIGIN, line, "mayor")
    assert len({row.salt, other.salt, line["salt"]}) == 3
    with pytest.raises(KeyError):
        manifests.row_value(line, "sheriff")


@pytest.mark.parametrize(
    "changes",
    [
        {"extra": 1},
        {"sheet": ""},
        {"ballot": None},
        {"position": "3"},
        {"position": -1},
        {"lot": "lost"},
        {"salt": "11"},
        {"images": ["x"]},
        {"images": None},
        {"contests": [["senate", "blank"]]},
        {"contests": [["senate", None, {"votes": []}]]},
        {"contests": None},
    ],
)
def test_a_line_of_another_shape_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(NotCanonical, match="manifest line"):
        manifests.encode_line(a_line(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"votes": [1]},
        {"votes": ["b", "a"]},
        {"votes": ["a", "a"]},
        {"over": -1},
        {"over": True},
        {"under": "1"},
        {"marks": ["c1"]},
        {"marks": [["c1"]]},
        {"marks": [["c1", "12"]]},
        {"marks": [["c1", 1001]]},
        {"marks": [[None, 12]]},
        {"scanner": "x"},
    ],
)
def test_a_reading_of_another_shape_is_refused(changes: dict[str, Any]) -> None:
    reading = {"votes": ["a", "b"], "over": 0, "under": 0, "marks": [["a", 1000], ["b", None]]}
    manifests.encode_line(a_line(contests=[["senate", "ambiguous", reading]]))
    with pytest.raises(NotCanonical, match="readings"):
        manifests.encode_line(a_line(contests=[["senate", "ambiguous", reading | changes]]))
    with pytest.raises(NotCanonical, match="readings"):
        manifests.encode_line(a_line(contests=[["senate", "torn", reading]]))


def test_a_manifest_out_of_order_is_refused() -> None:
    one, two = (manifests.encode_line(a_line(sheet)) for sheet in ("s/t/b/1", "s/t/b/2"))
    for data in (two + b"\n" + one + b"\n", one + b"\n" + one + b"\n", one):
        with pytest.raises(NotCanonical):
            list(manifests.decode_manifest(data))
    with pytest.raises(NotCanonical, match="one sheet twice"):
        manifests.encode_manifest([a_line(), a_line(salt="22" * 16)])
    with pytest.raises(NotCanonical, match="one contest twice"):
        manifests.encode_line(a_line(contests=a_line()["contests"][:1] * 2))


# Piles, case numbers, counts -----------------------------------------------------------------

SEALS = [sha256(bytes([n])).hexdigest() for n in range(9)]


def test_a_pile_is_its_seals_whatever_their_order() -> None:
    assert piles.pile_root(SEALS) == piles.pile_root(reversed(SEALS))
    data = piles.pile_file(SEALS)
    assert piles.parse_pile_file(data) == sorted(SEALS)
    assert piles.parse_pile_file(b"") == []
    one = SEALS[0].encode() + b"\n"
    for bad in (one + one, data[:-1], b"\n", data.upper(), b"\xff\n"):
        with pytest.raises(NotCanonical):
            piles.parse_pile_file(bad)


def test_the_work_order_is_drawn_by_the_seed() -> None:
    first, second = (piles.work_order(seed * 32, SEALS) for seed in ("00", "01"))
    assert sorted(first) == sorted(second) == sorted(SEALS)
    assert first != second
    assert piles.draw_sample("00" * 32, SEALS, 3) == first[:3]
    assert min(SEALS, key=lambda s: sha256(bytes(32) + bytes.fromhex(s)).digest()) == first[0]


def test_batches_are_numbered_in_order_and_go_on_in_later_piles() -> None:
    keys = [
        piles.BatchKey("senate", "102", "early_voting", "1"),
        piles.BatchKey("senate", "101", "vote_by_mail", "10"),
        piles.BatchKey("senate", "101", "vote_by_mail", "9"),
    ]
    numbers = piles.number_batches(keys * 2)
    assert [numbers[key] for key in keys] == [3, 1, 2]
    later = piles.number_batches([keys[0], piles.BatchKey("mayor", "1", "x", "1")], numbers)
    assert later[keys[0]] == 3
    assert sorted(later.values()) == [1, 2, 3, 4]


@given(st.integers(1, 40_000_000))
def test_a_case_number_is_read_back_however_it_is_typed(place: int) -> None:
    number = casenumbers.case_number(place)
    assert len(number) >= 4
    typed = casenumbers.spoken(number).lower().replace("0", "o").replace("1", "l")
    assert casenumbers.parse_case_number(typed) == place


@given(st.integers(1, 1_000_000), st.data())
def test_one_wrong_symbol_in_a_case_number_is_noticed(place: int, data: st.DataObject) -> None:
    number = casenumbers.case_number(place)
    at = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(
        st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter(
            lambda symbol: symbol != number[at]
        )
    )
    with pytest.raises(ValueError, match=r"case number|slip"):
        casenumbers.parse_case_number(number[:at] + wrong + number[at + 1 :])


def test_case_numbers_as_they_are_spoken() -> None:
    assert casenumbers.case_number(1) == "0011"
    assert casenumbers.spoken(casenumbers.case_number(4135)) == "4 1 7 W"
    for text in ("", "4 1", "0 0 0 0", "4 1 7 !", "00011"):
        with pytest.raises(ValueError, match=r"case number|slip"):
            casenumbers.parse_case_number(text)
    with pytest.raises(ValueError, match="from 1"):
        casenumbers.case_number(0)


def test_the_machine_counts_have_one_spelling() -> None:
    rows = [
        Count("senate", "101", "election_day", "accepted", "over", 2),
        Count("mayor", "101", "election_day", "accepted", "ann", 40),
    ]
    data = counts.encode(rows)
    assert counts.decode(data) == sorted(rows)
    assert counts.digest(data) == sha256(data).hexdigest()
    with pytest.raises(NotCanonical, match="twice"):
        counts.encode([*rows, rows[0]._replace(n=3)])
    loose: list[object] = [{}, [[1]], [list(row) for row in rows], [[*rows[0][:5], -1]]]
    for value in loose:
        with pytest.raises(NotCanonical):
            counts.decode(canonical.encode(value))
