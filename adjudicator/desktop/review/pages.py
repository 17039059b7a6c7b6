"""What the panel shows for a draft: titles, options and keys, as values."""

from dataclasses import dataclass

from adjudicator.desktop.review.draft import (
    CLAUSES_PER_PAGE,
    CONSISTENCY_ANSWERS,
    VOTING,
    Draft,
    Page,
)
from adjudicator.desktop.review.drafting import REASONS
from adjudicator.domain.rulepack import Clause
from adjudicator.domain.rulings import Disposition, RevisionReason
from adjudicator.domain.wording import machine_sentence

REASON_LABELS = {
    RevisionReason.WRONG_KEY: "Wrong key",
    RevisionReason.SAW_MORE: "We saw more",
    RevisionReason.AFTER_OBJECTION: "After an objection",
    RevisionReason.FROM_PAPER: "From the paper",
    RevisionReason.WORDS: "The words were copied wrongly",
}
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the panel: the command that chooses it, and its words."""

    act: str
    """The command without ``review.``; empty where only the arrows reach it."""
    title: str
    detail: str = ""
    brief: str = ""
    """Fewer words, for where two options share a line."""
    chosen: bool = False
    pointed: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page of the panel."""

    page: Page
    title: str
    lead: str = ""
    options: tuple[Option, ...] = ()
    """The list; it is paged where it is long."""
    common: tuple[Option, ...] = ()
    """What is always offered below it."""
    clauses: tuple[Clause, ...] = ()
    """Pictures of this page, in the order of the digits."""
    note: str = ""
    asks_words: bool = False


def content_of(draft: Draft) -> PageContent:
    """What the panel shows for this draft."""
    return _PAGES[draft.page](draft)


def _reason(draft: Draft) -> PageContent:
    options = tuple(
        Option(f"digit_{n}", REASON_LABELS[reason], chosen=reason is draft.reason)
        for n, reason in enumerate(REASONS, start=1)
    )
    if draft.ruled_anew:
        title, note = "Why is this case ruled on anew?", "\u232b goes one step back."
    else:
        title, note = "Why is this ruling revised?", "\u232b leaves the ruling as it is."
    return PageContent(Page.REASON, title, options=options, note=note)


def _see(draft: Draft) -> PageContent:
    facts = draft.facts
    if draft.unseen:
        common = tuple(o for o in _common(draft) if o.act in {"to_board", "paper"})
        lead = "It goes to the board, or its paper is fetched."
        return PageContent(Page.SEE, "A side cannot be shown", lead, common)
    saying = draft.disposition in VOTING
    options = tuple(
        Option(
            f"digit_{n}" if n <= _DIGITS else "",
            choice.name,
            detail="counted by the machine" if choice.id in facts.machine.votes else "",
            chosen=choice.id in draft.chosen and (draft.facts.several or saying),
            pointed=n == draft.pointer + 1 and len(facts.contest.choices) > _DIGITS,
        )
        for n, choice in enumerate(draft.choices, start=1)
    )
    note = ""
    if draft.rests_on_others:
        note = "\u23ce or \u2192 goes on: how are the other contests marked?"
    elif draft.facts.several and saying:
        note = "\u23ce marked as instructed \u00b7 \u2192 marked in another way"
    elif len(facts.contest.choices) > _DIGITS:
        note = "\u2191 \u2193 and . choose \u00b7 / narrows"
    machine = machine_sentence(facts.contest, facts.machine)
    return PageContent(Page.SEE, "What do you see?", machine, options, _common(draft), note=note)


def _common(draft: Draft) -> tuple[Option, ...]:
    more = bool(draft.facts.several and draft.facts.machine.votes)
    nothing = "Nothing more is marked" if more else "Nothing is marked"
    rows = (
        ("digit_0", nothing, "Nothing more" if more else "Nothing", Disposition.NOTHING_MARKED),
        ("no_count", "Marks do not count", "Don\u2019t count", Disposition.MARKS_DO_NOT_COUNT),
        ("too_many", "Too many marked", "Too many", Disposition.TOO_MANY),
        ("to_board", "To the board", "To the board", Disposition.NO_CONSENSUS),
        ("paper", "Fetch the paper", "Fetch paper", Disposition.PAPER),
    )
    return tuple(
        Option(act, title, brief=brief, chosen=draft.disposition is disposition)
        for act, title, brief, disposition in rows
    )


def _consistency(draft: Draft) -> PageContent:
    rules, lead = draft.facts.rules, ""
    options = tuple(
        Option(f"digit_{n}", _capital(rules.consistency_label(answer.value)),
               chosen=draft.consistency is answer)
        for n, answer in enumerate(CONSISTENCY_ANSWERS, start=1)
    )  # fmt: skip
    plain = draft.clause_in_force
    common = tuple(o for o in _common(draft) if o.act in {"to_board", "paper"})
    if plain is not None:
        lead = f"As instructed, {plain.number}: \u23ce proposes it."
    note = "" if draft.sides_seen else "Opening every side \u2026"
    return PageContent(
        Page.CONSISTENCY, "The other contests are:", lead, options, common, note=note
    )


def _clause(draft: Draft) -> PageContent:
    offered = draft.offered
    first = draft.clause_page * CLAUSES_PER_PAGE
    pages = -(-len(offered) // CLAUSES_PER_PAGE)
    titles = {
        Disposition.TOO_MANY: "Too many marked: which clause?",
        Disposition.MARKS_DO_NOT_COUNT: "The marks do not count: which clause?",
    }
    title = titles.get(draft.disposition or Disposition.VOTE, "Which picture is it?")
    note = f"Page {draft.clause_page + 1} of {pages} \u00b7 9 or \u2192 more" if pages > 1 else ""
    if draft.struck_out:
        note = " \u00b7 ".join(part for part in ("X: something is struck out", note) if part)
    return PageContent(
        Page.CLAUSE, title, clauses=offered[first : first + CLAUSES_PER_PAGE], note=note
    )


def _ready(draft: Draft) -> PageContent:
    clause = draft.clause_in_force
    options: tuple[Option, ...] = ()
    if clause is None:
        options = tuple(o for o in _common(draft) if o.chosen)
    return PageContent(
        Page.READY,
        "Ready to propose" if not draft.problem else "Nearly ready",
        clauses=() if clause is None else (clause,),
        options=options,
        note="\u23ce proposes \u00b7 \u232b goes back",
        asks_words=draft.asks_words,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_PAGES = {
    Page.REASON: _reason,
    Page.SEE: _see,
    Page.CONSISTENCY: _consistency,
    Page.CLAUSE: _clause,
    Page.READY: _ready,
}
