"""From a scanner's page to contests of the election: readings, layout, and notes for people."""

from collections import Counter
from collections.abc import Sequence

from adjudicator.domain.election import ChoiceKind, Contest, Election
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.readings import Condition, Mark, condition_of, read_votes
from adjudicator.interchange.sources.layout_files import checked_layout
from adjudicator.interchange.sources.records import SourceContest
from adjudicator.interchange.sources.scanner_pages import (
    Page,
    PageMark,
    four_numbers,
    per_mille,
    votes_of,
)

_FULL = 1000


class Unmatched(ValueError):  # noqa: N818 - says what the page is to the definition
    """The page names a contest or an option the election definition does not have."""


def contests_of(page: Page, election: Election) -> list[SourceContest]:
    """The machine's reading of each contest on a page, in paper order.

    :raises Unmatched: the page is of another election definition.
    """
    if page.layout is None or page.mark_info is None:
        return []
    marks: dict[str, list[PageMark]] = {}
    for mark in page.mark_info.marks:
        marks.setdefault(mark.contest_id, []).append(mark)
    order = dict.fromkeys([*(c.contest_id for c in page.layout.contests), *marks, *page.votes])
    found = []
    for id_ in order:
        contest = _contest(election, id_)
        try:
            voted = votes_of(page.votes.get(id_, []))
        except ValueError as error:
            raise Unmatched(str(error)) from error
        found.append(_reading(contest, voted, marks.get(id_, [])))
    return found


def _reading(contest: Contest, voted: list[str], targets: list[PageMark]) -> SourceContest:
    counted = [_choice(contest, option) for option in voted]
    marks = tuple(Mark(_choice(contest, t.option_id), per_mille(t.score)) for t in targets)
    machine = read_votes(contest, counted, marks)
    condition = condition_of(machine)
    note = _note(contest, counted, marks) if condition is Condition.OVERVOTE else None
    return SourceContest(contest.id, condition, machine, note)


def _note(contest: Contest, counted: Sequence[str], marks: Sequence[Mark]) -> str | None:
    """What a person should know of how this overvote came about."""
    for choice, times in Counter(counted).items():
        if times > 1:
            return (
                f"{contest.choice(choice).name} stands in {times} places in this contest and the "
                f"ovals at {times} of them are marked. The scanner counted each as a vote of its "
                "own, and so too many."
            )
    for mark in marks:
        line = contest.choice(mark.choice)
        if line.kind is ChoiceKind.WRITE_IN and mark.density == _FULL and line.id in counted:
            return (
                f"The scanner counted {line.name} as marked without measuring ink in its oval: it "
                "gives a score of exactly 1 where it finds writing on the line and the oval not "
                "filled. Look at that oval, and at what is written."
            )
    return None


def layout_of(page: Page, election: Election, size: tuple[int, int] | None) -> PageLayout | None:
    """The boxes of a page; ``size`` is that of the stored image, whose pixels they are in.

    :raises Unmatched: the page is of another election definition.
    :raises NotALayout: a number is wrong, or the boxes speak against one another.
    """
    if size is None or page.layout is None or page.mark_info is None:
        return None
    marks = page.mark_info.marks
    return checked_layout(
        *size,
        [(c.contest_id, four_numbers(c.bounds)) for c in page.layout.contests],
        [
            (
                m.contest_id,
                _choice(_contest(election, m.contest_id), m.option_id),
                four_numbers(m.bounds),
            )
            for m in marks
        ],
    )


def _contest(election: Election, contest_id: str) -> Contest:
    try:
        return election.contest(contest_id)
    except KeyError:
        message = f'"{contest_id}" is not a contest of this election definition.'
        raise Unmatched(message) from None


def _choice(contest: Contest, option: str) -> str:
    """The choice's id: scanners call the answers of a yes/no contest ``yes`` and ``no``."""
    if contest.has_choice(option):
        return option
    answers = [c.id for c in contest.choices if c.kind is ChoiceKind.YES_NO]
    if option in {"yes", "no"} and len(answers) > 1:
        return answers[0] if option == "yes" else answers[1]
    raise Unmatched(f'"{option}" is not a choice of {contest.title}.')
