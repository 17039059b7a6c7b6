"""What an entry may look like, read from ``FORMAT.md`` alone: the shapes of the third reading.

Section numbers are those of ``FORMAT.md``.
"""

# ruff: noqa: ANN401, C408 - JSON has values of any type; fields read best by their names

import base64
import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

Shape = Callable[[Any], bool]
MOST = 2**53 - 1


class Fails(Exception):  # noqa: N818 - a verdict
    """The class of what does not hold."""


def ask(condition: object, what: str) -> None:
    if not condition:
        raise Fails(what)


# 2.2 Canonical JSON -------------------------------------------------------------------------------


def number(text: str) -> int:
    ask(len(text) <= len(str(-MOST)) and text != "-0" and abs(int(text)) <= MOST, "encoding")
    return int(text)


def never(_: str) -> None:
    raise Fails("encoding")


CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NAME = re.compile("[a-z0-9_]+")


def spell(value: Any, depth: int = 0) -> str:
    """The one spelling of a value."""
    if isinstance(value, str):
        ask(not CONTROLS.search(value), "encoding")
        plain = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{plain}"'
    if isinstance(value, list | dict):
        ask(depth < 8, "encoding")
    if isinstance(value, list):
        return "[" + ",".join(spell(part, depth + 1) for part in value) + "]"
    if isinstance(value, dict):
        ask(all(NAME.fullmatch(key) for key in value), "encoding")
        parts = (f'"{key}":{spell(value[key], depth + 1)}' for key in sorted(value))
        return "{" + ",".join(parts) + "}"
    return str(value) if type(value) is int else {None: "null", True: "true", False: "false"}[value]


def read_json(data: bytes) -> Any:
    ask(len(data) <= 262_144, "encoding")
    try:
        value = json.loads(data.decode(), parse_int=number, parse_float=never, parse_constant=never)
        same = spell(value).encode() == data
    except (ValueError, RecursionError):
        raise Fails("encoding") from None
    ask(same, "encoding")
    return value


# 2.4 Shapes ---------------------------------------------------------------------------------------


def like(pattern: str) -> Shape:
    return lambda v: isinstance(v, str) and re.fullmatch(pattern, v, re.ASCII) is not None


def between(low: int, high: int) -> Shape:
    return lambda v: type(v) is int and low <= v <= high


def row(*shapes: Shape) -> Shape:
    def fits(v: Any) -> bool:
        long = isinstance(v, list) and len(v) == len(shapes)
        return long and all(shape(part) for shape, part in zip(shapes, v, strict=True))

    return fits


def rising(v: list[Any]) -> bool:
    return all(one < other for one, other in pairwise(v))


def table(columns: int, *shapes: Shape, least: int = 0) -> Shape:
    fits = row(*shapes)
    return lambda v: (
        isinstance(v, list) and len(v) >= least and all(map(fits, v))
        and rising([part[:columns] for part in v])
    )  # fmt: skip


def some(shape: Shape, least: int = 0, most: int = MOST) -> Shape:
    return lambda v: isinstance(v, list) and least <= len(v) <= most and all(map(shape, v))


def distinct(shape: Shape, least: int = 0, most: int = MOST) -> Shape:
    return lambda v: some(shape, least, most)(v) and rising(v)


def either(*shapes: Shape) -> Shape:
    return lambda v: any(shape(v) for shape in shapes)


def words(text: str) -> Shape:
    return lambda v: isinstance(v, str) and v in text.split()


def fields(**shapes: Shape) -> Shape:
    def fits(v: Any) -> bool:
        if isinstance(v, dict):
            check_fields(v, shapes)
        return isinstance(v, dict)

    return fits


def check_fields(value: dict[str, Any], shapes: dict[str, Shape]) -> None:
    """Exactly these fields: an unknown one, then a missing one, then each one's shape."""
    ask(value.keys() <= shapes.keys(), "newer")
    ask(value.keys() == shapes.keys(), "encoding")
    for name, shape in shapes.items():
        ask(shape(value[name]), "encoding")


def null(v: Any) -> bool:
    return v is None


def flag(v: Any) -> bool:
    return isinstance(v, bool)


def text(v: Any) -> bool:
    return isinstance(v, str) and len(v) <= 2000


