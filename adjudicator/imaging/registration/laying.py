"""A page laid over references: the guesses, the fit and the contests, each worked out once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

import numpy as np

from adjudicator.imaging.registration import coarse
from adjudicator.imaging.registration.contests import ContestFinding, look_at
from adjudicator.imaging.registration.fine import Fit, refine
from adjudicator.imaging.registration.prepared import PreparedReference
from adjudicator.imaging.registration.working import WorkingPage

_GUESSES = 4
"""Turns and scales, each upright and upside down: two of the former."""
PLAIN = 0.97
"""Share of the print from which a page lies plainly over a reference."""
_SETTLED = 0.9
"""Share of the print from which no other guess is tried after one at the page's own turn."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A page laid over one reference."""

    prepared: PreparedReference
    fit: Fit
    findings: tuple[ContestFinding, ...]

    @property
    def print_found(self) -> float:
        """Share of all contests' print that was found."""
        amounts = [f.contest.amount for f in self.findings]
        if not sum(amounts):
            return 0.0
        return float(np.average([f.seen.found for f in self.findings], weights=amounts))


@dataclass(slots=True, eq=False)
class Laying:
    """One page, held against as many references as are asked for."""

    page: WorkingPage
    _spectra: dict[int, coarse.Spectra] = field(default_factory=dict)
    _level: dict[int, coarse.Guess | None] = field(default_factory=dict)
    _begun: dict[int, tuple[coarse.Guess, Iterator[coarse.Guess]]] = field(default_factory=dict)
    _laid: dict[int, Laid | None] = field(default_factory=dict)

    def over(self, prepared: PreparedReference) -> Laid | None:
        """The page over a reference, if it fits."""
        key = id(prepared)
        if key not in self._laid:
            self._laid[key] = self._lay(prepared)
        return self._laid[key]

    def best(self, references: Sequence[PreparedReference]) -> Laid | None:
        """Over the reference whose print is found best; the first that lies plainly will do.

        The references whose spectrum is most alike come first: of two sides mostly the right one.
        """
        if len(references) > 1:
            references = self._likeliest_first(references)
        best: Laid | None = None
        for prepared in references:
            laid = self.over(prepared)
            if laid is not None and (best is None or laid.print_found > best.print_found):
                best = laid
                if best.print_found >= PLAIN:
                    break
        return best

    def fit(self, prepared: PreparedReference) -> Fit | None:
        """The first fit over a reference."""
        return next((fit for fit, _ in self._fits(prepared)), None)

    def _likeliest_first(
        self, references: Sequence[PreparedReference]
    ) -> Sequence[PreparedReference]:
        """By their peaks where the page lies level, else by those at its turn and scale."""
        level = {id(each): guess.score for each in references if (guess := self._lies_level(each))}
        if level:
            return sorted(references, key=lambda each: -level.get(id(each), 0.0))
        return sorted(references, key=lambda each: -self._begin(each)[0].score)

    def _fits(self, prepared: PreparedReference) -> Iterator[tuple[Fit, coarse.Guess]]:
        """Fits over a reference, by the likeliest guess first."""
        for guess in self._guesses(prepared):
            fit = refine(prepared, self.page, guess)
            if fit is not None:
                yield fit, guess

    def _guesses(self, prepared: PreparedReference) -> Iterator[coarse.Guess]:
        level = self._lies_level(prepared)
        if level is not None:
            yield level
        first, others = self._begin(prepared)
        yield from islice(chain([first], others), _GUESSES)

    def _lies_level(self, prepared: PreparedReference) -> coarse.Guess | None:
        """The guess that asks for neither turn nor scale, if it is plain."""
        key = id(prepared)
        if key not in self._level:
            self._level[key] = coarse.level_guess(*self._both_spectra(prepared))
        return self._level[key]

    def _begin(self, prepared: PreparedReference) -> tuple[coarse.Guess, Iterator[coarse.Guess]]:
        """The likeliest guess, and the others as they are asked for."""
        key = id(prepared)
        if key not in self._begun:
            found = coarse.guesses(*self._both_spectra(prepared))
            self._begun[key] = next(found), found
        return self._begun[key]

    def _both_spectra(self, prepared: PreparedReference) -> tuple[coarse.Spectra, coarse.Spectra]:
        """The reference's and the page's, in squares of one size."""
        side = max(prepared.spectra.side, coarse.canvas_side(self.page.eighth))
        if side not in self._spectra:
            self._spectra[side] = coarse.spectra(self.page.eighth, side)
        return prepared.spectra_at(side), self._spectra[side]

    def _lay(self, prepared: PreparedReference) -> Laid | None:
        best: Laid | None = None
        for fit, guess in self._fits(prepared):
            findings = tuple(look_at(each, self.page, fit) for each in prepared.contests)
            laid = Laid(prepared, fit, findings)
            if best is None or laid.print_found > best.print_found:
                best = laid
            if best.print_found >= (PLAIN if guess.level else _SETTLED):
                break
        return best
