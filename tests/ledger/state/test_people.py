"""Who may open, enrol, begin, sign in and be counted as present."""

import pytest

from adjudicator.ledger import bodies, keys
from adjudicator.ledger.envelope import NEW, assemble, sign_act
from adjudicator.ledger.errors import AlreadyRecorded, MadeByNewerVersion
from adjudicator.ledger.keys import P, SigningKey
from adjudicator.ledger.merkle import Frontier, root
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.state import RecordState
from tests.ledger.scene import Scene, whole_story
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused


def test_a_whole_story_is_accepted_and_replays_to_the_same_head() -> None:
    scene = whole_story()
    for trusted in (False, True):
        state = RecordState(scene.evidence)
        state.replay(scene.entries, trusted=trusted)
        assert state.head == scene.state.head
        assert state.data.cases == scene.state.data.cases
        assert state.data.batches == scene.state.data.batches
    for size in range(len(scene.entries) + 1):
        assert scene.state.root_at(size) == root([e.raw for e in scene.entries[:size]])
    assert scene.state.code == record_code(scene.state.root)
    stored = Frontier.from_bytes(scene.state.data.tree.frontier_bytes())
    assert stored.root() == scene.state.root
    assert scene.state.data.tree.leaves() == [e.leaf for e in scene.entries]
    assert scene.state.withheld == 0


def test_entry_0_opens_and_nothing_else_does() -> None:
    scene = Scene()
    key = scene.new_key("x")
    body = scene.body(bodies.enrol(person="ada", role="team", key=key.public))
    refused(
        scene, assemble(body, 0, [(NEW, sign_act(body, scene.origin, key))]), "order", "not open"
    )
    scene.opened()
    fields, key = scene.open_fields()
    refused(scene, scene.draft(fields, new=key), "order", "already open")
    with pytest.raises(IndexError):
        scene.state.root_at(2)


def test_only_a_demonstration_goes_without_cosigned_heads() -> None:
    scene = Scene(Purpose.RECOUNT)
    fields, key = scene.open_fields()
    refused(scene, scene.draft(fields, new=key), "policy", "only a demonstration or a rehearsal")
    Scene(Purpose.REHEARSAL).opened()
    Scene(Purpose.RECOUNT, cosign=True).opened()


def test_where_heads_are_cosigned_nothing_is_imported_before() -> None:
    scene = Scene(cosign=True).seated()
    entry = scene.draft(scene.import_fields([]), "log", "clerk1")
    refused(scene, entry, "cosign", "has not been cosigned")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"purpose": "rehearsal"}, "do not agree"),
        ({"origin": "nowhere"}, "not well formed"),
        (
            {"continues": {"origin": "x", "size": 1, "root": a_hash(""), "lost": 0, "reason": ""}},
            "which record it continues",
        ),
    ],
)
def test_the_opening_agrees_with_its_origin(changes: dict[str, object], sentence: str) -> None:
    scene = Scene()
    fields, key = scene.open_fields()
    scene.origin = str(changes.get("origin", scene.origin))
    refused(scene, scene.draft(fields | changes, new=key), "policy", sentence)


def test_a_restored_record_names_the_one_it_continues() -> None:
    scene = Scene()
    before, scene.origin = scene.origin, scene.origin + "/r2"
    head = {"origin": before, "size": 9, "root": a_hash(""), "lost": None, "reason": "Disk."}
    fields, key = scene.open_fields()
    refused(scene, scene.draft(fields, new=key), "policy", "which record it continues")
    scene.act(fields | {"continues": head}, new=key)


def test_a_newer_kind_is_not_called_tampered() -> None:
    scene = Scene().opened()
    entry = scene.draft({"v": 1, "kind": "recall"}, "log")
    with pytest.raises(MadeByNewerVersion, match="unknown to this version"):
        scene.state.check(entry)


def test_the_index_follows_the_last_entry() -> None:
    scene = Scene().opened()
    key = scene.new_key("x")
    body = scene.body(bodies.enrol(person="x", role="team", key=key.public))
    pairs = [(0, sign_act(body, scene.origin, scene.keys["log"][1]))]
    pairs.append((5, sign_act(body, scene.origin, key)))
    refused(scene, assemble(body, 5, pairs), "index", "entry 5 cannot follow entry 0")


# Enrolling -----------------------------------------------------------------------------------


