"""What each key does to a draft: pure functions from a draft to the next one."""

from collections.abc import Callable
from dataclasses import replace

from adjudicator.desktop.review.draft import (
    CLAUSES_PER_PAGE,
    CONSISTENCY_ANSWERS,
    VOTING,
    Draft,
    Page,
    disposition_of,
)
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
)

REASONS = tuple(RevisionReason)
"""Reasons for revising, in the order of the digits."""
NO_PAPER = "The paper of this case has not been on the table. Send for it on the Paper screen."
_UNSEEN = frozenset({"to_board", "paper", "from_paper", "back"})
"""What can be said of a ballot of which a side cannot be shown."""
NEXT_PICTURES = 9
"""The digit that turns to the next page of pictures."""
_DIGIT = "digit_"


def press(draft: Draft, act: str) -> Draft:
    """The draft after a key.

    :param act: the name of a command of Review without ``review.``: ``digit_1``, ``too_many``,
        ``back`` and so on.  An act that means nothing here changes nothing but the message.
    """
    draft = replace(draft, message="")
    if draft.facts.barred:
        return draft.refused(draft.facts.barred)
    if draft.unseen and act not in _UNSEEN:
        return draft.refused(
            "A side cannot be shown: B sends it to the board, P fetches the paper."
        )
    if act == "back":
        return _back(draft)
    anywhere = _ANYWHERE.get(act) if draft.page is not Page.REASON else None
    after = anywhere(draft) if anywhere is not None else _ON_PAGE[draft.page](draft, act)
    if replace(after, message="") == draft or act in _POINTING:
        return after
    return replace(after, before=draft)


def with_sides_shown(draft: Draft) -> Draft:
    """Every side was on the screen."""
    return replace(draft, sides_shown=True)


def with_words(draft: Draft, words: str) -> Draft:
    """Words were typed exactly as they stand on the paper."""
    return replace(draft, words=words)


def ask_words(draft: Draft) -> Draft:
    """The written words are asked for next."""
    return replace(draft, page=Page.READY, before=draft, message="")


def ask_reason(draft: Draft) -> Draft:
    """Why a reopened case is ruled on anew is asked next: the ruling itself is said."""
    return replace(draft, page=Page.REASON, before=draft, message="")


def narrow(draft: Draft, letters: str) -> Draft:
    """Letters were typed to narrow the list of choices."""
    return replace(draft, narrowed=letters, pointer=0)


def _see(draft: Draft, act: str) -> Draft:
    match act:
        case "digit_0":
            return _settle(draft, Disposition.NOTHING_MARKED, Page.READY)
        case "up" | "down":
            step = 1 if act == "down" else -1
            return replace(draft, pointer=(draft.pointer + step) % max(len(draft.choices), 1))
        case "choose":
            return _mark(draft, draft.pointer)
        case "forward" if draft.disposition in VOTING:
            return replace(draft, page=Page.CONSISTENCY)
        case "forward":
            return draft.refused("Choose what is marked first.")
        case _:
            return _mark(draft, _number(act) - 1)


def _mark(draft: Draft, place: int) -> Draft:
    """Choose (or, with several seats, take in or out) the choice at that place of the list."""
    if not 0 <= place < len(draft.choices):
        return draft.refused("No choice on this list has that digit.")
    contest, choice = draft.facts.contest, draft.choices[place].id
    if not draft.facts.several:
        return replace(
            draft,
            chosen=frozenset({choice}),
            disposition=disposition_of(contest, frozenset({choice})),
            clause=None,
            wanted=None,
            consistency=None,
            confirmed=frozenset(),
            narrowed="",
            pointer=0,
            page=Page.CONSISTENCY,
        )
    begun = draft.disposition in VOTING or draft.disposition is None
    chosen = (draft.chosen if begun else draft.facts.machine.votes) ^ {choice}
    if len(chosen) > contest.seats:
        return draft.refused(
            f"{contest.title} allows {contest.seats}. Take one out first, or press O if too many "
            "are marked."
        )
    marked = replace(
        draft,
        chosen=chosen,
        disposition=disposition_of(contest, chosen),
        clause=None,
        confirmed=draft.confirmed & (draft.facts.machine.votes - chosen),
        pointer=place,
    )
    full = len(chosen) == contest.seats
    return replace(marked, page=Page.CONSISTENCY) if full and marked.rests_on_others else marked


def _consistency(draft: Draft, act: str) -> Draft:
    number = _number(act)
    if not 1 <= number <= len(CONSISTENCY_ANSWERS):
        return draft.refused("Press 1 to 4 for the other contests, or \u232b to go back.")
    if not draft.sides_seen:
        return draft.refused("Wait until every side of the ballot was on the screen.")
    answer = CONSISTENCY_ANSWERS[number - 1]
    answered = replace(draft, consistency=answer)
    if answer is Consistency.UNKNOWN:
        return answered.refused(
            "Not clear enough to tell: B sends it to the board, P fetches the paper."
        )
    if draft.wanted is not None:
        return _resume(answered, draft.wanted)
    if answer is Consistency.DIFFERENT:
        return _inconsistent(answered)
    return replace(answered, page=Page.CLAUSE, clause=None, clause_page=0)


def _resume(draft: Draft, wanted: str) -> Draft:
    """Go on with the clause that asked for the consistency answer."""
    clause = draft.facts.rules.clause(wanted)
    assert clause is not None  # noqa: S101 - it was offered from this pack
    assert draft.consistency is not None  # noqa: S101 - it was just answered
    if draft.consistency.value in clause.consistency:
        return replace(draft, wanted=None, clause=clause.id, page=Page.READY)
    label = draft.facts.rules.consistency_label(clause.consistency[0])
    back = replace(draft, wanted=None, page=Page.CLAUSE, clause_page=0)
    return back.refused(
        f"{clause.number} applies only where the other contests are {label}. Choose another."
    )


