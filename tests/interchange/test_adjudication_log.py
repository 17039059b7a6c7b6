import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields

import pytest

from adjudicator.interchange.adjudication_log import (
    ATTESTATIONS,
    COLUMNS,
    LogAttestation,
    LogLine,
    LogObjection,
    LogPerson,
    write_log_csv,
    write_log_json,
)

OZ = LogPerson("o1", "Oz Fir", "Heron Party")
EVE = LogPerson("o2", None, "Egret Party")
RULED = LogLine(
    entry=12,
    time="2025-11-08T14:03:22Z",
    kind="rule",
    case_number="4F7-K",
    contest="Mayor",
    precinct="PCT 101",
    group="Vote-by-mail",
    batch=3,
    ballot="B17",
    condition="overvote",
    tier="team",
    ruling="Vote for Ada Palm under (4)(c)15: words settle it; words: “=not Bo”.",
    disposition="vote",
    votes=("Ada Palm", "=Bo"),
    clause="(4)(c)15",
    clause_verified=False,
    words="=not Bo",
    consistency="same",
    revision_reason="words",
    prior_entry=9,
    people=(LogPerson("t1", "Tom Oak", "Heron Party"), LogPerson("t2", "Tea Ash")),
    attestations=(
        LogAttestation(OZ, "signed, no objection"),
        LogAttestation(EVE, "signed, objection", late=True),
    ),
    objections=(LogObjection(13, EVE, "Marks are not consistent", "no vote"),),
    leaf_hash="ab" * 32,
    record_code="4C1F-88A2-03D7-9B5E",
)
SIGNED_IN = LogLine(entry=5, time="2025-11-08T14:00:00Z", kind="signin", people=(OZ,))


def rows(*lines: LogLine, watermark: str | None = None) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    assert write_log_csv(lines, stream, watermark=watermark) == len(lines)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_a_ruling_in_the_csv_says_everything() -> None:
    (row,) = rows(RULED)
    assert tuple(row) == COLUMNS
    assert row["entry"] == "12"
    assert row["case_number"] == "4F7-K"
    assert row["ruling"].startswith("Vote for Ada Palm under (4)(c)15")
    assert row["clause_verified"] == "no"
    assert row["people"] == "Tom Oak (t1); Tea Ash (t2)"
    assert row["parties"] == "Heron Party; no party"
    assert row["attestations"] == (
        "Oz Fir (o1): signed, no objection; o2: signed, objection (late)"
    )
    assert row["objections"] == ("entry 13, o2: Marks are not consistent, claims no vote (open)")
    assert row["record_code"] == "4C1F-88A2-03D7-9B5E"
    assert row["watermark"] == ""


def test_words_from_the_paper_are_not_run() -> None:
    (row,) = rows(RULED)
    assert row["words"] == "'=not Bo"
    assert row["votes"] == "Ada Palm; '=Bo"


def test_every_line_of_a_demonstration_says_so() -> None:
    assert [r["watermark"] for r in rows(RULED, SIGNED_IN, watermark="DEMONSTRATION")] == [
        "DEMONSTRATION",
        "DEMONSTRATION",
    ]


def test_absent_is_empty() -> None:
    (row,) = rows(SIGNED_IN)
    assert {c: row[c] for c in ("clause", "clause_verified", "prior_entry", "batch")} == {
        "clause": "",
        "clause_verified": "",
        "prior_entry": "",
        "batch": "",
    }


def test_the_json_holds_every_field_of_a_line() -> None:
    stream = io.StringIO()
    assert write_log_json([RULED, SIGNED_IN], stream, origin="o/demo", watermark="DEMO") == 2
    value = json.loads(stream.getvalue())
    assert (value["origin"], value["watermark"]) == ("o/demo", "DEMO")
    ruled, signed_in = value["lines"]
    assert set(ruled) == {f.name for f in fields(LogLine)}
    assert ruled["words"] == "=not Bo"
    assert ruled["votes"] == ["Ada Palm", "=Bo"]
    assert ruled["attestations"][1] == {
        "observer": {"id": "o2", "name": None, "party": "Egret Party"},
        "state": "signed, objection",
        "late": True,
    }
    assert ruled["objections"][0]["outcome"] is None
    assert (signed_in["clause"], signed_in["votes"]) == (None, [])


def test_an_empty_log_is_still_a_log() -> None:
    stream = io.StringIO()
    write_log_json([], stream, origin="o", watermark=None)
    assert json.loads(stream.getvalue()) == {"origin": "o", "watermark": None, "lines": []}
    assert rows() == []


def test_lines_are_written_as_they_come() -> None:
    stream = io.StringIO()

    def lines() -> Iterator[LogLine]:
        yield RULED
        assert '"entry":12' in stream.getvalue()
        yield SIGNED_IN

    assert write_log_json(lines(), stream, origin="o", watermark=None) == 2


def test_an_observer_stands_in_one_of_five_states() -> None:
    assert [str(LogAttestation(OZ, s)) for s in ATTESTATIONS][4] == "Oz Fir (o1): not at the table"
    with pytest.raises(ValueError, match="five attestation states"):
        LogAttestation(OZ, "agreed")