ident, name, word = like("[a-z0-9]{1,20}"), like("[^\n]{1,200}"), like("[a-z][a-z0-9_]{0,39}")
hash_, nonce = like("[0-9a-f]{64}"), like("[0-9a-f]{32}")
index, count = between(0, MOST), between(1, MOST)
seal, place, head = either(hash_, null), row(index, index), row(index, hash_)
names, hashes, indexes = distinct(name), distinct(hash_), distinct(index)
lot = words("accepted provisional late_cured disputed not_counted awaiting_duplicate isolated")
disp = words(
    "vote nothing_marked marks_do_not_count too_many writein no_consensus paper same_ballot_as"
)
condition = words("overvote undervote blank ambiguous writein")
differences = table(1, count, index, index, either(index, null))
when = like("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z")


def strict(data: str, size: int) -> bytes | None:
    """The bytes of padded base64 that encodes to itself (2.1)."""
    try:
        found = base64.b64decode(data, validate=True)
    except ValueError:
        return None
    return found if len(found) == size and base64.b64encode(found).decode() == data else None


def key(v: Any) -> bool:
    return isinstance(v, str) and strict(v, 32) is not None


COMMON = {
    "v": between(1, 1), "kind": word, "n": nonce, "t": when, "st": ident, "seen": head,
}  # fmt: skip
POLICY = fields(
    quorum=between(1, 100), tiers=between(1, 2), team=between(2, 2),
    different=words("person party"), attest=words("each page batch"), page_max=between(1, 64),
    privacy=flag, shuffle=flag, cosign=flag, grid=flag, grid_ms=between(0, 600_000),
    sample_pm=between(0, 1000), sample_limit_pm=between(0, 1000), scores=words("shown after"),
    writeins_as_under=flag, publish=word,
)  # fmt: skip
CONTINUES = fields(origin=name, size=index, root=hash_, lost=either(index, null), reason=text)
ITEM = fields(
    case=hash_, row=hash_, contest=name, disp=disp, votes=names,
    consistent=either(words("unmarked same different unknown"), null), clause=either(name, null),
    words=seal, reason=either(words("wrong_key saw_more after_objection from_paper words"), null),
    evidence=words("image paper form"), same=seal, prior=either(place, null),
    objections=table(1, index, words("upheld rejected")),
)  # fmt: skip
ABOUT = table(1, index, hash_, either(lambda v: v == "all", distinct(index, 1)))
VALUE = either(lambda v: v == "abstain", fields(disp=disp, votes=names, clause=either(name, null)))
ANSWERS = table(1, ident, index, index, index, index, indexes, indexes)
ROLES = words("chair member alternate clerk team observer")
EFFECTS = words("release isolate void replace_counts explain suspend resume priority refile "
                "deadline waive seat")  # fmt: skip