def test_enrolling_after_the_constitution_takes_two_different_officers() -> None:
    scene = Scene().constituted()
    key = scene.new_key("zoe")
    fields = bodies.enrol(person="zoe", role="team", party="rep", key=key.public)
    for officers in ((), ("kelly",), ("kelly", "ada")):
        refused(
            scene, scene.draft(fields, "log", *officers, new=key), "rights", "two different off"
        )
    scene.act(fields, "log", "lewis", "clerk1", new=key)
    assert scene.state.person("zoe").party == "rep"


def test_two_officers_of_one_party_are_not_different_until_the_board_waives_it() -> None:
    scene = Scene().enrolled()
    scene.enrol("nash", "member", "rep")
    scene.act(scene.constitute_fields(), "kelly", "lewis", "nash")
    for person in ("kelly", "lewis", "nash", "moore"):
        scene.signin(person)
    fields = bodies.remove(person="ben")
    refused(scene, scene.draft(fields, "lewis", "nash"), "different", "two different people")
    votes = {"kelly": "yes", "lewis": "yes", "nash": "yes"}
    waive = scene.motion_fields("waive", {"people": ["lewis", "nash"]}, votes)
    scene.act(waive, *votes)
    scene.act(fields, "lewis", "nash")


@pytest.mark.parametrize("person", ["board", "none"])
def test_nobody_is_enrolled_under_a_word_of_the_policy_file(person: str) -> None:
    scene = Scene().opened()
    key = scene.new_key(person)
    fields = bodies.enrol(person=person, role="team", key=key.public)
    refused(scene, scene.draft(fields, "log", new=key), "person", "nobody can be enrolled")


def test_a_person_is_enrolled_once_and_comes_back_only_by_replacement() -> None:
    scene = Scene().constituted()
    key = scene.new_key("ada again")
    old = scene.keys["ada"][0]

    def again(replaces: int | None) -> dict[str, object]:
        return bodies.enrol(
            person="ada", role="team", party="rep", key=key.public, replaces=replaces
        )

    officers = ("log", "kelly", "lewis")
    refused(scene, scene.draft(again(None), *officers, new=key), "person", "already enrolled")
    scene.act(bodies.remove(person="ada"), "kelly", "lewis")
    refused(scene, scene.draft(again(None), *officers, new=key), "person", "earlier enrolment")
    refused(scene, scene.draft(again(old + 1), *officers, new=key), "person", "earlier enrolment")
    scene.act(again(old), *officers, new=key)
    assert scene.state.roster()[0].key == scene.state.size - 1


def test_there_is_one_chair() -> None:
    scene = Scene().enrolled()
    key = scene.new_key("x")
    fields = bodies.enrol(person="x", role="chair", key=key.public)
    refused(scene, scene.draft(fields, "log", new=key), "person", "chair already")


def test_a_key_is_introduced_once() -> None:
    scene = Scene().enrolled()
    key = scene.keys["ada"][1]
    fields = bodies.enrol(person="zoe", role="team", key=key.public)
    refused(scene, scene.draft(fields, "log", new=key), "key", "already part of the record")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ((1).to_bytes(32, "little"), "identity"),
        (bytes(32), "prime order"),
        ((P + 1).to_bytes(32, "little"), "canonical form"),
    ],
)
def test_a_hostile_key_is_refused_at_enrolment(raw: bytes, sentence: str) -> None:
    scene = Scene().opened()
    body = scene.body(bodies.enrol(person="zoe", role="team", key=raw))
    log = (0, sign_act(body, scene.origin, scene.keys["log"][1]))
    refused(scene, assemble(body, 1, [log, (NEW, bytes(64))]), "key", sentence)


def test_a_new_key_proves_possession() -> None:
    scene = Scene().opened()
    key, thief = scene.new_key("zoe"), scene.new_key("thief")
    fields = bodies.enrol(person="zoe", role="team", key=key.public)
    refused(scene, scene.draft(fields, "log", new=thief), "signature", "not good")
    refused(scene, scene.draft(fields, "log"), "rights", "the new key")


# Signatures ----------------------------------------------------------------------------------


def test_a_flipped_signature_or_s_plus_l_is_refused() -> None:
    scene = Scene().seated()
    entry = scene.draft(bodies.attend(person="lee", state="away"), "lee*")
    ((k, good),) = entry.signatures
    s_plus_l = int.from_bytes(good[32:], "little") + keys.L
    for bad in (good[:-1] + bytes([good[-1] ^ 1]), good[:32] + s_plus_l.to_bytes(32, "little")):
        forged = assemble(entry.body, entry.index, [(k, bad)])
        refused(scene, forged, "signature", f"entry {entry.index} is not good")
        scene.state.verify = None
        scene.state.check(forged)
        scene.state.verify = keys.verify


