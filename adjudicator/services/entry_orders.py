"""Motions, reopenings, the paper's steps, notes and new scans, each as one plain sentence."""

from collections.abc import Mapping
from typing import Any

from adjudicator.domain.wording import join_names
from adjudicator.services.notes import Category
from adjudicator.services.orders.telling import Known, motion_words
from adjudicator.services.papers.life import Step


def motion_sentence(body: Mapping[str, Any], who: str, known: Known) -> str:
    """``Motion carried: Mayor is suspended; 2 in favour; signed by Kelly and Lewis.``."""
    what = motion_words(body["effect"], body["target"], known)
    votes = sum(1 for _, vote in body["votes"] if vote == "yes")
    return f"Motion carried: {what}; {votes} in favour; signed by {who}."


def reopen_sentence(body: Mapping[str, Any], who: str, known: Known) -> str:
    """``Ira Stone and Judge Kelly reopened case 4 1 7 K.``."""
    return f"{who} reopened {_cases(body['cases'], known)}."


def paper_sentence(body: Mapping[str, Any], who: str, known: Known) -> str:
    """``Ira Stone: the paper of case 4 1 7 K was requested.``."""
    step = {Step.REQUESTED: "was requested", Step.ON_TABLE: "lies on the table"}
    words = step.get(Step(body["step"]), "was returned")
    count = len(body["seals"])
    seals = f" (seal{'s' if count > 1 else ''} {join_names(body['seals'])})" if count else ""
    return f"{who}: the paper of {_cases([body['case']], known)} {words}{seals}."


def note_sentence(body: Mapping[str, Any], who: str, known: Known) -> str:
    """``Incident noted by Ira Stone, about Ada and Ben.``."""
    people = join_names([known.people.get(p, p) for p in body["people"]])
    about = f", about {people}" if people else ""
    return f"{Category(body['category']).label}: noted by {who}{about}."


def rescan_sentence(body: Mapping[str, Any], who: str, known: Known) -> str:
    """``Ira Stone brought new images of case 4 1 7 K.``."""
    return f"{who} brought new images of {_cases([body['case']], known)}."


def _cases(seals: list[str], known: Known) -> str:
    if known.case is None:
        return "1 case" if len(seals) == 1 else f"{len(seals):,} cases"
    word = "case" if len(seals) == 1 else "cases"
    return f"{word} {join_names([known.case(seal) for seal in seals])}"


TELLERS = {
    "motion": motion_sentence,
    "reopen": reopen_sentence,
    "paper": paper_sentence,
    "note": note_sentence,
    "rescan": rescan_sentence,
}
