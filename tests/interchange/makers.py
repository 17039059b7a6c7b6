"""A small invented county the interchange tests read and write."""

from datetime import date
from pathlib import Path

from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    ChoiceKind,
    Contest,
    Election,
    Party,
    Precinct,
)

LINE = Choice("write-in-0", "Write-in", ChoiceKind.WRITE_IN)


def small_election() -> Election:
    """Two precincts; the mayor stands in both, council (vote for two) and the measure in one."""
    return Election(
        title="Town Election",
        held=date(2025, 11, 4),
        state="FL",
        county="Marsh County",
        contests=(
            Contest(
                "mayor",
                "Mayor",
                (
                    Choice("ada", "Ada Palm", parties=("h",)),
                    Choice("bo", "Bo Cedar", parties=("e",)),
                    Choice("quill", "Quill Reed", ChoiceKind.QUALIFIED_WRITE_IN),
                    LINE,
                ),
            ),
            Contest(
                "council-7",
                "Town Council District 7",
                (Choice("cy", "Cy Oak"), Choice("di", "Di Elm"), Choice("ed", "Ed Núñez")),
                seats=2,
            ),
            Contest(
                "park",
                "Measure 1: A Park",
                (
                    Choice("park-yes", "Yes", ChoiceKind.YES_NO),
                    Choice("park-no", "No", ChoiceKind.YES_NO),
                ),
                description="Shall the town\nbuy the marsh?",
            ),
        ),
        precincts=(Precinct("p1", "PCT 101"), Precinct("p2", "PCT 102")),
        styles=(
            BallotStyle("both", ("p1",), ("mayor", "council-7", "park")),
            BallotStyle("less", ("p2",), ("mayor",)),
        ),
        parties=(Party("h", "Heron Party", "HER"), Party("e", "Egret Party", "EGR")),
    )


def written(folder: Path, name: str, text: str) -> Path:
    """A text file in a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path
