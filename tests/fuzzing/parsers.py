"""Every reader of what comes from outside: a good document, how it is read, what may be raised.

*Facts* are what somebody would believe after the checks that go with a document: a text and who
signed it, a key, an opened value.  Of a spoiled document nobody may believe more than of the good
one.  A *twin* is the reader of the same document in ``verify_recount.py``: both take it, or
neither.
"""

import json
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

from adjudicator.ledger import (
    canonical,
    casenumbers,
    contexts,
    cosignatures,
    counts,
    keyfile,
    keys,
    kinds,
    manifests,
    merkle,
    notes,
    origin,
    piles,
    receipts,
    seals,
    statusfile,
    text,
    tlogpolicy,
)
from adjudicator.ledger.cosignatures import CosignedHead
from adjudicator.ledger.envelope import Entry, parse_entry, parse_shaped_entry
from adjudicator.ledger.errors import BadKey, MadeByNewerVersion, Malformed, NotCanonical
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.merkle import Frontier
from adjudicator.ledger.notes import BadNote, Note
from adjudicator.ledger.receipts import BadReceipt, Opened, Receipt
from adjudicator.ledger.seals import Opening
from adjudicator.ledger.statusfile import BadStatus
from adjudicator.services.references.given import layout_in
from adjudicator.services.references.layout_file import KeptLayout, LayoutUnreadable, read_layout
from adjudicator.services.verifying import anchors
from adjudicator.storage.kept_heads import KeptHead, parse_kept
from tests.ledger.scene import Scene
from tests.ledger.test_statusfile import LOG_KEY, STATUS
from tests.services.references.builders import LAYOUT
from tests.verifier import exports, readers, stories

verifier = readers.load()
Facts = Collection[Hashable]
PASSPHRASE = "bako-rinu-feso-vadi"
LIGHT = KdfCost(1, 8, 1)


@dataclass(frozen=True)
class Reader:
    """One reader of bytes.

    :param refusals: the only exceptions it may raise, exactly these.
    :param write: what was read, written again: the bytes must be those that were read.
    :param facts: what is believed of what was read.
    """

    name: str
    good: bytes
    read: Callable[[bytes], Any]
    refusals: tuple[type[Exception], ...]
    write: Callable[[Any], bytes] | None = None
    facts: Callable[[Any], Facts] | None = None
    twin: Callable[[bytes], object] | None = None
    text: bool = False

    def given(self, data: bytes) -> bytes:
        """The document as it can come: texts are decoded before they are read."""
        return data.decode("utf-8", "replace").encode() if self.text else data


def words(read: Callable[..., Any], *more: str) -> Callable[[bytes], Any]:
    """A reader of texts, given the bytes of one; what is no UTF-8 has become a sign for it."""
    return lambda data: read(data.decode("utf-8", "replace"), *more)


# The documents ---------------------------------------------------------------------------------


def scene() -> stories.Story:
    return stories.whole()


def entry_of(kind: str) -> Entry:
    return next(e for e in scene().entries if e.kind == kind)


@cache
def a_receipt() -> Receipt:
    """A receipt of an objection with its words opened."""
    entry = next(e for e in scene().entries if e.body.get("answer") == "object")
    salt, said = scene().openings[entry.body["words"]]
    leaves = [e.leaf for e in scene().entries]
    opened = Opened("/words", bytes.fromhex(salt), said)
    return receipts.make(entry, leaves, scene().head("kelly", "lewis"), [opened])


def wrapped_extra(data: bytes) -> bytes:
    """The receipt with these bytes, in base64, where its entry and openings stand."""
    lines = a_receipt().text().split(b"\n")
    lines[1] = b"extra " + text.to_base64(data).encode()
    return b"\n".join(lines)


def extra() -> bytes:
    line = a_receipt().text().split(b"\n")[1]
    return text.from_base64(line.removeprefix(b"extra ").decode())


