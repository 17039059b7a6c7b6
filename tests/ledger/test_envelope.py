from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger import bodies, canonical, contexts, envelope, kinds, merkle
from adjudicator.ledger.envelope import NEW, assemble, parse_entry, sign_act
from adjudicator.ledger.errors import MadeByNewerVersion, Malformed, NotCanonical
from adjudicator.ledger.keys import SigningKey, verify
from adjudicator.ledger.text import to_base64
from tests.ledger.scene import Scene, whole_story
from tests.ledger.test_canonical import VALUES, depth

ORIGIN = "test.fl.us/general/00000000000000000000/demo"
KEY = SigningKey(bytes(32))
SIG = bytes(range(64))
KEYS = st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), VALUES, max_size=5)


@given(
    KEYS.filter(lambda body: depth(body) <= 7),
    st.lists(st.integers(0, 40), min_size=1, max_size=5, unique=True),
    st.binary(min_size=64, max_size=64),
)
def test_an_entry_reads_back_as_it_was_assembled(
    body: dict[str, Any], keys: list[int], signature: bytes
) -> None:
    entry = assemble(body, 40, [(k, signature) for k in keys])
    assert parse_entry(entry.raw) == entry == envelope.reread_entry(entry.raw)
    assert entry.body_bytes == canonical.encode(body)
    glance = envelope.glance_at_entry(entry.raw)
    assert glance is not None
    assert bytes(glance.body) == entry.body_bytes
    assert (glance.index, glance.signatures) == (entry.index, entry.signatures)
    assert [k for k, _ in entry.signatures] == sorted(keys)
    assert entry.leaf == merkle.leaf_hash(entry.raw)
    assert canonical.encode(canonical.decode(entry.raw)) == entry.raw


def test_everybody_signs_the_same_bytes_and_a_new_key_comes_last() -> None:
    body = {"v": 1, "kind": "enrol"}
    entry = assemble(body, 9, [(NEW, sign_act(body, ORIGIN, KEY)), (0, SIG)])
    assert [k for k, _ in entry.signatures] == [0, 9]
    message = contexts.act(ORIGIN, entry.body_bytes)
    assert message == b"adjudicator/act/v1\n" + ORIGIN.encode() + b'\n{"kind":"enrol","v":1}'
    assert verify(KEY.public, entry.signatures[1][1], message)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{"b":{},"i":0}', "not made of a body"),
        (b'{"b":{},"i":0,"s":[],"x":1}', "not made of a body"),
        (b'{"b":[],"i":0,"s":[[0,"x"]]}', "wrong shape"),
        (b'{"b":{},"i":true,"s":[[0,"x"]]}', "wrong shape"),
        (b'{"b":{},"i":-1,"s":[[0,"x"]]}', "wrong shape"),
        (b'{"b":{},"i":0,"s":{}}', "not a list"),
        (b'{"b":{},"i":0,"s":[]}', "no signature"),
        (b'{"b":{},"i":0,"s":[[0]]}', "not a pair"),
        (b'{"b":{},"i":0,"s":[[false,"x"]]}', "not a pair"),
        (b'{"b":{},"i":0,"s":[[0,"x"]]}', "not 64 bytes"),
        (b'{"b":{},"i":0,"s":[[0,"SIG"],[0,"SIG"]]}', "ascending"),
        (b'{"b":{},"i":5,"s":[[2,"SIG"],[1,"SIG"]]}', "ascending"),
        (b'{"b":{},"i":5,"s":[[6,"SIG"]]}', "later entry"),
        (b'{"b":{},"i":5,"s":[[-1,"SIG"]]}', "later entry"),
    ],
)
def test_an_envelope_of_another_shape_is_refused(raw: bytes, sentence: str) -> None:
    text = to_base64(SIG).encode()
    with pytest.raises(Malformed, match=sentence):
        parse_entry(raw.replace(b"SIG", text))


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"b":{},"i":0}', b'{"b":{},"i":0,"s":[[0,"x"]]}'])
def test_a_glance_at_what_is_no_entry_tells_nothing(raw: bytes) -> None:
    assert envelope.glance_at_entry(raw) is None


