"""The rows about ink: V6 and V7, our own printed ballots, and the New Hampshire test ballot."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.place import PagePlaces
from adjudicator.imaging.ink import measure
from adjudicator.imaging.registration import PreparedReference, locate, prepare
from tests.imaging.acceptance.drawn_trials import LEAST, Trial, Unmarked, shows_ink, trials
from tests.imaging.acceptance.printed import printed_contests
from tests.imaging.acceptance.rows import Row, Run
from tests.imaging.real.hampshire import scored_pages
from tests.imaging.real.placing import PlacedPage, placed_hampshire, placed_samples
from tests.imaging.real.truth import NOTED_INK, has_unlabelled_ink

_TRIALS = 2400
_SEEDS = (20611, 48017)
"""Nothing was tuned on marks drawn with these."""
_MARKED = 0.10
_BAND = (0.03, 0.12)
_FAR = 0.08
"""Share of all marked targets by which two rankings may differ before it is called a difference."""


@dataclass(frozen=True, eq=False)
class MeasuredPage:
    """One page located by itself against its reference, and measured."""

    page: PlacedPage
    places: PagePlaces
    reference: PreparedReference
    ink: tuple[ContestInk, ...]

    def contest(self, begins: str) -> ContestInk:
        """The contest whose id begins so."""
        return next(ink for ink in self.ink if ink.contest.startswith(begins))

    @property
    def unmarked(self) -> Iterator[ContestInk]:
        """Contests in which nobody sees a mark."""
        for ink in self.ink:
            labels = [marked for (c, _), marked in self.page.marked.items() if c == ink.contest]
            unknown = has_unlabelled_ink(self.page.election, self.page.name, ink.contest)
            if not any(labels) and not unknown:
                yield ink


@lru_cache(maxsize=4)
def measured_pages(shared: Path, every: int) -> tuple[MeasuredPage, ...]:
    """Every so many real pages, located without their layouts and measured."""
    prepared: dict[object, PreparedReference] = {}
    found = []
    for page in [*placed_hampshire(shared), *placed_samples(shared)][::every]:
        if page.reference not in prepared:
            prepared[page.reference] = prepare(page.reference.reference, page.reference.image)
        found.append(measured_page(page, prepared[page.reference]))
    return tuple(found)


def measured_page(page: PlacedPage, reference: PreparedReference) -> MeasuredPage:
    """One page located against one reference, and measured."""
    image = page.image()
    places = locate(image, [reference], style=None)
    return MeasuredPage(page, places, reference, measure(image, places, reference))


def v6(run: Run) -> Row:
    """The labelled targets, and Durant's published totals."""
    empty: list[int] = []
    marked: list[int] = []
    pages = [p for p in measured_pages(run.shared_data, run.every) if _is_sample(p)]
    for page in pages:
        for ink in page.ink:
            for number, target in enumerate(ink.targets):
                label = page.page.marked.get((ink.contest, number))
                if label is not None:
                    (marked if label else empty).append(target.fill)
    auc = _auc(np.array(empty), np.array(marked))
    durant = [page for page in pages if page.page.election == "durant"]
    totals = durant_totals(durant)
    told = published_totals(run.shared_data) if run.every == 1 else totals
    parted = max(empty) / 1000 < _MARKED < min(marked) / 1000
    return Row(
        "V6",
        f"{len(empty) + len(marked)} labelled targets",
        "AUC >= 0.9999, empty max < .10 < marked min; Durant's totals exact",
        f"AUC {auc:.5f}, empty max {max(empty) / 1000:.3f}, marked min {min(marked) / 1000:.3f}; "
        f"Durant {'exact' if totals == told else 'differs'}",
        auc >= 0.9999 and parted and totals == told,
        (f"Durant: {totals}",),
    )


def durant_totals(pages: Sequence[MeasuredPage]) -> dict[str, int]:
    """Votes by candidate; a contest with more marks than seats gives none, as published.

    "Under Votes" are contests left blank, by the publisher's definition.
    """
    totals: Counter[str] = Counter()
    for page in pages:
        for contest, seats, names in _DURANT:
            ink = page.contest(contest)
            marks = [target.fill >= _MARKED * 1000 for target in ink.targets]
            key = contest + " "
            totals[key + "Over Votes"] += sum(marks) > seats
            totals[key + "Under Votes"] += not any(marks)
            for name, hit in zip(names, marks, strict=True):
                totals[key + name] += hit and sum(marks) <= seats
    return dict(totals)


_DURANT = (
    (
        "contest-1",
        3,
        ("Alpen", "Paustian", "Reasner", "Stoltenberg", "writein", "writein", "writein"),
    ),
    ("contest-2", 1, ("Garvin", "writein")),
)


