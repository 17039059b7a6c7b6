"""Look at every flagged page that has not been looked at, and keep what is found."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

import msgspec

from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.services.locating.crew import Crew, NothingFound, PageQueue
from adjudicator.services.locating.findings import page_keys
from adjudicator.services.locating.listing import Count, count_cases
from adjudicator.services.locating.references import (
    key_with,
    references_in_record,
    references_now,
)
from adjudicator.services.locating.supplied import page_against_supplied
from adjudicator.services.locating.worker import Orders, PageResult, PageTask
from adjudicator.services.recount import Recount
from adjudicator.storage.findings import FindingCache, FindingKey, FindingsNotKept, PageKey
from adjudicator.storage.queries.acts import open_body
from adjudicator.storage.queries.pages import (
    SheetKey,
    layouts_of_sheets,
    pages_of_all_cases,
    pages_of_batch,
)

_MOST: Final = 64
_EVERY: Final = 1.0
"""Findings, and seconds, after which they are written together."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How far the looking is."""

    done: int
    """Pages looked at, those that could not be opened among them."""
    pages: int
    """Flagged pages in all."""
    unopened: tuple[tuple[PageTask, str], ...] = ()
    """Pages that could not be opened, and why; they are tried again with the next start."""
    problem: str = ""
    """Why no page is looked at, in a sentence; empty where all is well."""
    left_out: tuple[str, ...] = ()
    """Reference pages that cannot be used, a clause each; the others are."""
    count: Count | None = None
    """How the cases stand, once every page was looked at."""

    @property
    def over(self) -> bool:
        """Whether there is no page left to look at."""
        return self.done >= self.pages

    @property
    def words(self) -> str:
        """``Finding contests 412 of 1,854``; what is amiss, or nothing."""
        if self.problem:
            return self.problem
        if not self.over:
            return f"Finding contests {self.done:,} of {self.pages:,}"
        return f"Left out: {'; '.join(self.left_out)}." if self.left_out else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    references: tuple[ReferencePage, ...]
    key: FindingKey
    waiting: tuple[PageTask, ...]
    """In the order of work, each page once."""
    pages: int
    """With those that were looked at before."""
    contests: frozenset[str] | None = None
    """The contests of the recount, whose ink is measured; ``None``: every contest's."""
    sheets: Mapping[PageTask, SheetKey] = field(default_factory=dict)
    """Where what the source told of each page's sheet stands."""
    older: frozenset[FindingKey] = frozenset()
    """What findings were kept under when the plan was made, beside its own key: those of this
    version of the imaging, and of those before it."""


Told = Callable[[Looked], None]