KINDS: dict[str, dict[str, Shape]] = {
    "open": dict(origin=name, log_key=key, purpose=words("recount rehearsal demo"),
                 election=hash_, rules=hash_, contests=distinct(name, 1), policy=POLICY,
                 program=name, verifier=seal, continues=either(null, CONTINUES)),
    "enrol": dict(person=ident, role=ROLES, party=either(name, null), name=seal, key=key,
                  custody=words("stick store"), replaces=either(index, null)),
    "remove": dict(person=ident, reason=seal),
    "constitute": dict(roster=table(1, ident, index), tlog_policy=hash_),
    "signin": dict(person=ident, key=key, idle=index, kept=either(head, null)),
    "signout": dict(person=ident),
    "attend": dict(person=ident, state=words("in out away"), reason=seal),
    "import": dict(files=table(1, name, index, hash_), reader=name, version=name,
                   lots=table(1, lot, count), flagged=table(2, name, condition, count),
                   quarantined=index, manifest=hash_, manifest_root=hash_, counts=seal),
    "pile": dict(imports=distinct(index, 1), cases=table(1, name, count), root=hash_, seed=hash_,
                 drawn=text, expected=table(1, name, index, index)),
    "rule": dict(batch=count, tier=words("team board"), items=some(ITEM, 1, 64)),
    "attest": dict(about=ABOUT, cases=hashes, answer=words("none object decline"),
                   ground=either(between(1, 8), null), claim=either(name, null), words=seal,
                   via=words("own shared")),
    "withdraw": dict(objection=head),
    "vote": dict(cases=distinct(hash_, 1, 64), value=VALUE, prior=some(either(place, null))),
    "sitting": dict(votes=table(1, ident, distinct(index, 1))),
    "close": dict(batches=distinct(count, 1), cases=index, ruled=index, escalated=index,
                  disp=table(1, disp, count), answers=ANSWERS, absent=distinct(ident),
                  differences=differences, tally=hash_),
    "reopen": dict(cases=distinct(hash_, 1), prior=some(row(index, index, hash_)), reason=seal),
    "motion": dict(effect=EFFECTS, target=lambda v: isinstance(v, dict), document=seal,
                   reason=seal, votes=table(1, ident, words("yes no abstain"))),
    "rescan": dict(case=hash_, row=seal, reason=seal),
    "reference": dict(style=name, side=name, image=hash_, layout=hash_),
    "sample": dict(batches=distinct(count, 1), seed=hash_, drawn=text, size=count),
    "look": dict(sample=index, items=some(fields(case=hash_, row=hash_, disp=disp), 1, 64)),
    "paper": dict(case=hash_, step=words("requested on_the_table returned"), seals=some(text)),
    "note": dict(category=words("incident tabulator_test handed_over training explained"),
                 words=seal, people=distinct(ident)),
    "witness": dict(note=lambda v: isinstance(v, str) and v != ""),
    "contest_close": dict(contest=name, tally=hash_, differences=differences),
    "export": dict(files=table(1, name, hash_), withheld=table(1, word, count), size=index),
    "finish": dict(keys=indexes),
}  # fmt: skip
LOT = {"import": index, "lot": lot}
CASES, CONTEST = {"cases": distinct(hash_, 1)}, {"contest": name}
TARGETS: dict[str, tuple[dict[str, Shape], ...]] = {
    "release": (LOT, CASES), "isolate": (LOT, CASES), "void": ({"import": index},),
    "replace_counts": ({"import": index},), "explain": ({"batch": count},),
    "suspend": (CONTEST,), "resume": (CONTEST,), "priority": (CONTEST,), "refile": (CONTEST,),
    "deadline": ({"contest": name, "t": when},), "waive": ({"people": distinct(ident, 2)},),
    "seat": ({"alternate": ident, "for": ident},),
}  # fmt: skip


# 5 and 8.1 The entry -----------------------------------------------------------------------------


def read_entry(data: bytes) -> dict[str, Any]:
    """An entry in its envelope, its body of the shape and the form of its kind."""
    entry = read_json(data)
    pair = row(index, lambda v: isinstance(v, str) and strict(v, 64) is not None)
    ask(isinstance(entry, dict) and entry.keys() == {"b", "i", "s"}, "encoding")
    body, pairs = entry["b"], entry["s"]
    ask(isinstance(body, dict) and index(entry["i"]) and some(pair, 1)(pairs), "encoding")
    ask(rising([k for k, _ in pairs]) and pairs[-1][0] <= entry["i"], "encoding")
    ask(type(body.get("v")) is int and isinstance(body.get("kind"), str), "encoding")
    ask(body["v"] == 1 and body["kind"] in KINDS, "newer")
    check_fields(body, COMMON | KINDS[body["kind"]])
    check_form(body)
    return dict(entry)


def check_form(body: dict[str, Any]) -> None:
    kind = body["kind"]
    if kind in {"rule", "look"}:
        ask(len({item["case"] for item in body["items"]}) == len(body["items"]), "encoding")
    if kind in {"vote", "reopen"}:
        ask(len(body["prior"]) == len(body["cases"]), "encoding")
    if kind == "attest":
        objects = body["answer"] == "object"
        ask((body["about"] == []) != (body["cases"] == []), "encoding")
        ask(objects or (body["cases"] == [] and body["claim"] is None), "encoding")
        ask(objects == (body["ground"] is not None), "encoding")
    if kind == "motion":
        target, choices = body["target"], TARGETS[body["effect"]]
        check_fields(target, next((c for c in choices if c.keys() == target.keys()), choices[0]))
