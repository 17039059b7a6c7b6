"""The document of the record's format is true: its examples, fields, targets and classes."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.ledger import (
    canonical,
    casenumbers,
    contexts,
    cosignatures,
    envelope,
    manifests,
    merkle,
    notes,
    piles,
    seals,
)
from adjudicator.ledger.keys import SigningKey, verify
from adjudicator.ledger.kinds.schema import COMMON, ITEM, KINDS, POLICY, TARGETS
from adjudicator.resources import read_text
from tests.conftest import CHECKOUT

Example = dict[str, list[str]]
OUTSIDE_ENTRIES = {"seal", "file", "head"}
"""Classes of what lies beside the record; no entry is refused with them."""


@pytest.fixture(scope="module")
def document() -> str:
    return read_text("verifier", "FORMAT.md")


@pytest.fixture(scope="module")
def examples(document: str) -> dict[str, Example]:
    """Every example by name; each of its keys with the values given, in order."""
    found: dict[str, Example] = {}
    for block in re.findall(r"^```example\n(.*?)^```$", document, re.MULTILINE | re.DOTALL):
        example: Example = defaultdict(list)
        for line in block.splitlines():
            key, _, value = line.partition(":")
            example[key].append(value.removeprefix(" "))
        found[example["example"][0]] = example
    return found


def section(document: str, title: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    level = title.index(" ")
    rest = document.partition(f"\n{title}\n")[2]
    assert rest, title
    return re.split(rf"^#{{1,{level}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def key_of(example: Example, name: str = "seed") -> SigningKey:
    return SigningKey(bytes.fromhex(example[name][0]))


def test_the_canonical_text_is_the_one_shown(examples: dict[str, Example]) -> None:
    shown = examples["canonical"]
    data = canonical.encode(json.loads(shown["json"][0]))
    assert data.hex() == shown["bytes"][0]
    assert sha256(data).hexdigest() == shown["sha256"][0]


def test_the_tree_of_three_leaves_is_the_one_shown(examples: dict[str, Example]) -> None:
    shown = examples["tree"]
    leaves = [bytes.fromhex(leaf) for leaf in shown["leaf"]]
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    assert [leaf.hex() for leaf in hashes] == shown["leaf_hash"]
    assert len(leaves) == 3
    for size in (0, 2, 3):
        assert merkle.root(leaves[:size]).hex() == shown[f"root_of_{size}"][0]
    proof = [step.hex() for step in merkle.inclusion_proof(hashes, 2)]
    assert proof == shown["proof_of_leaf_2_in_3"]
    assert notes.record_code(merkle.root(leaves)) == shown["record_code"][0]


def test_keys_their_ids_and_vkeys_are_those_shown(examples: dict[str, Example]) -> None:
    shown = examples["key"]
    origin, public = shown["origin"][0], key_of(shown).public
    assert public.hex() == shown["public"][0]
    log = cosignatures.log_vkey(origin, public)
    person = cosignatures.vkey(origin, shown["person"][0], public)
    assert (log.key_id.hex(), str(log)) == (shown["log_key_id"][0], shown["log_vkey"][0])
    assert (person.key_id.hex(), str(person)) == (
        shown["person_key_id"][0],
        shown["person_vkey"][0],
    )


def test_the_cosigned_head_shown_is_the_one_those_keys_make(examples: dict[str, Example]) -> None:
    shown, keys, tree = examples["head"], examples["key"], examples["tree"]
    head = notes.Checkpoint(keys["origin"][0], 3, bytes.fromhex(tree["root_of_3"][0]))
    cosigner = key_of(shown, "cosigner_seed")
    log = cosignatures.sign_head(head, key_of(keys))
    line = cosignatures.cosign(head, "chair", cosigner, int(shown["time"][0]))
    assert str(cosignatures.cosigned(head, log, [line])).splitlines() == shown["note"]


def test_the_entry_shown_is_signed_and_hashed_as_it_says(examples: dict[str, Example]) -> None:
    shown = examples["entry"]
    entry = envelope.parse_entry(shown["entry"][0].encode())
    message = contexts.act(shown["origin"][0], entry.body_bytes)
    assert len(message) == int(shown["message_bytes"][0])
    assert verify(key_of(shown).public, entry.signatures[0][1], message)
    assert entry.leaf.hex() == shown["leaf_hash"][0]


def test_the_seal_shown_is_opened_by_what_stands_there(examples: dict[str, Example]) -> None:
    shown = examples["seal"]
    opening = seals.parse_line(shown["opening"][0].encode(), shown["origin"][0])
    assert opening.line().decode() == shown["opening"][0] + "\n"


def test_the_row_shown_follows_from_its_sheet(examples: dict[str, Example]) -> None:
    shown = examples["row"]
    (line,) = manifests.decode_manifest(shown["line"][0].encode() + b"\n")
    opening = manifests.row_opening(shown["origin"][0], line, shown["contest"][0])
    assert opening.line().decode() == shown["opening"][0] + "\n"
    assert piles.pile_root([opening.seal]) == shown["pile_root"][0]
    assert piles.work_key(shown["seed"][0], opening.seal).hex() == shown["work_key"][0]


def test_the_case_numbers_shown_are_those_of_their_places(examples: dict[str, Example]) -> None:
    pairs = [line.split(" ") for line in examples["case_numbers"]["case"]]
    assert pairs == [[place, casenumbers.case_number(int(place))] for place, _ in pairs]


def test_no_example_is_left_untried(examples: dict[str, Example]) -> None:
    tried = {"canonical", "tree", "key", "head", "entry", "seal", "row", "case_numbers"}
    assert examples.keys() == tried


def kinds(document: str) -> dict[str, str]:
    """The text of every kind, by kind."""
    titles = re.findall(r"^### 9\.\d+ `(\w+)`$", document, re.MULTILINE)
    found = dict(re.findall(r"^(### 9\.\d+ `(\w+)`)$", document, re.MULTILINE))
    assert len(titles) == len(found)
    return {kind: section(document, title) for title, kind in found.items()}


def test_every_kind_has_its_fields_in_their_order(document: str) -> None:
    found: dict[str, list[str]] = {}
    for kind, text in kinds(document).items():
        (fields,) = re.findall(r"^Fields: (.*)$", text, re.MULTILINE)
        found[kind] = [part.split("`")[1] for part in fields.split(" · ")]
    assert found == {kind: list(fields) for kind, fields in KINDS.items()}


def test_the_common_fields_stand_in_their_order(document: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section(document, "## 5 Entry"), re.MULTILINE)
    assert rows == list(COMMON)


@pytest.mark.parametrize(("kind", "fields"), [("open", POLICY), ("rule", ITEM)])
def test_every_field_of_an_inner_object_is_named(
    document: str, kind: str, fields: dict[str, object]
) -> None:
    text = kinds(document)[kind]
    assert [name for name in fields if f"`{name}`" not in text] == []


def test_every_effect_of_a_motion_stands_with_its_targets(document: str) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| `\{([\w, ]+)\}`", section(document, "## 10 Motions"), re.MULTILINE
    )
    told: dict[str, list[set[str]]] = defaultdict(list)
    for effect, names in rows:
        told[effect].append(set(names.split(", ")))
    assert told == {e: [set(target) for target in targets] for e, targets in TARGETS.items()}


def refusals(path: Path) -> Iterator[str]:
    """Every class the rules of a module can refuse with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id not in {"refuse", "Refused"}:
                continue
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_the_table_of_classes_is_that_of_the_rules(document: str) -> None:
    table = section(document, "## 16 Classes of failure")
    told = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    rules = (CHECKOUT / "adjudicator" / "ledger" / "state").glob("*.py")
    known = {code for path in rules for code in refusals(path)} | {"encoding", "newer"}
    assert len(told) == len(set(told))
    assert set(told) == known | OUTSIDE_ENTRIES


def test_every_class_named_in_a_rule_stands_in_the_table(document: str) -> None:
    table = section(document, "## 16 Classes of failure")
    told = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    rules = document.partition("\n## 8 ")[2].partition("\n## 12 ")[0]
    named = set(re.findall(r"\(`(\w+)`\)", rules))
    assert named <= told
