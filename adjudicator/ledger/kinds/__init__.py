"""What a body may say: exact fields and types per kind, checked without knowing the record.

Every kind of format 1 is known here, also those no screen makes yet, so that a later verifier can
read them.  What an act may do *now* is the business of :mod:`adjudicator.ledger.state`.
"""

from collections.abc import Callable
from typing import Any, Final

from adjudicator.ledger.errors import MadeByNewerVersion, Malformed
from adjudicator.ledger.kinds.schema import COMMON, KINDS, TARGETS
from adjudicator.ledger.kinds.shapes import Fields, Shape, one_of

__all__ = ["KINDS", "check_body"]

_Body = dict[str, Any]


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _whole(kind: str, fields: dict[str, Shape]) -> Fields:
    """All fields of a kind; of its version and its name :func:`check_body` has seen the types."""
    told: dict[str, Shape] = {"v": frozenset({1}).__contains__, "kind": one_of(kind)}
    return Fields(f"{_article(kind)} entry", COMMON | told | fields)


_WHOLE: Final = {kind: _whole(kind, fields) for kind, fields in KINDS.items()}


def check_body(body: _Body) -> None:
    """Refuse a body that does not have exactly the fields and types of its kind.

    :raises MadeByNewerVersion: unknown ``v``, kind or field.
    :raises Malformed: a field is missing, or holds what it may not.
    """
    version, kind = body.get("v"), body.get("kind")
    if type(version) is not int or not isinstance(kind, str):
        raise Malformed("an entry's body has no version or no kind")
    if version != 1:
        raise MadeByNewerVersion(f"This entry is written in format {version}.")
    known = _WHOLE.get(kind)
    if known is None:
        raise MadeByNewerVersion(
            f"This entry is of the kind {kind[:40]!r}, unknown to this version."
        )
    if not known.fits_as_written(body):
        known.check(body)
    relation = _RELATIONS.get(kind)
    if relation is not None:
        relation(body)


def _rule(body: _Body) -> None:
    cases = [item["case"] for item in body["items"]]
    if len(set(cases)) != len(cases):
        raise Malformed("a ruling names one case twice")


def _attest(body: _Body) -> None:
    if bool(body["about"]) == bool(body["cases"]):
        raise Malformed("an answer is about rulings, or names cases not yet ruled on, not both")
    objects = body["answer"] == "object"
    if body["cases"] and not objects:
        raise Malformed("cases not yet ruled on can only be objected to")
    if (body["ground"] is not None) != objects or (body["claim"] is not None and not objects):
        raise Malformed("an objection, and nothing else, has a ground and may claim an outcome")


def _in_step(body: _Body) -> None:
    if len(body["cases"]) != len(body["prior"]):
        raise Malformed("there is not one earlier ruling named for each case")


def _motion(body: _Body) -> None:
    effect, target = body["effect"], body["target"]
    choices = TARGETS[effect]
    fields = next((fields for fields in choices if fields.keys() == target.keys()), choices[0])
    Fields(f"the target of a motion to {effect.replace('_', ' ')}", fields).check(target)


def _look(body: _Body) -> None:
    cases = [item["case"] for item in body["items"]]
    if len(set(cases)) != len(cases):
        raise Malformed("a second look names one case twice")


_RELATIONS: Final[dict[str, Callable[[_Body], None]]] = {
    "rule": _rule,
    "attest": _attest,
    "vote": _in_step,
    "reopen": _in_step,
    "motion": _motion,
    "look": _look,
}