def published_totals(shared: Path) -> dict[str, int]:
    """The published totals of Durant, by contest and name."""
    contests = iter(contest for contest, _, _ in _DURANT)
    totals: Counter[str] = Counter()
    contest = ""
    path = shared / "sample-ballots" / "simple_durant" / "election_results.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            name, count = line.strip().split(": ")
            if name != "Total Ballots":
                totals[f"{contest} {name}"] += int(count)
        elif "Director" in line:
            contest = next(contests)
    return dict(totals)


def v7(run: Run) -> Row:
    """Drawn marks on real pages, and false flags on unmarked contests."""
    pages = measured_pages(run.shared_data, run.every)
    unmarked = [(page, ink) for page in pages for ink in page.unmarked]
    flagged = [(page, ink) for page, ink in unmarked if shows_ink(ink)]
    contests = [unmarked_contest(page, ink) for page, ink in unmarked if not shows_ink(ink)]
    share = len(flagged) / len(unmarked)
    notes = tuple(
        f"false flag: {page.page.name} {ink.contest[:28]} "
        f"{[piece.area for piece in ink.pieces]} mm2"
        for page, ink in flagged
    )
    return _drawn_row(
        "V7", "real pages", contests, run, notes, (len(flagged), len(unmarked), share)
    )


def p7(run: Run) -> Row:
    """The same on our own printed ballots."""
    contests = list(printed_contests(max(1, 40 // run.every)))
    flagged = [c for c in contests if shows_ink(c.measured(c.image))]
    clean = [c for c in contests if c not in flagged]
    figures = (len(flagged), len(contests), len(flagged) / len(contests))
    return _drawn_row("P7", "our own printed ballots", clean, run, (), figures)


def _drawn_row(
    name: str,
    on: str,
    contests: Sequence[Unmarked],
    run: Run,
    notes: tuple[str, ...],
    false: tuple[int, int, float],
) -> Row:
    rounds = tuple(
        _drawn_with(seed, contests, _TRIALS // len(_SEEDS) // run.every) for seed in _SEEDS
    )
    done = [trial for each in rounds for trial in each]
    missed = [trial for trial in done if trial.clear and not trial.seen]
    flagged, count, share = false
    return Row(
        name,
        f"drawn marks >= 0.3 mm2 visible on {on}",
        "100 % of the required ones flagged (so much a quarter as dark as print and 0.25 mm off "
        "it), false flags <= 5 %",
        f"{_figures(done)}; false flags {flagged} of {count} ({share:.1%})",
        not missed and share <= 0.05,
        (
            *(f"seed {seed}: {_figures(each)}" for seed, each in zip(_SEEDS, rounds, strict=True)),
            *_by_group(done),
            *(f"missed: {_told(trial)}" for trial in missed),
            *notes,
        ),
    )


def _drawn_with(seed: int, contests: Sequence[Unmarked], count: int) -> list[Trial]:
    """So many marks, half on grey and half on black-and-white pages."""
    done: list[Trial] = []
    for one_bit in (False, True):
        ours = [contest for contest in contests if contest.image.one_bit == one_bit]
        done += trials(ours, count // 2, seed=seed + one_bit) if ours else []
    return done


def _figures(done: Sequence[Trial]) -> str:
    """How many of all that was drawn was flagged, and how many of what is required."""
    clear = [trial for trial in done if trial.clear]
    hugging = [trial for trial in done if not trial.clear]
    off = [trial for trial in done if trial.drawn.off >= LEAST]
    touching = [trial for trial in done if trial.drawn.off < LEAST]
    return (
        f"of all drawn {_seen(done)} of {len(done)} ({_seen(done) / max(len(done), 1):.1%}), "
        f"required {_seen(clear)} of {len(clear)}, "
        f"fainter or mostly on or against print {_seen(hugging)} of {len(hugging)}; "
        f"so much visible over a pixel off print {_seen(off)} of {len(off)}, "
        f"on print or within a pixel of it {_seen(touching)} of {len(touching)}"
    )


def _by_group(done: Sequence[Trial]) -> Iterator[str]:
    groups: tuple[tuple[str, Callable[[Trial], str]], ...] = (
        ("drawn as", lambda t: t.drawn.kind.value),
        ("drawn with", lambda t: t.drawn.pen.name),
        ("drawn", lambda t: t.where),
    )
    for words, key in groups:
        names = sorted({key(trial) for trial in done})
        told = (
            f"{name} {_seen([t for t in done if key(t) == name])}"
            f"/{sum(key(t) == name for t in done)}"
            for name in names
        )
        yield f"all marks, {words}: {', '.join(told)}"


def m1(run: Run) -> Row:
    """Our fill beside the scanner's scores on the New Hampshire sheets."""
    scores = {f"{p.sheet[:8]}-{p.side}": p for p in scored_pages(run.shared_data)}
    rows: list[tuple[float, int, str]] = []
    for page in measured_pages(run.shared_data, run.every):
        if _is_sample(page):
            continue
        scored = scores[page.page.name]
        for ink in page.ink:
            theirs = [t for t in scored.targets if t.contest == ink.contest]
            for ours, target in zip(ink.targets, theirs, strict=True):
                # A score of exactly 1 was given to write-ins without any mark.
                if target.score < 1:
                    name = f"{page.page.name} {ink.contest[:22]} {ours.choice[:18]}"
                    rows.append((target.score, ours.fill, name))
    marked = [row for row in rows if row[0] > 0 or row[1] > 0]
    everything, among = _spearman(rows), _spearman(marked)
    return Row(
        "M1",
        f"{len(rows)} targets of nh-test-ballots, fill beside the scanner's score",
        "the same ranking",
        f"Spearman {everything:.4f} over all, {among:.4f} over the {len(marked)} with any ink",
        everything >= 0.97 and among >= 0.95,
        tuple(_disagreements(marked)),
    )


def _disagreements(rows: list[tuple[float, int, str]]) -> Iterator[str]:
    """Targets in the doubtful band whose ranks differ, and ink where the scanner saw none."""
    scores, fills = (_ranks(np.array([row[i] for row in rows], float)) for i in (0, 1))
    far = _FAR * len(rows)
    for (score, fill, name), ours, theirs in zip(rows, fills, scores, strict=True):
        if score == 0:
            yield f"not scored: {name}: our fill {fill / 1000:.3f}"
        elif _BAND[0] <= score <= _BAND[1] and abs(ours - theirs) > far:
            yield (
                f"ranked otherwise: {name}: score {score:.3f} is no. {theirs:.0f}, "
                f"our fill {fill / 1000:.3f} no. {ours:.0f} of {len(rows)}"
            )


def m2(run: Run) -> Row:
    """Every row of the notes that speaks of ink outside the targets is outlined."""
    pages = {p.page.name: p for p in measured_pages(run.shared_data, 1) if not _is_sample(p)}
    missing = tuple(
        f"{sheet} {side} {contest}: {choice}"
        for sheet, side, contest, choice, pieces in noted_ink(run.shared_data, pages)
        if not pieces
    )
    return Row(
        "M2",
        f"{len(NOTED_INK)} circled names, underlines, words and checks of notes.csv",
        "each outlined in the right contest and row",
        f"{len(NOTED_INK) - len(missing)} outlined",
        not missing,
        missing,
    )


def noted_ink(
    shared: Path, pages: dict[str, MeasuredPage]
) -> Iterator[tuple[str, str, str, str, int]]:
    """Every expected ink, its note, and how many pieces were outlined in that choice's row."""
    with (shared / "nh-test-ballots" / "notes.csv").open(encoding="utf-8") as file:
        notes = {(row["sheet"], row["side"], row["contest"]) for row in csv.DictReader(file)}
    for sheet, side, words, contest, choice in NOTED_INK:
        assert (sheet, side, words) in notes, f"notes.csv has no row {sheet} {side} {words}"
        sides = ("front", "back") if side == "both" else (side,)
        found = 0
        for name in (f"{sheet}-{face}" for face in sides):
            for ink in pages[name].ink if name in pages else ():
                if ink.contest.startswith(contest):
                    found += sum(
                        piece.near is not None and piece.near.startswith(choice)
                        for piece in ink.pieces
                    )
        yield sheet, side, contest, choice, found


def unmarked_contest(page: MeasuredPage, ink: ContestInk) -> Unmarked:
    """The contest of a measured page, to draw on."""
    place = page.places.contest(ink.contest)
    assert place is not None
    return Unmarked(page.page.name, page.page.image(), page.places, place, page.reference)


def _is_sample(page: MeasuredPage) -> bool:
    return page.page.election != "hampshire"


def _seen(done: Sequence[Trial]) -> int:
    return sum(trial.seen for trial in done)


def _told(trial: Trial) -> str:
    drawn = trial.drawn
    return (
        f"{trial.name}: {drawn.kind.value}, {drawn.pen.name}, {trial.where}, "
        f"{drawn.visible:.2f} mm2, {drawn.off:.2f} a pixel off print, {drawn.clear:.2f} clear"
    )


def _auc(empty: np.ndarray, marked: np.ndarray) -> float:
    more = (marked[:, None] > empty[None, :]).mean()
    return float(more + 0.5 * (marked[:, None] == empty[None, :]).mean())


def _spearman(rows: Sequence[tuple[float, int, str]]) -> float:
    scores, fills = (_ranks(np.array([row[i] for row in rows], float)) for i in (0, 1))
    return float(np.corrcoef(scores, fills)[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1; equals share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place])


ROWS = {"M1": m1, "M2": m2, "P7": p7, "V6": v6, "V7": v7}
