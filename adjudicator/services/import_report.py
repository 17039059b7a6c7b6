"""What an import did: for the Import screen and ``import --json``."""

from dataclasses import asdict, dataclass, field
from typing import Any

from adjudicator.interchange.comparing import Comparison
from adjudicator.interchange.problems import Problem


@dataclass(slots=True)
class ImportReport:
    """What an import did, for the screen and ``--json``."""

    entry: int | None = None
    reader: str = ""
    sheets: int = 0
    images: int = 0
    lots: dict[str, int] = field(default_factory=dict)
    flagged: list[tuple[str, str, int]] = field(default_factory=list)
    """``(contest, condition, cases)``."""
    notes: int = 0
    basis: str = ""
    """What the numbers "before" rest on."""
    uncovered: list[str] = field(default_factory=list)
    """Sentences: contests and precincts the given counts say nothing of."""
    quarantined: list[Problem] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    """Sentences: the same image, or the same sheet, twice."""
    layouts: list[Problem] = field(default_factory=list)
    """Layouts that cannot be used; their sheets were taken without them, and no vote is lost."""
    notices: list[Problem] = field(default_factory=list)
    """What was strange and left out without harm."""
    comparisons: list[Comparison] = field(default_factory=list)
    """The machine's own counts of over- and undervotes against the flagged ballots found."""

    @property
    def differences(self) -> list[Comparison]:
        """Where the flagged ballots found are not what the machine counted."""
        return [c for c in self.comparisons if c.agrees is False]

    @property
    def needs_a_look(self) -> bool:
        """Whether a person must look at something before the numbers can be relied on."""
        return bool(self.quarantined or self.duplicates or self.differences or self.uncovered)

    @property
    def cases(self) -> int:
        """How many cases the import brought."""
        return sum(n for *_, n in self.flagged)

    def value(self) -> dict[str, Any]:
        """The object of ``import --json``."""
        return {
            "entry": self.entry,
            "reader": self.reader,
            "sheets": self.sheets,
            "images": self.images,
            "lots": self.lots,
            "cases": self.cases,
            "flagged": [
                {"contest": contest, "condition": condition, "cases": n}
                for contest, condition, n in self.flagged
            ],
            "notes": self.notes,
            "basis": self.basis,
            "uncovered": self.uncovered,
            "quarantined": [str(problem) for problem in self.quarantined],
            "duplicates": self.duplicates,
            "layouts_left_out": [str(problem) for problem in self.layouts],
            "notices": [str(problem) for problem in self.notices],
            "reconciliation": [asdict(c) | {"agrees": c.agrees} for c in self.comparisons],
        }