def test_an_entry_is_canonical_and_at_most_256_kib() -> None:
    entry = assemble({"a": 1}, 0, [(0, SIG)])
    for raw in (entry.raw + b"\n", entry.raw.replace(b",", b", "), b"[]"):
        with pytest.raises(NotCanonical):
            parse_entry(raw)
    with pytest.raises(NotCanonical, match="longer than"):
        assemble({"a": "x" * (canonical.MAX_ENTRY - 20)}, 0, [(0, SIG)])


def test_only_seen_may_differ_between_two_tries_of_one_act() -> None:
    scene = Scene().seated()
    fields = bodies.attend(person="lee", state="away")
    first = scene.draft(fields, "lee*", n="00" * 16, t="2018-11-17T12:00:00Z")
    later = scene.draft(
        fields,
        "lee*",
        n="00" * 16,
        t="2018-11-17T12:00:00Z",
        seen=[0, scene.state.root_at(0).hex()],
    )
    other = scene.draft(fields, "lee*", n="00" * 16, t="2018-11-17T12:00:01Z")
    assert envelope.retry_digest(first) == envelope.retry_digest(later)
    assert envelope.retry_digest(first) != envelope.retry_digest(other)


# Kinds ---------------------------------------------------------------------------------------

H = "ab" * 32
EXAMPLES: dict[str, dict[str, Any]] = {
    "vote": {"cases": [H], "value": "abstain", "prior": [None]},
    "sitting": {"votes": [["kelly", [7, 9]]]},
    "reopen": {"cases": [H], "prior": [[3, 0, H]], "reason": None},
    "rescan": {"case": H, "row": H, "reason": None},
    "reference": {"style": "1", "side": "front", "image": H, "layout": H},
    "sample": {"batches": [1], "seed": H, "drawn": "Dice.", "size": 12},
    "look": {"sample": 4, "items": [{"case": H, "row": H, "disp": "vote"}]},
    "paper": {"case": H, "step": "returned", "seals": ["A 17"]},
    "note": {"category": "incident", "words": H, "people": ["ada"]},
    "witness": {"note": "text\n\n— name AAAA\n"},
    "contest_close": {"contest": "senate", "tally": H, "differences": [[1, 42, 41, 9]]},
    "export": {"files": [["a.json", H]], "withheld": [["names", 8]], "size": 12},
    "finish": {"keys": [1, 2]},
    "remove": {"person": "ada", "reason": H},
    "withdraw": {"objection": [4, H]},
}


def body_of(kind: str, **changes: object) -> dict[str, Any]:
    common = {"v": 1, "n": "00" * 16, "t": "2018-11-17T12:00:00Z", "st": "t1", "seen": [3, H]}
    return common | {"kind": kind} | EXAMPLES[kind] | changes


def test_every_kind_of_the_format_is_known() -> None:
    known = (
        "open enrol remove constitute signin signout attend import pile rule attest withdraw vote "
        "sitting close reopen motion rescan reference sample look paper note witness "
        "contest_close export finish"
    )
    assert set(kinds.KINDS) == set(known.split())
    for kind in EXAMPLES:
        kinds.check_body(body_of(kind))
    for entry in whole_story().entries:
        kinds.check_body(entry.body)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_body_has_exactly_the_fields_of_its_kind(kind: str) -> None:
    with pytest.raises(MadeByNewerVersion, match="'zebra'"):
        kinds.check_body(body_of(kind, zebra=None))
    for name in [*EXAMPLES[kind], "n", "t", "st", "seen"]:
        body = body_of(kind)
        del body[name]
        with pytest.raises(Malformed, match="lacks the field"):
            kinds.check_body(body)
        with pytest.raises(Malformed, match=repr(name)):
            kinds.check_body(body_of(kind, **{name: False}))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"v": 2}, "format 2"),
        ({"kind": "ballot_dance"}, "'ballot_dance'"),
    ],
)
def test_what_a_newer_version_made_is_called_so(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MadeByNewerVersion, match=sentence):
        kinds.check_body(body_of("finish") | changes)