def test_an_act_of_another_record_is_not_accepted() -> None:
    scene, other = Scene().seated(), Scene(Purpose.REHEARSAL).seated()
    body = scene.body(bodies.attend(person="lee", state="away"))
    k, key = scene.keys["lee*"]
    entry = assemble(body, scene.state.size, [(k, sign_act(body, other.origin, key))])
    refused(scene, entry, "signature", "not good")


def test_a_key_that_no_entry_introduced_is_refused() -> None:
    scene = Scene().seated()
    scene.keys["ghost"] = (scene.keys["lee*"][0] + 1, SigningKey(bytes(32)))
    scene.act(bodies.attend(person="lee", state="away"), "lee*")
    scene.keys["ghost"] = (scene.state.size - 1, SigningKey(bytes(32)))
    refused(scene, scene.draft(bodies.signout(person="lee"), "ghost"), "key", "introduces no key")


# Seen and nonce ------------------------------------------------------------------------------


def test_what_was_seen_is_a_head_of_this_record_and_never_falls() -> None:
    scene = Scene().seated()
    fields = bodies.attend(person="lee", state="away")
    size = scene.state.size
    for seen in ([size, a_hash("x")], [size + 1, scene.state.root.hex()]):
        refused(scene, scene.draft(fields, "lee*", seen=seen), "seen", "other than this one")
    older = [size - 1, scene.state.root_at(size - 1).hex()]
    scene.act(fields, "lee*", seen=older)
    assert scene.state.data.keys[scene.keys["lee*"][0]].seen == size - 1
    scene.act(bodies.attend(person="lee", state="in"), "lee*")
    refused(scene, scene.draft(fields, "lee*", seen=older), "seen", "older state")
    scene.act(fields, "kelly", seen=older)


def test_a_safe_retry_names_the_first_entry_and_another_body_is_refused() -> None:
    scene = Scene().seated()
    fields = bodies.attend(person="lee", state="away")
    entry = scene.act(fields, "lee*")
    body = entry.body | {"seen": list(scene.state.head)}
    with pytest.raises(AlreadyRecorded) as again:
        scene.state.check(scene.signed(body, "lee*"))
    assert again.value.index == entry.index
    assert f"entry {entry.index}" in str(again.value)
    other = scene.signed(body | {"state": "out"}, "lee*")
    refused(scene, other, "nonce", "or another under its number, was recorded before")


# The board begins ----------------------------------------------------------------------------


def test_the_board_begins_with_a_majority_of_its_members() -> None:
    scene = Scene().enrolled()
    fields = scene.constitute_fields()
    for signers in (("kelly",), ("kelly", "clerk1"), ("ada", "ben")):
        refused(scene, scene.draft(fields, *signers), "rights", "majority of the board")
    scene.act(fields, "kelly", "moore")
    refused(scene, scene.draft(fields, "kelly", "moore"), "order", "already begun")


def test_the_roster_and_the_policy_file_are_those_of_the_people_enrolled() -> None:
    scene = Scene().enrolled()
    fields = scene.constitute_fields()
    short = fields | {"roster": fields["roster"][1:]}
    refused(scene, scene.draft(short, "kelly", "lewis"), "policy", "not the list of everyone")
    other = fields | {"tlog_policy": a_hash("other")}
    refused(scene, scene.draft(other, "kelly", "lewis"), "policy", "keys of the roster")


def test_a_quorum_larger_than_the_board_is_noticed() -> None:
    scene = Scene(quorum=4).enrolled()
    entry = scene.draft(scene.constitute_fields(), "kelly", "lewis")
    refused(scene, entry, "policy", "the board has 3 seats")


@pytest.mark.parametrize("step", ["signin", "attend", "motion", "import"])
def test_nothing_happens_before_the_board_has_begun(step: str) -> None:
    scene = Scene().enrolled()
    key = scene.new_key("s")
    made = {
        "signin": (bodies.signin(person="ada", key=key.public, idle=1), ("ada",), key),
        "attend": (bodies.attend(person="ada", state="in"), ("ada",), None),
        "motion": (scene.motion_fields("explain", {"batch": 1}), ("kelly", "lewis"), None),
        "import": (scene.import_fields([]), ("log", "clerk1"), None),
    }
    fields, signers, new = made[step]
    refused(scene, scene.draft(fields, *signers, new=new), "order", "not begun")