def _inconsistent(draft: Draft) -> Draft:
    """Marked differently: (4)(b), no vote.  Several such clauses are offered, one is taken."""
    no_vote = replace(draft, disposition=Disposition.MARKS_DO_NOT_COUNT, clause=None)
    fitting = [c for c in no_vote.offered if Consistency.DIFFERENT.value in c.consistency]
    if len(fitting) == 1:
        return replace(no_vote, clause=fitting[0].id, page=Page.READY)
    return replace(no_vote, page=Page.CLAUSE, clause_page=0)


def _clause(draft: Draft, act: str) -> Draft:
    offered, number = draft.offered, _number(act)
    pages = -(-len(offered) // CLAUSES_PER_PAGE)
    if act in {"forward", "down"} or number == NEXT_PICTURES:
        return replace(draft, clause_page=(draft.clause_page + 1) % max(pages, 1))
    if act == "up":
        return replace(draft, clause_page=(draft.clause_page - 1) % max(pages, 1))
    place = draft.clause_page * CLAUSES_PER_PAGE + number - 1
    if not 1 <= number <= CLAUSES_PER_PAGE or place >= len(offered):
        return draft.refused("No picture has that digit. \u2192 shows more, \u232b goes back.")
    clause = offered[place]
    answered = draft.consistency is not None and draft.consistency.value in clause.consistency
    if clause.consistency and not answered:
        return replace(draft, wanted=clause.id, clause=None, page=Page.CONSISTENCY)
    return replace(draft, clause=clause.id, page=Page.READY)


def _ready(draft: Draft, act: str) -> Draft:
    if act == "digit_0" and draft.disposition is Disposition.NOTHING_MARKED:
        return draft
    return draft.refused("Return proposes this ruling. \u232b goes one step back.")


def _give_reason(draft: Draft, act: str) -> Draft:
    number = _number(act)
    if not 1 <= number <= len(REASONS):
        stays = "goes one step back" if draft.ruled_anew else "leaves the ruling as it is"
        return draft.refused(f"Press 1 to 5 for the reason first. \u232b {stays}.")
    reason = REASONS[number - 1]
    paper = reason is RevisionReason.FROM_PAPER
    if paper and not draft.facts.paper_seen:
        return draft.refused(NO_PAPER)
    if draft.ruled_anew:
        evidence = EvidenceKind.PAPER if paper else draft.evidence
        return replace(draft, reason=reason, evidence=evidence, page=Page.READY)
    return replace(
        draft,
        reason=reason,
        evidence=EvidenceKind.PAPER if paper else draft.facts.evidence,
        page=Page.SEE,
    )


def _back(draft: Draft) -> Draft:
    """Take the last key back."""
    if draft.before is None:
        return draft.refused("Nothing to take back here.")
    return replace(draft.before, sides_shown=draft.sides_shown, message="")


def _settle(draft: Draft, disposition: Disposition, page: Page) -> Draft:
    return replace(
        draft, disposition=disposition, clause=None, wanted=None, words="", page=page, clause_page=0
    )


def _no_count(draft: Draft) -> Draft:
    return _settle(draft, Disposition.MARKS_DO_NOT_COUNT, Page.CLAUSE)


def _too_many(draft: Draft) -> Draft:
    return _settle(draft, Disposition.TOO_MANY, Page.CLAUSE)


def _to_board(draft: Draft) -> Draft:
    return _settle(draft, Disposition.NO_CONSENSUS, Page.READY)


def _paper(draft: Draft) -> Draft:
    return _settle(draft, Disposition.PAPER, Page.READY)


def _struck_out(draft: Draft) -> Draft:
    """Something is struck out beside another mark: only what may rest on that is offered."""
    toggled = replace(draft, struck_out=not draft.struck_out, clause_page=0)
    if toggled.clause is not None and toggled.clause not in {c.id for c in toggled.offered}:
        toggled = replace(toggled, clause=None, page=Page.CLAUSE)
    if toggled.struck_out:
        return toggled.refused("Struck out: only clauses that allow for that are offered now.")
    return toggled


def _from_paper(draft: Draft) -> Draft:
    if draft.evidence is EvidenceKind.PAPER:
        return replace(draft, evidence=draft.facts.evidence)
    if not draft.facts.paper_seen:
        return draft.refused(NO_PAPER)
    return replace(draft, evidence=EvidenceKind.PAPER)


def _take_away(draft: Draft) -> Draft:
    if not draft.lost:
        return draft.refused("Nothing the machine counted is being taken away.")
    return replace(draft, confirmed=draft.confirmed | draft.lost)


def _number(act: str) -> int:
    """The digit of an act; -1 where it is none."""
    return int(act.removeprefix(_DIGIT)) if act.startswith(_DIGIT) else -1


_ANYWHERE: dict[str, Callable[[Draft], Draft]] = {
    "no_count": _no_count,
    "too_many": _too_many,
    "to_board": _to_board,
    "paper": _paper,
    "struck_out": _struck_out,
    "from_paper": _from_paper,
    "take_away": _take_away,
}
_POINTING = frozenset({"up", "down"})
_ON_PAGE: dict[Page, Callable[[Draft, str], Draft]] = {
    Page.REASON: _give_reason,
    Page.SEE: _see,
    Page.CONSISTENCY: _consistency,
    Page.CLAUSE: _clause,
    Page.READY: _ready,
}
