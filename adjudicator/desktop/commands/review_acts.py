"""Commands of Review: what do you see, propose, agree, object, go on."""

from adjudicator.desktop.commands.command import Command, Context
from adjudicator.desktop.commands.panel_acts import OBSERVERS, SEE, observer_acts, panel_acts

_TEAM = "The team"
_GO = "Go on"


def _act(
    name: str,
    label: str,
    group: str,
    *keys: str,
    repeats: bool = False,
    listed: bool = True,
) -> Command:
    return Command(
        f"review.{name}", label, keys, Context.REVIEW, group, repeats=repeats, listed=listed
    )


REVIEW_ACTS = (
    *panel_acts(
        "review",
        Context.REVIEW,
        _act("to_board", "We cannot agree: to the board", SEE, "B"),
        _act("paper", "Image not good enough: fetch the paper", SEE, "P"),
    ),
    _act("propose", "Propose this ruling (first member)", _TEAM, "Return"),
    _act("agree", "Agree, and record (second member)", _TEAM, "F2", "Enter"),
    _act("disagree", "We do not agree: to the board", _TEAM, "Shift+F2"),
    _act("revise", "Revise the last ruling", _TEAM, "U"),
    _act("reopen", "Reopen this closed case\u2026 (two officers)", _TEAM, "Ctrl+U"),
    _act("from_form", "Rulings come from the paper forms, or not", _TEAM, "Ctrl+Shift+F"),
    _act("wrong_place", "The outline is in the wrong place", _TEAM, "L"),
    _act("describe", "Describe the marks in words", _TEAM, "F4"),
    _act("next", "Next ballot", _GO, "PgDown", repeats=True),
    _act("previous", "Ballot before", _GO, "PgUp", repeats=True),
    _act("search", "Case number, or letters of a name", _GO, "/"),
    Command("review.precedents", "Rulings like this one", ("J",), Context.TABLE, _GO),
    Command(
        "review.print",
        "Print a copy of the last objection",
        ("Ctrl+P",),
        Context.TABLE,
        OBSERVERS,
    ),
    *observer_acts("review", Context.REVIEW),
)
"""In the order of the key card.  Keys that record never repeat."""
