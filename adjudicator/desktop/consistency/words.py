"""The consistency report in words."""

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.situations import RuledCase, Situation, Unlike
from adjudicator.domain.wording import count
from adjudicator.services.consistency import ConsistencyReport, Share, TableReport

FAR = "FAR"
"""Stands beside a share the report marks."""
CAUTION = (
    f"{FAR} stands only where chance would hardly make such a difference from all other tables "
    "together. It does not say that anybody did wrong: a table given the hard container is far "
    "from the rest too."
)


def situation_words(situation: Situation, rules: RulePack) -> str:
    """``(4)(c); others marked the same way; one seat, overvote, 2 marks``.

    What people answered stands first: it tells situations of one sight apart.
    """
    return "; ".join((*_answered(situation, rules), situation.sight.label))


def situation_lines(situation: Situation, rules: RulePack) -> str:
    """The same on two lines: what people answered above what the ballots show."""
    return "\n".join(
        part for part in ("; ".join(_answered(situation, rules)), situation.sight.label) if part
    )


def _answered(situation: Situation, rules: RulePack) -> list[str]:
    parts = [situation.family] if situation.family else []
    if situation.consistency is not None:
        label = rules.consistency_label(situation.consistency.value)
        parts.append(f"others {label[:1].lower()}{label[1:]}")
    return parts


def chosen_words(unlike: Unlike, rules: RulePack) -> str:
    """The situation in full, and how many rulings are the exception in it."""
    told = f"{len(unlike.fewer):,} of {unlike.n:,} rulings"
    verb = "is" if len(unlike.fewer) == 1 else "are"
    return f"{situation_words(unlike.situation, rules)}. {told} {verb} the exception."


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