def receipt_of_changed(data: bytes) -> bytes:
    """The receipt's extra with this entry in it."""
    told = canonical.decode_object(extra(), limit=None)
    told["entry"] = text.to_base64(data)
    return wrapped_extra(canonical.encode(told, limit=None))


def log_vkey(played: Scene) -> notes.Vkey:
    return cosignatures.log_vkey(played.origin, played.keys["log"][1].public)


def people_keys() -> dict[str, bytes]:
    return {name: key.public for name, (_, key) in scene().keys.items() if name.isalnum()}


# What is believed --------------------------------------------------------------------------------


def facts_of_entry(entry: Entry) -> Facts:
    known = {k: key.public for k, key in dict(scene().keys.values()).items()}
    message = contexts.act(scene().origin, entry.body_bytes)
    return {
        (message, k)
        for k, signature in entry.signatures
        if k in known and keys.verify(known[k], signature, message)
    }


def facts_of_note(note: Note) -> Facts:
    vkeys = [cosignatures.vkey(scene().origin, p, key) for p, key in people_keys().items()]
    try:
        good = cosignatures.known_cosigners(note, log_vkey(scene()), vkeys)
    except BadNote:
        return ()
    return {(note.text, vkey.name) for vkey in good} | {(note.text, "log")}


def facts_of_receipt(receipt: Receipt) -> Facts:
    signed = facts_of_note(receipt.head)
    told = {(o.path, str(o.value)) for o in receipt.opened} | {("entry", receipt.entry.raw)}
    return {*told, *signed} if signed else ()


def facts_of_head(head: CosignedHead) -> Facts:
    return {(head.checkpoint, cosigner) for cosigner in head.cosigners} | {head.checkpoint}


def facts_of_manifest_note(note: Note) -> Facts:
    known = {scene().origin: "log", f"{scene().origin}/clerk1": "clerk1"}
    message = contexts.manifest(scene().origin, manifest_digest())
    return {
        known[line.name]
        for line in note.signatures
        if line.name in known
        and note.text.encode() == message
        and keys.verify(scene().keys[known[line.name]][1].public, line.signature, message)
    }


@cache
def whole_files() -> dict[str, bytes]:
    return exports.with_manifest(scene(), exports.files_of(scene()))


def manifest_digest() -> str:
    return counts.digest(whole_files()["MANIFEST.json"])


def file_like(start: str) -> bytes:
    return next(data for name, data in whole_files().items() if name.startswith(start))


# Readers that need something around them ---------------------------------------------------------


def known_body(entry: Entry) -> Entry:
    kinds.check_body(entry.body)
    return entry


def whole_entry(data: bytes) -> Entry:
    return known_body(parse_entry(data))


def raw_of(entry: Entry) -> bytes:
    return entry.raw


def evidence(files: dict[str, bytes]) -> Any:  # noqa: ANN401 - a class of the verifier's module
    return verifier.Evidence(readers.InMemory(files), scene().origin, quick=True)


def twin_of_hashed(kind: str, ends: str, data: bytes) -> object:
    digest = counts.digest(data)
    beside = evidence({f"{kind}/{digest}.{ends}": data})
    contests = frozenset({"senate", "council"})
    return beside.manifest(digest, contests) if kind == "manifests" else beside.counts(digest)


def twin_of_pile(data: bytes) -> object:
    """A pile file is asked for by its root, so the root it would have is worked out here."""
    try:
        root = piles.pile_root(piles.parse_pile_file(data))
    except NotCanonical:
        root = "0" * 64
    found = evidence({f"piles/{root}.txt": data}).pile(root)
    return verifier.need(found is not None, "pile", "no pile")


def twin_of_opening(data: bytes) -> object:
    beside = evidence({"openings.jsonl": data + b"\n"})
    beside.read_openings()
    verifier.need(not beside.faults and beside.opened, "seal", "no opening")
    return beside.opened


def twin_of_note(data: bytes) -> object:
    try:
        return verifier.read_note(data.decode(), "note")
    except UnicodeDecodeError:
        raise verifier.Refused("note", "no UTF-8") from None


