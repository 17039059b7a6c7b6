"""What the screen reads and computes, away from the GUI thread; no Qt in here but the files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.domain.canvass.matching import Match
from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.wording import count
from adjudicator.interchange.problems import Problem
from adjudicator.services.canvass import canvassing
from adjudicator.services.canvass.canvassing import Canvass, Told, canvass
from adjudicator.services.canvass.gaps import missing_words
from adjudicator.services.canvass.loading import Loaded, load_returns
from adjudicator.services.canvass.matching import compare_returns

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be read, and how it is to be looked at."""

    paths: tuple[Path, ...]
    county: str
    """Stands for rows that name none."""
    stage: Stage
    pack: RulePack


@dataclass(frozen=True, slots=True)
class Answer:
    """Returns that were read, and what follows from them."""

    question: Question
    loaded: Loaded
    canvass: Canvass

    @property
    def told(self) -> Told:
        """What people have said beside the returns."""
        contests = self.canvass.contests
        return Told(
            seats={c.title: c.seats_told for c in contests if c.seats_told is not None},
            opted_out={c.title: c.opted_out for c in contests if c.opted_out},
        )

    @property
    def heading(self) -> str:
        """``Second unofficial returns · Florida, November 2018``."""
        return f"{self.canvass.stage.label.capitalize()} \u00b7 {self.canvass.pack.title}"

    @property
    def size(self) -> str:
        """``63 files, 409,023 rows, 63 of 67 counties``."""
        loaded, here = self.loaded, len(self.canvass.counties)
        due = len(self.canvass.pack.counties)
        counties = f"{here:,} of {due:,} counties" if due else count(here, "county", "counties")
        return f"{count(loaded.files, 'file')}, {count(loaded.rows, 'row')}, {counties}"

    @property
    def lacking(self) -> str:
        """What keeps these returns from being whole, in sentences; empty where nothing does."""
        missing, aside = missing_words(self.canvass), len(self.loaded.quarantined)
        told = [missing] if missing else []
        if aside:
            told.append(f"{count(aside, 'row')} could not be used and {_were(aside)} put aside.")
        return " ".join((*told, *self.canvass.unknown))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def read_answer(question: Question, progress: Progress, cancelled: Callable[[], bool]) -> Answer:
    """Read the files and say what follows.

    :raises Unreadable: files cannot be used.
    :raises UsageError: nothing to read, or the same number stands in two files.
    :raises Cancelled: somebody wanted to stop.
    """
    loaded = load_returns(
        question.paths, county=question.county, progress=progress, cancelled=cancelled
    )
    return Answer(question, loaded, canvass(loaded, question.pack, question.stage))


def answer_anew(answer: Answer, stage: Stage, pack: RulePack) -> Answer:
    """The same returns as those of another stage, or under other rules; what was told stays."""
    question = replace(answer.question, stage=stage, pack=pack)
    return Answer(question, answer.loaded, canvass(answer.loaded, pack, stage, answer.told))


def told_anew(answer: Answer, title: str, seats: int | None, people: frozenset[str]) -> Answer:
    """The same after people told something about one contest."""
    return replace(answer, canvass=canvassing.told_anew(answer.canvass, title, seats, people))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets of returns, one against the other."""

    first: Answer
    other: Loaded
    found: Match
    aside: tuple[Problem, ...]
    """Rows of a contest that could not be used in either: they were not compared."""

    @property
    def agrees(self) -> bool:
        """Whether everything was compared and is the same."""
        return self.found.agrees and not self.aside


def compare(
    answer: Answer,
    paths: tuple[Path, ...],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Comparison:
    """Read the second set and compare.

    :raises Unreadable: as :func:`read_answer`; ``UsageError`` and ``Cancelled`` likewise.
    """
    county = answer.question.county
    other = load_returns(paths, county=county, progress=progress, cancelled=cancelled)
    both = (*answer.loaded.quarantined, *other.quarantined)
    aside = tuple(q.problem for q in both if q.contest)
    return Comparison(answer, other, compare_returns(answer.loaded.returns, other.returns), aside)


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something strange about a file, as the screen lists it."""

    kind: str
    problem: Problem


def problem_lines(loaded: Loaded) -> tuple[ProblemLine, ...]:
    """What was put aside, then what is good to know."""
    return (
        *(ProblemLine("Put aside", q.problem) for q in loaded.quarantined),
        *(ProblemLine("To know", notice) for notice in loaded.notices),
    )
