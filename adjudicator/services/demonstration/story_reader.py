"""Reads ``story.toml``: the rulings of the demonstration people, by ballot id.

.. code-block:: toml

    [[case]]
    ballot = "102-13"
    contest = "commissioner"
    ruling = { disposition = "marks_do_not_count", clause = "4b", consistency = "different" }
    objections = [{ person = "p10", ground = 1, claim = "wren", words = "It is plain." }]

``revisions`` is a list of further rulings, each with its ``reason``.  ``[[plain]]`` names many
ballots that get one and the same ruling.  ``[[close]]`` tells what an observer does at a close, and
``[[evening]]``, act by act, what the board does afterwards (:mod:`.evening_script`).

``[second_look]`` fixes how many blanks of a batch are drawn, per mille, and above which share seen
otherwise all are looked at again; ``[[look]]`` names the drawn ballots at which something else is
seen.

``page`` says after how many rulings the observers answer, ``bundle`` how many plain ballots one act
rules on where no contest was located, and ``closing`` when tables close: ``batch`` (each batch by
itself; this is the default) or ``evening`` (each table all of its batches in one act, at the end;
one passphrase a person).
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from adjudicator.domain.election import Election
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
    Ruling,
)
from adjudicator.domain.second_look import Sight
from adjudicator.interchange.keys import Complaints, Keys
from adjudicator.interchange.problems import Unreadable, unreadable
from adjudicator.services.attesting import Answer, Ground
from adjudicator.services.demonstration.evening_script import EveningAct, read_act, read_close
from adjudicator.services.demonstration.stories import (
    CaseName,
    Closing,
    ScriptedAbsence,
    ScriptedCase,
    ScriptedObjection,
    ScriptedPage,
    ScriptedSecondLook,
    Story,
)

_TOP = (
    *("id", "title", "label", "note", "contests", "seed", "page", "bundle", "closing"),
    *("rest", "case", "plain", "answer", "absence", "figures", "evening", "close"),
    *("second_look", "look"),
)
_RULING = ("disposition", "votes", "consistency", "clause", "words", "reason", "evidence")
_ANSWERS = {"none": Answer.NONE, "decline": Answer.DECLINE, "silent": None}


def read_story(path: Path, election: Election) -> Story:
    """Read a story.

    :raises Unreadable: not TOML, or with every key that is missing, unknown or of a wrong value.
    """
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise unreadable(path.name, f"This story cannot be read: {error}.") from error
    complaints = Complaints(path.name)
    keys = Keys(value, "", complaints)
    keys.only(_TOP)
    reader = _Reader(election)
    story = Story(
        id=keys.id("id"),
        title=keys.text("title"),
        label=keys.text("label"),
        note=keys.text("note"),
        contests=keys.texts("contests"),
        seed=keys.text("seed"),
        page=keys.number("page", 6, at_least=1),
        bundle=keys.number("bundle", 1, at_least=1),
        closing=_closing(keys),
        cases=reader.cases(keys),
        rest=reader.ruling(_group(keys, "rest")) if keys.has("rest") else None,
        pages=tuple(_page(k) for k in keys.groups("answer")),
        absences=tuple(_absence(k) for k in keys.groups("absence")),
        evening=tuple(reader.act(k) for k in keys.groups("evening")),
        closes=tuple(read_close(k) for k in keys.groups("close")),
        second_look=reader.second_look(keys),
        figures=_figures(keys),
    )
    for contest in story.contests:
        if contest not in {c.id for c in election.contests}:
            keys.complain("contests", f"{contest!r} is not a contest of this election.")
    if complaints.problems:
        raise Unreadable(complaints.problems)
    return story


def _group(keys: Keys, key: str) -> Keys:
    return Keys(keys.raw(key), keys.path(key), keys.complaints)


def _closing(keys: Keys) -> Closing:
    told = keys.text("closing", Closing.BATCH)
    if told not in set(Closing):
        keys.complain("closing", f"Tables close by one of {', '.join(Closing)}.")
        return Closing.BATCH
    return Closing(told)


def _figures(keys: Keys) -> dict[str, int]:
    if not keys.has("figures"):
        return {}
    group = _group(keys, "figures")
    names = sorted(keys.raw("figures")) if isinstance(keys.raw("figures"), dict) else []
    return {name: group.number(name, 0) for name in names}


def _page(keys: Keys) -> ScriptedPage:
    keys.only(("table", "page", "person", "answer"))
    answer = keys.text("answer")
    if answer not in _ANSWERS:
        keys.complain("answer", f"An answer is one of {', '.join(_ANSWERS)}.")
    return ScriptedPage(
        keys.id("table"), keys.number("page", 1), keys.id("person"), _ANSWERS.get(answer)
    )


def _absence(keys: Keys) -> ScriptedAbsence:
    keys.only(("table", "page", "person"))
    return ScriptedAbsence(keys.id("table"), keys.number("page", 1), keys.id("person"))


class _Reader:
    """Reads cases against one election."""

    def __init__(self, election: Election) -> None:
        self._contests = {c.id: c for c in election.contests}

    def cases(self, keys: Keys) -> dict[CaseName, ScriptedCase]:
        """Every case the story names, each once."""
        found: dict[CaseName, ScriptedCase] = {}
        for group in keys.groups("case"):
            group.only(("ballot", "contest", "ruling", "revisions", "objections"))
            rulings = [self.ruling(_group(group, "ruling"))]
            rulings += [self.ruling(k) for k in group.groups("revisions")]
            objections = tuple(_objection(k) for k in group.groups("objections"))
            name = (group.id("ballot"), self._contest(group))
            self._add(group, name, ScriptedCase(tuple(rulings), objections), found)
        for group in keys.groups("plain"):
            group.only(("contest", "ballots", "ruling", "objections"))
            contest, ruling = self._contest(group), self.ruling(_group(group, "ruling"))
            objections = tuple(_objection(k) for k in group.groups("objections"))
            for ballot in group.texts("ballots"):
                self._add(group, (ballot, contest), ScriptedCase((ruling,), objections), found)
        return found

    def second_look(self, keys: Keys) -> ScriptedSecondLook | None:
        """What is drawn, and what is seen at it."""
        if not keys.has("second_look"):
            return None
        group = _group(keys, "second_look")
        group.only(("per_mille", "limit_per_mille"))
        return ScriptedSecondLook(
            group.number("per_mille", 0, at_least=1),
            group.number("limit_per_mille", 0),
            dict(self._look(k) for k in keys.groups("look")),
        )

    def _look(self, keys: Keys) -> tuple[CaseName, Sight]:
        keys.only(("ballot", "contest", "sees"))
        name = (keys.id("ballot"), self._contest(keys))
        try:
            return name, Sight(keys.text("sees"))
        except ValueError:
            keys.complain("sees", f"A second look sees one of {', '.join(Sight)}.")
            return name, Sight.NOTHING

    def act(self, keys: Keys) -> EveningAct:
        """One act of the board's evening."""
        ruling = self.ruling(_group(keys, "ruling")) if keys.has("ruling") else None
        return read_act(keys, ruling)

    def _contest(self, keys: Keys) -> str:
        contest = keys.id("contest")
        if contest not in self._contests:
            keys.complain("contest", f"{contest!r} is not a contest of this election.")
        return contest

    def _add(
        self,
        keys: Keys,
        name: CaseName,
        case: ScriptedCase,
        found: dict[CaseName, ScriptedCase],
    ) -> None:
        if name in found:
            keys.complain("ballot", f"The story tells twice what happens to {' '.join(name)}.")
        contest = self._contests.get(name[1])
        for ruling in case.rulings:
            for vote in ruling.votes:
                if contest is not None and not contest.has_choice(vote):
                    keys.complain("votes", f"{name[1]} has no choice {vote!r}.")
        found[name] = case

    def ruling(self, keys: Keys) -> Ruling:
        """One ruling exactly as the story states it."""
        keys.only(_RULING)
        words = dict(_words(keys))
        try:
            return Ruling(
                disposition=Disposition(keys.text("disposition")),
                votes=frozenset(keys.texts("votes")),
                consistency=Consistency(words["consistency"]) if words["consistency"] else None,
                clause=words["clause"] or None,
                words=words["words"] or None,
                reason=RevisionReason(words["reason"]) if words["reason"] else None,
                evidence=EvidenceKind(words["evidence"] or EvidenceKind.IMAGE),
            )
        except ValueError as error:
            keys.complain("disposition", f"This is no ruling: {error}.")
            return Ruling(Disposition.NO_CONSENSUS)


def _words(keys: Keys) -> Iterator[tuple[str, str]]:
    for name in ("consistency", "clause", "words", "reason", "evidence"):
        yield name, keys.text(name, "")


def _objection(keys: Keys) -> ScriptedObjection:
    keys.only(("person", "ground", "claim", "words"))
    ground = keys.number("ground", 8, at_least=1)
    if ground not in set(Ground):
        keys.complain("ground", "A ground is a number from 1 to 8.")
        ground = Ground.OTHER
    return ScriptedObjection(
        person=keys.id("person"),
        ground=Ground(ground),
        claim=keys.text("claim", "") or None,
        words=keys.text("words", "") or None,
    )