def twin_of_anchor(data: bytes) -> object:
    return verifier._anchor_of_file(data)


def anchor(data: bytes) -> object:
    found = anchors._read_file("anchor", data)
    if found is None:
        raise NotCanonical("no anchor")
    return found


def twin_of_receipt(data: bytes) -> object:
    found = verifier._anchor_of_file(data)
    return verifier.need(found.receipt is not None, "anchor", "no receipt")


def both_shapes(data: bytes) -> Entry:
    """The fast reader of entries, with what has to follow it."""
    try:
        return known_body(parse_shaped_entry(data))
    except MadeByNewerVersion:
        parse_entry(data)
        raise


# The table ---------------------------------------------------------------------------------------

_REFUSED = (verifier.Refused,)
_ENTRY = (NotCanonical, Malformed)
_KNOWN = (*_ENTRY, MadeByNewerVersion)


def _entries() -> list[Reader]:
    """Two readers of entries, for every kind there is."""
    found = []
    for kind in kinds.KINDS:
        raw, twin = entry_of(kind).raw, verifier.read_act
        slow = Reader(f"entry {kind}", raw, whole_entry, _KNOWN, raw_of, facts_of_entry, twin)
        found += [slow, Reader(f"entry {kind}, read fast", raw, both_shapes, _KNOWN, twin=twin)]
    return found


def _texts() -> list[Reader]:
    """Small texts and what people type."""
    number = casenumbers.case_number(4321)
    is_origin = words(lambda o: verifier.need(verifier.is_origin(o), "policy", "none"))
    refused = (ValueError,)
    made = {
        "base64": (b"AQIDBA==", text.from_base64, lambda v: text.to_base64(v).encode(), None),
        "hex": (b"00ff", lambda t: text.from_hex(t, 2), lambda v: v.hex().encode(), None),
        "number": (b"1203", text.to_number, lambda v: str(v).encode(), None),
        "origin": (scene().origin.encode(), origin.parse, lambda v: str(v).encode(), is_origin),
        "case number": (number.encode(), casenumbers.parse_case_number, None, None),
    }
    return [
        Reader(name, good, words(read), refused, write, twin=twin, text=True)
        for name, (good, read, write, twin) in made.items()
    ]


def frontier() -> bytes:
    """The frontier of the scene's tree."""
    made = Frontier()
    for entry in scene().entries:
        made.append(merkle.leaf_hash(entry.raw))
    return made.to_bytes()


def _signed() -> list[Reader]:
    """Notes, heads, receipts, policies."""
    head = str(scene().head("kelly", "lewis")).encode()
    log, people = log_vkey(scene()), people_keys()
    read_receipt = receipts.parse
    return [
        Reader("vkey", str(log).encode(), words(notes.parse_vkey), (BadNote,),
               lambda v: str(v).encode(), lambda v: {str(v)}, text=True),
        Reader("note", head, notes.parse_note, (BadNote,), lambda v: str(v).encode(),
               facts_of_note, twin_of_note),
        Reader("checkpoint", notes.parse_note(head).text.encode(), words(notes.parse_checkpoint),
               (BadNote,), lambda v: v.body,
               twin=words(verifier.read_checkpoint, "note"), text=True),
        Reader("cosigned head", head, lambda data: cosignatures.read_head(data, log, people),
               (BadNote,), None, facts_of_head),
        Reader("MANIFEST.note", whole_files()["MANIFEST.note"], notes.parse_note, (BadNote,),
               lambda v: str(v).encode(), facts_of_manifest_note, twin_of_note),
        Reader("receipt", a_receipt().text(), read_receipt, (BadReceipt,),
               lambda v: v.text(), facts_of_receipt, twin_of_receipt),
        Reader("receipt, what it opens", extra(),
               lambda data: read_receipt(wrapped_extra(data)), (BadReceipt,),
               None, facts_of_receipt, lambda data: twin_of_receipt(wrapped_extra(data))),
        Reader("receipt, its entry", a_receipt().entry.raw,
               lambda data: read_receipt(receipt_of_changed(data)), (BadReceipt,),
               None, facts_of_receipt, lambda data: twin_of_receipt(receipt_of_changed(data))),
        Reader("tlog-policy", whole_files()["recount.tlog-policy"], tlogpolicy.parse, (BadNote,),
               lambda v: v.text()),
        Reader("status file", statusfile.encode(STATUS, LOG_KEY), statusfile.decode, (BadStatus,),
               None, lambda v: {canonical.encode(v.value())} if v.log == STATUS.log else set()),
    ]  # fmt: skip