def cores() -> int:
    """How many processes may run at once on this computer."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_plan(recount: Recount) -> Plan:
    """Which pages are to be looked at; none where nothing is there to hold them against."""
    references = references_in_record(recount)
    key = key_with(recount, references)
    if not references:
        return Plan((), key, (), 0)
    with recount.reading() as connection:
        cases = pages_of_all_cases(connection)
        contests = frozenset(open_body(connection)["contests"])
    pages = list(dict.fromkeys(page for case in cases for page in page_keys(case)))
    cache = FindingCache.of(recount.folder)
    # A newer program may share this folder; what it found is not ours to throw away.
    older = frozenset(k for k in cache.keys() - {key} if k.version <= key.version)
    known = cache.known(key)
    waiting = tuple(_task(page) for page in pages if page not in known)
    sheets = {_task(page): case.sheet for case in reversed(cases) for page in page_keys(case)}
    return Plan(references, key, waiting, len(pages), contests, sheets, older)


def key_now(recount: Recount) -> FindingKey:
    """Under which findings are kept with the references that hold now, as the record says it."""
    return key_with(recount, references_in_record(recount))


def is_lost(recount: Recount, looked: Looked | None) -> bool:
    """Whether less is kept than was found, as after the cache was spoiled or taken away.

    :param looked: how far the looking is; ``None`` before it began.
    """
    if looked is None or looked.problem or not looked.over:
        return False
    key = key_with(recount, references_now(recount))
    return FindingCache.of(recount.folder).count(key) < looked.done - len(looked.unopened)


def tasks_of_batch(recount: Recount, batch: int) -> list[PageTask]:
    """The pages of a batch in the order of work."""
    with recount.reading() as connection:
        cases = pages_of_batch(connection, batch)
    return [_task(page) for case in cases for page in page_keys(case)]


class Looking:
    """One going through the pages that wait.

    :param workers: processes.
    :param told: hears how far it is, on the thread of :meth:`run`.
    :param behind: whether a window is in front, so that people come first.
    """

    def __init__(
        self, recount: Recount, plan: Plan, workers: int, told: Told, *, behind: bool = False
    ) -> None:
        self._plan, self._workers, self._told = plan, workers, told
        self._recount = recount
        path, ruled_on = recount.folder.path, plan.contests
        self._orders = Orders(path, plan.references, ruled_on, behind=behind)
        self._cache = FindingCache.of(recount.folder)
        self.queue = PageQueue(plan.waiting)
        self._found: list[tuple[str, PageFinding]] = []
        self._written = time.monotonic()
        self.looked = Looked(plan.pages - len(plan.waiting), plan.pages)

    def run(self, stopped: Callable[[], bool] = lambda: False) -> Looked:
        """Look at all of them, or until it is to stop; what was found is kept either way.

        :raises NothingFound: no page can be looked at, or nothing can be kept.
        """
        self._told(self.looked)
        if self._plan.waiting:
            crew = Crew(self._orders, self._workers)
            try:
                crew.run(self.queue, self._take, stopped)
            finally:
                self._write()
                self.looked = replace(self.looked, left_out=crew.left_out)
        if self.looked.over and self._plan.references:
            self._forget_older()
            self.looked = replace(self.looked, count=count_cases(self._recount))
        self._told(self.looked)
        return self.looked

    def _forget_older(self) -> None:
        """Throw away what this replaces, and never what somebody found with newer references.

        Nobody would look at those pages again: for that window, all of them were looked at.
        """
        if key_now(self._recount) == self._plan.key:
            with _kept():
                self._cache.forget(self._plan.older)

    def _take(self, result: PageResult) -> None:
        unopened = self.looked.unopened
        if result.finding:
            finding = msgspec.json.decode(result.finding, type=PageFinding)
            self._found.append((result.task.style, finding))
        else:
            unopened = (*unopened, (result.task, result.problem))
        self.looked = replace(self.looked, done=self.looked.done + 1, unopened=unopened)
        if len(self._found) >= _MOST or time.monotonic() - self._written >= _EVERY:
            self._write()
            self._told(self.looked)

    def _write(self) -> None:
        """Keep what has come; the only place that writes findings."""
        found, self._found = self._found, []
        self._written = time.monotonic()
        if found:
            with _kept():
                self._cache.keep(self._held_against_supplied(found), self._plan.key)

    def _held_against_supplied(
        self, found: Sequence[tuple[str, PageFinding]]
    ) -> list[tuple[str, PageFinding]]:
        """The same, to be checked where the layout that came with an image says otherwise."""
        sheets = {self._plan.sheets.get(PageTask(f.image, f.page, style)) for style, f in found}
        wanted = sorted(sheet for sheet in sheets if sheet is not None)
        with self._recount.reading() as connection:
            layouts = layouts_of_sheets(connection, wanted)
        return [
            (style, page_against_supplied(f, layouts.get((f.image, f.page)))) for style, f in found
        ]


@contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except FindingsNotKept as error:
        raise NothingFound(
            f"What is found on the images cannot be kept: {error}. Every ballot can be ruled on; "
            f"{error.remedy}, then open the recount again."
        ) from error


def _task(page: PageKey) -> PageTask:
    return PageTask(*page)
