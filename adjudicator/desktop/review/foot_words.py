"""What the foot says of where a contest stands and of the image there."""

from adjudicator.desktop.review.ports import CaseView
from adjudicator.services.locating.telling import figures_words


def place_words(case: CaseView | None) -> str:
    """How sure the place of the contest is; why it is not stands across the top of the ballot."""
    finding = None if case is None else case.finding
    if finding is None:
        return "" if case is None else case.located
    standing = finding.place.standing.label.lower()
    return f"{standing} {figures_words(finding)}".rstrip()


def quality_words(case: CaseView | None) -> str:
    """What is wrong with the image where the contest stands, in few words; F4 says it whole.

    Kept back as all measured ink is.
    """
    ink = None if case is None or case.ink_kept or case.finding is None else case.finding.ink
    return "" if ink is None else " \u00b7 ".join(quality.brief for quality in ink.quality)