def _keys() -> list[Reader]:
    """Key files."""
    key = SigningKey(bytes(range(32)))
    place = scene().origin
    person = keyfile.wrap(key, place, "ada", PASSPHRASE, kdf=LIGHT)
    log = keyfile.store_log_key(key, place)
    wrong = (BadKey, keyfile.WrongPassphrase)
    return [
        Reader("person.key", person, lambda d: (keyfile.unwrap(d, place, "ada", PASSPHRASE), d),
               wrong, lambda _: person, lambda v: {v[0].seed}),
        Reader("log.key", log, lambda d: keyfile.load_log_key(d, place), wrong, lambda _: log,
               lambda v: {v.seed}),
        Reader("a key file's public key", person, keyfile.public_of, wrong),
    ]  # fmt: skip


def _files() -> list[Reader]:
    """Files beside the entries."""
    seal, (salt, value) = next(iter(scene().openings.items()))
    opening = Opening(seal, salt, value).line().removesuffix(b"\n")
    kept = KeptHead(scene().origin, 30, scene().state.root_at(30).hex(), 1_542_456_000).data()
    refused = (NotCanonical,)
    return [
        Reader("canonical", b'{"a":[1,-2,null,true,{"b":[]}],"z":"\xc3\xab \\"q\\"\\n"}',
               canonical.decode, refused, canonical.encode, twin=verifier.read_canonical),
        Reader("tally.json", whole_files()["tally.json"],
               lambda d: canonical.decode(d, limit=None), refused,
               lambda v: canonical.encode(v, limit=None),
               twin=lambda d: verifier.read_canonical(d, None)),
        Reader("opening", opening, lambda d: seals.parse_line(d + b"\n", scene().origin), refused,
               lambda v: v.line().removesuffix(b"\n"), lambda v: {(v.seal, str(v.value))},
               twin_of_opening),
        Reader("manifest", file_like("manifests/"),
               lambda d: list(manifests.decode_manifest(d)), refused, manifests.encode_manifest,
               twin=lambda d: twin_of_hashed("manifests", "jsonl", d)),
        Reader("manifest, summed up", file_like("manifests/"),
               lambda d: manifests.summarise(d, scene().origin, {"senate", "council"}), refused,
               twin=lambda d: twin_of_hashed("manifests", "jsonl", d)),
        Reader("pile", file_like("piles/"), piles.parse_pile_file, refused, piles.pile_file,
               twin=twin_of_pile),
        Reader("counts", file_like("counts/"), counts.decode, refused, counts.encode,
               twin=lambda d: twin_of_hashed("counts", "json", d)),
        Reader("layout of a reference", KeptLayout(LAYOUT, 1, 200).data(), read_layout,
               (LayoutUnreadable,), lambda v: v.data()),
        Reader("layout file", json.dumps(LAYOUT.as_value()).encode(), layout_in,
               (LayoutUnreadable,)),
        Reader("kept head", kept, parse_kept, (ValueError,), lambda v: v.data()),
        Reader("kept head, brought along", kept, anchor, refused, twin=twin_of_anchor),
        Reader("frontier", frontier(), Frontier.from_bytes, (ValueError,), lambda v: v.to_bytes()),
    ]  # fmt: skip


@cache
def table() -> tuple[Reader, ...]:
    """All of them."""
    return (*_texts(), *_files(), *_signed(), *_keys(), *_entries())
