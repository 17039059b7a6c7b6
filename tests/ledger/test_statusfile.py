"""Status files: signed under their own context, read strictly, believed only as far as signed."""

import re
from dataclasses import replace
from hashlib import sha256

import pytest

from adjudicator.ledger import canonical, contexts, cosignatures, notes, statusfile
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import LOG, Vkey
from adjudicator.ledger.statusfile import BadStatus, ContestStatus, Status

ORIGIN = "bay/general-2018/" + "ab" * 10
LOG_KEY, CLERK, OTHER = (SigningKey(bytes([n]) * 32) for n in (1, 2, 3))
SENATE = ContestStatus(
    id="senate",
    title="U.S. Senate",
    done=False,
    cases=1_854,
    ruled=410,
    waiting=1_444,
    batches=90,
    closed=12,
    precincts=44,
    precincts_closed=3,
)
STATUS = Status(
    origin=ORIGIN,
    size=900,
    root="cd" * 32,
    log=cosignatures.log_vkey(ORIGIN, LOG_KEY.public),
    clerk=None,
    t="2018-11-17T21:00:00Z",
    county="Bay",
    election="General Election",
    held="2018-11-06",
    contests=(SENATE,),
    partial=(("senate", "Rick Scott", 4), ("senate", "Bill Nelson", -1)),
    deadlines=("Due Sun 18 Nov 12:00 by order",),
)


def altered(data: bytes, **fields: object) -> bytes:
    """The file with other fields, under the signatures it had."""
    line, _, note = data.partition(b"\n")
    return canonical.encode(canonical.decode_object(line) | fields) + b"\n" + note


def test_what_is_written_is_read_back_and_the_same_status_gives_the_same_bytes() -> None:
    data = statusfile.encode(STATUS, LOG_KEY)
    assert statusfile.decode(data) == STATUS
    assert statusfile.encode(STATUS, LOG_KEY) == data
    assert STATUS.head == notes.Checkpoint(ORIGIN, 900, bytes.fromhex("cd" * 32))


def test_the_note_signs_the_hash_of_the_line_under_the_context_of_status_files() -> None:
    line, _, rest = statusfile.encode(STATUS, LOG_KEY).partition(b"\n")
    note = notes.parse_note(rest)
    digest = sha256(line).hexdigest()
    assert note.text == f"adjudicator/status/v1\n{ORIGIN}\n{digest}\n"
    assert note.text.encode() == contexts.manifest(ORIGIN, digest, status=True)
    assert notes.verified(note, [STATUS.log]) == (STATUS.log,)


def test_a_clerk_signs_beside_the_log_key_where_one_is_named() -> None:
    named = replace(STATUS, clerk=Vkey(f"{ORIGIN}/cora", LOG, CLERK.public))
    assert statusfile.decode(statusfile.encode(named, LOG_KEY, CLERK)) == named
    with pytest.raises(BadStatus, match="not signed by the keys it names"):
        statusfile.decode(statusfile.encode(named, LOG_KEY))
    with pytest.raises(BadStatus, match="not signed by the keys it names"):
        statusfile.decode(statusfile.encode(named, LOG_KEY, OTHER))


@pytest.mark.parametrize(
    "fields", [{"size": 901}, {"county": "Gulf"}, {"root": "ef" * 32}, {"partial": []}]
)
def test_other_contents_under_the_same_signature_are_named_altered(
    fields: dict[str, object],
) -> None:
    with pytest.raises(BadStatus, match="altered"):
        statusfile.decode(altered(statusfile.encode(STATUS, LOG_KEY), **fields))


def test_another_key_signs_nothing_for_this_one() -> None:
    with pytest.raises(BadStatus, match="not signed by the keys it names"):
        statusfile.decode(statusfile.encode(STATUS, OTHER))


@pytest.mark.parametrize(
    "fields",
    [
        {"v": 2},
        {"more": 1},
        {"size": -1},
        {"size": True},
        {"root": "CD" * 32},
        {"t": "yesterday"},
        {"origin": "Bay"},
        {"log": "nothing"},
        {"log": str(Vkey("other/x/" + "0" * 20, LOG, OTHER.public))},
        {"clerk": str(Vkey("other/x/" + "0" * 20, LOG, OTHER.public))},
        {"contests": [{}]},
        {"contests": 5},
        {"partial": [["senate", "Scott", "4"]]},
        {"held": 5},
        {"deadlines": "x"},
    ],
)
def test_a_field_that_makes_no_sense_is_refused_in_words(fields: dict[str, object]) -> None:
    with pytest.raises(BadStatus, match=re.compile(r"\.$")):
        statusfile.decode(altered(statusfile.encode(STATUS, LOG_KEY), **fields))


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"{}\n", b"x" * 300_000, b"[]\n\xe2"])
def test_what_is_no_status_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadStatus):
        statusfile.decode(data)
