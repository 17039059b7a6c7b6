"""The consistency report in words."""

from adjudicator.desktop.wording import count
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.situations import RuledCase, Situation, Unlike
from adjudicator.services.consistency import ConsistencyReport, Share, TableReport

FAR = "FAR"
"""Stands beside a share the report marks."""
CAUTION = (
    f"{FAR} stands only where chance would hardly make such a difference from all other tables "
    "together. It does not say that anybody did wrong: a table given the hard container is far "
    "from the rest too."
)


def situation_words(situation: Situation, rules: RulePack) -> str:
    """``one seat, overvote, 2 marks; other contests: marked the same way; (4)(c)``."""
    parts = [situation.sight.label]
    if situation.consistency is not None:
        label = rules.consistency_label(situation.consistency.value)
        parts.append(f"other contests: {label[:1].lower()}{label[1:]}")
    if situation.family:
        parts.append(situation.family)
    return "; ".join(parts)


def exception_words(unlike: Unlike) -> str:
    """``1 of 12``: how many are the exception."""
    return f"{len(unlike.fewer):,} of {unlike.n:,}"


def by_words(case: RuledCase) -> str:
    """Who ruled."""
    return "board" if case.board else "team"


def head_words(report: ConsistencyReport) -> str:
    """How much was compared, and how many situations were ruled unlike."""
    compared = count(report.compared, "ruling")
    if not report.unlike:
        return f"{compared} compared: no like ballots were ruled unlike."
    found = count(len(report.unlike), "situation")
    return f"{compared} compared: {found} in which like ballots were ruled unlike."


def share_of(table: TableReport, name: str) -> Share:
    """One share of a table by its name."""
    return next(share for share in table.shares if share.name == name)


def share_words(share: Share) -> str:
    """``12 of 340 (3.5 %)``, with the mark before it where the report marks it."""
    return f"{FAR} \u00b7 {share.own.words}" if share.far else share.own.words


def pace_words(table: TableReport) -> str:
    """Cases an hour, over how long."""
    if table.per_hour is None:
        return "too short to tell"
    return f"{table.per_hour:.0f} over {table.hours:.1f} h"