@pytest.mark.parametrize(
    "body",
    [
        {},
        body_of("finish", v=True),
        body_of("finish", v=None),
        body_of("finish") | {"kind": None},
        body_of("finish", t="2018-11-17"),
        body_of("finish", n="00"),
        body_of("finish", st="Table 1"),
        body_of("finish", seen=[0]),
        body_of("finish", keys=[2, 1]),
        body_of("finish", keys=[1, 1]),
        body_of("finish", keys=[True]),
        body_of("vote", prior=[]),
        body_of("reopen", cases=[H, H], prior=[[1, 0, H], [1, 0, H]]),
        body_of("look", items=EXAMPLES["look"]["items"] * 2),
        body_of("vote", value={"disp": "vote", "votes": ["b", "a"], "clause": None}),
    ],
)
def test_a_body_of_another_shape_is_malformed(body: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        kinds.check_body(body)


@pytest.mark.parametrize(
    ("effect", "target"),
    [
        ("release", {"import": 3, "lot": "provisional"}),
        ("isolate", {"cases": [H]}),
        ("void", {"import": 3}),
        ("replace_counts", {"import": 3}),
        ("explain", {"batch": 1}),
        ("suspend", {"contest": "senate"}),
        ("resume", {"contest": "senate"}),
        ("priority", {"contest": "senate"}),
        ("refile", {"contest": "senate"}),
        ("deadline", {"contest": "senate", "t": "2018-11-18T12:00:00Z"}),
        ("waive", {"people": ["ada", "ben"]}),
        ("seat", {"alternate": "ada", "for": "kelly"}),
    ],
)
def test_each_effect_of_a_motion_has_its_target(effect: str, target: dict[str, Any]) -> None:
    def motion(target: dict[str, Any]) -> dict[str, Any]:
        fields = bodies.motion(effect=effect, target=target, votes=[("kelly", "yes")])
        return bodies.common(fields, t="2018-11-17T12:00:00Z", station="t1", seen=(0, H))

    kinds.check_body(motion(target))
    with pytest.raises(MadeByNewerVersion):
        kinds.check_body(motion(target | {"zebra": 1}))
    with pytest.raises(Malformed):
        kinds.check_body(motion(dict.fromkeys(target, None)))
    with pytest.raises(Malformed):
        kinds.check_body(motion({}))


@pytest.mark.parametrize(
    "changes",
    [
        {"about": [], "cases": []},
        {"about": [[1, H, "all"]], "cases": [H]},
        {"about": [], "cases": [H], "answer": "none"},
        {"about": [[1, H, "all"]], "ground": 2},
        {"about": [[1, H, "all"]], "claim": "ann"},
        {"about": [[1, H, "all"]], "answer": "object"},
        {"about": [[1, H, "some"]]},
        {"about": [[1, H, []]]},
        {"about": [[2, H, "all"], [1, H, "all"]]},
    ],
)
def test_an_answer_says_what_it_is_about(changes: dict[str, Any]) -> None:
    fields = bodies.attest(answer="none", via="own", about=[(1, H, None)])
    body = bodies.common(fields, t="2018-11-17T12:00:00Z", station="t1", seen=(0, H))
    kinds.check_body(body)
    with pytest.raises(Malformed):
        kinds.check_body(body | changes)


def test_a_ruling_names_each_case_once() -> None:
    item = bodies.item(case=H, row=H, contest="senate", disp="nothing_marked")
    fields = bodies.rule(batch=1, items=[item, item])
    body = bodies.common(fields, t="2018-11-17T12:00:00Z", station="t1", seen=(0, H))
    with pytest.raises(Malformed, match="one case twice"):
        kinds.check_body(body)
    with pytest.raises(Malformed, match="one earlier ruling"):
        kinds.check_body(body_of("vote", prior=[None, None]))


@pytest.mark.parametrize("key", ["AAAA", 3, "A" * 43 + "=\n"])
def test_a_public_key_has_its_one_spelling(key: object) -> None:
    fields = bodies.enrol(person="ada", role="team", key=KEY.public) | {"key": key}
    body = bodies.common(fields, t="2018-11-17T12:00:00Z", station="t1", seen=(0, H))
    with pytest.raises(Malformed, match="'key'"):
        kinds.check_body(body)


def test_bytes_read_again_are_still_an_entry() -> None:
    with pytest.raises(Malformed):
        envelope.reread_entry(b"[]")
